"""The events in an iCalendar file (RFC 5545), as Outlook and others save them. Never raises on bad input."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.prop import vDDDTypes, vDuration

from mailflow.desks.eventform import SEE_ONE_ANOTHER, EventForm, is_link, midnight, settled
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import eventcells
from mailflow.parsers.membercells import Trouble, clean

_BEGIN = re.compile(rb"\s*BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_LINK = re.compile(r"https?://[^\s<>\"]+")
# What icalendar and the zones that it builds are known to raise on files with mistakes in them.
_UNREADABLE = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)
Tell = Callable[[int, Trouble], None]


def is_calendar(data: bytes) -> bool:
    return _BEGIN.match(data.removeprefix(b"\xef\xbb\xbf")) is not None


def read(data: bytes, zone: ZoneInfo, tell: Tell) -> list[tuple[int, EventForm]]:
    """Number and event; what is wrong with one is told with its number. A time without a zone is one of ``zone``."""
    try:
        calendars = Calendar.from_ical(data.removeprefix(b"\xef\xbb\xbf"), multiple=True)
        found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    except _UNREADABLE as error:
        remedy = _("Save it from the calendar program once more.")
        tell(
            0,
            Trouble("not-calendar", _("It is no iCalendar file: {reason}").format(reason=str(error)[:200]), remedy, ""),
        )
        return []
    rows = []
    for number, event in enumerate(found, 1):
        form = _form(event, zone, lambda trouble, number=number: tell(number, trouble))  # type: ignore[misc]
        if form is not None:
            rows.append((number, form))
    return rows


def _form(event: Any, zone: ZoneInfo, tell: Callable[[Trouble], None]) -> EventForm | None:
    title = clean(_text(event, "SUMMARY"))
    if clean(_text(event, "STATUS")).upper() == "CANCELLED":
        tell(Trouble("cancelled", _("It is cancelled, and is left out."), "", title, False))
        return None
    if any(event.get(name) is not None for name in ("RRULE", "RDATE", "RECURRENCE-ID")):
        problem = _("It is held several times; mailflow invites to one at a time.")
        tell(Trouble("repeated", problem, _("Write each as an event of its own."), title))
        return None
    try:
        start, end, whole = _span(event, zone)
    except InputError as error:
        tell(Trouble("time-wrong", error.message, error.remedy, title))
        return None
    except _UNREADABLE:
        tell(Trouble("time-wrong", _("There is no such day."), _("Correct the date."), title))
        return None
    if event.get("ATTENDEE") is not None:
        problem = _("Who is invited in the file is left out; mailflow asks its own member list.")
        tell(Trouble("attendees", problem, "", title, False))
    kind, _wrong = eventcells.kind("", title)
    place, link = clean(_text(event, "LOCATION")), clean(_text(event, "URL"))
    if not link and (linked := _LINK.search(place)):
        link, place = linked[0], clean(place.replace(linked[0], "")).strip(" ;,")
    if link and not is_link(link):
        tell(Trouble("link-odd", _("That is no link; it is left out."), "", link[:80], False))
        link = ""
    uid = clean(_text(event, "UID"))
    return EventForm(
        kind, title, start, end, (), whole, place, link, _text(event, "DESCRIPTION").strip(), kind in SEE_ONE_ANOTHER,
        source=f"uid:{uid}"[:300] if uid else "",
    )  # fmt: skip


def _span(event: Any, zone: ZoneInfo) -> tuple[datetime, datetime, bool]:
    """Instants in UTC. Raises ``InputError``."""
    start, end, lasts = (_value(event, name) for name in ("DTSTART", "DTEND", "DURATION"))
    if isinstance(start, datetime):
        begins = _instant(start, zone)
        if isinstance(end, datetime):
            return begins, _instant(end, zone), False
        if isinstance(lasts, timedelta):
            return begins, begins + lasts, False
        raise InputError(_("It does not say when it ends."), _("Give it an end in the calendar program."))
    if isinstance(start, date):
        days = lasts if isinstance(lasts, timedelta) else timedelta(days=1)
        last = end if isinstance(end, date) and not isinstance(end, datetime) else start + days
        return midnight(start, zone), midnight(last, zone), True
    raise InputError(_("It does not say when it is."), _("Give it a time in the calendar program."))


def _value(event: Any, name: str) -> object:
    found = event.get(name)
    if isinstance(found, vDuration):
        return found.td
    return found.dt if isinstance(found, vDDDTypes) else None  # also None for what icalendar could not read


def _instant(value: datetime, zone: ZoneInfo) -> datetime:
    return settled(value, zone) if value.tzinfo is None else value.astimezone(UTC)


def _text(event: Any, name: str) -> str:
    found = event.get(name)
    found = found[0] if isinstance(found, list) else found
    return "" if found is None else str(found)
