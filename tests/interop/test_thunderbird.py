"""The closed loop, English and Danish: the secretary invites, a real Thunderbird answers, and she sees who comes."""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from clerk import CPH, Clerk
from click.testing import CliRunner

from interop.member import at_her_desk
from interop.sent import Sent, opened
from interop.thunderbird import ACCEPT, DECLINE, DELETE, TENTATIVE, UPDATE
from mailflow.cli.main import program as mailflow
from mailflow.demo.servers import Servers
from mailflow.mail import Mailbox
from mailflow.parsers import calendar

ANNA = Mailbox("Anna Berg", "anna.berg@odder.example")
ANSWERS = {ACCEPT: ("ACCEPTED", "accept"), TENTATIVE: ("TENTATIVE", "tentative"), DECLINE: ("DECLINED", "decline")}
DAY = datetime.now(CPH).date() + timedelta(days=60)


class Office:
    """The secretary at her command line, in real time."""

    def __init__(self, folder: Path, servers: Servers, language: str, members: str | None = None) -> None:
        folder.mkdir()
        self.clerk = Clerk(folder, servers)
        self.clerk.real_time()
        self.clerk.set('language = "da"', f'language = "{language}"')
        self.clerk.set("rehearsal = true", "rehearsal = false")
        self.clerk.people(*([members] if members else []))
        self.clerk.tick()

    def plans(self, kind: str, title: str, hour: int, *more: str) -> str:
        """A new event of two hours for the board. Its id."""
        return str(self.clerk.json(
            "events", "add", "--kind", kind, "--title", title, "--start", f"{DAY} {hour:02}:00", "--end", f"{hour + 2}:00",
            "--audience", "board", *more,
        )["id"])  # fmt: skip

    def sends(self) -> list[Sent]:
        """``mailflow send-invites``, and what Anna gets of it."""
        before = len(self.clerk.servers.outgoing)
        self.clerk.run("send-invites")
        return [opened(one.raw) for one in self.clerk.servers.outgoing[before:] if ANNA.address in one.rcpt_tos]

    def receives(self, answer: bytes) -> None:
        self.clerk.deliver(answer)
        self.clerk.tick()

    def sees(self, event: str) -> tuple[str, str | None]:
        """Anna's line in the list of who comes: her answer, and the one she gave before it moved."""
        shown = self.clerk.json("events", "show", event)
        (line,) = [one for one in shown["people"] if one["name"] == ANNA.name]
        return line["status"], line["before_it_moved"]


@pytest.fixture
def servers() -> Iterator[Servers]:
    """The secretariat's."""
    with Servers() as running:
        yield running


def is_answer(raw: bytes, button: str, to: Sent) -> bool:
    """mailflow understands it, and it speaks of the version of the invitation that was answered, however often."""
    partstat, intent = ANSWERS[button]
    done = CliRunner().invoke(mailflow(), ["parse", "--about", "event", "--json", "-"], input=raw)
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    assert (found["sort"], found["intent"], found["from"]) == ("calendar-reply", intent, ANNA.address), found["why"]
    asked = calendar.read(to.calendar)
    message = email.message_from_bytes(raw, policy=email.policy.default)
    parts = [one for one in message.walk() if one.get_content_type() in ("text/calendar", "application/ics")]
    assert parts
    for part in parts:
        said = calendar.read(part.get_payload(decode=True))
        assert (said.method, said.uid, said.sequence) == ("REPLY", asked.uid, asked.sequence)
        assert (said.partstat, said.attendee) == (partstat, ANNA.address)
    return True


def utc(hour: int, days: int = 0) -> str:
    """That hour in Copenhagen, as the calendar tells it."""
    local = datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=CPH) + timedelta(days=days)
    return f"{local.astimezone(UTC):%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize("language", ["en-US", "da"])
def test_a_member_answers_and_follows_what_becomes_of_the_meetings(
    language: str, servers: Servers, display: str, tmp_path: Path
) -> None:
    office = Office(tmp_path / "office", servers, language[:2])
    agenda = office.clerk.file(b"%PDF-1.7\n", "Dagsorden æøå.pdf")
    link = "https://video.example/j/8300?pwd=%C3%A6x"
    webinar = office.plans("webinar", "Webinar om æøå; del 1, og 2", 8, "--link", link)
    board = office.plans(
        "board-meeting", "Bestyrelsesmøde", 10, "--place", "Rådhuset, Æblevej 5", "--description", "*Kaffe*"
    )
    assembly = office.plans("general-assembly", "Generalforsamling", 17, "--file", str(agenda))
    with at_her_desk(ANNA, servers.address, language, tmp_path / "anna", display) as anna:
        letters = {calendar.read(one.calendar).start.astimezone(CPH).hour: one for one in office.sends()}
        uids = {hour: calendar.read(one.calendar).uid for hour, one in letters.items()}
        late = b""  # the first of them, to the webinar before it moved
        # Three invitations, three answers.
        for event, hour, button, words in (
            (webinar, 8, ACCEPT, ("Webinar om æøå; del 1, og 2", link)),
            (board, 10, TENTATIVE, ("Bestyrelsesmøde", "Rådhuset, Æblevej 5", "Bo Carstensen, Citta Dam", "Kaffe")),
            (assembly, 17, DECLINE, ("Generalforsamling",)),
        ):
            seen = anna.receives(letters[hour].raw)
            assert {ACCEPT, TENTATIVE, DECLINE} <= set(seen.buttons)
            assert not {UPDATE, DELETE} & set(seen.buttons)
            assert [
                word for word in (*words, f"{hour:02}{'.' if language == 'da' else ':'}00") if word not in seen.text
            ] == []
            assert office.sees(event) == ("none", None)
            answer = anna.answers(button)
            late = late or answer
            assert is_answer(answer, button, letters[hour])
            office.receives(answer)
            assert office.sees(event) == (ANSWERS[button][0].lower(), None)
            given = {f"mailto:{ANNA.address}": ANSWERS[button][0]}
            assert anna.has(uids[hour], start=utc(hour), end=utc(hour + 2), sequence=0, answers=given)
        # The webinar moves: she is asked again, and cannot come then.
        office.clerk.run("events", "edit", webinar, "--start", f"{DAY + timedelta(days=1)} 09:00")
        (moved,) = office.sends()
        assert office.sees(webinar) == ("none", "accepted")
        assert {ACCEPT, TENTATIVE, DECLINE} <= set(anna.receives(moved.raw).buttons)
        answer = anna.answers(DECLINE)
        assert is_answer(answer, DECLINE, moved)
        office.receives(answer)
        assert office.sees(webinar) == ("declined", None)
        assert office.clerk.json("events", "show", webinar)["regrets"] == [ANNA.name]
        assert anna.has(uids[8], start=utc(9, days=1), end=utc(11, days=1), sequence=1)
        # The same answer once more changes nothing, and neither does one to the earlier time that was held up.
        office.receives(answer)
        office.receives(late.replace(b"Message-ID: <", b"Message-ID: <late-"))
        assert office.sees(webinar) == ("declined", None)
        # The board meeting is called something else: she takes it over, is not asked again, and keeps her answer.
        sent = len(anna.house.outgoing)
        office.clerk.run("events", "edit", board, "--title", "Ekstraordinært bestyrelsesmøde")
        (renamed,) = office.sends()
        assert set(anna.receives(renamed.raw).buttons) == {UPDATE}
        anna.presses(UPDATE)
        assert anna.has(uids[10], title="Ekstraordinært bestyrelsesmøde", start=utc(10), sequence=0)
        assert office.sees(board) == ("tentative", None)
        # And is called off: it goes from her calendar, and nobody is answered.
        office.clerk.run("events", "cancel", board, "--reason", "Formanden er syg.")
        (off,) = office.sends()
        seen = anna.receives(off.raw)
        assert set(seen.buttons) == {DELETE}
        assert "Formanden er syg." in seen.text
        anna.presses(DELETE)
        assert anna.lacks(uids[10])
        # The assembly takes place without her.
        office.clerk.run("events", "edit", assembly, "--audience", "person:Bo Carstensen")
        (without,) = office.sends()
        assert set(anna.receives(without.raw).buttons) == {DELETE}
        anna.presses(DELETE)
        assert anna.lacks(uids[17])
        # Now everything is as it should be, and nobody hears more of it.
        assert office.sends() == []
        assert [one.uid for one in anna.program.events()] == [uids[8]]
        assert len(anna.house.outgoing) == sent


def test_who_is_invited_at_another_address_answers_with_the_uid_of_that_invitation(
    servers: Servers, display: str, tmp_path: Path
) -> None:
    """The mail to her function's address arrives in her own mailbox; Thunderbird asks whom to answer as."""
    told = "Navn;Kommune;E-mail;Rolle(r)\nAnna Berg;Odder;direktoeren@odder.example;HB, formand\n"
    office = Office(tmp_path / "office", servers, "da", told)
    event = office.plans("webinar", "Webinar", 9)
    office.clerk.run("send-invites")
    invitation = opened(office.clerk.letter("direktoeren@odder.example"))
    with at_her_desk(ANNA, servers.address, "da", tmp_path / "anna", display) as anna:
        assert {ACCEPT, DECLINE} <= set(anna.receives(invitation.raw).buttons)
        answer = anna.answers(ACCEPT, dialogs=1)
    assert is_answer(answer, ACCEPT, invitation)
    assert b"direktoeren@" not in answer, "the UID is all that tells who was invited"
    office.receives(answer)
    assert office.sees(event) == ("accepted", None), "and nobody else knows that UID"
