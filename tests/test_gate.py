"""The gate, condition by condition: only that one fails, nothing is published, and the secretariat is told which one.

Then the other way round: a mailbox full of mail that has nothing to do with the round holds nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from house import MINUTES, NAMES, Fixture, address_of, reply
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from mailflow.errors import RefusedError, TemporaryError
from mailflow.mailbox import Mailbox
from mailflow.models import Addressee, Attempt, Case, Letter, Version
from mailflow.parsers import mail as parse_mail
from mailflow.steps import due
from mailflow.store import installation, queries

AFTER = "2026-09-04 03:00"  # the deadline was 3 September 23.59, the grace two hours
MORNING = "2026-09-04 09:00"


@pytest.fixture
def fixture(servers: Any, store_url: str, tmp_path: Path) -> Any:
    fixture = Fixture(servers, store_url, tmp_path)
    fixture.people()
    fixture.tick()
    yield fixture
    fixture.close()


def opened(fixture: Fixture) -> str:
    slug = fixture.send()
    fixture.tick()
    return slug


def wind_on(fixture: Fixture) -> None:
    for moment in (AFTER, MORNING):
        fixture.at(moment)
        fixture.tick()


def test_silence_of_those_who_were_reached_is_approval(fixture: Fixture) -> None:
    slug = opened(fixture)
    wind_on(fixture)
    case = fixture.case(slug)
    assert case.state == "published"
    assert fixture.house.site.read_back(slug) == case.version.public_html.encode()


# --- each breaks exactly one condition -----------------------------------------------------------------------------


def _unread_objection(fixture: Fixture, slug: str) -> None:
    fixture.mail("Bo Carstensen", "Punkt 2: Rejsekontoen blev ikke halveret.", fixture.letter_to("Bo Carstensen"))


def _question(fixture: Fixture, slug: str) -> None:
    fixture.mail("Bo Carstensen", "Hvad menes der med punkt 2?", fixture.letter_to("Bo Carstensen"))


def _riddle(fixture: Fixture, slug: str) -> None:
    fixture.mail("Bo Carstensen", "Den må vi lige vende, når vi ses.", fixture.letter_to("Bo Carstensen"))


def _outsider_objects(fixture: Fixture, slug: str) -> None:
    raw = reply(
        "Bo Carstensen", "Punkt 2 er forkert.", None, f"Referat [{slug}]", fixture.now(), From="Bo <bo@privat.example>"
    )
    fixture.deliver(raw)


def _encrypted(fixture: Fixture, slug: str) -> None:
    mail = reply("Bo Carstensen", "", fixture.letter_to("Bo Carstensen"), "SV: Referat", fixture.now())
    head = mail.split(b"\r\n\r\n")[0].replace(b'Content-Type: text/plain; charset="utf-8"', b"")
    head = b"\r\n".join(
        line for line in head.split(b"\r\n") if line and not line.lower().startswith((b"content-", b"mime"))
    )
    body = b"MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n"
    fixture.deliver(head + b"\r\n" + body + b"Content-Transfer-Encoding: base64\r\n\r\nMIIBAAYJKoZIhvcNAQcDoAAw\r\n")


def _bounced(fixture: Fixture, slug: str) -> None:
    from mailflow.demo.clients import bounce

    letter = fixture.letter_to("Citta Dam")
    fixture.deliver(bounce(letter, address_of("Citta Dam"), "odder.example", fixture.now()), mail_from="")


def _undelivered(fixture: Fixture, slug: str) -> None:
    _change(fixture, update(Letter).where(Letter.recipient == address_of("Citta Dam")).values(state="failed"))


def _unknown(fixture: Fixture, slug: str) -> None:
    """Its fate is unknown, and no copy of it lies in the mailbox to witness that it went."""
    lost = {"state": "unknown", "tried_at": fixture.now(), "message_id": "<lost@fkt.example>"}
    _change(fixture, update(Letter).where(Letter.recipient == address_of("Citta Dam")).values(**lost))


def _other_document(fixture: Fixture, slug: str) -> None:
    _change(fixture, update(Version).values(public_html="<p>Noget helt andet</p>"))


def _nobody(fixture: Fixture, slug: str) -> None:
    _change(fixture, update(Letter).values(addressee_id=None))
    _change(fixture, delete(Addressee))


def _later_deadline(fixture: Fixture, slug: str) -> None:
    until = fixture.now() + timedelta(days=30)
    _change(fixture, update(Addressee).where(Addressee.name == "Citta Dam").values(deadline=until))


def _dismissal_waits(fixture: Fixture, slug: str) -> None:
    _change(fixture, update(Case).values(not_before=fixture.now() + timedelta(days=30)))


def _clock(fixture: Fixture, slug: str) -> None:
    with fixture.house.store.writing() as session:
        queries.association(session).clock_doubt = "the clock jumped"


def _stop_file(fixture: Fixture, slug: str) -> None:
    installation.stop_file(fixture.house.store).touch()


def _restored(fixture: Fixture, slug: str) -> None:
    with fixture.house.store.writing() as session:
        installation.freeze(session, installation.RESTORED, fixture.now())


def _change(fixture: Fixture, statement: Any) -> None:
    with fixture.house.store.writing() as session:
        session.execute(statement)


BREAKS: list[tuple[str, Callable[[Fixture, str], None]]] = [
    ("answers", _unread_objection), ("answers", _question), ("answers", _riddle), ("answers", _outsider_objects),
    ("set-aside", _encrypted), ("not-bounced", _bounced), ("delivered", _undelivered), ("delivered", _unknown),
    ("document", _other_document), ("addressees", _nobody), ("deadline", _later_deadline), ("deadline", _dismissal_waits),
    ("clock", _clock), ("not-stopped", _stop_file), ("not-stopped", _restored),
]  # fmt: skip
TOLD_BY_GATE = {"delivered", "document", "addressees", "clock", "not-stopped", "not-bounced", "answers", "set-aside"}


@pytest.mark.parametrize(("condition", "break_it"), BREAKS, ids=lambda value: getattr(value, "__name__", str(value)))
def test_only_this_condition_fails_and_nothing_is_published(
    condition: str, break_it: Callable[[Fixture, str], None], fixture: Fixture
) -> None:
    slug = opened(fixture)
    fixture.at("2026-08-30 09:00")
    break_it(fixture, slug)
    wind_on(fixture)
    case = fixture.case(slug)
    assert case.state == "open"
    assert fixture.house.site.read_back(slug) is None
    with fixture.house.store.reading() as session:
        # A sweep that began after the deadline cannot be there while the deadline is not over.
        assert _failing(session, fixture, slug) == {condition} | ({"sweep"} if condition == "deadline" else set())
        told = session.scalars(select(Letter).where(Letter.kind == "notice-held")).all()
    if condition in TOLD_BY_GATE:
        assert len(told) == 1, "the secretariat is told once what holds"
        assert parse_mail.parse(told[0].raw).text


def _failing(session: Session, fixture: Fixture, slug: str) -> set[str]:
    from mailflow.desks import gate

    stopped = installation.stopped(fixture.house.store)
    case = queries.case(session, slug)
    facts = queries.facts(session, case, fixture.office.mailbox, fixture.now(), stopped)
    return {c.name for c in gate.conditions(case, facts, fixture.office.config.minutes) if not c.ok}


def test_a_mailbox_that_cannot_be_read_holds(fixture: Fixture) -> None:
    slug = opened(fixture)
    fixture.at(AFTER)
    settings = fixture.office.config.imap
    fixture.house.mailbox.close()
    fixture.house.mailbox = Mailbox(msgspec.structs.replace(settings, port=1), lambda: "x", connect_seconds=2)
    with pytest.raises(TemporaryError):
        fixture.tick()
    due.run(fixture.house.store, fixture.office, fixture.now())  # time passes all the same
    assert fixture.case(slug).state == "open"
    with fixture.house.store.reading() as session:
        assert _failing(session, fixture, slug) == {"sweep"}


def test_an_objection_between_approval_and_publication_opens_the_round_again(fixture: Fixture) -> None:
    slug = opened(fixture)
    fixture.at(AFTER)
    fixture.tick()
    assert fixture.case(slug).state == "approved"
    fixture.at("2026-09-04 07:00")
    _unread_objection(fixture, slug)
    fixture.at(MORNING)
    fixture.tick()
    assert fixture.case(slug).state == "open"
    assert fixture.house.site.read_back(slug) is None


def test_an_objection_that_arrives_with_the_publishing_pass_still_holds(fixture: Fixture) -> None:
    """Each attempt sweeps again before it uploads: what came a second ago is read."""
    slug = opened(fixture)
    fixture.at(AFTER)
    fixture.tick()
    fixture.at(MORNING)
    _unread_objection(fixture, slug)
    fixture.tick()
    assert fixture.case(slug).state == "open"


@pytest.mark.parametrize("folder", ["INBOX", "Junk", "Trash", "Sent"])
def test_an_objection_is_found_wherever_it_lies(folder: str, fixture: Fixture) -> None:
    slug = opened(fixture)
    fixture.at("2026-09-03 23:58")
    raw = reply(
        "Bo Carstensen", "Punkt 2 er forkert.", fixture.letter_to("Bo Carstensen"), "SV: Referat", fixture.now()
    )
    fixture.deliver(raw, folder)
    wind_on(fixture)
    assert fixture.case(slug).state == "open"


def test_three_hundred_unrelated_mails_and_spam_hold_nothing(fixture: Fixture, servers: Any) -> None:
    slug = opened(fixture)
    fixture.at("2026-08-31 12:00")
    for number in range(300):
        servers.deliver(_noise(number), ["INBOX", "Junk"][number % 2], fixture.now())
    wind_on(fixture)
    case = fixture.case(slug)
    assert case.state == "published"
    assert case.answers == []
    assert [letter.kind for letter in fixture.letters() if letter.kind.startswith("notice")] == ["notice-published"]


def _noise(number: int) -> bytes:
    kinds = [
        (
            "Nyhedsbrev uge {n}",
            "List-Unsubscribe: <https://nyt.example/{n}>\r\n",
            "Læs om kommunernes økonomi i denne uge.",
        ),
        ("Faktura {n}", "", "Hermed faktura {n} på 1.250 kr. Betales inden 14 dage."),
        ("You have WON {n}", "X-Spam-Flag: YES\r\n", "Click https://spam.example/{n} to claim your prize now!!!"),
        ("Spørgsmål om kontingent {n}", "", "Hej\r\nHvornår bliver kontingentet opkrævet?\r\nMvh Ole"),
        ("SV: Frokost på fredag {n}", "", "Det er desværre forkert dag for mig, jeg kan ikke godkende det."),
        ("Automatisk svar: Kontoret {n}", "Auto-Submitted: auto-replied\r\n", "Jeg er ikke på kontoret."),
    ]
    subject, headers, body = kinds[number % len(kinds)]
    return (
        f"From: Nogen {number} <nogen{number}@andre{number % 7}.example>\r\nTo: sekretariatet@fkt.example\r\n"
        f"Subject: {subject.format(n=number)}\r\nMessage-ID: <noise{number}@andre.example>\r\n{headers.format(n=number)}"
        f"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{body.format(n=number)}\r\n"
    ).encode()


def test_the_website_down_means_approved_tried_again_and_said(fixture: Fixture, tmp_path: Path) -> None:
    slug = opened(fixture)
    fixture.at(AFTER)
    fixture.tick()
    folder = tmp_path / "site"
    if folder.exists():
        import shutil

        shutil.rmtree(folder)
    folder.write_text("not a folder")
    fixture.at(MORNING)
    fixture.tick()
    assert fixture.case(slug).state == "approved"
    assert "notice-website-down" in {letter.kind for letter in fixture.letters()}
    folder.unlink()
    fixture.at("2026-09-04 09:05")
    fixture.tick()
    assert fixture.case(slug).state == "published"
    with fixture.house.store.reading() as session:
        outcomes = list(session.scalars(select(Attempt.outcome).order_by(Attempt.id)))
    assert outcomes == ["done", "failed", "done"]
    assert len([letter for letter in fixture.letters() if letter.kind == "minutes-published"]) == len(NAMES)


def test_the_same_minutes_cannot_go_round_twice(fixture: Fixture) -> None:
    opened(fixture)
    with pytest.raises(RefusedError, match="hb-2026-08-27"):
        fixture.send(MINUTES.replace("halveres", "fordobles"))
