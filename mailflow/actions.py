"""What the desks may order. Frozen values; ``store.apply`` is the only one that carries them out."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mailflow.mail import Attachment


@dataclass(frozen=True, slots=True)
class TakeAnswer:
    """Keep what somebody said. ``number`` is its place among the case's answers."""

    number: int
    person_id: int | None
    mail_id: int | None
    channel: str  # mail, phone, meeting, file
    intent: str
    item: str
    words: str
    evidence: str
    why: str
    confidence: float
    verified: bool
    sender: str
    received_at: datetime
    recorded_by: str
    holds: bool
    late: bool
    version_id: int | None = None  # the version it answers; None = the one that is going round


@dataclass(frozen=True, slots=True)
class Write:
    """Put a letter in the outbox. ``key`` makes a second one impossible; ``facts`` are the words the template needs."""

    kind: str
    key: str
    person_id: int | None = None  # None: to the secretariat
    addressee_id: int | None = None
    address: str = ""  # "" = the addressee's, else the person's primary address
    version_number: int | None = None  # the version it carries or is about; None = the current one
    answer_number: int | None = None
    automatic: bool = False  # an automatic answer to a mail (Auto-Submitted: auto-replied)
    scheduled: bool = False  # sent by the clock (Auto-Submitted: auto-generated)
    reply_to_mail_id: int | None = None
    not_after: datetime | None = None  # None = the configured hours after now
    facts: dict[str, Any] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()  # beside those that go with a version
    about: str = ""  # the id of what a letter of no round is about
    thread: str = ""  # Message-ID of the letter of no round that it follows up


@dataclass(frozen=True, slots=True)
class Settle:
    """A named person's verdict closes these answers (by number)."""

    numbers: tuple[int, ...]
    kind: str  # approve, none, withdrawn, dismissed, revised, at-meeting
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reclassify:
    """A named person says what an answer really is; it goes on holding."""

    number: int
    intent: str
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Become:
    """The case changes state."""

    state: str
    to_meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """Publication waits until then."""

    until: datetime


@dataclass(frozen=True, slots=True)
class MarkBounced:
    letter_id: int
    mail_id: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Extend:
    """An addressee gets a later deadline, since the copy went out again."""

    addressee_id: int
    deadline: datetime


@dataclass(frozen=True, slots=True)
class Excuse:
    """A named person decides that the round need not wait for this addressee to be reached."""

    addressee_id: int
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class DropWaiting:
    """Letters of the case (to this addressee) of which nothing has left us shall not go."""

    addressee_id: int | None = None  # None: whoever they are to, the secretariat's notices apart


@dataclass(frozen=True, slots=True)
class Note:
    """A line in the audit chain, nothing else."""

    verb: str
    ids: dict[str, Any] = field(default_factory=dict)


Action = TakeAnswer | Write | Settle | Reclassify | Become | Wait | MarkBounced | Extend | Excuse | DropWaiting | Note
