"""A time zone written out for iCalendar (VTIMEZONE, RFC 5545 section 3.6.5), from the IANA data that Python reads.

Exchange takes a zone's name only together with its definition (MS-OXCICAL, TZID), and both rules as RRULE. A zone without
such rules (Morocco's) gets the changes of the years around the event, one by one.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LOOK_AHEAD = 4  # years in which the same rule has to hold before it is written as one


@dataclass(frozen=True, slots=True)
class _Change:
    """The clock is put on or back. ``onset`` is what it showed until then; offsets in seconds east of UTC."""

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(32)
def definition(zone: str, year: int) -> tuple[str, ...]:
    """The lines of the VTIMEZONE, not folded, true for events in that year. Raises ``ZoneInfoNotFoundError``."""
    changes = _changes(zone, year)
    lines: list[str] = []
    if not changes and not _changes(zone, year - 1):
        lines += _part(_fixed(zone, year), date(1970, 1, 1), "")
    elif rules := _rules(zone, year):
        for change, rule, first in rules:
            lines += _part(change, first, rule)
    else:
        lines += _part(_fixed(zone, year - 1), date(year - 1, 1, 1), "")
        for around in (year - 1, year, year + 1):
            for change in _changes(zone, around):
                lines += _part(change, change.onset.date(), "")
    return ("BEGIN:VTIMEZONE", f"TZID:{zone}", *lines, "END:VTIMEZONE")


def _part(change: _Change, first: date, rule: str) -> list[str]:
    kind = "DAYLIGHT" if change.summer else "STANDARD"
    return [
        f"BEGIN:{kind}", f"DTSTART:{first:%Y%m%d}T{change.onset:%H%M%S}", *([f"RRULE:{rule}"] if rule else []),
        f"TZNAME:{change.name}", f"TZOFFSETFROM:{_offset(change.before)}", f"TZOFFSETTO:{_offset(change.after)}",
        f"END:{kind}",
    ]  # fmt: skip


def _offset(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}{rest:02}"


def _fixed(zone: str, year: int) -> _Change:
    """What the clock shows as the year begins, as if it had always done so."""
    begin = datetime(year, 1, 1, tzinfo=UTC).astimezone(ZoneInfo(zone))
    offset = begin.utcoffset() or timedelta(0)
    return _Change(datetime.combine(date(year, 1, 1), time()), offset, offset, begin.tzname() or zone, summer=False)


def _rules(zone: str, year: int) -> list[tuple[_Change, str, date]]:
    """Both changes of that year as yearly rules, and the day on which each would first have come; [] if there are none."""
    years = [_changes(zone, near) for near in range(year - 1, year + _LOOK_AHEAD + 1)]
    if any(len(changes) != 2 for changes in years):
        return []
    found = []
    for same in zip(*years, strict=True):
        shapes = {(c.onset.month, c.onset.weekday(), c.onset.time(), c.before, c.after, c.name, c.summer) for c in same}
        last = all(c.onset.day + 7 > monthrange(c.onset.year, c.onset.month)[1] for c in same)
        weeks = {(c.onset.day - 1) // 7 + 1 for c in same}
        if len(shapes) != 1 or not (last or len(weeks) == 1):
            return []
        week = -1 if last else weeks.pop()
        onset = same[0].onset
        rule = f"FREQ=YEARLY;BYMONTH={onset.month};BYDAY={week}{_DAYS[onset.weekday()]}"
        found.append((same[1], rule, _day(1970, onset.month, onset.weekday(), week)))
    return found


def _day(year: int, month: int, weekday: int, week: int) -> date:
    """The first (1) to fourth, or last (-1), such weekday of a month."""
    days = [date(year, month, number + 1) for number in range(monthrange(year, month)[1])]
    fitting = [day for day in days if day.weekday() == weekday]
    return fitting[week if week < 0 else week - 1]


@lru_cache(256)
def _changes(zone: str, year: int) -> tuple[_Change, ...]:
    """Every change of the clock in that year (UTC), in order."""
    here = ZoneInfo(zone)
    found = []
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        after = day + timedelta(days=1)
        if _at(day, here) != _at(after, here):
            low, high = day, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _at(middle, here) == _at(day, here) else (low, middle)
            changed = high.astimezone(here)
            before, now = _at(low, here), changed.utcoffset() or timedelta(0)
            onset = (high + before).replace(tzinfo=None)
            found.append(_Change(onset, before, now, changed.tzname() or zone, now > before))
        day = after
    return tuple(found)


def _at(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta(0)
