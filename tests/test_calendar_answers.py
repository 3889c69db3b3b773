"""What a calendar client's answer says, beside PARTSTAT: which version it answers, what it proposes, who speaks for whom."""

from __future__ import annotations

from datetime import UTC, datetime

import edges
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.parsers import calendar
from mailflow.replies import Intent


def answer(*lines: str, method: str = "REPLY") -> calendar.Answer:
    return calendar.read(
        "\r\n".join(
            [
                "BEGIN:VCALENDAR",
                f"METHOD:{method}",
                "BEGIN:VEVENT",
                "UID:u1@fkt.example",
                *lines,
                "END:VEVENT",
                "END:VCALENDAR",
                "",
            ]
        ).encode()
    )


ME = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Bo Lund:mailto:bo@odder.example"


def test_version_stamp_and_name_are_read() -> None:
    got = answer(ME, "SEQUENCE:3", "DTSTAMP:20261122T175456Z")
    assert (got.intent, got.attendee, got.name) == (Intent.ACCEPT, "bo@odder.example", "Bo Lund")
    assert (got.sequence, got.stamp) == (3, datetime(2026, 11, 22, 17, 54, 56, tzinfo=UTC))


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("DTSTART:20270120T160000Z", 16),
        ("DTSTART;TZID=Europe/Copenhagen:20270120T170000", 16),
        ("DTSTART;TZID=Romance Standard Time:20270120T170000", 16),
        ('DTSTART;TZID="W. Europe Standard Time":20270120T170000', 16),
        ("DTSTART;VALUE=DATE:20270120", 0),
    ],
)
def test_a_proposed_time_is_read_in_every_zone_clients_write(line: str, hour: int) -> None:
    got = answer(ME, line, method="COUNTER")
    assert (got.intent, got.start) == (Intent.COUNTER, datetime(2027, 1, 20, hour, tzinfo=UTC))


@pytest.mark.parametrize(
    "line", ["DTSTART:20270120T170000", "DTSTART;TZID=Nowhere:20270120T170000", "DTSTART:20271320T170000Z", "DTSTART:tomorrow",
             "DTSTART;TZID=../../etc/passwd:20270120T170000"]
)  # fmt: skip
def test_a_time_that_is_not_certain_is_none(line: str) -> None:
    assert answer(ME, line, method="COUNTER").start is None


def test_the_end_is_read_or_follows_from_the_duration() -> None:
    start = "DTSTART:20270120T160000Z"
    assert answer(ME, start, "DTEND:20270120T180000Z").end == datetime(2027, 1, 20, 18, tzinfo=UTC)
    assert answer(ME, start, "DURATION:PT1H30M").end == datetime(2027, 1, 20, 17, 30, tzinfo=UTC)
    assert answer(ME, start).end is None


def test_a_delegation_names_the_delegate_and_is_not_confused_by_him() -> None:
    got = answer(
        'ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:lis@odder.example":mailto:bo@odder.example',
        'ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM="mailto:bo@odder.example":mailto:lis@odder.example',
    )
    assert (got.partstat, got.attendee, got.delegated_to) == ("DELEGATED", "bo@odder.example", "lis@odder.example")


def test_who_answers_for_somebody_is_told() -> None:
    got = answer('ATTENDEE;PARTSTAT=DECLINED;SENT-BY="mailto:lis@odder.example":MAILTO:bo@odder.example')
    assert (got.intent, got.attendee, got.sent_by) == (Intent.DECLINE, "bo@odder.example", "lis@odder.example")


def test_attendees_who_answer_differently_are_unclear() -> None:
    assert answer(ME, "ATTENDEE;PARTSTAT=DECLINED:mailto:x@y.example").intent is Intent.UNCLEAR


@given(
    st.binary(max_size=300)
    | st.text(alphabet='ATENDPRSUI;:="\r\n \\mailto@.0123456789TZ', max_size=300).map(str.encode)
)
def test_nothing_raises(data: bytes) -> None:
    calendar.read(b"BEGIN:VEVENT\r\n" + data)


@pytest.mark.parametrize("piece", [";A=", ';A="', ":", "\n ", "ATTENDEE:", "A" * 99 + "\n", 'ATTENDEE;CN="x"'])
def test_the_reading_is_linear_in_the_text(piece: str) -> None:
    with edges.ends():
        calendar.read(("BEGIN:VEVENT\nATTENDEE" + piece * (1_000_000 // len(piece))).encode())
