"""What a document of the secretariat says, as data: who, when, what was decided, what comes next. Values only.

docs/read.md describes each field, as `mailflow read --json` writes them.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mailflow.documents import Kind


class Source(StrEnum):
    """Where a coming meeting is told: in the list of meetings, or by the way."""

    CALENDAR = "calendar"
    TEXT = "text"


class Change(StrEnum):
    """What becomes of a seat."""

    APPOINTED = "appointed"
    REPLACED = "replaced"  # appointed in somebody's place
    REMOVED = "removed"
    VACANCY = "vacancy"
    PROPOSED = "proposed"  # not decided yet


@dataclass(frozen=True, slots=True)
class Attendee:
    """A participant. ``municipality`` is as written, without "Kommune"; ``note`` what else stands by the name."""

    name: str
    municipality: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Regret:
    """Somebody who sent regrets."""

    name: str
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item and those below it. ``number`` is as in the document ("1", "2.1", ""), ``path`` the same from the top ("3.1")."""

    number: str
    title: str
    decision: str | None = None
    closed: bool = False
    items: tuple[AgendaItem, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A meeting to come. ``start`` and ``end`` are "HH:MM"; ``last_date`` is the last day of one that takes several."""

    date: datetime.date | None
    start: str | None
    end: str | None
    title: str
    place: str | None
    source: Source
    last_date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A seat in a forum and what becomes of it; ``replaces`` is who had it before."""

    forum: str | None
    person: str | None
    municipality: str | None
    action: Change
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do. ``who`` is None where the document does not say; ``item`` is the path of the item it stands under."""

    who: str | None
    what: str
    item: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: ``field`` is a JSON Pointer (RFC 6901) into the reading, ``paragraph`` counts the document's
    headings, paragraphs, list entries and tables from 1, ``words`` are its words."""

    field: str
    paragraph: int
    words: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a human should look at: ``field`` is the part of the reading it concerns, ``why`` is in Danish."""

    field: str
    why: str
    words: str = ""
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read of one document. What is not certain is None and has a doubt."""

    kind: Kind
    body: str | None
    date: datetime.date | None
    start: str | None
    end: str | None
    place: str | None
    online_link: str | None
    chair: str | None
    minute_taker: str | None
    participants: tuple[Attendee, ...]
    regrets: tuple[Regret, ...]
    items: tuple[AgendaItem, ...]
    upcoming: tuple[Upcoming, ...]
    appointments: tuple[Appointment, ...]
    actions: tuple[Action, ...]
    objection_deadline: datetime.date | None
    evidence: tuple[Evidence, ...]
    doubts: tuple[Doubt, ...]
