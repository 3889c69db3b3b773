"""A zone written out for a calendar: both rules for Copenhagen, and for any zone the time that was meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from event_samples import WEBINAR, event

from mailflow.letters import calendar, timezones


def test_the_zone_has_both_rules() -> None:
    assert timezones.definition("Europe/Copenhagen", 2026) == (
        "BEGIN:VTIMEZONE", "TZID:Europe/Copenhagen",
        "BEGIN:DAYLIGHT", "DTSTART:19700329T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZNAME:CEST",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZNAME:CET",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD",
        "END:VTIMEZONE",
    )  # fmt: skip


@pytest.mark.parametrize(
    "zone",
    ["Europe/Copenhagen", "Atlantic/Faroe", "America/Nuuk", "America/New_York", "Asia/Kolkata", "Africa/Casablanca",
     "Europe/Dublin", "Australia/Lord_Howe"],
)  # fmt: skip
def test_a_zone_written_out_shows_the_time_that_was_meant(zone: str) -> None:
    """Read back as a zone of another name, so that only what is written out can tell its offsets."""
    for month in range(1, 13):
        start = datetime(2026, month, 27, 12, tzinfo=UTC)
        content = calendar.render(replace(WEBINAR, start=start, end=start + timedelta(hours=1), zone=zone), "")
        found = event(content.replace(zone.encode(), f"Nowhere/{zone}".encode()))
        assert found["DTSTART"].dt.astimezone(UTC) == start


def test_utc_needs_no_zone() -> None:
    content = calendar.render(replace(WEBINAR, zone="UTC"), "")
    assert b"DTSTART:20261126T070000Z\r\nDTEND:20261126T080000Z\r\n" in content
    assert b"TZID" not in content
