"""Words for documents of the secretariat: minutes, their items, their public version. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    MINUTES = "minutes"
    AGENDA = "agenda"
    PAPER = "paper"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item. ``number`` as in the document, nested numbers joined ("1.3")."""

    number: str
    title: str
    closed: bool = False  # "Lukket punkt", "Fortroligt"


@dataclass(frozen=True, slots=True)
class Removal:
    """Something that the public version leaves out, or (``certain`` False) that a human should settle first."""

    what: str  # the words removed (or in doubt)
    why: str  # in Danish, for the secretary
    where: str  # the item or heading it stands under
    certain: bool = True
    settled: str = ""  # what the secretary decided: "kept" or "removed"; "" = nothing
    form: bool = False  # of the file rather than of the text: heads and feet of pages, properties

    @property
    def doubtful(self) -> bool:
        """It waits for a human's word."""
        return not self.certain and not self.settled

    @property
    def gone(self) -> bool:
        """The public does not see it."""
        return is_gone(self.certain, self.settled)


def is_gone(certain: bool, settled: str) -> bool:
    """Whether what was found private is left out, once the secretary has had her say."""
    return settled == "removed" or (certain and not settled)


@dataclass(frozen=True, slots=True)
class Minutes:
    """A document as read by ``parsers.document``. ``markdown`` is the whole text in CommonMark, structure kept."""

    kind: Kind
    title: str
    body: str | None  # "Hovedbestyrelsen"; None when it cannot be told
    meeting_date: date | None  # None when absent, or when ``doubts`` says why it cannot be sure
    items: tuple[Item, ...]
    markdown: str
    dates: tuple[date, ...] = ()  # candidates for the meeting's date, best first
    doubts: tuple[str, ...] = ()  # what a human should look at, in Danish
    objection_deadline: date | None = None  # the last day for objections that the document itself names
    remarks: tuple[str, ...] = ()  # further doubts of what it says: not about its kind, its body or its day
    dropped: tuple[
        Removal, ...
    ] = ()  # what the file holds beside its text: comments, deleted and hidden text, pictures


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """What the website shows: a sanitised HTML fragment (no <html>), UTF-8, and what was left out."""

    html: str
    text: str  # the same as plain text, for the mail
    removals: tuple[Removal, ...] = ()
    form: tuple[Removal, ...] = ()  # what every file has beside its text, told only to who asks
    unknown: tuple[str, ...] = ()  # words that were to be kept or removed, and fit nothing

    @property
    def doubts(self) -> tuple[Removal, ...]:
        return tuple(removal for removal in self.removals if removal.doubtful)


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """A page of the website. ``html`` is the very fragment that was mailed: it is shown and read back byte for byte."""

    slug: str  # the page's name in the URL: "hb-2023-08-29"
    title: str
    body: str | None
    meeting_date: date
    html: str
    approved_at: datetime  # aware
    published_at: datetime  # aware
    association: str  # its name
    rehearsal: bool = False  # the page says that it is a rehearsal
    timezone: str = "Europe/Copenhagen"  # in which the two instants are shown
    kind: Kind = Kind.MINUTES  # or PAPER: ``meeting_date`` is then the day it was adopted
