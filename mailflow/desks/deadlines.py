"""When a silence procedure ends. Pure arithmetic in the association's zone; instants go out in UTC.

The rule (decided by the board on 29 August 2023, item 2): objections within seven days after the meeting was held. The
deadline is the end of the seventh day, so a clock change inside the week changes nothing for the reader.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailflow.config import MinutesRule


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a local day, in UTC. Computed from the next midnight, which always exists in Copenhagen."""
    midnight = datetime.combine(day + timedelta(days=1), time(0), zone)
    return midnight.astimezone(UTC) - timedelta(seconds=1)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def deadline(
    meeting: date, sending: datetime, rule: MinutesRule, zone: ZoneInfo, *, revised: bool = False
) -> tuple[datetime, str]:
    """The deadline and why it is that one: "meeting", "sending" or "minimum".

    A revised version is always counted from its sending. Never less than ``rule.minimum_days`` full days after sending.
    """
    sent = local_day(sending, zone)
    from_meeting = rule.count_from == "meeting" and not revised
    regular = (meeting if from_meeting else sent) + timedelta(days=rule.days)
    least = sent + timedelta(days=rule.minimum_days)
    if regular >= least:
        return end_of_day(regular, zone), "meeting" if from_meeting else "sending"
    return end_of_day(least, zone), "minimum"


def personal_deadline(current: datetime, sending: datetime, rule: MinutesRule, zone: ZoneInfo) -> datetime:
    """The deadline of one person whose copy goes out (again) at ``sending``: never less than the minimum after it."""
    least = end_of_day(local_day(sending, zone) + timedelta(days=rule.minimum_days), zone)
    return max(current, least)


def reminder_time(end: datetime, rule: MinutesRule, zone: ZoneInfo) -> datetime | None:
    """When to remind: the morning (08:00 local) ``rule.reminder_days`` before the day of the deadline; None = never."""
    if not rule.reminder_days:
        return None
    day = local_day(end, zone) - timedelta(days=rule.reminder_days)
    return datetime.combine(day, time(8), zone).astimezone(UTC)


def after_days(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same wall-clock time so many days later."""
    return (moment.astimezone(zone) + timedelta(days=days)).astimezone(UTC)


def _easter(year: int) -> date:
    """Gregorian Easter Sunday (the anonymous algorithm, Nature 1876; in Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    """Monday to Friday and no Danish public holiday (Store Bededag was abolished from 2024), nor 5 June, 24 or 31 December."""
    if day.weekday() >= 5 or (day.month, day.day) in {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}:
        return False
    since_easter = (day - _easter(day.year)).days
    closed = {-3, -2, 1, 39, 50} | ({26} if day.year < 2024 else set())
    return since_easter not in closed


def may_publish(moment: datetime, rule: MinutesRule, zone: ZoneInfo) -> bool:
    """On a working day, between ``publish_from`` and ``publish_to`` local time."""
    local = moment.astimezone(zone)
    opens, closes = time.fromisoformat(rule.publish_from), time.fromisoformat(rule.publish_to)
    return is_working_day(local.date()) and opens <= local.time() < closes
