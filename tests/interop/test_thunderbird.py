"""A closed loop with a real Thunderbird, English and Danish: we invite, it answers, mailflow reads the answer."""

from __future__ import annotations

import email
import email.policy
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from interop.handmade import letter
from interop.sent import opened
from interop.thunderbird import ACCEPT, DECLINE, DELETE, TENTATIVE, UPDATE, Bar, Event, Thunderbird
from mailflow.cli.main import program as mailflow
from mailflow.demo.servers import Servers
from mailflow.parsers import calendar

OFFICE, ANNA, ALIAS = "sekretariatet@fkt.example", "anna.berg@odder.example", "kommunaldirektoeren@odder.example"
CPH = ZoneInfo("Europe/Copenhagen")
DAY = datetime.combine(datetime.now(CPH).date() + timedelta(days=60), datetime.min.time())

LABELS = {
    "en-US": {ACCEPT: "Accept", TENTATIVE: "Tentative", DECLINE: "Decline", UPDATE: "Update", DELETE: "Delete"},
    "da": {ACCEPT: "Accepter", TENTATIVE: "Foreløbig", DECLINE: "Afvis", UPDATE: "Opdater", DELETE: "Slet"},
}
INTENTS = {ACCEPT: "accept", TENTATIVE: "tentative", DECLINE: "decline"}
PARTSTATS = {ACCEPT: "ACCEPTED", TENTATIVE: "TENTATIVE", DECLINE: "DECLINED"}


@dataclass(frozen=True)
class Member:
    """Anna at her desk: her mailbox, and Thunderbird in her language."""

    house: Servers
    program: Thunderbird
    language: str
    folder: Path

    def receives(self, raw: bytes) -> Bar:
        """The mail arrives and she opens it."""
        self.house.deliver(raw)
        seen = self.program.show(opened(raw).message_id)
        assert seen.shown
        words = LABELS[self.language]
        assert all(words[button] == said for button, said in seen.buttons.items() if button in words), seen.buttons
        return seen

    def answers(self, button: str, dialogs: int = 0) -> bytes:
        """She presses a button, and what goes out is exactly one answer, to the organizer alone."""
        before = len(self.house.outgoing)
        assert len(self.program.press(button)) == dialogs
        answer = self.house.sent(before + 1, timeout=30)[before]
        assert (answer.mail_from, answer.rcpt_tos) == (ANNA, (OFFICE,))
        return answer.raw

    def event(self, uid: str) -> Event | None:
        return next((one for one in self.program.events() if one.uid == uid), None)

    def calendar_shows(self, uid: str, **facts: object) -> bool:
        """Whether the event stands there with these facts, given the time that Thunderbird takes to write."""
        end = time.monotonic() + 20
        while True:
            found = self.event(uid)
            if found and all(getattr(found, name) == value for name, value in facts.items()):
                return True
            if time.monotonic() > end:
                raise AssertionError(f"the calendar says {found}, not {facts}")

    def calendar_lacks(self, uid: str) -> bool:
        end = time.monotonic() + 20
        while found := self.event(uid):
            if time.monotonic() > end:
                raise AssertionError(f"the calendar still says {found}")
        return True


Desk = Callable[[str], AbstractContextManager[Member]]


@pytest.fixture
def at_desk(display: str, tmp_path: Path) -> Desk:
    @contextmanager
    def sit(language: str) -> Iterator[Member]:
        with (
            Servers(ANNA, "et-godt-kodeord") as house,
            Thunderbird(tmp_path / "anna", house, name="Anna Berg", language=language, display=display) as program,
        ):
            yield Member(house, program, language, tmp_path)

    return sit


def read(answer: bytes) -> dict[str, object]:
    """What ``mailflow parse --json`` says of it."""
    done = CliRunner().invoke(mailflow(), ["parse", "--about", "event", "--json", "-"], input=answer)
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def replied(answer: bytes) -> list[bytes]:
    """The iCalendar objects of an answer, however often Thunderbird puts them in."""
    message = email.message_from_bytes(answer, policy=email.policy.default)
    kinds = ("text/calendar", "application/ics")
    return [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() in kinds]


def is_answer(answer: bytes, button: str, uid: str, sequence: int, attendee: str = ANNA) -> bool:
    """mailflow understands it, and it speaks of the version of the invitation that was answered."""
    found = read(answer)
    assert (found["sort"], found["intent"], found["from"]) == ("calendar-reply", INTENTS[button], ANNA), found["why"]
    for part in replied(answer):
        said = calendar.read(part)
        assert (said.method, said.uid, said.partstat, said.attendee) == ("REPLY", uid, PARTSTATS[button], attendee)
        assert re.findall(rb"^SEQUENCE:(\d+)\r?$", part, re.M) == [b"%d" % sequence]
    return True


def utc(local: datetime) -> str:
    return f"{local.replace(tzinfo=CPH).astimezone(UTC):%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize("language", ["en-US", "da"])
def test_a_member_answers_and_follows_what_becomes_of_the_meetings(language: str, at_desk: Desk) -> None:
    webinar, board, assembly = (f"{name}-{language}@fkt.example" for name in ("webinar", "board", "assembly"))
    morning, evening = DAY + timedelta(hours=8), DAY + timedelta(days=1, hours=17)
    with at_desk(language) as anna:
        # Three invitations, three answers.
        for uid, title, start, button in (
            (webinar, "Webinar om æøå", morning, ACCEPT),
            (board, "Bestyrelsesmøde", evening, TENTATIVE),
            (assembly, "Generalforsamling", evening, DECLINE),
        ):
            seen = anna.receives(letter(uid, ANNA, title=title, start=start, place="Æblevej 5"))
            assert {ACCEPT, TENTATIVE, DECLINE} <= set(seen.buttons)
            assert not {UPDATE, DELETE} & set(seen.buttons)
            assert title in seen.text
            assert "Æblevej 5" in seen.text
            assert (f"{start:%H.%M}" if language == "da" else f"{start:%-H:%M}") in seen.text
            assert is_answer(anna.answers(button), button, uid, 0)
            assert anna.calendar_shows(
                uid, title=title, location="Æblevej 5", sequence=0, start=utc(start), end=utc(start + timedelta(hours=2)),
                answers={f"mailto:{ANNA}": PARTSTATS[button]},
            )  # fmt: skip
        # The webinar moves: she is asked again, and cannot come then.
        moved = letter(webinar, ANNA, title="Webinar om æøå", start=evening, place="Zoom", sequence=1, version=1)
        assert {ACCEPT, TENTATIVE, DECLINE} <= set(anna.receives(moved).buttons)
        assert is_answer(anna.answers(DECLINE), DECLINE, webinar, 1)
        assert anna.calendar_shows(
            webinar, sequence=1, start=utc(evening), location="Zoom", answers={f"mailto:{ANNA}": "DECLINED"}
        )
        # The board meeting is called something else: she takes it over, is not asked again, and keeps her answer.
        sent = len(anna.house.outgoing)
        renamed = letter(board, ANNA, title="Ekstraordinært bestyrelsesmøde", start=evening, place="Odder", version=1)
        assert set(anna.receives(renamed).buttons) == {UPDATE}
        anna.program.press(UPDATE)
        assert anna.calendar_shows(
            board, title="Ekstraordinært bestyrelsesmøde", sequence=0, answers={f"mailto:{ANNA}": "TENTATIVE"}
        )
        # And is cancelled: it goes from her calendar, and nobody is answered.
        cancelled = letter(
            board, ANNA, title="Ekstraordinært bestyrelsesmøde", start=evening, place="Odder", method="CANCEL",
            sequence=1, version=2,
        )  # fmt: skip
        assert set(anna.receives(cancelled).buttons) == {DELETE}
        anna.program.press(DELETE)
        assert anna.calendar_lacks(board)
        assert len(anna.house.outgoing) == sent
        assert {one.uid for one in anna.program.events()} == {webinar, assembly}


def test_who_is_invited_at_another_address_answers_with_the_uid_of_that_invitation(at_desk: Desk) -> None:
    """The mail to her function's address arrives in her own mailbox; Thunderbird asks whom to answer as."""
    with at_desk("da") as anna:
        anna.receives(letter("alias@fkt.example", ALIAS, title="Webinar", start=DAY, place="Zoom"))
        answer = anna.answers(ACCEPT, dialogs=1)
        assert is_answer(answer, ACCEPT, "alias@fkt.example", 0)
        assert ALIAS.encode() not in answer, "then the UID is all there is to tell who was invited"
