"""Conversations: whole rounds over real servers, each mail that goes out compared with the one written down.

The expected mails lie in ``tests/conversations/<name>/``, one file a mail in the order in which mailflow wrote them, as they
went over the wire (only the installation's random id is replaced). ``MAILFLOW_REWRITE=1`` writes them anew: read the
difference as the board member would before you commit it.
"""

from __future__ import annotations

import os
import re
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from house import MINUTES, Fixture, address_of, reply

from mailflow.demo.clients import bounce, gmail, iphone, out_of_office, outlook
from mailflow.desks import minutes as desk
from mailflow.mail import Mailbox
from mailflow.replies import Intent
from mailflow.store import queries

FOLDER = Path(__file__).parent / "conversations"
ANNA, BO, CITTA = (Mailbox(name, address_of(name)) for name in ("Anna Berg", "Bo Carstensen", "Citta Dam"))
REVISED = MINUTES.replace("at rejsekontoen halveres", "at rejsekontoen nedsættes med en fjerdedel")


@pytest.fixture
def fixture(servers: Any, store_url: str, tmp_path: Path) -> Any:
    fixture = Fixture(servers, store_url, tmp_path)
    fixture.people()
    fixture.tick()
    yield fixture
    fixture.close()


def compare(fixture: Fixture, name: str) -> None:
    """Every letter, in the order it was written, against its file; and what was written is what was sent."""
    folder = FOLDER / name
    letters = fixture.letters()
    actual = {f"{number:02d}-{letter.kind}-{letter.recipient.split('@')[0]}.eml": letter.raw
              for number, letter in enumerate(letters, 1)}  # fmt: skip
    accepted = {_message_id(sent.raw): sent.raw for sent in fixture.servers.outgoing}
    for letter in letters:
        if letter.state == "sent":
            assert _stripped(accepted[letter.message_id]) == _stripped(letter.raw), (
                "the wire carries the outbox's bytes"
            )
    readable = {file: _readable(raw) for file, raw in actual.items()}
    if os.environ.get("MAILFLOW_REWRITE"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.eml"):
            old.unlink()
        for file, text in readable.items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
    expected = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.eml"))}
    assert list(readable) == list(expected)
    for file, text in readable.items():
        assert text == expected[file], file


def _readable(raw: bytes) -> str:
    """The whole mail, headers and every part, with the transfer encodings taken off so that a person can read it."""
    mail = message_from_bytes(raw, policy=default)
    lines = [f"{key}: {' '.join(str(value).split())}" for key, value in mail.items()]
    for part in mail.walk():
        lines.append(f"--- {part.get_content_type()} {part.get_filename() or ''}".rstrip())
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        lines.append(content.decode("utf-8").replace("\r\n", "\n"))
    text = re.sub(r"(X-Mailflow-Installation: )\S+", r"\1INSTALLATION", "\n".join(lines)) + "\n"
    # The layout's style is one for all, and compared in test_letters.
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)
    return re.sub(r"<[0-9.]{20,}@", "<ANSWER@", text)  # the client's own Message-ID


def _message_id(raw: bytes) -> str:
    return str(message_from_bytes(raw, policy=default)["Message-ID"]).strip()


def _stripped(raw: bytes) -> bytes:
    """Without what servers on the way may add on top, and with one kind of line end."""
    head, _gap, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = re.sub(rb"\n[ \t]+", b" ", head).split(b"\n")
    kept = [
        line
        for line in lines
        if not line.lower().startswith((b"received:", b"return-path:", b"delivered-to:", b"x-original-to:"))
    ]
    return b"\n".join(kept) + b"\n\n" + body.rstrip(b"\n")


# --- the conversations ---------------------------------------------------------------------------------------------


def test_silence(fixture: Fixture) -> None:
    """Nobody but Anna answers; Bo and Citta get a reminder; the minutes are published and all are told."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-29 09:00")
    fixture.deliver(iphone(fixture.letter_to("Anna Berg"), ANNA, "Ingen bemærkninger", fixture.now()))
    for moment in ("2026-08-29 09:05", "2026-09-01 08:05", "2026-09-02 08:05", "2026-09-04 02:05", "2026-09-04 08:05"):
        fixture.at(moment)
        fixture.tick()
    assert fixture.case(slug).state == "published"
    compare(fixture, "silence")


def test_objection_revised_and_withdrawn(fixture: Fixture) -> None:
    """An objection stops the round; a corrected version goes round; the objection stands until its withdrawal is confirmed."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-29 09:00")
    words = "Hej\n\nJeg har en indsigelse til punkt 2: Rejsekontoen blev ikke halveret, men nedsat med en fjerdedel."
    fixture.deliver(outlook(fixture.letter_to("Bo Carstensen"), BO, words, fixture.now(), "Odder"))
    fixture.deliver(iphone(fixture.letter_to("Anna Berg"), ANNA, "Godkendt", fixture.now()))
    fixture.tick()
    fixture.at("2026-08-31 11:00")
    fixture.revise(slug, REVISED)
    fixture.tick()
    assert [answer.open for answer in fixture.case(slug).answers] == [True, False]
    fixture.at("2026-08-31 15:00")
    fixture.deliver(
        gmail(fixture.letter_to("Bo Carstensen"), BO, "Tak, så trækker jeg min indsigelse tilbage.", fixture.now())
    )
    fixture.tick()
    case = fixture.case(slug)
    assert [answer.intent for answer in case.answers] == ["object", "approve", "withdraw"]
    assert case.answers[0].open, "a withdrawal by mail counts only when she confirms it"
    with fixture.house.store.reading() as session:
        answer = queries.answer(session, slug, 3)
    fixture.act(
        slug,
        lambda case: desk.review(
            case, next(a for a in case.answers if a.number == answer.number), Intent.WITHDRAW, "Signe Holk", ""
        ),
    )
    for moment in ("2026-08-31 15:10", "2026-09-05 08:05", "2026-09-08 02:05", "2026-09-08 08:05"):
        fixture.at(moment)
        fixture.tick()
    assert fixture.case(slug).state == "published"
    compare(fixture, "objection-revised-withdrawn")


def test_objection_dismissed(fixture: Fixture) -> None:
    """Member and board are told; publication waits two more days."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-09-03 20:00")
    fixture.deliver(gmail(fixture.letter_to("Citta Dam"), CITTA, "Jeg gør indsigelse mod punkt 1.", fixture.now()))
    fixture.tick()
    fixture.at("2026-09-04 10:00")
    fixture.dismiss(slug, 1)
    fixture.tick()
    fixture.at("2026-09-06 09:59")
    fixture.tick()
    assert fixture.case(slug).state == "open"
    fixture.at("2026-09-06 10:05")  # a Sunday: approved, not published
    fixture.tick()
    assert fixture.case(slug).state == "approved"
    fixture.at("2026-09-07 08:05")
    fixture.tick()
    assert fixture.case(slug).state == "published"
    compare(fixture, "objection-dismissed")


def test_bounce_and_repair(fixture: Fixture) -> None:
    """A copy comes back: that member never was silent. Sent again elsewhere, with time enough; an out-of-office is no answer."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-28 10:30")
    fixture.deliver(bounce(fixture.letter_to("Citta Dam"), CITTA.address, "odder.example", fixture.now()), mail_from="")
    away = "Jeg er på ferie til den 14. september. Jeg læser ikke mails."
    fixture.deliver(out_of_office(fixture.letter_to("Bo Carstensen"), BO, away, fixture.now()))
    fixture.tick()
    assert fixture.case(slug).answers == []
    fixture.at("2026-09-02 14:00")
    rule, zone = fixture.office.config.minutes, fixture.office.zone
    fixture.act(
        slug,
        lambda case: desk.resend(case, case.version.addressees[2], "citta@hjem.example", fixture.now(), rule, zone),
    )
    fixture.tick()
    for moment in ("2026-09-04 02:05", "2026-09-06 02:05", "2026-09-07 08:05"):
        fixture.at(moment)
        fixture.tick()
        assert (fixture.case(slug).state == "published") is (moment == "2026-09-07 08:05")
    compare(fixture, "bounce-and-repair")


def test_question_unclear_and_outsider(fixture: Fixture) -> None:
    """A question, a riddle and a stranger hold; thanks hold nothing. Her verdicts let the round go on."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-29 09:00")
    fixture.deliver(iphone(fixture.letter_to("Anna Berg"), ANNA, "Tak for referatet!", fixture.now()))
    fixture.deliver(gmail(fixture.letter_to("Bo Carstensen"), BO, "Hvornår gælder punkt 2 fra?", fixture.now()))
    fixture.deliver(iphone(fixture.letter_to("Citta Dam"), CITTA, "Den må vi lige vende, når vi ses", fixture.now()))
    stranger = reply(
        "Bo C",
        "Jeg har en indsigelse til punkt 2.",
        None,
        f"Referat [{slug}]",
        fixture.now(),
        From="Bo C <bo@privat.example>",
    )
    fixture.deliver(stranger)
    fixture.tick()
    case = fixture.case(slug)
    assert [(a.intent, a.open) for a in case.answers] == [
        ("none", False),
        ("question", True),
        ("unclear", True),
        ("object", True),
    ]
    for number in (2, 3, 4):
        fixture.act(
            slug,
            lambda case, n=number: desk.review(case, case.answers[n - 1], Intent.NONE, "Signe Holk", "Talt i telefon"),
        )
    for moment in ("2026-09-04 02:05", "2026-09-04 08:05"):
        fixture.at(moment)
        fixture.tick()
    assert fixture.case(slug).state == "published"
    compare(fixture, "question-unclear-outsider")


def test_minutes_finished_on_day_eight(fixture: Fixture) -> None:
    """The later deadline, and the mail says why; an objection after publication is shown, with unpublish offered."""
    fixture.at("2026-09-04 14:00")
    slug = fixture.send()
    fixture.tick()
    assert fixture.case(slug).version.deadline_reason == "minimum"
    for moment in ("2026-09-08 02:05", "2026-09-08 08:05"):
        fixture.at(moment)
        fixture.tick()
    assert fixture.case(slug).state == "published"
    fixture.at("2026-09-08 12:00")
    fixture.deliver(gmail(fixture.letter_to("Bo Carstensen"), BO, "Jeg har en indsigelse til punkt 2.", fixture.now()))
    fixture.tick()
    assert fixture.case(slug).state == "published"
    compare(fixture, "day-eight")


def test_to_a_meeting_instead(fixture: Fixture) -> None:
    from datetime import date

    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-29 09:00")
    fixture.deliver(gmail(fixture.letter_to("Bo Carstensen"), BO, "Jeg har en indsigelse til punkt 2.", fixture.now()))
    fixture.tick()
    fixture.act(
        slug, lambda case: desk.take_to_meeting(case, date(2026, 10, 1), "Signe Holk", "Formanden ønsker en drøftelse.")
    )
    fixture.tick()
    fixture.at("2026-09-04 08:05")
    fixture.tick()
    assert fixture.case(slug).state == "at-meeting"
    assert fixture.house.site.read_back(slug) is None
    compare(fixture, "to-meeting")


def test_an_approval_of_the_old_version_does_not_count_for_the_new_one(fixture: Fixture) -> None:
    slug = fixture.send()
    fixture.tick()
    old = fixture.letter_to("Anna Berg")
    fixture.at("2026-08-29 09:00")
    fixture.revise(slug, REVISED)
    fixture.tick()
    fixture.at("2026-08-29 10:00")
    fixture.deliver(iphone(old, ANNA, "Godkendt", fixture.now()))
    fixture.tick()
    case = fixture.case(slug)
    assert [(answer.intent, answer.version.number) for answer in case.answers] == [("approve", 1)]
    fixture.at("2026-09-03 08:05")
    fixture.tick()
    reminded = {letter.recipient for letter in fixture.letters() if letter.kind == "minutes-reminder"}
    assert ANNA.address in reminded, "she has not answered the version that is going round"


def test_a_round_that_should_not_have_been_begun(fixture: Fixture) -> None:
    """Those who got it are told; what has not gone does not go; the same meeting can have a new round."""
    slug = fixture.send()
    fixture.tick()
    fixture.at("2026-08-28 11:00")
    fixture.act(slug, lambda case: desk.cancel(case, "Signe Holk", "Det var en forkert udgave."))
    fixture.tick()
    again = fixture.send(REVISED)
    assert again == f"{slug}-2"
    fixture.tick()
    for moment in ("2026-09-04 02:05", "2026-09-04 08:05"):
        fixture.at(moment)
        fixture.tick()
    assert (fixture.case(slug).state, fixture.case(again).state) == ("cancelled", "published")
    compare(fixture, "cancelled")
