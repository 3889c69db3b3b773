"""Which day a coming meeting is on: the year that is not written, the weekday as a checksum, and what is told twice."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mailflow.parsers import dates
from mailflow.parsers.dates import Mention
from mailflow.reading import Source, Upcoming

AHEAD_IN_CALENDAR = timedelta(days=330)  # how far ahead the next day of that name may lie
AHEAD_IN_TEXT = timedelta(days=300)


def settled(mention: Mention, day: date | None, year: int | None, ahead: timedelta) -> tuple[date | None, str]:
    """The day that is meant, or (None, why it is not sure), or (None, "") for one that is past."""
    written = mention.year or year
    if written is not None:
        found = mention.on(written)
        if found is None:
            return None, f"“{mention.text}” findes ikke i kalenderen."
        if not mention.agrees(found):
            weekday = dates.WEEKDAYS[found.weekday()]
            return None, f"“{mention.text}” er en {weekday}: ugedagen og datoen passer ikke sammen."
        return (found, "") if day is None or found > day else (None, "")
    if day is None:
        return None, f"“{mention.text}”: det står ikke, hvilket år det er."
    possible = [found for add in (0, 1) if (found := mention.on(day.year + add)) is not None and found > day]
    if not possible:
        return None, f"“{mention.text}” findes ikke i kalenderen."
    found = possible[0]
    if found - day > ahead:
        return (
            None,
            ""
            if ahead is AHEAD_IN_TEXT or mention.weekday is None
            else f"“{mention.text}”: det står ikke sikkert, hvilket år det er.",
        )
    if not mention.agrees(found):
        weekday = dates.WEEKDAYS[found.weekday()]
        return None, f"“{mention.text}” er en {weekday} i {found.year}: ugedagen og datoen passer ikke sammen."
    return found, ""


def last_day(mention: Mention, first: date | None) -> date | None:
    last = mention.until(first) if first is not None else None
    return last if first is not None and last is not None and last - first <= timedelta(days=31) else None


def same(one: Upcoming, other: Upcoming) -> bool:
    """Whether two tellings are one meeting: the same day, no other time, and words in common or one of them the calendar's."""
    if one.date != other.date or (one.start and other.start and one.start != other.start):
        return False
    if {one.source, other.source} == {Source.CALENDAR, Source.TEXT}:
        return True
    return one.title == other.title or (one.source is Source.TEXT and bool(_stems(one.title) & _stems(other.title)))


def _stems(title: str) -> set[str]:
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", title.casefold())}
