"""Whatever stands in an event, its calendar is read back as it was meant: by the icalendar library, and by ours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import event_samples as samples
from event_samples import WEBINAR, event, ics
from hypothesis import given, settings
from hypothesis import strategies as st
from letter_samples import TO, read

from mailflow.letters import calendar
from mailflow.letters.markdown import one_line, visible
from mailflow.mail import Mailbox
from mailflow.parsers import calendar as ours

NASTY = st.sampled_from(
    ["\r\n", "\n", "\r", "\t", ";", ",", "\\", "\\n", "\\N", "\\,", ":", '"', "^n", "^'", "æøå", "ÆØÅ" * 30, "👩‍👩‍👧", "𝔘", "é",
     "END:VEVENT", "\r\nATTENDEE:mailto:evil@x.example", "BEGIN:VALARM\r\n", "\x00", "\x85", "\u2028", "\u202e", "\ufeff", "\ue000",
     "%0D%0A", "=?utf-8?q?=0A?=", "{{ 7*7 }}", "<b>", "`", "```\n", "# ", "https://x.example/" + "a" * 1980]
)  # fmt: skip
WORDS = st.lists(st.one_of(NASTY, st.text(max_size=30)), max_size=8).map("".join)
SHOWN = WORDS.filter(lambda words: bool(one_line(words)))


def wellformed(content: bytes) -> None:
    """RFC 5545 section 3.1: CRLF and nothing else ends a line, none is over 75 octets, none is cut inside a letter."""
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r") == content.count(b"\r\n")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    names = re.findall(rb"^([A-Z-]+)[:;]", content, re.MULTILINE)
    assert names.count(b"ATTENDEE") == names.count(b"ORGANIZER") == names.count(b"UID") == 1
    assert [len(re.findall(rb"^" + line + rb"\r$", content, re.M)) for line in (b"BEGIN:VEVENT", b"END:VEVENT")] == [
        1,
        1,
    ]


@settings(max_examples=150, deadline=None)
@given(title=SHOWN, place=WORDS, note=WORDS, name=WORDS, reason=WORDS)
def test_any_words_come_back_from_the_calendar(title: str, place: str, note: str, name: str, reason: str) -> None:
    entry = replace(WEBINAR, title=title, place=place, link="", attendee=Mailbox(name, TO.address), reason=reason)
    content = calendar.render(entry, note)
    wellformed(content)
    found = event(content)
    assert str(found["SUMMARY"]) == one_line(title)
    assert str(found.get("LOCATION", "")) == one_line(place)[:255]
    assert str(found.get("DESCRIPTION", "")) == visible(note, keep="\n").strip()
    assert str(found["ATTENDEE"]) == f"mailto:{TO.address}"
    assert found["ATTENDEE"].params.get("CN", "") == calendar.common_name(entry.attendee)
    assert ours.method(content) == "REQUEST"
    assert ours.read(content).uid == WEBINAR.uid
    assert ours.read(content).attendee == TO.address


@settings(max_examples=60, deadline=None)
@given(title=SHOWN, place=WORDS, text=WORDS, name=WORDS, guests=st.lists(WORDS, max_size=3))
def test_any_words_make_a_mail_that_says_them(title: str, place: str, text: str, name: str, guests: list[str]) -> None:
    entry = replace(
        WEBINAR, title=title, place=place, description=text, attendee=Mailbox(name, TO.address), guests=tuple(guests)
    )
    raw = samples.mail("invite", entry=entry)
    wellformed(ics(raw))
    message = read(raw)
    assert "".join(str(event(ics(raw))["SUMMARY"])[:300].split()) == "".join(message["Subject"].split())
    text_body = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert one_line(title) in text_body
    assert text_body.endswith("Venlig hilsen\n\nSekretariatet\nForeningen Kommunale Topchefer\n")
    assert one_line(place) in text_body
    assert message["Bcc"] is message["Cc"] is None
    assert [address.addr_spec for address in message["To"].addresses] == [TO.address]


@settings(max_examples=150, deadline=None)
@given(
    start=st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)),
    minutes=st.integers(1, 60 * 24 * 5),
    zone=st.sampled_from(["Europe/Copenhagen", "America/Nuuk", "UTC"]),
)
def test_any_instant_comes_back(start: datetime, minutes: int, zone: str) -> None:
    begin = start.replace(second=0, microsecond=0, tzinfo=UTC)
    entry = replace(WEBINAR, start=begin, end=begin + timedelta(minutes=minutes), zone=zone)
    content = calendar.render(entry, "x")
    wellformed(content)
    found = event(content)
    assert found["DTSTART"].dt.astimezone(UTC) == entry.start
    assert found["DTEND"].dt.astimezone(UTC) == entry.end


@settings(max_examples=50, deadline=None)
@given(first=st.dates(date(2000, 1, 1), date(2090, 1, 1)), days=st.integers(1, 30))
def test_any_whole_days_come_back(first: date, days: int) -> None:
    entry = replace(WEBINAR, start=first, end=first + timedelta(days=days), all_day=True)
    found = event(calendar.render(entry, ""))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (entry.start, entry.end)
