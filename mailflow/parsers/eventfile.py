"""A file of events: iCalendar, CSV, a workbook or TOML in, events and findings out. Everything that is wrong is found at once.

A finding that ``stops`` keeps the whole file out; the others tell what was left out. In TOML each event is a table
``[[event]]`` with the headings of a list for keys.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from mailflow.desks import eventform
from mailflow.desks.deadlines import local_day
from mailflow.desks.eventform import SEE_ONE_ANOTHER, EventForm
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import csvtable, eventcells, eventics, workbook
from mailflow.parsers.eventcells import Moment
from mailflow.parsers.membercells import Trouble, clean
from mailflow.parsers.memberlist import Finding, file_findings
from mailflow.parsers.personname import fold

LARGEST = 5_000_000  # bytes
MOST = 1_000  # events of one file
_HEAD = 20  # rows in which the headings are looked for
_TABLES = ("event", "events", "arrangement", "arrangementer", "møde", "møder")
_LINES = ("description",)  # keeps its line ends


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event and its row in a list, or its number among the file's events. ``form.source`` is the same next time."""

    row: int
    form: EventForm


@dataclass(frozen=True, slots=True)
class EventFile:
    """``rows`` are all that could be read, also when a finding stops the file: check ``usable`` first."""

    rows: tuple[EventRow, ...]
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        return bool(self.rows) and not any(finding.stops for finding in self.findings)


@dataclass(slots=True)
class _Told:
    """What has been found so far; ``shown`` are the headings as they stand in the file."""

    findings: list[Finding] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)

    def add(self, row: int, name: str, troubles: Sequence[Trouble]) -> None:
        for one in troubles:
            column = self.shown.get(name, "")
            self.findings.append(Finding(one.kind, one.problem, one.remedy, row, column, one.value, one.stops))


def read(
    data: bytes, *, zone: ZoneInfo, now: datetime, usual: Mapping[str, tuple[str, ...]] | None = None
) -> EventFile:
    """The events in a file, whatever its format, by its content. Never raises: what cannot be used is a finding.

    Times are those of ``zone`` unless the file says otherwise; a day without a year is the next one after ``now``.
    ``usual`` is the audience of each kind where the file names none: kind -> its words. Events that are over are left out.
    """
    told = _Told()
    if len(data) > LARGEST:
        problem = _("The file is too large to be a list of events.")
        told.add(0, "", [Trouble("too-large", problem, _("Check that it is the right file."), "")])
        return EventFile((), tuple(told.findings))
    if eventics.is_calendar(data):
        rows = eventics.read(data, zone, lambda row, trouble: told.add(row, "", [trouble]))
    else:
        cells = _toml(data, told) if _is_toml(data) else _table(data, told)
        # One more than may be: it is enough to know that there are too many.
        forms = ((number, _form(number, given, told, zone, now)) for number, given in islice(cells, MOST + 1))
        rows = [(number, form) for number, form in forms if form is not None]
    kept = _checked(rows, told, zone, now, usual or {})
    if not kept and not told.findings:
        told.add(
            0, "", [Trouble("empty", _("There is no event in the file."), _("Check that it is the right file."), "")]
        )
    return EventFile(tuple(kept), tuple(sorted(told.findings, key=lambda finding: finding.row)))


# --- rows of cells ---------------------------------------------------------------------------------------------------

_Cells = Iterator[tuple[int, Mapping[str, str]]]


def _is_toml(data: bytes) -> bool:
    return any(line.strip().startswith(b"[[") for line in data[:100_000].split(b"\n"))


def _table(data: bytes, told: _Told) -> _Cells:
    table = (workbook if data.startswith(csvtable.WORKBOOKS) else csvtable).read(
        data, lambda cell: bool(eventcells.heading(cell))
    )
    told.findings += file_findings(table)
    place = next((place for place, (_row, cells) in enumerate(table.rows[:_HEAD]) if _is_head(_fields(cells))), None)
    if place is None:
        if not told.findings:
            remedy = _("Write headings in the first row: title, date, start, end, place, link, audience, answer-by.")
            problem = _("No row has a heading for the title and one for the date.")
            told.add(table.rows[0][0] if table.rows else 0, "", [Trouble("no-headings", problem, remedy, "")])
        return
    number, cells = table.rows[place]
    fields = _fields(cells)
    told.shown = {name: clean(cells[column]) for name, column in fields.items()}
    _unknown(number, cells, told)
    for row, values in table.rows[place + 1 :]:
        extra = " ".join(filter(None, map(clean, values[len(cells) :])))
        if extra:
            problem = _("The row has more cells than there are headings.")
            told.add(
                row,
                "",
                [Trouble("too-many-cells", problem, _("Put cells with a separator in quotation marks."), extra)],
            )
        if any(csvtable.garbled(cell) for cell in values):
            problem, remedy = (
                _("The letters æ, ø and å are broken in this row."),
                _("Save the list anew as “CSV UTF-8”."),
            )
            told.add(row, "", [Trouble("letters-broken", problem, remedy, " ".join(values)[:200])])
        yield row, {name: values[column] for name, column in fields.items() if column < len(values)}


def _fields(cells: Sequence[str]) -> dict[str, int]:
    return {name: column for column, cell in enumerate(cells) if (name := eventcells.heading(cell))}


def _is_head(fields: Mapping[str, int]) -> bool:
    return "title" in fields and bool({"date", "start"} & fields.keys())


def _unknown(number: int, headings: Sequence[str], told: _Told) -> None:
    """What the first row names that mailflow does not know, and what it names twice."""
    seen: set[str] = set()
    for cell in map(clean, headings):
        name = eventcells.heading(cell)
        if name in seen:
            problem = _("Two columns mean the same.")
            told.add(number, "", [Trouble("column-twice", problem, _("Keep the right one."), cell)])
        elif name is None and cell:
            near = eventcells.nearly_heading(cell)
            problem = _("mailflow has no use for this column and leaves it out.")
            remedy = _("Did you mean {names}?").format(names=told.shown.get(near, near)) if near else ""
            told.add(
                number,
                "",
                [Trouble("column-unused", problem, remedy, cell, near is not None and near not in told.shown)],
            )
        seen.add(name or "")


def _toml(data: bytes, told: _Told) -> _Cells:
    try:
        whole = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        remedy = _('Write each event below a line [[event]], as title = "…", start = 2026-10-26T08:00:00.')
        told.add(0, "", [Trouble("not-toml", _("It is no TOML: {reason}").format(reason=error), remedy, "")])
        return
    number = 0
    for name, tables in whole.items():
        if fold(name) not in {fold(table) for table in _TABLES} or not isinstance(tables, list):
            problem, remedy = _("mailflow does not know {name} here.").format(name=name), _("Write [[event]].")
            told.add(0, "", [Trouble("table-unknown", problem, remedy, name)])
            continue
        for table in tables:
            number += 1
            yield number, _keyed(number, table if isinstance(table, dict) else {"": table}, told)


def _keyed(number: int, table: Mapping[str, object], told: _Told) -> Mapping[str, str]:
    cells: dict[str, str] = {}
    for key, value in table.items():
        name = eventcells.heading(key)
        if name is None:
            near = eventcells.nearly_heading(key)
            problem = _("mailflow does not know {name} here.").format(name=key)
            remedy = _("Did you mean {names}?").format(names=near or ", ".join(eventcells.FIELDS))
            told.add(number, "", [Trouble("key-unknown", problem, remedy, key)])
            continue
        told.shown.setdefault(name, key)
        cells[name] = "; ".join(map(_spelt, value)) if isinstance(value, list) else _spelt(value)
    return cells


def _spelt(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return value.isoformat() if isinstance(value, date) or hasattr(value, "isoformat") else str(value)


# --- one event -------------------------------------------------------------------------------------------------------


def _form(row: int, cells: Mapping[str, str], told: _Told, zone: ZoneInfo, now: datetime) -> EventForm | None:
    if not any(clean(cell) for cell in cells.values()):
        return None
    today = local_day(now, zone)
    known = len(told.findings)
    title = eventcells.text(cells.get("title", ""))
    if not title:
        told.add(
            row, "title", [Trouble("title-missing", _("It has no title."), _("Write one, or delete the row."), "")]
        )
    kind, wrong = eventcells.kind(cells.get("kind", ""), title)
    told.add(row, "kind", wrong)
    moments: dict[str, Moment] = {}
    for name in ("date", "start", "end-date", "end"):
        moments[name], wrong = eventcells.moment(cells.get(name, ""), today)
        told.add(row, name, wrong)
    all_day, wrong = eventcells.flag(cells.get("all-day", ""), False)
    told.add(row, "all-day", wrong)
    audience, wrong = eventcells.audience(cells.get("audience", ""))
    told.add(row, "audience", wrong)
    answer_by, wrong = eventcells.answer_by(cells.get("answer-by", ""), today, zone)
    told.add(row, "answer-by", wrong)
    flags = {}
    for name, usual in (("guests-visible", kind in SEE_ONE_ANOTHER), ("public", False), ("day-before", False)):
        flags[name], wrong = eventcells.flag(cells.get(name, ""), usual)
        told.add(row, name, wrong)
    if any(finding.stops for finding in told.findings[known:]):
        return None
    span = eventcells.span(moments["date"], moments["start"], moments["end-date"], moments["end"], all_day, zone)
    if isinstance(span, Trouble):
        told.add(row, "date" if "date" in cells else "start", [span])
        return None
    start, end, whole = span
    mark = hashlib.sha256(f"{fold(title)}|{start.isoformat()}".encode()).hexdigest()[:32]
    return EventForm(
        kind, title, start, end, audience, whole, eventcells.text(cells.get("place", "")),
        eventcells.text(cells.get("link", "")), cells.get("description", "").strip(), flags["guests-visible"], answer_by,
        flags["public"], flags["day-before"], (), f"file:{mark}",
    )  # fmt: skip


# --- all of them -----------------------------------------------------------------------------------------------------


def _checked(
    rows: Sequence[tuple[int, EventForm]],
    told: _Told,
    zone: ZoneInfo,
    now: datetime,
    usual: Mapping[str, tuple[str, ...]],
) -> list[EventRow]:
    """Those that may become events; of the others it is told why not."""
    if len(rows) > MOST:
        problem = _("There are more than {count} events in the file.").format(count=MOST)
        told.add(0, "", [Trouble("too-many", problem, _("Check that it is the right file."), str(len(rows)))])
        return []
    kept: list[EventRow] = []
    first: dict[tuple[str, datetime], int] = {}
    for row, form in rows:
        form = eventform.cleaned(replace(form, audience=form.audience or usual.get(form.kind, ())))
        if form.start <= now:
            problem = _("It has begun or is over, and is left out.")
            told.add(row, "title", [Trouble("past", problem, "", form.title, False)])
            continue
        double = first.setdefault((fold(form.title), form.start), row)
        if double != row:
            problem = _("The same event stands in row {row}.").format(row=double)
            told.add(row, "title", [Trouble("event-twice", problem, _("Delete one of them."), form.title)])
            continue
        try:
            eventform.check(form, now, zone)
        except InputError as error:
            for problem in error.message.split("\n"):
                told.add(row, "", [Trouble("not-possible", problem, _("Correct it."), form.title)])
            continue
        kept.append(EventRow(row, form))
    return kept
