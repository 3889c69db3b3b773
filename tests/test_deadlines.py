"""When a silence procedure ends: the association's rule, checked against an oracle that counts day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailflow.config import MinutesRule
from mailflow.desks.deadlines import (
    after_days,
    deadline,
    end_of_day,
    is_working_day,
    may_publish,
    personal_deadline,
    reminder_time,
)  # fmt: skip

CPH = ZoneInfo("Europe/Copenhagen")
RULE = MinutesRule()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CPH)


def test_end_of_the_seventh_day_after_the_meeting() -> None:
    until, why = deadline(date(2023, 8, 29), at("2023-08-30T10:00"), RULE, CPH)
    assert (until.astimezone(CPH).isoformat(), why) == ("2023-09-05T23:59:59+02:00", "meeting")


def test_minutes_finished_on_day_eight_get_three_full_days() -> None:
    until, why = deadline(date(2023, 8, 29), at("2023-09-06T16:30"), RULE, CPH)
    assert (until.astimezone(CPH).isoformat(), why) == ("2023-09-09T23:59:59+02:00", "minimum")


def test_a_corrected_version_is_counted_from_its_sending() -> None:
    until, why = deadline(date(2023, 8, 29), at("2023-09-01T14:00"), RULE, CPH, revised=True)
    assert (until.astimezone(CPH).isoformat(), why) == ("2023-09-08T23:59:59+02:00", "sending")


def test_counting_from_the_sending_can_be_configured() -> None:
    until, why = deadline(date(2023, 8, 29), at("2023-08-30T10:00"), MinutesRule(count_from="sending", days=5), CPH)
    assert (until.astimezone(CPH).isoformat(), why) == ("2023-09-04T23:59:59+02:00", "sending")


@pytest.mark.parametrize(
    ("meeting", "offset"), [("2026-10-20", "+01:00"), ("2027-03-23", "+02:00"), ("2026-03-24", "+02:00")]
)
def test_a_clock_change_inside_the_week_changes_nothing_for_the_reader(meeting: str, offset: str) -> None:
    day = date.fromisoformat(meeting)
    until, _why = deadline(day, at(f"{meeting}T18:00"), RULE, CPH)
    assert until.astimezone(CPH).isoformat() == f"{day + timedelta(days=7)}T23:59:59{offset}"


@given(
    st.dates(date(2020, 1, 1), date(2036, 12, 31)),
    st.integers(0, 40 * 24 * 4),
    st.integers(1, 30),
    st.integers(0, 10),
    st.sampled_from(["Europe/Copenhagen", "UTC", "Atlantic/Faroe", "America/Godthab"]),
)
def test_any_meeting_and_sending_against_counting_day_by_day(
    meeting: date, quarters: int, days: int, least: int, zone: str
) -> None:
    tz = ZoneInfo(zone)
    sending = datetime(meeting.year, meeting.month, meeting.day, tzinfo=UTC) + timedelta(minutes=15 * quarters)
    until, _why = deadline(meeting, sending, MinutesRule(days=days, minimum_days=least), tz)
    local = until.astimezone(tz)
    # The oracle walks: the deadline's next second is a new day, and enough midnights lie before it.
    assert (until + timedelta(seconds=1)).astimezone(tz).date() == local.date() + timedelta(days=1)
    sent_day, midnights = sending.astimezone(tz).date(), 0
    while sent_day + timedelta(days=midnights) < local.date():
        midnights += 1
    assert midnights >= least
    assert local.date() >= meeting + timedelta(days=days)
    assert local.date() == max(meeting + timedelta(days=days), sending.astimezone(tz).date() + timedelta(days=least))


def test_sent_again_late_means_a_later_deadline_and_never_an_earlier_one() -> None:
    until = end_of_day(date(2023, 9, 5), CPH)
    assert personal_deadline(until, at("2023-08-31T10:00"), RULE, CPH) == until
    assert personal_deadline(until, at("2023-09-04T10:00"), RULE, CPH) == end_of_day(date(2023, 9, 7), CPH)


def test_reminder_is_the_morning_two_days_before() -> None:
    assert reminder_time(end_of_day(date(2023, 9, 5), CPH), RULE, CPH) == at("2023-09-03T08:00")
    assert reminder_time(end_of_day(date(2023, 9, 5), CPH), MinutesRule(reminder_days=0), CPH) is None


@pytest.mark.parametrize(
    ("when", "may"),
    [
        ("2023-09-06T07:59", False), ("2023-09-06T08:00", True), ("2023-09-06T15:59", True), ("2023-09-06T16:00", False),
        ("2023-09-09T10:00", False),  # Saturday
        ("2026-04-02T10:00", False), ("2026-04-03T10:00", False), ("2026-04-06T10:00", False),  # Maundy Thursday … Easter Monday
        ("2026-05-14T10:00", False), ("2026-05-25T10:00", False),  # Ascension Day, Whit Monday
        ("2023-05-05T10:00", False), ("2024-04-26T10:00", True),  # Store Bededag, until it was abolished
        ("2026-06-05T10:00", False), ("2026-12-24T10:00", False), ("2026-12-28T10:00", True),
    ],
)  # fmt: skip
def test_published_on_a_working_day_between_eight_and_sixteen(when: str, may: bool) -> None:
    assert may_publish(at(when), RULE, CPH) is may


def test_easter_moves_the_holidays() -> None:
    good_fridays = {
        2024: date(2024, 3, 29),
        2025: date(2025, 4, 18),
        2026: date(2026, 4, 3),
        2027: date(2027, 3, 26),
        2030: date(2030, 4, 19),
    }
    assert not any(is_working_day(day) for day in good_fridays.values())


def test_two_days_later_is_the_same_time_of_day() -> None:
    assert after_days(at("2026-10-24T12:00"), 2, CPH).astimezone(CPH).isoformat() == "2026-10-26T12:00:00+01:00"
