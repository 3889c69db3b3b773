"""Danish dates in running text: a small grammar in which the weekday is a checksum.

Reads "tirsdag den 29. august 2023", "d. 8/12-2023", "29.08.2023", "2023-08-29", "17. nov.", "26.-27. okt. 2023",
"30. nov.-1. dec. 2023". Clock times ("kl. 13.00-15.00") are never taken for dates. Nothing is completed from today's
date: a year that is not written is ``None``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_SHORT_WEEKDAYS = ("man", "tirs", "ons", "tors", "fre", "lør", "søn")

_MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december" \
         r"|jan|feb|febr|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)"  # fmt: skip
_WEEKDAY = r"(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirs|tir|ons|tors|tor|fre|lør|søn)"
_LEAD = rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?(?:/{_WEEKDAY})?,?\s+)?(?P<den>\b(?:den|d\.)\s*)?"
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*(?:[-–—]|til|og)\s*"

_WORDS = re.compile(
    rf"{_LEAD}(?<![\d.,/])(?P<day>[0-3]?\d)(?:\.?{_DASH}(?P<day2>[0-3]?\d))?\.?\s*(?P<month>{_MONTH})\b\.?"
    rf"(?:,?\s+(?P<year>{_YEAR})\b(?!\s*/\s*\d))?",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    rf"{_LEAD}(?<![\d.,/-])(?P<day>[0-3]?\d)\s?[./-]\s?(?P<month>[01]?\d)(?:\s?[./-]\s?|\s+)(?P<year>{_YEAR}|(?<=[./-])\d\d)"
    r"(?![\d/]|[.,-]\d)",
    re.IGNORECASE,
)
_BARE_FIGURES = re.compile(
    rf"{_LEAD}(?<![\d.,/-])(?P<day>[0-3]?\d)\s?[./]\s?(?P<month>[01]?\d)(?![\d/]|[.,-]\d)", re.IGNORECASE
)
_ISO = re.compile(rf"(?<![\d-])(?P<year>{_YEAR})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\d-])")
_CLOCK = re.compile(
    r"\bkl(?:\.|okken)?\s*\d{1,2}(?:[.:]\d{2})?(?:\s*(?:[-–—]|til)\s*\d{1,2}(?:[.:]\d{2})?)?|\b\d{1,2}:\d{2}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date as it stands in a text. ``start`` and ``end`` are positions in that text; ``last`` ends a range."""

    text: str
    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None  # 0 = Monday, as in ``date.weekday``
    last: tuple[int, int] | None = None  # (month, day) of the last day of a range

    def on(self, year: int | None = None) -> date | None:
        """The calendar day, with ``year`` where none is written; None without a year or for a day that does not exist."""
        wanted = self.year or year
        if wanted is None:
            return None
        try:
            return date(wanted, self.month, self.day)
        except ValueError:
            return None

    def agrees(self, day: date) -> bool:
        """Whether the weekday, if one is written, is that day's."""
        return self.weekday is None or self.weekday == day.weekday()


def in_words(day: date) -> str:
    """The day as a Danish sentence has it: "tirsdag den 29. august 2023"."""
    return f"{WEEKDAYS[day.weekday()]} den {day.day}. {MONTHS[day.month - 1]} {day.year}"


def find(text: str) -> list[Mention]:
    """Every date in the text, in its order. Never raises."""
    # Times are blanked, not cut, so that positions stay true.
    masked = _CLOCK.sub(lambda match: " " * len(match.group()), text)
    found: list[Mention] = []
    for pattern in (_ISO, _WORDS, _FIGURES, _BARE_FIGURES):
        for match in pattern.finditer(masked):
            mention = _mention(match, text)
            if mention is None or any(mention.start < other.end and other.start < mention.end for other in found):
                continue
            found.append(mention)
    return _joined(sorted(found, key=lambda mention: mention.start), text)


def _mention(match: re.Match[str], text: str) -> Mention | None:
    part = match.groupdict()
    weekday = part.get("weekday")
    if match.re is _BARE_FIGURES and not (weekday or part["den"]):
        return None  # "1.3" is a number of an item sooner than a day
    month_word = part["month"].lower()
    month = int(month_word) if month_word.isdigit() else _month_number(month_word)
    day = int(part["day"])
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    year = int(part["year"]) if part.get("year") else None
    if year is not None and year < 100:
        year += 2000
    last = (month, int(part["day2"])) if part.get("day2") else None
    lead = len(match.group()) - len(match.group().lstrip())
    start = match.start() + lead
    return Mention(text[start : match.end()], start, match.end(), year, month, day, _weekday_number(weekday), last)


def _month_number(word: str) -> int:
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word[:3]))


def _weekday_number(word: str | None) -> int | None:
    if not word:
        return None
    return next(number for number, name in enumerate(_SHORT_WEEKDAYS) if word.lower().startswith(name[:3]))


def _joined(mentions: list[Mention], text: str) -> list[Mention]:
    """ "30. nov.-1. dec. 2023" is one range whose first day borrows the year that stands at its end."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        gap = text[before.end : mention.start].strip() if before else ""
        if before and before.last is None and mention.weekday is None and gap in {"-", "–", "—", "til"}:
            year = before.year or mention.year
            if before.year is None and year is not None and (before.month, before.day) > (mention.month, mention.day):
                year -= 1  # "29. december - 2. januar 2024" starts in the year before
            joined[-1] = Mention(
                text[before.start : mention.end], before.start, mention.end, year,
                before.month, before.day, before.weekday, (mention.month, mention.day),
            )  # fmt: skip
        else:
            joined.append(mention)
    return joined
