"""The calendar of the public events: read back by the icalendar library, and nothing private in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from icalendar import Calendar
from letter_samples import SENDER, ZONE
from test_invitations_hostile import WORDS
from test_letters import EXPECTED, same

from mailflow.calendars import PublicEvent
from mailflow.letters.markdown import one_line
from mailflow.pages import feed

WEBINAR = PublicEvent(
    uid="webinar-2026-11-26@fkt.example", sequence=0, stamp=datetime(2026, 11, 2, 8, 15, tzinfo=UTC),
    title="Budget 2027: hvad nu?", start=datetime(2026, 11, 26, 8, tzinfo=ZONE), end=datetime(2026, 11, 26, 9, tzinfo=ZONE),
    all_day=False, zone="Europe/Copenhagen", place="Rådhuset, Torvet 1, Nordkøbing",
    page="https://www.fkt.example/moeder/webinar-2026-11-26/",
)  # fmt: skip
DAYS = replace(
    WEBINAR, uid="b@fkt.example", title="Generalforsamling", start=date(2027, 3, 11), end=date(2027, 3, 13), all_day=True,
    place="", page="", cancelled=True, sequence=1,
)  # fmt: skip
SUMMER = replace(
    WEBINAR, uid="c@fkt.example", start=WEBINAR.start + timedelta(days=200), end=WEBINAR.end + timedelta(days=200)
)


def published(*events: PublicEvent) -> bytes:
    return feed.calendar_bytes(events, name="FKT's møder", organizer=SENDER)


def read(content: bytes) -> list[Any]:
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def test_the_whole_calendar() -> None:
    content = published(WEBINAR, DAYS, SUMMER)
    assert {published(*order) for order in permutations((WEBINAR, DAYS, SUMMER))} == {content}
    assert content.count(b"\n") == content.count(b"\r\n")
    same(EXPECTED / "events-public.ics", content.decode().replace("\r\n", "\n"))
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert b"ATTENDEE" not in content
    assert published().endswith(b"END:VCALENDAR\r\n")


@pytest.mark.parametrize(
    ("words", "place", "title"),
    [
        ("Online: https://teams.microsoft.com/l/meetup-join/19%3ax", "Online", "Online"),
        ("Rådhuset (https://moede.fkt.example/1), lokale 2", "Rådhuset, lokale 2", "Rådhuset, lokale 2"),
        ("Zoom, kode: 123456", "Zoom", "Zoom"),
        ("Hos Anna, tlf. 12 34 56 78", "Hos Anna", "Hos Anna"),
        ("Spørg anna@fkt.example", "Spørg", "Spørg"),
        ("Torvet 1, 9999 Nordkøbing", "Torvet 1, 9999 Nordkøbing", "Torvet 1, 9999 Nordkøbing"),
        ("Budget 2027-2030", "Budget 2027-2030", "Budget 2027-2030"),
    ],
)
def test_what_is_not_for_everybody_is_left_out(words: str, place: str, title: str) -> None:
    (found,) = read(published(replace(WEBINAR, place=words, title=words)))
    assert (str(found.get("LOCATION", "")), str(found["SUMMARY"])) == (place, title)


def test_an_event_with_a_title_for_nobody_is_left_out() -> None:
    assert read(published(replace(WEBINAR, title="https://teams.microsoft.com/l/x"))) == []


def test_an_event_that_does_not_end_after_it_begins_is_left_out() -> None:
    assert read(published(replace(WEBINAR, end=WEBINAR.start))) == []


def test_a_zone_whose_rules_change_is_not_written_out_wrong() -> None:
    events = [replace(WEBINAR, uid=str(year), zone="Africa/Casablanca", start=datetime(year, 2, 27, 12, tzinfo=UTC),
                      end=datetime(year, 2, 27, 13, tzinfo=UTC)) for year in (2026, 2028)]  # fmt: skip
    content = published(*events)
    assert content.count(b"BEGIN:VTIMEZONE") == 1
    assert [found["DTSTART"].dt.astimezone(UTC) for found in read(content)] == [event.start for event in events]


@settings(max_examples=100, deadline=None)
@given(title=WORDS, place=WORDS, page=WORDS, uid=WORDS.filter(one_line))
def test_any_words_come_back(title: str, place: str, page: str, uid: str) -> None:
    content = published(replace(WEBINAR, title=title, place=place, page=page, uid=uid))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    if not feed.public_words(title):
        assert read(content) == []
        return
    (found,) = read(content)
    assert str(found["SUMMARY"]) == feed.public_words(title)
    assert str(found.get("LOCATION", "")) == feed.public_words(place, is_place=True)
    assert str(found["UID"]) == one_line(uid)
    assert "://" not in str(found["SUMMARY"]) + str(found.get("LOCATION", ""))
