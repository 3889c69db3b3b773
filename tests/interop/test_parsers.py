"""Every invitation, update and cancellation that we send, read by libical, ical.js and node-ical."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

from interop import meetings
from interop.conftest import Readings
from interop.sent import Sent, opened
from mailflow.calendars import CalendarEntry

# What would break an invitation, and the property that libical names then.
BROKEN = {
    "no organizer": (b"\r\nORGANIZER;", b"\r\nX-WHO;", "ORGANIZER"),
    "no attendee": (b"\r\nATTENDEE;", b"\r\nX-WHO;", "ATTENDEE"),
    "no start": (b"\r\nDTSTART;TZID=Europe/Copenhagen:", b"\r\nX-WHEN:", "DTSTART"),
    "no title": (b"\r\nSUMMARY:", b"\r\nX-TITLE:", "SUMMARY"),
    "no uid": (b"\r\nUID:", b"\r\nX-UID:", "UID"),
}


def test_libical_has_nothing_against_what_we_send(libical: Callable[[bytes], list[str]]) -> None:
    against = {name: libical(opened(raw).calendar) for name, (_told, raw) in meetings.every().items()}
    assert {name: complaints for name, complaints in against.items() if complaints} == {}
    assert len(against) > 200


@pytest.mark.parametrize("name", BROKEN)
def test_libical_says_what_is_missing(name: str, libical: Callable[[bytes], list[str]]) -> None:
    old, new, word = BROKEN[name]
    content = opened(meetings.every()["plain-invite-da"][1]).calendar
    assert content.count(old) == 1
    assert any(word in complaint for complaint in libical(content.replace(old, new)))


def test_javascript_reads_what_was_meant(javascript: Callable[[Sequence[bytes]], Readings]) -> None:
    every = meetings.every()
    mails = {name: opened(raw) for name, (_told, raw) in every.items()}
    for (name, sent), read in zip(mails.items(), javascript([one.calendar for one in mails.values()]), strict=True):
        told = every[name][0]
        one, other = read["ical.js"], read["node-ical"]
        assert one == other, name
        place, description, zones = (one.pop(key) for key in ("place", "description", "zones"))
        assert one == meant(told, sent), name
        assert place.startswith(told.place) or len(place) == 255
        assert zones == ([] if told.all_day else [told.zone])
        if told.method == "REQUEST":
            assert told.link in description, "whole, or nobody gets in"
            assert all(word in description for word in re.findall(r"\w+", told.description))


def meant(told: CalendarEntry, sent: Sent) -> dict[str, Any]:
    """What any reader has to understand, said the way js/read.mjs says it."""
    assert sent.method == told.method
    return {
        "method": told.method,
        "meetings": 1,
        "uid": told.uid,
        "sequence": told.sequence,
        "start": instant(told.start),
        "end": instant(told.end),
        "allDay": told.all_day,
        "title": " ".join(told.title.split()),
        "status": "CANCELLED" if told.method == "CANCEL" else "CONFIRMED",
        "organizer": told.organizer.address,
        "attendees": [[told.attendee.address, "NEEDS-ACTION", "TRUE"]],
    }


def instant(value: datetime | date) -> str:
    """As JavaScript writes it; a day begins at midnight."""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(), UTC)
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
