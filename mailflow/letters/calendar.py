"""A calendar entry as the iCalendar object in a mail (RFC 5545; iTIP, RFC 5546), as Exchange and the others take it.

One VEVENT, one ATTENDEE, no recurrence, the zone written out. The lines keep the order below, so that the same entry always
makes the same bytes; escaping and folding (75 octets, never inside a letter) are icalendar's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar.parser import Contentline, Parameters

from mailflow.calendars import CalendarEntry
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.letters import timezones
from mailflow.letters.markdown import one_line, visible
from mailflow.mail import Mailbox

PRODUCT = "-//mailflow//mailflow//EN"
LONGEST_PLACE = 255  # Exchange cuts LOCATION there (MS-OXCICAL 2.1.3.1.1.20.12): half a link is none
_ONLINE = "Online"
_UTC = ("UTC", "Etc/UTC")
_NOBODY = Mailbox("", "")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def render(entry: CalendarEntry, note: str) -> bytes:
    """The VCALENDAR, CRLF line ends, no line over 75 octets. ``note`` is the plain text of DESCRIPTION.

    A start or end that the zone's clock shows for the second time (the night on which summer time ends) is written in UTC:
    with a TZID it would be the first (RFC 5545 section 3.3.5). Raises ``InputError`` when the end is not after the start.
    """
    if _instant(entry.end) <= _instant(entry.start):
        raise InputError(
            _("{title} ends before it begins.").format(title=one_line(entry.title) or entry.uid),
            _("Correct its start or its end."),
        )
    head, rest = _shared(
        replace(entry, uid="", stamp=_EPOCH, attendee=_NOBODY, files=(), what_changed=(), was=None), note
    )
    own = line("UID", one_line(entry.uid)) + stamped(entry.stamp)
    own += line(
        "ATTENDEE", f"mailto:{one_line(entry.attendee.address)}", raw=True, CUTYPE="INDIVIDUAL",
        ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="TRUE", CN=common_name(entry.attendee),
    )  # fmt: skip
    return head + own + rest


@lru_cache(16)
def _shared(entry: CalendarEntry, note: str) -> tuple[bytes, bytes]:
    """What every attendee gets alike: the lines before and after the attendee's own. Kept for the next ones."""
    cancelled = entry.method == "CANCEL"
    head = [
        line("BEGIN", "VCALENDAR"), line("VERSION", "2.0"), line("PRODID", PRODUCT), line("CALSCALE", "GREGORIAN"),
        line("METHOD", entry.method), *definition(entry.zone, entry.start, entry.end), line("BEGIN", "VEVENT"),
    ]  # fmt: skip
    organizer = f"mailto:{one_line(entry.organizer.address)}"
    place = location(entry.place, entry.link)
    rest = [
        line("SEQUENCE", str(entry.sequence)),
        moment("DTSTART", entry.start, entry.zone),
        moment("DTEND", entry.end, entry.zone),
        line("ORGANIZER", organizer, raw=True, CN=common_name(entry.organizer)),
        line("SUMMARY", one_line(entry.title)),
        *([line("LOCATION", place)] if place else []),
        *([line("DESCRIPTION", visible(note, keep="\n").strip())] if note.strip() else []),
        line("STATUS", "CANCELLED" if cancelled else "CONFIRMED"),
        line("TRANSP", "TRANSPARENT" if cancelled else "OPAQUE"),
        line("CLASS", "PUBLIC"),
        line("PRIORITY", "5"),
        line("X-MICROSOFT-CDO-BUSYSTATUS", "FREE" if cancelled else "TENTATIVE"),
        line("X-MICROSOFT-CDO-INTENDEDSTATUS", "FREE" if cancelled else "BUSY"),
        line("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE" if entry.all_day else "FALSE"),
        line("X-MICROSOFT-CDO-IMPORTANCE", "1"),
        line("X-MICROSOFT-DISALLOW-COUNTER", "FALSE"),
        line("END", "VEVENT"),
        line("END", "VCALENDAR"),
    ]
    return b"".join(head), b"".join(rest)


# --- the lines, for the website's calendar too -------------------------------------------------------------------------


def line(name: str, value: str, *, raw: bool = False, **parameters: str) -> bytes:
    """One content line, folded, with its CRLF. ``raw``: the value is no TEXT and is not escaped (RFC 5545 section 3.3.11)."""
    given = Parameters()
    for key, words in parameters.items():
        if words:
            given[key] = words
    content = value if raw else _escaped(value)
    named = f"{name};{given.to_ical(sorted=False).decode()}" if given else name
    return folded(f"{named}:{content}")


def _escaped(words: str) -> str:
    """TEXT (RFC 5545 section 3.3.11). Not icalendar's vText, which takes the two letters of a path "C:\\Noter" for a new line."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\\n").replace("\n", "\\n")


def folded(words: str) -> bytes:
    """A content line as it goes on the wire (RFC 5545 section 3.1)."""
    return bytes(Contentline(words).to_ical()) + b"\r\n"  # type: ignore[no-untyped-call]


def moment(name: str, value: datetime | date, zone: str) -> bytes:
    """DTSTART or DTEND: a DATE, a local time with its TZID, or UTC where the local time would be another instant's."""
    if not isinstance(value, datetime):
        return line(name, f"{value:%Y%m%d}", raw=True, VALUE="DATE")
    local = _local(value, zone)
    if _in_utc(local, zone):
        return line(name, f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}", raw=True)
    return line(name, f"{local:%Y%m%dT%H%M%S}", raw=True, TZID=zone)


def stamped(value: datetime) -> bytes:
    """DTSTAMP, in UTC as RFC 5545 section 3.8.7.2 wants it."""
    return line("DTSTAMP", f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}", raw=True)


def definition(zone: str, start: datetime | date, end: datetime | date) -> tuple[bytes, ...]:
    """The VTIMEZONE's lines; none where it is not named, for whole days and for what is written in UTC."""
    times = [_local(value, zone) for value in (start, end) if isinstance(value, datetime)]
    return _definition(zone, times[0].year) if any(not _in_utc(local, zone) for local in times) else ()


@lru_cache(32)
def _definition(zone: str, year: int) -> tuple[bytes, ...]:
    return tuple(folded(words) for words in timezones.definition(zone, year))


def _local(value: datetime, zone: str) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no zone")
    return value.astimezone(ZoneInfo(zone))


def _in_utc(local: datetime, zone: str) -> bool:
    """It is the second time that the clock shows it, or the zone is UTC, which no TZID may name (section 3.2.19)."""
    return zone in _UTC or (local.fold == 1 and local.replace(fold=0).utcoffset() != local.utcoffset())


def _instant(value: datetime | date) -> date:
    """Comparable: two times of one zone are compared by what its clock shows, which is wrong when it is put back."""
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def common_name(mailbox: Mailbox) -> str:
    """A name as a parameter value, which can hold neither a quotation mark (RFC 5545 section 3.1) nor, for the readers
    that take it for an escape, a backslash or a caret (RFC 6868)."""
    return re.sub(r"[\\^]", "/", one_line(mailbox.name).replace('"', "'"))[:200].strip()


def location(place: str, link: str) -> str:
    """Where it is, and the link if both fit; in Outlook it is what a member sees first."""
    where, online = one_line(place), one_line(link)
    both = f"{where}; {online}" if where and online else where or online
    if len(both) <= LONGEST_PLACE:
        return both
    return (where or _ONLINE)[:LONGEST_PLACE]
