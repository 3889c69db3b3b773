"""Danish dates in running text: a small grammar in which the weekday is a checksum.

Reads "tirsdag den 29. august 2023", "d. 8/12-2023", "29.08.2023", "2023-08-29", "17. nov.", "26.-27. okt. 2023",
"30. nov.-1. dec. 2023", "torsdag den 6. - fredag den 7. maj", "5., 12. og 19. marts" (three days), "torsdag i uge 45".
Clock times ("kl. 13.00-15.00") are never taken for dates. Nothing is completed from today's date: a year that is not
written is ``None``, and a week without a weekday is no day (``weeks``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_LEAD = (
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?(?:\s?[/-]\s?(?P<weekday2>{_WEEKDAY})\b\.?)?,?\s+)?(?P<den>\b(?:den|d\.)\s*)?"
)
_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s*(?:[-–—]|\btil\b|\bog\b)\s*"
_SECOND = rf"(?:(?P<weekday3>{_WEEKDAY})\b\.?,?\s+)?(?:(?:den|d\.)\s*)?"

_WORDS = re.compile(
    rf"{_LEAD}(?<![\d.,/])(?P<day>[0-3]?\d)(?:\.?(?P<dash>{_DASH}){_SECOND}(?P<day2>[0-3]?\d))?\.?\s*(?P<month>{_MONTH})\b\.?"
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
# "28.-29/10": two days in figures.
_RANGE_FIGURES = re.compile(
    rf"{_LEAD}(?<![\d.,/-])(?P<day>[0-3]?\d)\.(?P<dash>\s?[-–]\s?)(?P<day2>[0-3]?\d)\s?[./]\s?(?P<month>[01]?\d)(?:\s?[./-]\s?(?P<year>{_YEAR}|\d\d))?(?![\d/]|[.,-]\d)",
    re.IGNORECASE,
)
# The days before the last of a row: "den 5., 12. og 19. marts".
_ROW = re.compile(
    r"(?<![\d.,/])(?P<days>[0-3]?\d\.?(?:\s*,\s*[0-3]?\d\.?){0,12})\s*(?:,|\bog\b|\bsamt\b)\s*$", re.IGNORECASE
)
_WEEK = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?\s+i\s+)?\buge(?:rne)?\s+(?P<week>[0-5]?\d)(?!\d)(?:(?:{_DASH})(?P<week2>[0-5]?\d)(?!\d))?"
    rf"(?:,?\s+(?:i\s+)?(?P<year>{_YEAR})\b|\s?/\s?(?P<year2>{_YEAR})\b)?",
    re.IGNORECASE,
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
    last_weekday: int | None = None  # that day's
    week: int | None = None  # "torsdag i uge 45": month and day are 0, the year tells them

    def on(self, year: int | None = None) -> date | None:
        """The calendar day, with ``year`` where none is written; None without a year or for a day that does not exist."""
        wanted = self.year or year
        if wanted is None:
            return None
        try:
            if self.week is not None and self.weekday is not None:
                return date.fromisocalendar(wanted, self.week, self.weekday + 1)
            return date(wanted, self.month, self.day)
        except ValueError:
            return None

    def until(self, first: date) -> date | None:
        """The last day of a range that begins on ``first``; None when it is no range, or one that cannot be."""
        if self.last is None:
            return None
        try:
            found = date(first.year + (self.last < (first.month, first.day)), *self.last)
        except ValueError:
            return None
        return found if found > first else None

    def agrees(self, day: date) -> bool:
        """Whether the weekday, if one is written, is that day's, and that of the last day of a range its last day's."""
        if self.weekday is not None and self.weekday != day.weekday():
            return False
        last = self.until(day)
        return self.last_weekday is None or last is None or self.last_weekday == last.weekday()


@dataclass(frozen=True, slots=True)
class Week:
    """A week, or several, as it stands in a text: which day of it is meant, nobody can tell."""

    text: str
    start: int
    end: int
    number: int
    year: int | None
    last: int | None = None  # the last of several


def in_words(day: date) -> str:
    """The day as a Danish sentence has it: "tirsdag den 29. august 2023"."""
    return f"{WEEKDAYS[day.weekday()]} den {day.day}. {MONTHS[day.month - 1]} {day.year}"


def find(text: str, *, calendar: bool = False) -> list[Mention]:
    """Every date in the text, in its order. In a ``calendar`` figures at the line's beginning ("8/12: Møde") are a day
    too. Never raises."""
    # Times are blanked, not cut, so that positions stay true.
    masked = _CLOCK.sub(lambda match: " " * len(match.group()), text)
    found: list[Mention] = []
    taken = bytearray(len(text) + 1)
    for pattern in (_ISO, _WORDS, _FIGURES, _RANGE_FIGURES, _BARE_FIGURES, _WEEK):
        for match in pattern.finditer(masked):
            mentions = [_in_week(match, text)] if pattern is _WEEK else _mentions(match, text, calendar)
            for mention in mentions:
                if mention is not None and not any(taken[mention.start : mention.end]):
                    taken[mention.start : mention.end] = b"x" * (mention.end - mention.start)
                    found.append(mention)
    for mention in list(found):
        for one in _row(mention, masked, text):
            if not any(taken[one.start : one.end]):
                taken[one.start : one.end] = b"x" * (one.end - one.start)
                found.append(one)
    return _joined(sorted(found, key=lambda mention: mention.start), text)


def weeks(text: str) -> list[Week]:
    """The weeks that a text names without a day in them. Never raises."""
    found: list[Week] = []
    for match in _WEEK.finditer(text):
        number, last = int(match["week"]), int(match["week2"]) if match["week2"] else None
        if match["weekday"] is None and 1 <= number <= 53 and (last is None or number < last <= 53):
            year = match["year"] or match["year2"]
            found.append(Week(match.group(), match.start(), match.end(), number, int(year) if year else None, last))
    return found


def _in_week(match: re.Match[str], text: str) -> Mention | None:
    """ "torsdag i uge 45" is a day; "uge 45" is none."""
    if match["weekday"] is None or match["week2"] or not 1 <= int(match["week"]) <= 53:
        return None
    year = match["year"] or match["year2"]
    weekday = _weekday_number(match["weekday"])
    return Mention(
        match.group(), match.start(), match.end(), int(year) if year else None, 0, 0, weekday, week=int(match["week"])
    )


def _row(mention: Mention, masked: str, text: str) -> list[Mention]:
    """The days that stand in a row before this one and share its month and year."""
    row = _ROW.search(masked, max(0, mention.start - 60), mention.start) if mention.month else None
    if row is None or not re.match(r"(?:og\s+)?[0-3]?\d", mention.text):
        return []
    found: list[Mention] = []
    for match in re.finditer(r"[0-3]?\d\.?", row["days"]):
        start = row.start("days") + match.start()
        day = int(match.group().rstrip("."))
        # "2, 5. og 12. marts" may begin with a number that is no day.
        if 1 <= day < mention.day and (match.group().endswith(".") or found):
            end = start + len(match.group())
            found.append(Mention(text[start:end], start, end, mention.year, mention.month, day))
    return found


def _mentions(match: re.Match[str], text: str, calendar: bool) -> list[Mention | None]:
    """The day of a match; two where "og" joins days that do not follow each other ("5. og 12. marts")."""
    mention = _mention(match, text, calendar)
    if (
        mention is None
        or mention.last is None
        or match["dash"].strip().lower() != "og"
        or mention.last[1] == mention.day + 1
    ):
        return [mention]
    start = match.start("weekday3") if match["weekday3"] else match.start("day2")
    first = replace(
        mention, text=text[mention.start : match.end("day")], end=match.end("day"), last=None, last_weekday=None
    )
    second = Mention(
        text[start : match.end()],
        start,
        match.end(),
        mention.year,
        *mention.last,
        weekday=_weekday_number(match["weekday3"]),
    )
    return [first, second]


_COUNTS = re.compile(r"\b(?:nr|nummer|pkt|punkt|sag)\b\.?\s*$", re.IGNORECASE)


_SLASHED = re.compile(r"(?<![\d.,/-])[0-3]?\d\s?/\s?[01]?\d(?![\d/]|[.,-]\d)")
_FIGURE = r"[0-3]?\d\s?[./]\s?[01]?\d\.?"
_BETWEEN = r"(?:,?\s*kl\.?\s*\d[\d.:–-]*)?\s*(?:,|;|\bog\b|\bsamt\b)\s*"
_BEFORE, _BEHIND = re.compile(rf"{_FIGURE}{_BETWEEN}$"), re.compile(rf"\.?{_BETWEEN}{_FIGURE}")
_DOTTED = re.compile(r"(?<![\d.,/–-])[0-3]?\d\.[01]?\d\.(?!\d)")  # "21.1.", with both dots


def _is_day(match: re.Match[str], text: str) -> bool:
    """Whether figures in a calendar are a day: at the line's beginning, behind a colon, before an hour, or in a row of such."""
    shape = _SLASHED if "/" in match.group() else _DOTTED
    begins = not text[: match.start()].strip(" -–•·*") or re.search(r":\s*$", text[: match.start()]) is not None
    if shape is _DOTTED and not shape.match(text, match.start("day")):
        return False
    hour = re.match(r"\.?,?\s+kl\b", text[match.end() :]) is not None
    before, after = (
        text[max(0, match.start() - 40) : match.start("day")],
        text[match.end("month") : match.end("month") + 40],
    )
    return begins or hour or _BEFORE.search(before) is not None or _BEHIND.match(after) is not None


def _mention(match: re.Match[str], text: str, calendar: bool) -> Mention | None:
    part = match.groupdict()
    weekday = part.get("weekday")
    begins = calendar and match.re is _BARE_FIGURES and _is_day(match, text)
    if match.re is _BARE_FIGURES and not (weekday or part["den"] or begins):
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
    last_weekday = _weekday_number(part.get("weekday2") or part.get("weekday3")) if last else None
    if (
        last and not weekday and _COUNTS.search(text[max(0, start - 12) : start])
    ):  # "møde nr. 4 – torsdag den 5. november"
        start = match.start("weekday3") if part.get("weekday3") else match.start("day2")
        return Mention(text[start : match.end()], start, match.end(), year, *last, last_weekday)
    return Mention(
        text[start : match.end()], start, match.end(), year, month, day, _weekday_number(weekday), last, last_weekday
    )


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
        if (
            before
            and before.last is None
            and before.week is None
            and mention.week is None
            and gap in {"-", "–", "—", "til"}
        ):
            year = before.year or mention.year
            if before.year is None and year is not None and (before.month, before.day) > (mention.month, mention.day):
                year -= 1  # "29. december - 2. januar 2024" starts in the year before
            joined[-1] = Mention(
                text[before.start : mention.end], before.start, mention.end, year,
                before.month, before.day, before.weekday, (mention.month, mention.day), mention.weekday,
            )  # fmt: skip
        else:
            joined.append(mention)
    return joined
