"""One cell of a list of events: text in, a value and what is wrong with it out. Danish and English.

A year that is not written is that of the next such day, and the weekday has to agree. A time is that of a clock in the
association's zone. What could be read in two ways is read in none.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mailflow.calendars import Kind
from mailflow.desks.audience import split
from mailflow.desks.deadlines import end_of_day
from mailflow.desks.eventform import midnight, settled
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import dates, membercells
from mailflow.parsers.membercells import Trouble, clean
from mailflow.parsers.personname import fold

AHEAD = timedelta(days=330)  # how far ahead a day without a year may lie
LONGEST = 120  # characters of a cell that is a time

_HEADINGS = {
    "title": "titel title emne navn overskrift subject arrangement begivenhed møde event summary",
    "kind": "type art slags kind mødetype arrangementstype category kategori",
    "date": "dato dag date day startdato mødedato start-date",
    "start": "start starter starttid starttidspunkt fra tid tidspunkt kl klokken klokkeslæt from time start-time begins",
    "end-date": "slutdato til-dato end-date sidste-dag",
    "end": "slut slutter sluttid sluttidspunkt til to end end-time ends",
    "all-day": "heldags hele-dagen heldagsarrangement all-day",
    "place": "sted lokale lokation mødested place location hvor venue",
    "link": "link url onlinelink online-link mødelink møde-link teams teamslink teams-link zoom web-adresse",
    "description": "beskrivelse tekst indhold program bemærkninger bemærkning description text notes noter",
    "audience": "målgruppe modtagere inviterede invitation for-hvem hvem audience invited invite recipients",
    "answer-by": "svarfrist svar-senest svar-inden tilmeldingsfrist tilmelding-senest frist deadline answer-by rsvp-by",
    "guests-visible": "deltagere-synlige gæster-synlige deltagerliste-synlig guests-visible",
    "public": "offentlig offentligt på-hjemmesiden hjemmeside public website",
    "day-before": "påmindelse påmindelse-dagen-før dagen-før day-before reminder remind",
}
FIELDS = tuple(_HEADINGS)
_FIELDS = {fold(word.replace("-", " ")): field for field, words in _HEADINGS.items() for word in words.split()}
_KIND_WORDS: Mapping[Kind, str] = {
    "webinar": "webinar,webinarer,online webinar",
    "board-meeting": "bestyrelsesmøde,hovedbestyrelsesmøde,hb møde,hb,møde i hovedbestyrelsen,møde i bestyrelsen,"
    "bestyrelsen,hovedbestyrelsen,board meeting,board",
    "joint-meeting": "fællesmøde,joint meeting",
    "general-assembly": "generalforsamling,general assembly,ekstraordinær generalforsamling",
    "other": "andet,andet møde,møde,arrangement,konference,kursus,seminar,temadag,other,meeting,event",
}
_KINDS: Mapping[str, Kind] = {fold(word): kind for kind, words in _KIND_WORDS.items() for word in words.split(",")}
_YES = {fold(word) for word in "ja j yes y x sand true 1 synlig offentlig".split()}
_NO = {fold(word) for word in ("nej", "n", "no", "falsk", "false", "0", "", "nej tak", "skjult")}
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "ingen", "none"})
_ALL = {fold(word) for word in ("alle", "alle medlemmer", "medlemmer", "medlemmerne", "all", "all members", "members")}
_BOARD = {
    fold(word)
    for word in ("bestyrelse", "bestyrelsen", "hovedbestyrelse", "hovedbestyrelsen", "hb", "board", "the board")
}
_DISTRICT = re.compile(r"(?:kreds(?:en)?|district)\s*:?\s+(.+)", re.IGNORECASE)
_GROUP = re.compile(r"(?:gruppe(?:n)?|group)\s*:?\s+(.+)", re.IGNORECASE)

_TIME = r"(?P<{0}hour>\d{{1,2}})(?:\s?[.:]\s?(?P<{0}minute>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?)?"
_CLOCKS = re.compile(
    rf"(?:T|kl\.?|klokken|at|fra)?\s*{_TIME.format('a')}"
    rf"(?:\s*(?:[-–—]|til|to)\s*(?:kl\.?|klokken)?\s*{_TIME.format('b')})?",
    re.IGNORECASE,
)
_WHOLE_WORDS = {fold(word) for word in ("hele dagen", "heldags", "all day")}


@dataclass(frozen=True, slots=True)
class Moment:
    """What a cell says of time: a day, the last day of several, a time of day and the one at which it ends."""

    day: date | None = None
    last: date | None = None
    start: time | None = None
    end: time | None = None  # 00:00 is the midnight that ends the day
    instant: datetime | None = None  # with a zone of its own
    all_day: bool = False


def heading(cell: str) -> str | None:
    """The field a heading names, in Danish or English; None for one that mailflow does not use."""
    return _FIELDS.get(fold(re.sub(r"\([^()]*\)", "", cell)))


def nearly_heading(cell: str) -> str | None:
    """The field of the known heading that this one is nearly like, or None."""
    bare = fold(cell)
    near = difflib.get_close_matches(bare, _FIELDS, n=1, cutoff=0.8) if len(bare) > 3 else []
    return _FIELDS[near[0]] if near else None


def text(cell: str) -> str:
    """One line; "" for what only says that there is nothing."""
    value = clean(cell)
    return "" if value.casefold() in _NOTHING else value


def kind(cell: str, title: str) -> tuple[Kind, list[Trouble]]:
    """The kind by its name; without one, a title that begins with it says so, and else it is "other"."""
    value = text(cell)
    if value:
        found = _KINDS.get(fold(value)) or _KINDS.get(fold(value.replace("-", " ")))
        if found:
            return found, []
        remedy = _("Write webinar, bestyrelsesmøde, fællesmøde, generalforsamling or andet.")
        return "other", [Trouble("kind-unknown", _("That is no kind of event."), remedy, value)]
    words = fold(title).split()
    for length in (3, 2, 1):
        found = _KINDS.get(" ".join(words[:length]))
        if found:
            return found, []
    return "other", []


def flag(cell: str, usual: bool) -> tuple[bool, list[Trouble]]:
    """Yes or no; ``usual`` for an empty cell."""
    value = fold(cell)
    if not clean(cell):
        return usual, []
    if value in _YES or value in _NO:
        return value in _YES, []
    return usual, [Trouble("flag-unknown", _("That is neither yes nor no."), _("Write ja or nej."), clean(cell))]


def audience(cell: str) -> tuple[tuple[str, ...], list[Trouble]]:
    """Words of an audience (``desks.audience``): "alle", "HB", "kreds Midtjylland", "gruppe X", "Navn <adresse>", a name."""
    found: list[str] = []
    troubles: list[Trouble] = []
    for piece in re.split(r"[;\n]" if "<" in cell else r"[;,\n]", cell):
        value = text(piece)
        if not value:
            continue
        what, _name = split(value)
        named = membercells.delegates(value)[0] if "@" in value else ()
        if fold(value) in _ALL or fold(value) in _BOARD:
            found.append("all" if fold(value) in _ALL else "board")
        elif what:
            found.append(value)
        elif named:
            shown = named[0].name or named[0].address
            found.append(f"guest:{shown} <{named[0].address}>")
        elif match := _DISTRICT.fullmatch(value):
            found.append(f"district:{match[1]}")
        elif match := _GROUP.fullmatch(value):
            found.append(f"group:{match[1].casefold()}")
        elif "@" in value or not any(c.isalpha() for c in value):
            remedy = _("Write alle, HB, kreds NAVN, gruppe NAVN, a member's name, or “Name <address>”.")
            troubles.append(Trouble("audience-invalid", _("Nobody can be meant by that."), remedy, value))
        else:
            found.append(f"person:{value}")
    return tuple(dict.fromkeys(found)), troubles


# --- time ------------------------------------------------------------------------------------------------------------


def moment(cell: str, today: date) -> tuple[Moment, list[Trouble]]:
    """A day, several, a time, or both: "26. oktober kl. 8.00–9.00", "2026-10-26T08:00:00", "8-9.30", "26.-27. oktober"."""
    value = text(cell)
    if not value:
        return Moment(), []
    if len(value) > LONGEST:
        return Moment(), [_unreadable(value[:LONGEST])]
    try:
        whole = datetime.fromisoformat(value)
    except ValueError:
        whole = None
    if whole is not None and whole.tzinfo is not None:
        return Moment(instant=whole.astimezone(UTC)), []
    mentions = dates.find(value)
    if not mentions and (short := re.match(r"(\d{1,2})\s?/\s?(\d{1,2})(?![\d/.-])", value)):  # "26/10": the day first
        mentions = [dates.Mention(short[0], 0, short.end(), None, int(short[2]), int(short[1]))]
    if len(mentions) > 1:
        return Moment(), [_unreadable(value)]
    day, last, rest = None, None, value
    if mentions:
        mention = mentions[0]
        rest = f"{value[: mention.start]} {value[mention.end :]}"
        day, trouble = _day(mention, today)
        if trouble or day is None:
            return Moment(), [trouble or _unreadable(value)]
        last = mention.until(day)
        if mention.last is not None and last is None:
            return Moment(), [_unreadable(value)]
    rest = rest.strip(" ,;:·")
    if fold(rest) in _WHOLE_WORDS:
        return Moment(day, last, all_day=True), []
    if not rest:
        return Moment(day, last), []
    clocks = _CLOCKS.fullmatch(rest)
    times = [_time(clocks["ahour"], clocks["aminute"]), _time(clocks["bhour"], clocks["bminute"])] if clocks else []
    if clocks is None or times[0] is None or (clocks["bhour"] and times[1] is None):
        return Moment(), [_unreadable(value)]
    return Moment(day, last, times[0], times[1]), []


def _day(mention: dates.Mention, today: date) -> tuple[date | None, Trouble | None]:
    years = [mention.year] if mention.year is not None else [today.year, today.year + 1]
    found = [day for year in years if (day := mention.on(year)) is not None]
    if mention.year is None:
        found = [day for day in found if today <= day <= today + AHEAD]
        if not found:
            problem = _("It does not say which year.")
            return None, Trouble("year-missing", problem, _("Write the year too."), mention.text)
    if not found:
        return None, _no_such_day(mention.text)
    if not mention.agrees(found[0]):
        problem = _("The weekday is another one: it would be {day}.").format(day=dates.in_words(found[0]))
        return None, Trouble("weekday-wrong", problem, _("Correct the weekday or the date."), mention.text)
    return found[0], None


def _time(hour: str | None, minute: str | None) -> time | None:
    if hour is None:
        return None
    hours, minutes = int(hour), int(minute or 0)
    if (hours, minutes) == (24, 0):
        return time(0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None


def span(
    first: Moment, start: Moment, last: Moment, end: Moment, all_day: bool, zone: ZoneInfo
) -> tuple[datetime, datetime, bool] | Trouble:
    """Start and end as instants in UTC, and whether they are whole days, from the cells date, start, end date and end."""
    instants = [one.instant for one in (first, start, last, end)]
    if any(instants):
        begin, stop = first.instant or start.instant, last.instant or end.instant
        if begin is None or stop is None or sum(one != Moment() for one in (first, start, last, end)) != 2:
            problem = _("One of its times has a zone of its own, the other has none.")
            return Trouble("time-missing", problem, _("Write both as in 2026-10-26T08:00+01:00, or neither."), "")
        return begin, stop, False
    days, finals = {first.day, start.day} - {None}, {last.day, end.day} - {None}
    clocks, stops = (
        {first.start, start.start} - {None},
        {first.end, start.end, last.start, last.end, end.start, end.end} - {None},
    )
    if len(days) > 1 or len(finals) > 1 or len(clocks) > 1 or len(stops) > 1:
        return Trouble("time-twice", _("It says two times, and they differ."), _("Leave out one of the two."), "")
    day, final = next(iter(days), None), next(iter(finals), None)
    begins, ends = next(iter(clocks), None), next(iter(stops), None)
    if day is None:
        remedy = _("Write the date, when it begins, and when it ends.")
        return Trouble("time-missing", _("It does not say when it is."), remedy, "")
    several = first.last or start.last
    until = final or several or day
    if all_day or first.all_day or start.all_day or (begins is None and ends is None and until != day):
        if begins is not None or ends is not None:
            problem = _("It is all day and has a time of day too.")
            return Trouble("time-and-all-day", problem, _("Leave out one of the two."), "")
        return midnight(day, zone), midnight(until + timedelta(days=1), zone), True
    if begins is None or ends is None:
        problem = _("It does not say at what time it begins.") if begins is None else _("It does not say when it ends.")
        return Trouble("time-missing", problem, _("Write both, or all-day: ja."), "")
    if ends == time(0) and until in (day, several):
        until += timedelta(days=1)  # 24.00 ends the day
    try:
        return settled(datetime.combine(day, begins), zone), settled(datetime.combine(until, ends), zone), False
    except InputError as error:
        return Trouble("clock-change", error.message, error.remedy, begins.strftime("%H:%M"))


def answer_by(cell: str, today: date, zone: ZoneInfo) -> tuple[datetime | None, list[Trouble]]:
    """The end of a day, or a time on it."""
    found, troubles = moment(cell, today)
    if troubles or found == Moment():
        return None, troubles
    if found.instant is not None:
        return found.instant, []
    if found.day is None or found.last is not None or found.end is not None:
        return None, [_unreadable(text(cell))]
    if found.start is None:
        return end_of_day(found.day, zone), []
    try:
        return settled(datetime.combine(found.day, found.start), zone), []
    except InputError as error:
        return None, [Trouble("clock-change", error.message, error.remedy, text(cell))]


def _unreadable(value: str) -> Trouble:
    remedy = _("Write it as 26-10-2026 kl. 8.00–9.00, or 2026-10-26 in one column and 8.00 in another.")
    return Trouble("time-unreadable", _("That is no date or time that can be read in one way only."), remedy, value)


def _no_such_day(value: str) -> Trouble:
    return Trouble("day-none", _("There is no such day."), _("Correct the date."), value)
