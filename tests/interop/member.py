"""A member at her desk: her own mailbox, Thunderbird in her language, and what she sees and does there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from interop.sent import opened
from interop.thunderbird import ACCEPT, DECLINE, DELETE, TENTATIVE, UPDATE, Bar, Event, Thunderbird
from mailflow.demo.servers import Servers
from mailflow.mail import Mailbox

# What the buttons are called, by language.
LABELS = {
    "en-US": {ACCEPT: "Accept", TENTATIVE: "Tentative", DECLINE: "Decline", UPDATE: "Update", DELETE: "Delete"},
    "da": {ACCEPT: "Accepter", TENTATIVE: "Foreløbig", DECLINE: "Afvis", UPDATE: "Opdater", DELETE: "Slet"},
}


@dataclass(frozen=True)
class Member:
    """``house`` is the mail server of her municipality; ``office`` is who invites her."""

    who: Mailbox
    office: str
    language: str
    house: Servers
    program: Thunderbird

    def receives(self, raw: bytes) -> Bar:
        """The mail arrives and she opens it: the buttons, which are in her language, and what there is to read."""
        self.house.deliver(raw)
        seen = self.program.show(opened(raw).message_id)
        assert seen.shown
        known = LABELS[self.language]
        assert {one: label for one, label in seen.buttons.items() if one in known}.items() <= known.items()
        return seen

    def answers(self, button: str, dialogs: int = 0) -> bytes:
        """She presses a button, and what goes out is exactly one mail, to the organizer alone."""
        before = len(self.house.outgoing)
        assert len(self.program.press(button)) == dialogs
        answer = self.house.sent(before + 1, timeout=30)[before]
        assert (answer.mail_from, answer.rcpt_tos) == (self.who.address, (self.office,))
        return answer.raw

    def presses(self, button: str) -> None:
        """She presses a button that answers nobody."""
        assert self.program.press(button) == []

    def has(self, uid: str, **facts: object) -> bool:
        """Whether this event stands in her calendar with these fields, given the time Thunderbird takes to write it."""
        found: Event | None = None
        for _ in _patiently():
            found = next((one for one in self.program.events() if one.uid == uid), None)
            if found and all(getattr(found, name) == value for name, value in facts.items()):
                return True
        raise AssertionError(f"her calendar says {found}, not {facts}")

    def lacks(self, uid: str) -> bool:
        """Whether it has gone from there."""
        return any(uid not in {one.uid for one in self.program.events()} for _ in _patiently())


def _patiently(seconds: float = 20) -> Iterator[None]:
    end = time.monotonic() + seconds
    yield
    while time.monotonic() < end:
        time.sleep(0.1)
        yield


@contextmanager
def at_her_desk(who: Mailbox, office: str, language: str, folder: Path, display: str) -> Iterator[Member]:
    """``language`` "en-US" or "da"; ``folder`` gets Thunderbird's log, and a picture of the screen if something fails."""
    with (
        Servers(who.address, "et-godt-kodeord") as house,
        Thunderbird(folder, house, name=who.name, language=language, display=display) as program,
    ):
        yield Member(who, office, language, house, program)
