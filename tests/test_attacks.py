"""Identity and loop attacks played over the wire (RELIABILITY section 3): who may hold, who may never approve or withdraw,
who is never answered.

The rule behind every row is asymmetric trust: anybody plausible can hold a round, and nobody can do anything else in a
member's name without proof of the sender.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from feeding import BO, BO_FROM, OBJECTION, OURS, WITHDRAWAL, begun, feed, header, look
from house import ADDRESS, MINUTES, Fixture, address_of, reply
from sqlalchemy import select

from mailflow.desks import minutes as desk
from mailflow.models import Address, Letter, Person
from mailflow.parsers import mail as parse_mail
from mailflow.replies import Intent
from mailflow.store import queries


@pytest.fixture
def fixture(servers: Any, store_url: str, tmp_path: Path) -> Any:
    fixture = begun(servers, store_url, tmp_path)
    yield fixture
    fixture.close()


@pytest.fixture
def slug(fixture: Fixture) -> str:
    """A round whose letters have gone."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-30 09:00")
    return slug


# --- who is it? ----------------------------------------------------------------------------------------------------

# (what it is, headers beside those of an ordinary new mail from Bo, what our server says of the sender)
SHAPES: list[tuple[str, dict[str, Any], str]] = [
    ("T-01 the member's address, nothing proven", {}, ""),
    ("T-01 the member's address, proven false", {}, "dmarc=fail header.from=odder.example"),
    (
        "T-02 a forged pass below the true fail",
        {"Authentication_Results": "mx.fkt.example; dmarc=pass header.from=odder.example"},
        "dmarc=fail header.from=odder.example",
    ),
    ("T-04 another case", {"Authentication_Results": "MX.FKT.EXAMPLE; dmarc=pass header.from=odder.example"}, ""),
    ("T-04 a longer id", {"Authentication_Results": "mx.fkt.example.evil.example; dmarc=pass"}, ""),
    ("T-04 a comment before it", {"Authentication_Results": "(mx.fkt.example) evil.example; dmarc=pass"}, ""),
    ("T-05 pass in a comment", {}, "spf=fail (dmarc=pass header.from=odder.example) smtp.mailfrom=x@evil.example"),
    ("T-05 pass in the quoted sender", {}, 'spf=fail smtp.mailfrom="dmarc=pass"@evil.example'),
    ("T-06 another domain's signature", {}, "dkim=pass header.d=evil.example"),
    ("T-08 an address for a name", {"From": f"{address_of(BO)} <ond@evil.example>"}, OURS + "evil.example"),
    ("T-09 the address in quotes", {"From": f'"{address_of(BO)}" <ond@evil.example>'}, OURS + "evil.example"),
    ("T-09 name and address in quotes", {"From": f'"{BO} {address_of(BO)}" <ond@evil.example>'}, OURS + "evil.example"),
    ("his name, another address", {"From": f"{BO} <bo@privat.example>"}, OURS + "privat.example"),
    ("his name turned round", {"From": '"Carstensen, Bo" <bo@privat.example>'}, OURS + "privat.example"),
    ("his name and his house", {"From": f"{BO} (Odder Kommune) <bo@privat.example>"}, OURS + "privat.example"),
    ("a middle name", {"From": "Bo Emil Carstensen <bo@privat.example>"}, OURS + "privat.example"),
    ("no name, his own before the @", {"From": "bo.carstensen@privat.example"}, OURS + "privat.example"),
    ("T-12 his address as Sender only", {"From": "Ond <ond@evil.example>", "Sender": address_of(BO)}, OURS + "evil.example"),
    ("T-12 his address as Reply-To only", {"From": "Ond <ond@evil.example>", "Reply_To": address_of(BO)}, OURS + "evil.example"),
    ("T-13 a Cyrillic letter", {"From": "bo.carstensen@оdder.example"}, OURS + "odder.example.evil.example"),
    ("T-13 another ending", {"From": "bo.carstensen@odder.test"}, OURS + "odder.test"),
    ("T-14 a tag in it", {"From": "Bo.Carstensen+x@ODDER.example"}, ""),
    (
        "T-15 through a list that writes itself into From",
        {"From": f"{BO} via HB-listen <hb@liste.example>", "Reply_To": address_of(BO), "List_Id": "<hb.liste.example>"},
        OURS + "liste.example",
    ),
    (
        "T-15 through a list that is this mailbox",
        {"From": f"\"'{BO}' via Sekretariatet\" <{ADDRESS}>", "Reply_To": address_of(BO), "List_Id": "<s.fkt.example>"},
        OURS + "fkt.example",
    ),
    (
        "T-15 the group's own form, without Reply-To",
        {"From": f"'{BO}' via Sekretariatet <{ADDRESS.capitalize()}>", "X_Original_From": f"{BO} <{address_of(BO)}>"},
        OURS + "fkt.example",
    ),
]  # fmt: skip


def test_whoever_may_be_a_member_can_hold_and_nothing_else(fixture: Fixture, slug: str) -> None:
    """Each shape once with an objection, which holds, and once with a withdrawal, which proves and settles nothing."""
    fixture.mail(BO, OBJECTION, fixture.letter_to(BO))
    look(fixture)
    silent, trusted = [], []
    for name, headers, proof in SHAPES:
        objects = reply(BO, OBJECTION, None, "Referatet", fixture.now(), **headers)
        withdraws = reply(BO, WITHDRAWAL, None, "Referatet", fixture.now(), **headers)
        if not feed(fixture, objects, proof=proof).holds:
            silent.append(name)
        if feed(fixture, withdraws, proof=proof).verified:
            trusted.append(name)
    assert silent == []
    assert trusted == []
    first = fixture.case(slug).answers[0]
    assert (first.intent, first.open) == ("object", True), "nobody has taken it back"


NO_SENDER: list[tuple[str, list[bytes]]] = [
    ("T-07 two From headers", [BO_FROM, b"From: ond@evil.example"]),
    ("T-07 the other way round", [b"From: ond@evil.example", BO_FROM]),
    ("T-07 two, and a Sender", [BO_FROM, b"From: ond@evil.example", f"Sender: {address_of(BO)}".encode()]),
    ("two addresses", [f"From: {address_of(BO)}, ond@evil.example".encode()]),
    ("T-11 a group", [f"From: Bestyrelsen: {address_of(BO)};".encode()]),
    ("T-11 empty", [b"From: <>"]),
    ("no From at all", []),
    ("T-13 zero width", ["From: bo.carstensen@od\u200bder.example".encode()]),
    ("T-13 a wide @", ["From: bo.carstensen\uff20odder.example".encode()]),
    ("T-10 an encoded name", [b"From: =?utf-8?q?bo=2Ecarstensen=40odder=2Eexample?= <ond@evil.example>"]),
]  # fmt: skip


def test_a_mail_without_one_plain_sender_holds_and_proves_nothing(fixture: Fixture, slug: str) -> None:
    """In answer to our letter, so that it surely concerns the round; each once consenting, once withdrawing."""
    fixture.mail(BO, OBJECTION, fixture.letter_to(BO))
    look(fixture)
    wrong = []
    for name, lines in NO_SENDER:
        for words in ("Godkendt.", WITHDRAWAL, OBJECTION):
            raw = header(reply(BO, words, fixture.letter_to(BO), "SV: Referat", fixture.now()), *lines)
            came = feed(fixture, raw, proof="dmarc=pass header.from=odder.example", mail_from=address_of(BO))
            if came.verified and any(a.person_id for a in came.answers):
                wrong.append(f"{name}: {words} proven")
            if words != "Godkendt." and not came.holds and came.outcome != "set-aside":
                wrong.append(f"{name}: {words} ({came.outcome} {came.reason})")
    assert wrong == []
    assert fixture.case(slug).answers[0].open


def test_a_mail_that_only_names_a_member_in_broken_from_headers_holds(fixture: Fixture, slug: str) -> None:
    """Nothing ties it to the round but the member's address, somewhere in a From that is not one plain address."""
    silent = []
    for name, lines in NO_SENDER:
        if lines and b"odder" in b"".join(lines):
            raw = header(reply(BO, OBJECTION, None, "Referatet", fixture.now()), *lines)
            if not feed(fixture, raw, mail_from="ond@evil.example").holds:
                silent.append(name)
    assert silent == []


def test_a_delegate_speaks_for_the_member_and_somebody_on_his_behalf_holds(fixture: Fixture, slug: str) -> None:
    with fixture.house.store.writing() as session:
        bo = session.scalars(select(Person).where(Person.name == BO)).one()
        bo.addresses.append(Address(address="ida.lund@odder.example", kind="delegate", name="Ida Lund"))
        bo_id = bo.id
    proof = OURS + "odder.example"
    delegate = reply(BO, OBJECTION, None, "Referatet", fixture.now(), From="Ida Lund <ida.lund@odder.example>")
    came = feed(fixture, delegate, proof=proof)
    assert [(a.person_id, a.holds, a.verified) for a in came.answers] == [(bo_id, True, True)]
    for sender, words in [
        (
            "Kim Lund <kim.lund@odder.example>",
            f"På vegne af {BO}: punkt 2 er forkert, rejsekontoen blev ikke halveret.",
        ),
        (f"Kim Lund på vegne af {BO} <kim.lund@odder.example>", "Punkt 2 er forkert."),
        ("Kim Lund <kim.lund@odder.example>", f"Punkt 2 er forkert.\n\nVenlig hilsen\nKim Lund\np.v.a. {BO}"),
    ]:
        raw = reply(BO, words, None, "Referatet", fixture.now(), From=sender)
        came = feed(fixture, raw, proof=proof, mail_from="kim.lund@odder.example")
        assert [(a.person_id, a.holds) for a in came.answers] == [(None, True)], (sender, came.outcome, came.reason)


def test_the_member_is_found_at_the_address_that_was_written_to(fixture: Fixture, slug: str) -> None:
    """The list was changed while the round runs: his copy went to the old address, and from there he answers."""
    with fixture.house.store.writing() as session:
        bo = session.scalars(select(Person).where(Person.name == BO)).one()
        bo.addresses[0].valid_to = fixture.now().date()
        bo.addresses.append(Address(address="bo@nyt.example", valid_from=fixture.now().date()))
        session.scalars(select(Letter).where(Letter.recipient == address_of(BO))).one().state = "unknown"
    raw = reply("Anna Berg", OBJECTION, None, "Referatet", fixture.now(), From=address_of(BO))
    assert feed(fixture, raw).holds


# --- replays, copies and rounds ------------------------------------------------------------------------------------


def test_the_same_mail_again_says_nothing_new(fixture: Fixture, slug: str) -> None:
    """T-16, T-61: delivered twice, moved by a server that stamps it, replayed: one answer, one acknowledgement."""
    raw = reply(BO, OBJECTION, fixture.letter_to(BO), "SV: Referat", fixture.now())
    proof = OURS + "odder.example"
    assert len(feed(fixture, raw, proof=proof).answers) == 1
    fixture.at("2026-08-30 09:05")
    for again in (raw, b"X-Moved-By: server\r\n" + raw):
        came = feed(fixture, again, "Junk", proof=proof)
        assert (came.answers, came.letters, came.outcome) == ([], [], "duplicate")
    other = raw.replace(b"blev ikke halveret", b"blev ikke fordoblet")
    assert other != raw
    assert feed(fixture, other, proof=proof).holds, "the same Message-ID over other words is another mail"


def test_an_objection_finds_every_round_that_it_may_mean(fixture: Fixture, slug: str) -> None:
    """A line that stands in two minutes, quoted from an unknown address: both hold."""
    second = fixture.send(MINUTES.replace("27. august", "20. august"), "andet.md", date(2026, 8, 20))
    line = "> Formanden orienterede om efterårets møder, som alle er lagt i kalenderen nu."
    raw = reply(BO, f"Det er forkert:\n\n{line}\n", None, "Hej", fixture.now(), From="Ukendt <x@evil.example>")
    assert feed(fixture, raw).holds
    assert [any(answer.open for answer in fixture.case(each).answers) for each in (slug, second)] == [True, True]


@pytest.mark.parametrize("ended", ["cancelled", "published", "at-meeting"])
def test_an_answer_in_the_thread_of_a_round_that_is_over_holds_the_one_that_runs(
    ended: str, fixture: Fixture, slug: str
) -> None:
    old = fixture.letter_to(BO)
    with fixture.house.store.writing() as session:
        queries.case(session, slug).state = ended
    new = fixture.send(MINUTES, "nyt.md", date(2026, 8, 27) if ended == "cancelled" else date(2026, 8, 29))
    approves = reply(BO, "Godkendt", old, "SV: Referat", fixture.now())
    feed(fixture, approves, proof=OURS + "odder.example")
    assert not any(answer.open for answer in fixture.case(new).answers), "consent to the old one is none to the new"
    feed(fixture, reply(BO, OBJECTION, old, "SV: Referat", fixture.now()), proof=OURS + "odder.example")
    assert any(answer.open for answer in fixture.case(new).answers)


# --- what the secretary is asked -----------------------------------------------------------------------------------


def test_one_strangers_withdrawal_does_not_settle_anothers_objection(fixture: Fixture, slug: str) -> None:
    """Nobody knows who either of them is; that does not make them the same person."""
    for sender, words in [("bo@privat.example", OBJECTION), ("bo@evil.example", WITHDRAWAL)]:
        feed(fixture, reply(BO, words, None, "Referatet", fixture.now(), From=f"{BO} <{sender}>"))
    fixture.act(slug, lambda case: desk.review(case, case.answers[1], Intent.WITHDRAW, "Signe Holk", "Han ringede."))
    assert [answer.open for answer in fixture.case(slug).answers] == [True, False]


def test_a_notice_key_fits_its_column_however_many_answers_hold(fixture: Fixture, slug: str) -> None:
    """PostgreSQL would refuse the longer one and stop the daemon; two secretaries get two notices."""
    for number in range(14):
        feed(fixture, reply(BO, f"{OBJECTION} {number}", fixture.letter_to(BO), "SV: Referat", fixture.now()))
    fixture.house.office.config.association.secretary = ["signe@fkt.example", "tove@fkt.example"]
    for moment in ("2026-09-04 03:00", "2026-09-04 03:05"):
        fixture.at(moment)
        fixture.tick()
    held = [letter for letter in fixture.letters() if letter.kind == "notice-held"]
    assert sorted(letter.recipient for letter in held) == ["signe@fkt.example", "tove@fkt.example"]
    assert max(len(letter.unique_key) for letter in fixture.letters()) <= 200
    assert fixture.now() - held[0].created_at < timedelta(days=1)


def test_line_ends_in_a_subject_or_a_name_never_become_headers_of_ours(fixture: Fixture, slug: str) -> None:
    """T-65."""
    plain = reply(BO, OBJECTION, fixture.letter_to(BO), "SV: Referat", fixture.now())
    subject = plain.replace(b"Subject: SV: Referat", b"Subject: =?utf-8?q?SV:_Referat=0D=0ABcc:_offer@evil.example?=")
    name = header(plain, b"From: =?utf-8?q?Bo=0D=0ABcc=3A_offer=40evil.example?= <bo.carstensen@odder.example>")
    for raw in (subject, name.replace(b"ikke halveret", b"ikke fordoblet")):
        came = feed(fixture, raw, proof=OURS + "odder.example")
        assert {letter.kind for letter in came.letters} >= {"minutes-objection-noted"}
        for letter in came.letters:
            assert "bcc" not in {name for name, _ in parse_mail.parse(letter.raw).headers}
