# ruff: noqa: E501 - patterns are easier read on one line
"""The meetings to come: the lines of a calendar, and those that a text speaks of by the way.

A day without a year is the next such day after the meeting, or of the year that stands above it; its weekday, if one is
written, has to agree. What lies before the meeting is no coming meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mailflow.parsers import dates, eventnames, municipalities, sentences, times
from mailflow.parsers.dates import Mention
from mailflow.parsers.labels import Section, is_label
from mailflow.parsers.sections import Line
from mailflow.parsers.upcomingdays import AHEAD_IN_CALENDAR, AHEAD_IN_TEXT, last_day, same, settled
from mailflow.parsers.upcomingrows import entries
from mailflow.reading import Doubt, Source, Upcoming

_YEAR_ALONE = re.compile(
    r"^\W*(?:(?:møder|kalender|mødekalender|mødeplan|året|forår(?:et)?|efterår(?:et)?)\s+(?:i\s+)?)?((?:19|20)\d\d)\W*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/-])")
_UNSURE = re.compile(
    r"\b(?:såfremt|hvis|forventet|forventes|foreløbig\w*|forbehold|tbc|tba|evt\.?|eventuelt|muligvis|måske|ikke\s+endelig\w*|skal\s+bekræftes)\b|\(\?\)",
    re.IGNORECASE,
)
_CANCELLED = re.compile(r"\b(?:aflyst|aflyses|udgår|udsat|udsættes|aflyser|udskudt)\b", re.IGNORECASE)
_ONLINE = re.compile(
    r"\b(?:virtuelt?|digitalt?|online|(?:via|på|over)\s+(?:teams|zoom)|teams(?:-møde)?|zoom|skype)\b", re.IGNORECASE
)
_PLACE_WORDS = re.compile(
    r"\b(?:rådhus\w*|hotel\w*|lokale|mødelokale|center\w*|kursus\w*|kro|gade|vej|allé|plads|torv|huset|KL|slot\w*|skole\w*|universitet\w*|kommune)\b|-huset\b|\w+(?:gade|vej|huset|centret|salen)\b|\d{4}\s+[A-ZÆØÅ]",
    re.IGNORECASE,
)
_DATE_HEADER = re.compile(r"^(?:dato|dag|hvornår|tidspunkt|dato og tid|tid og dato)$", re.IGNORECASE)
_TIME_HEADER = re.compile(r"^(?:tid|klokken|kl\.?|tidspunkt|tidsrum)$", re.IGNORECASE)
_WHO_HEADER = re.compile(r"^(?:hvem|ansvarlig(?:e)?|ansv\.?|udføres\s+af)$", re.IGNORECASE)
_PLACE_HEADER = re.compile(r"^(?:sted|hvor|lokation|lokale|mødested|form)$", re.IGNORECASE)
_NOT_EVENT = re.compile(
    r"\b(?:senest|inden|frist\w*|deadline|svarfrist|pr\.|før|sendes|udsendes|indsendes|opgjort|gældende)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_FROM_ON = re.compile(r"\bfra\s+(?:og\s+med\s+)?(?:den\s+|d\.\s*)?$", re.IGNORECASE)  # since when, and no meeting


@dataclass(frozen=True, slots=True)
class Told:
    """A coming meeting and where it stands."""

    meeting: Upcoming
    paragraph: int
    words: str


def read(lines: Sequence[Line], day: date | None, titles: Sequence[str]) -> tuple[list[Told], list[Doubt]]:
    """The coming meetings, calendar first, and what is doubtful about them. ``day`` is the meeting's, None when it is not
    known; ``titles`` are the items' titles. Never raises."""
    doubts: list[Doubt] = []
    calendar = _calendar(lines, day, titles, doubts)
    text = _text(lines, day, titles, doubts) if day is not None else []
    kept: list[Told] = []
    for told in [*calendar, *text]:
        if told.meeting.date is not None and any(same(told.meeting, other.meeting) for other in kept):
            continue
        kept.append(told)
    return kept, doubts


# --- calendars ---------------------------------------------------------------------------------------------------------


def _calendar(lines: Sequence[Line], day: date | None, titles: Sequence[str], doubts: list[Doubt]) -> list[Told]:
    found: list[Told] = []
    year: int | None = None
    opened = -1
    for line in lines:
        if line.rows and (line.section is Section.CALENDAR or _dated(line)):
            above = titles[line.item] if line.item is not None else line.label
            found += _table(line, day, year if line.section is Section.CALENDAR else None, doubts, above)
            continue
        # Below "Kommende møder" what is decided is when they are.
        decided = (
            line.section is Section.DECISION
            and line.item is not None
            and is_label(titles[line.item]) is Section.CALENDAR
        )
        if line.section is not Section.CALENDAR and not decided:
            continue
        if line.opened != opened:
            opened = line.opened
            year = _written_year(line.label)
        alone = _YEAR_ALONE.match(line.words)
        if alone:
            year = int(alone[1])
            continue
        above = line.label if line.item is None or (line.label and not decided) else titles[line.item]
        for words in line.words.split("\n"):
            for sentence in entries(words):
                found += _entry(sentence, line.paragraph, day, year, doubts, above=above)
    return found


def _written_year(words: str) -> int | None:
    years = set(_YEAR.findall(words))
    return int(years.pop()) if len(years) == 1 else None


def _dated(line: Line) -> bool:
    """Whether a table outside of a calendar is one: its first column is called a date, another a meeting."""
    if line.rows and any(_WHO_HEADER.match(cell) for cell in line.rows[0]):
        return False  # a list of tasks
    return bool(line.rows) and any(_DATE_HEADER.match(cell) for cell in line.rows[0]) and any(
        re.match(r"(?:møde\w*|arrangement|emne|hvad|aktivitet|webinar|begivenhed)$", cell, re.IGNORECASE) for cell in line.rows[0]
    )  # fmt: skip


def _table(line: Line, day: date | None, year: int | None, doubts: list[Doubt], above: str) -> list[Told]:
    rows = list(line.rows)
    header: tuple[str, ...] = ()
    if rows and any(_DATE_HEADER.match(cell) for cell in rows[0]):
        header, rows = rows[0], rows[1:]
    found: list[Told] = []
    for row in rows:
        if sum(bool(cell) for cell in row) == 1 and (alone := _YEAR_ALONE.match(next(cell for cell in row if cell))):
            year = int(alone[1])
            continue
        words = " · ".join(cell for cell in row if cell)
        place = next(
            (cell for cell, name in zip(row, header, strict=False) if _PLACE_HEADER.match(name) and cell), None
        )
        clocked = next(
            (
                cell
                for cell, name in zip(row, header, strict=False)
                if _TIME_HEADER.match(name) and cell and not dates.find(cell)
            ),
            "",
        )
        rest = [cell for index, cell in enumerate(row) if cell and cell not in {place, clocked} and index < 12]
        clocks = times.find(clocked) or times.find(f"kl. {clocked}")
        for told in _entry(": ".join(rest), line.paragraph, day, year, doubts, shown=words, above=above):
            meeting = replace(told.meeting, place=place or told.meeting.place)
            if clocks and meeting.start is None:
                meeting = replace(meeting, start=clocks[0].start, end=clocks[0].end)
            found.append(replace(told, meeting=meeting))
    return found


def _entry(
    words: str,
    paragraph: int,
    day: date | None,
    year: int | None,
    doubts: list[Doubt],
    shown: str = "",
    above: str = "",
) -> list[Told]:
    """What a line of a calendar tells: a meeting, several ("Møder: 5. marts, 12. april"), or none."""
    shown = shown or words
    mentions = dates.find(words, calendar=True)
    if not mentions:
        return _in_week(words, paragraph, doubts, shown)
    if _NOT_EVENT.search(words[: mentions[0].start]):
        return []  # "senest den 11. februar": a deadline
    clocks = times.find(words)
    clock = clocks[0] if clocks else None
    row = _row(words, mentions)
    if len(row) < len(mentions):
        doubts.append(Doubt("upcoming", "Der står flere dage på samme linje; den første er brugt.", shown, paragraph))
    if _CANCELLED.search(words):
        doubts.append(Doubt("upcoming", "Mødet er vist aflyst eller flyttet.", shown, paragraph))
        return []
    title, place = _titled(_without(words, row, clock))
    if inner := _IN_BRACKETS.fullmatch(title):
        title = inner[1]
    title = _FOR_ALL.sub("", title).strip(" ,:")
    if not title and above:
        title = _MINUTES_LONG.sub("", above[0].upper() + above[1:])  # the day alone stands below "Næste møde"
    years = {mention.year for mention in row if mention.year}
    found: list[Told] = []
    for mention in row:
        when, why = settled(mention, day, years.copy().pop() if len(years) == 1 else year, AHEAD_IN_CALENDAR)
        if when is None and not why:
            continue
        if why:
            doubts.append(Doubt("upcoming", why, shown, paragraph))
        meeting = Upcoming(
            when,
            clock.start if clock else None,
            clock.end if clock else None,
            title or shown,
            place,
            Source.CALENDAR,
            last_day(mention, when),
        )
        found.append(Told(meeting, paragraph, shown))
    if found and _UNSURE.search(words):
        doubts.append(Doubt("upcoming", "Mødet er ikke sikkert.", shown, paragraph))
    return found


_FOR_ALL = re.compile(r"[\s,:]*\b(?:alle|begge)\s+(?:dage|gange|møder)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_MINUTES_LONG = re.compile(r"\s*\(\s*(?:ca\.\s*)?\d+\s*min\w*\.?\s*\)", re.IGNORECASE)  # "Kommende møder (5 min.)"


def _row(words: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The first day, and those that follow it with nothing but commas and "og" between."""
    row = [mentions[0]]
    for mention in mentions[1:]:
        if not re.fullmatch(r"[\s,;.]*(?:\b(?:og|samt|den|d\.)\s*)*", words[row[-1].end : mention.start]):
            break
        row.append(mention)
    return row


def _in_week(words: str, paragraph: int, doubts: list[Doubt], shown: str) -> list[Told]:
    """A meeting of which only the week is told: no day, and a doubt."""
    weeks = dates.weeks(words)
    if len(weeks) != 1:
        return []
    title, place = _titled(_cut(words, [(weeks[0].start, weeks[0].end)]))
    if not title or len(title) > 120:
        return []
    doubts.append(Doubt("upcoming", f"“{weeks[0].text}” er ikke en dag.", shown, paragraph))
    return [Told(Upcoming(None, None, None, title, place, Source.CALENDAR), paragraph, shown)]


def _without(words: str, mentions: Sequence[Mention], clock: times.Clock | None) -> str:
    """The words around the dates and the time, for which \\0 stands."""
    return _cut(words, [(mentions[0].start, mentions[-1].end), *([(clock.begin, clock.stop)] if clock else [])])


def _cut(words: str, spans: Sequence[tuple[int, int]]) -> str:
    cut = list(words)
    for start, end in spans:
        cut[start:end] = "\0" * (end - start)
    rest = re.sub(r"\s*(?:\b(?:den|d\.|fra|kl\.?)\s*)?\0+[\s,;:.–-]*", " \0 ", "".join(cut))
    return rest.strip(" \0,:;–-")


_LINK = re.compile(r"\(?(?:link\s*:\s*)?https?://[^\s)]+\)?", re.IGNORECASE)
_EMPTY = re.compile(
    r"^(?:(?:er|holdes|afholdes|finder\s+sted|bliver|ligger)(?:\s+(?:den|d\.))?|(?:er\s+)?planlagt(?:\s+til)?)\s*\0?\s*",
    re.IGNORECASE,
)


def _titled(rest: str) -> tuple[str, str | None]:
    """The title and the place in what is left of an entry once date and time are taken out (\\0 stands for them)."""
    title = re.sub(r"\s+", " ", _EMPTY.sub("", _LINK.sub("", rest)))
    title = re.sub(
        r"\s*(?:\b(?:er|holdes|afholdes|finder sted|bliver holdt|er planlagt(?: til)?|er fastsat til|fastlægges til)\s*)?(?:\b(?:den|d\.|til)\s*)?\0\s*(?:[,:;–-]\s*)?",
        "\0",
        title,
    )
    before, _, after = title.partition("\0")
    after = after.replace("\0", " ").strip(" ,.;:–-")
    if re.fullmatch(r"\([^()]+\)", after):
        after = after.strip("()")
    before = before.strip(" ,;:–-")
    place: str | None = None
    if after and not before and (alone := re.match(r"^(?:i|på|hos|ved)\s+([A-ZÆØÅ].{1,79})$", after)):
        return "", alone[1].strip(" .")
    if before and not after and (alone := re.match(r"^(?:i|på|hos|ved)\s+([A-ZÆØÅ].{1,79})$", before)):
        return "", alone[1].strip(" .")
    online = re.search(r"\s*[(\[]([^()\[\]]*)[)\]]", title)
    if after and before:
        led = re.match(r"^(?:i|på|hos|ved)\s+(.+)$", after, re.IGNORECASE)
        if led and len(led[1]) <= 80:
            place, after = led[1].strip(" ."), ""
        elif is_place(after):
            place, after = after, ""
        title = f"{before}: {after}" if after else before
    else:
        title = before or after
    if online and _ONLINE.fullmatch(online[1].strip()):
        place, title = online[1].strip(), title.replace(online.group(), "")
    if place is None:
        head, comma, tail = title.rpartition(",")
        if comma and head.strip() and is_place(tail.strip(" .")):
            place, title = tail.strip(" ."), head
        elif (within := re.search(r"\s(?:i|på|hos)\s+([A-ZÆØÅ][^,:()]{1,60})$", title)) and is_place(within[1]):
            place, title = within[1].strip(" ."), title[: within.start()]
    return title.strip(" ,.;:–-"), place


def is_place(words: str) -> bool:
    """Whether words after a title are where it is held."""
    return len(words) <= 100 and (
        _ONLINE.fullmatch(words.strip()) is not None or municipalities.municipality(words) is not None or _PLACE_WORDS.search(words) is not None
        or re.fullmatch(r"[A-ZÆØÅ][\wæøåé-]+(?:\s[A-ZÆØÅ][\wæøåé-]*){0,2}", words.strip()) is not None and not eventnames.NOUN.search(words)
    )  # fmt: skip


# --- by the way --------------------------------------------------------------------------------------------------------


def _text(lines: Sequence[Line], day: date, titles: Sequence[str], doubts: list[Doubt]) -> list[Told]:
    found: list[Told] = []
    lead = ""  # the line above a list
    for line in lines:
        if line.kind not in {"bullet", "number"}:
            lead = line.words
        if (
            line.section
            in {Section.CALENDAR, Section.RECOMMENDATION, Section.DEADLINE, Section.TIME, Section.TITLE, Section.AGENDA}
            or line.rows
        ):
            continue
        if line.item is None and line.section is not Section.ACTIONS:
            continue
        titled = titles[line.item] if line.item is not None and line.item < len(titles) else ""
        above = f"{titled} {lead}"
        dated = above if line.kind in {"bullet", "number"} else above.removesuffix(lead)
        for sentence in sentences.read(line.words):
            found += _spoken(sentence, line, above, day, doubts, dated, titled)
    return found


def _spoken(
    sentence: str, line: Line, above: str, day: date, doubts: list[Doubt], dated: str, titled: str
) -> list[Told]:
    """``titled`` is the item's title, ``above`` that and the line above a list, ``dated`` the words among them whose year counts."""
    found: list[Told] = []
    base = ""
    begin = 0
    if _CANCELLED.search(sentence):
        return found
    told_times = times.find(sentence)
    for mention in dates.find(sentence):
        clocks = [clock for clock in told_times if mention.end <= clock.begin <= mention.end + 8]
        clock = clocks[0] if clocks else None
        end = clock.stop if clock else mention.end
        entry = line.kind in {"bullet", "number"}
        name = eventnames.around(sentence, begin, mention.start, end, base, entry=entry, above=above, item=titled)
        before, begin = sentence[begin : mention.start], end
        if (
            name is None
            or _NOT_EVENT.search(before)
            or (_FROM_ON.search(before) and mention.last is None and clock is None)
        ):
            continue
        base = name.noun
        when, why = settled(mention, day, _written_year(dated) if mention.year is None else None, AHEAD_IN_TEXT)
        if when is None and not why:
            continue
        if why:
            doubts.append(Doubt("upcoming", why, sentence, line.paragraph))
        if _UNSURE.search(name.title):
            doubts.append(Doubt("upcoming", "Mødet er ikke sikkert.", sentence, line.paragraph))
        meeting = Upcoming(
            when,
            clock.start if clock else None,
            clock.end if clock else None,
            name.title,
            name.place,
            Source.TEXT,
            last_day(mention, when),
        )
        found.append(Told(meeting, line.paragraph, sentence))
    return found
