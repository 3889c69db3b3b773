"""The host: the mailbox's folders as the server has them, what people do in them, and what the mail server has accepted.

This is the truth that the checks compare the store with. Nothing here fails; the edges in front of it do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from mailflow.parsers import mail as parse_mail

OWN = "sekretariatet@fkt.example"
SPECIAL = {"Sent": "\\Sent", "Junk": "\\Junk", "Trash": "\\Trash", "Archive": "\\Archive"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a mail really is: the sender's intent, or auto, bounce, noise, broken, copy (our own letter), old."""

    kind: str
    who: str = ""  # the person's key
    slug: str = ""  # the round that is meant
    letter: str = ""  # a bounce: the Message-ID of the letter that came back
    arrived: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stored:
    raw: bytes
    internaldate: datetime
    came: datetime  # when it came to lie in this place

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(slots=True)
class Box:
    """A folder on the server."""

    name: str
    uidvalidity: int
    since: datetime  # when it was made, or renumbered
    uidnext: int = 1
    mails: dict[int, Stored] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The mail server took responsibility for this mail to this recipient."""

    message_id: str
    recipient: str
    at: datetime
    raw: bytes


class Mailhost:
    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.boxes: dict[str, Box] = {}
        self.labels: dict[str, Label] = {}  # by the sha256 of the mail as it lies there
        self.accepted: list[Accepted] = []
        self._validity = 1000
        self.reached: Callable[[Accepted], None] = lambda accepted: None  # somebody's mail program shows it
        for name in ("INBOX", *SPECIAL):
            self.make(name)

    def make(self, name: str) -> Box:
        self._validity += 1
        self.boxes[name] = Box(name, self._validity, self.now())
        return self.boxes[name]

    # --- mail arrives ---------------------------------------------------------------------------------------------

    def put(self, folder: str, raw: bytes, label: Label | None = None, when: datetime | None = None) -> int:
        """A mail comes to lie in a folder; its UID."""
        box = self.boxes.get(folder) or self.make(folder)
        stored = Stored(raw, when or self.now(), self.now())
        if label is not None:
            self.labels[stored.sha256] = label
        uid, box.uidnext = box.uidnext, box.uidnext + 1
        box.mails[uid] = stored
        return uid

    def accept(self, recipient: str, raw: bytes) -> None:
        """The server takes a mail for somebody outside."""
        accepted = Accepted(parse_mail.parse(raw).message_id, recipient, self.now(), raw)
        self.accepted.append(accepted)
        self.reached(accepted)

    # --- people in Outlook, and the server's own moods ------------------------------------------------------------

    def copy(self, source: str, uid: int, target: str) -> None:
        stored = self.boxes[source].mails[uid]
        self.put(target, stored.raw, None, stored.internaldate)

    def move(self, source: str, uid: int, target: str) -> None:
        self.copy(source, uid, target)
        del self.boxes[source].mails[uid]

    def renumber(self, name: str) -> None:
        """The server has rebuilt the folder: new UIDVALIDITY, new UIDs from 1."""
        box = self.boxes[name]
        mails = list(box.mails.values())
        self._validity += 1
        box.uidvalidity, box.uidnext, box.since = self._validity, 1, self.now()
        box.mails = {}
        for stored in mails:
            box.mails[box.uidnext] = stored
            box.uidnext += 1

    def places(self) -> list[tuple[Box, int, Stored]]:
        return [(box, uid, stored) for box in self.boxes.values() for uid, stored in sorted(box.mails.items())]

    def label(self, stored: Stored) -> Label | None:
        return self.labels.get(stored.sha256)
