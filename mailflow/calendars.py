"""Words for what stands in one person's calendar (RFC 5545, RFC 5546): what an invitation, its update or its cancellation says.

Values only. ``letters.invitation`` makes the mail of it, ``letters.calendar`` the iCalendar object in that mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from mailflow.mail import Mailbox

Method = Literal["REQUEST", "CANCEL"]
Kind = Literal["webinar", "board-meeting", "joint-meeting", "general-assembly", "other"]
KINDS: tuple[Kind, ...] = ("webinar", "board-meeting", "joint-meeting", "general-assembly", "other")


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An event as one attendee's calendar is told of it, once.

    ``uid`` is that of the event *and* the attendee, for ever the same; ``sequence`` grows when time or place changes and
    with a cancellation (RFC 5546 section 2.1.4); ``stamp`` is DTSTAMP, in UTC and whole seconds, and strictly increases
    for one ``uid``. ``start`` and ``end`` are aware instants, or, all day, dates: ``end`` is then the first day that is
    free again (RFC 5545 section 3.6.1). ``zone`` is the IANA zone in which people read them. ``description`` is Markdown.
    ``guests`` are names that are shown as text, never addresses; () for guests who do not see one another.
    ``answer_by`` is an aware instant. A file is its name, its media type ("application/pdf") and its bytes.
    ``what_changed`` names what an update changes, in the order it is told: "title", "time", "place", "link", "text",
    "files", "guests", "answer-by", "kind"; () in a first invitation. ``was`` is the earlier start and end where the time
    changed, ``place_was`` the earlier place. ``reason`` is what a cancellation says of itself.
    """

    method: Method
    uid: str
    sequence: int
    stamp: datetime
    kind: Kind
    title: str
    start: datetime | date
    end: datetime | date
    all_day: bool
    zone: str
    organizer: Mailbox
    attendee: Mailbox
    place: str = ""
    link: str = ""
    description: str = ""
    guests: tuple[str, ...] = ()
    answer_by: datetime | None = None
    files: tuple[tuple[str, str, bytes], ...] = ()
    what_changed: tuple[str, ...] = ()
    was: tuple[datetime | date, datetime | date] | None = None
    place_was: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """An event as the website's calendar tells of it. No link, no guests, no answers: those are for the invited.

    ``uid`` is the event's own, another than any invitation's. Times as in ``CalendarEntry``; ``page`` is a web address
    with more about it, or "".
    """

    uid: str
    sequence: int
    stamp: datetime
    title: str
    start: datetime | date
    end: datetime | date
    all_day: bool
    zone: str
    place: str = ""
    page: str = ""
    cancelled: bool = False
