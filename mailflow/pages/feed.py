"""The public events as a calendar that anybody can subscribe to (RFC 5545; METHOD:PUBLISH of RFC 5546; RFC 7986).

It says what, when and where. How one takes part, who is invited and what it is about in full are for those who are: a link or
another private word in a title or a place is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from mailflow.calendars import PublicEvent
from mailflow.letters.calendar import PRODUCT, common_name, definition, line, moment, stamped
from mailflow.letters.markdown import one_line
from mailflow.mail import Mailbox
from mailflow.pages import private

REFRESH = "PT6H"  # how often a subscriber looks anew
_WEB = re.compile(r"(?:https?://|www\.)[^\s()<>]+", re.IGNORECASE)
_PAGE = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def calendar_bytes(events: Iterable[PublicEvent], *, name: str, organizer: Mailbox) -> bytes:
    """The whole file, CRLF line ends, no line over 75 octets. The same events in any order make the same bytes.

    A cancelled event stays in it, as cancelled. An event that does not end after it begins is left out, and one whose title
    has nothing for everybody.
    """
    shown = sorted(
        (event for event in events if _order(event.start) < _order(event.end) and public_words(event.title)), key=_key
    )
    zones = _zones(shown)
    head = [
        line("BEGIN", "VCALENDAR"), line("VERSION", "2.0"), line("PRODID", PRODUCT), line("CALSCALE", "GREGORIAN"),
        line("METHOD", "PUBLISH"), line("NAME", one_line(name)), line("X-WR-CALNAME", one_line(name)),
        line("REFRESH-INTERVAL", REFRESH, raw=True, VALUE="DURATION"), line("X-PUBLISHED-TTL", REFRESH),
    ]  # fmt: skip
    written = [part for _zone, parts in sorted(zones.items()) for part in parts]
    return b"".join([*head, *written, *(_event(event, zones, organizer) for event in shown), line("END", "VCALENDAR")])


def _event(event: PublicEvent, zones: dict[str, tuple[bytes, ...]], organizer: Mailbox) -> bytes:
    # A zone is written out once; where that does not fit this event's year, UTC is never wrong.
    fits = zones.get(event.zone) == definition(event.zone, event.start, event.end)
    zone = event.zone if fits else "UTC"
    place = public_words(event.place, is_place=True)
    return b"".join([
        line("BEGIN", "VEVENT"), line("UID", one_line(event.uid)), stamped(event.stamp), line("SEQUENCE", str(event.sequence)),
        moment("DTSTART", event.start, zone), moment("DTEND", event.end, zone),
        line("ORGANIZER", f"mailto:{one_line(organizer.address)}", raw=True, CN=common_name(organizer)),
        line("SUMMARY", public_words(event.title)), *([line("LOCATION", place)] if place else []),
        *([line("URL", event.page, raw=True)] if _PAGE.fullmatch(event.page) else []),
        line("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED"), line("CLASS", "PUBLIC"),
        line("TRANSP", "TRANSPARENT"), line("END", "VEVENT"),
    ])  # fmt: skip


def public_words(words: str, *, is_place: bool = False) -> str:
    """One line without links, addresses, telephone numbers and access codes. In a place, what only may be one goes too."""
    text = _WEB.sub(" ", one_line(words))
    for found in reversed(private.find(text, is_place=is_place)):
        if found.certain or is_place:
            text = f"{text[: found.start]} {text[found.end :]}"
    tidy = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    return re.sub(r"\s+(?=[,;.])", "", one_line(tidy)).strip(" ,;:–-")


def _zones(events: Sequence[PublicEvent]) -> dict[str, tuple[bytes, ...]]:
    """Each zone that is needed, written out for its first event."""
    zones: dict[str, tuple[bytes, ...]] = {}
    for event in events:
        written = definition(event.zone, event.start, event.end)
        if written:
            zones.setdefault(event.zone, written)
    return zones


def _key(event: PublicEvent) -> tuple[datetime, str]:
    return _order(event.start), event.uid


def _order(value: datetime | date) -> datetime:
    return (
        value.astimezone(UTC)
        if isinstance(value, datetime)
        else datetime(value.year, value.month, value.day, tzinfo=UTC)
    )
