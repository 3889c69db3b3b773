"""Machines, floods, our own mail and delivery reports, over the wire (RELIABILITY T-26 to T-40): nobody is answered who must
not be, nothing is answered for ever, and no member is silenced by what a machine says of him or of his mail.
"""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pytest
from feeding import BO, OBJECTION, OURS, begun, feed, look
from house import ADDRESS, Fixture, address_of, reply
from sqlalchemy import select

from mailflow.models import LedgerLine, Person
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


# --- machines ------------------------------------------------------------------------------------------------------

MACHINES: list[tuple[str, str, dict[str, str], str | None]] = [
    ("T-26 says so", "Tak for din mail. Punkt 2 er forkert.", {"Auto_Submitted": "auto-replied"}, None),
    ("T-27 Danish, by its subject", "Jeg er ikke på kontoret.", {"Subject": "Automatisk svar: Referat"}, None),
    ("T-27 Swedish", "Jag är inte på kontoret.", {"Subject": "Autosvar: Referat"}, None),
    ("T-27 German", "Ich bin nicht da.", {"Subject": "Automatische Antwort: Referat"}, None),
    ("T-28 null path", "Jeg er ikke på kontoret.", {}, ""),
    ("T-30 another mailflow", OBJECTION, {"Auto_Submitted": "auto-generated"}, None),
    ("a receipt", "", {"Subject": "Læst: Referat", "Auto_Submitted": "auto-replied"}, None),
]


def test_machines_are_not_answered_and_say_nothing(fixture: Fixture, slug: str) -> None:
    wrong = []
    for name, words, headers, mail_from in MACHINES:
        raw = reply(BO, words, fixture.letter_to(BO), headers.pop("Subject", "SV: Referat"), fixture.now(), **headers)
        came = feed(fixture, raw, proof=OURS + "odder.example", mail_from=mail_from)
        if came.answers or came.letters:
            wrong.append(name)
    assert wrong == []


def test_two_machines_that_answer_each_other_fall_silent(fixture: Fixture, slug: str) -> None:
    """A queue at the member's house answers each letter with words that look like a new objection, and says not that it is
    a machine."""
    for minute in range(12):
        fixture.at(f"2026-08-30 10:{minute * 5:02d}")
        fixture.mail(BO, f"Sag nr. {minute}: {OBJECTION}", fixture.letter_to(BO))
        fixture.tick()
    noted = [letter for letter in fixture.letters() if letter.kind == "minutes-objection-noted"]
    assert 1 <= len(noted) <= 5
    assert len([answer for answer in fixture.case(slug).answers if answer.open]) == 12, "all of them hold"


def test_a_flood_of_forged_objections_does_not_drown_the_outbox(fixture: Fixture, slug: str) -> None:
    """T-34: all of them hold, the secretariat hears of the first ones, and her letters still go."""
    for number in range(90):
        raw = reply(
            BO, f"{OBJECTION} {number}", None, "Referatet", fixture.now(), From=f"{BO} <x{number}@evil.example>"
        )
        fixture.servers.deliver(raw, "INBOX", fixture.now())
    look(fixture)
    assert len(fixture.case(slug).answers) == 90
    assert 1 <= len([letter for letter in fixture.letters() if letter.kind == "notice-objection"]) <= 60


def test_our_own_letters_come_back_and_mean_nothing(fixture: Fixture, slug: str) -> None:
    """T-31, T-32: as a witness in any writing of our address, redirected, and quoted by a colleague in Outlook."""
    own = fixture.letter_to(BO)
    colleague = reply(BO, OBJECTION, own, "SV: Referat", fixture.now(), From=f"Sekretariatet <{ADDRESS.capitalize()}>")
    redirected = b"Resent-From: <bo.carstensen@odder.example>\r\n" + own
    for name, raw in [("colleague", colleague), ("redirected", redirected)]:
        came = feed(fixture, raw)
        assert (came.answers, came.letters, came.outcome) == ([], [], "own"), name


def test_an_installation_whose_address_has_capitals_knows_its_own_letters(
    servers: Any, store_url: str, tmp_path: Path
) -> None:
    fixture = Fixture(servers, store_url, tmp_path, imap_address=ADDRESS.capitalize())
    fixture.people()
    fixture.tick()
    slug = fixture.send()
    fixture.tick()
    look(fixture)
    assert fixture.case(slug).answers == []
    with fixture.house.store.reading() as session:
        assert {line.outcome for line in session.scalars(select(LedgerLine)) if line.reason != "unrelated"} <= {"own"}
    fixture.close()


def test_a_header_of_ours_in_somebodys_mail_is_never_read(fixture: Fixture, slug: str) -> None:
    """T-25."""
    with fixture.house.store.reading() as session:
        marker = queries.association(session).installation
    for value in ("1", marker):
        raw = reply(BO, OBJECTION, fixture.letter_to(BO), "SV: Referat", fixture.now(), X_Mailflow_Marker=value)
        assert feed(fixture, raw, proof=OURS + "odder.example").holds


def test_what_a_filter_says_of_a_members_mail_does_not_silence_it(fixture: Fixture, slug: str) -> None:
    """Spam marks and list headers are put in by machines on the way; the words are still the member's."""
    wrong = []
    for headers in (
        {"X_Spam_Flag": "YES"}, {"List_Id": "<hb.liste.example>"}, {"Precedence": "bulk"},
        {"List_Unsubscribe": "<https://liste.example>"}, {"Feedback_ID": "1:x"},
    ):  # fmt: skip
        raw = reply(BO, OBJECTION, None, "Referatet", fixture.now(), **headers)
        if not feed(fixture, raw, "Junk").holds:
            wrong.append(headers)
    assert wrong == []
    chat = reply(BO, "Vi ses til frokost på tirsdag.", None, "Frokost", fixture.now(), List_Id="<hb.liste.example>")
    assert not feed(fixture, chat).holds


# --- bounces -------------------------------------------------------------------------------------------------------


def _report(failed: str, message_id: str = "", sender: str = "MAILER-DAEMON@odder.example") -> bytes:
    """A delivery report (RFC 3464); ``message_id`` is of the mail it returns."""
    returned = f"Message-ID: {message_id}\r\nSubject: x\r\n" if message_id else "Subject: x\r\n"
    return (
        f"From: {sender}\r\nTo: {ADDRESS}\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n"
        f"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.odder.example\r\n\r\n"
        f"Final-Recipient: rfc822; {failed}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 no such \x00 user\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{returned}\r\n--b--\r\n"
    ).encode()


def test_a_forged_report_holds_and_does_not_strike_anybody_off(fixture: Fixture, slug: str) -> None:
    """T-29: it costs a look; the address stays, and nobody outside is written to."""
    came = feed(fixture, _report(address_of("Citta Dam")), mail_from="")
    assert [letter.kind for letter in came.letters] == ["notice-bounce"]
    assert came.letters[0].recipient == ADDRESS
    with fixture.house.store.reading() as session:
        citta = session.scalars(select(Person).where(Person.name == "Citta Dam")).one()
        assert [row.valid_to for row in citta.addresses] == [None]
    again = feed(fixture, _report(address_of("Citta Dam")).replace(b"could not", b"cannot"), mail_from="")
    assert again.letters == [], "T-39: one notice a letter"


def test_a_member_who_sends_a_report_along_is_still_heard(fixture: Fixture, slug: str) -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = f"{BO} <{address_of(BO)}>", ADDRESS, "Referatet"
    mail["Message-ID"] = "<report@odder.example>"
    mail.set_content("Punkt 2 er forkert. Jeg fik også den her fejl.")
    mail.add_attachment(message_from_bytes(_report("nogen@andre.example", "<x@andre.example>"), policy=SMTP))
    wrapped = mail.as_bytes()
    assert feed(fixture, wrapped, proof=OURS + "odder.example").holds
    bare = _report("nogen@andre.example", "<y@andre.example>", f"{BO} <{address_of(BO)}>")
    assert feed(fixture, bare.replace(b"It could not be delivered", b"Punkt 2 er forkert"), mail_from=None).holds
