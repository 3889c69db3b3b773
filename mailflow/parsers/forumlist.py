"""A list of forums: CSV, a workbook or TOML in, rows and findings out; a row is a forum, or one seat of it. Nothing is guessed.

A row without the name of a forum belongs to the one above. In TOML each forum is a table ``[[forum]]`` with the headings of
a list for keys, and each of its seats a table ``[[forum.plads]]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mailflow.i18n import _
from mailflow.parsers import csvtable, forumcells, membercells, workbook
from mailflow.parsers.membercells import Trouble, clean
from mailflow.parsers.memberlist import Finding, file_findings
from mailflow.parsers.personname import fold

LARGEST = 5_000_000  # bytes
MOST = 2_000  # rows
_HEAD = 20  # rows in which the headings are looked for
_FORUMS = ("forum", "forums", "fora", "forummer")
_SEATS = ("seat", "seats", "plads", "pladser")
_OF_SEAT = frozenset(
    ("seat", "title", "right", "name", "municipality", "gender", "address", "since", "until", "period", "in-place-of", "decision",
     "decided", "requirements")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ForumRow:
    """``None`` or "": the list says nothing about it. ``forum_fields`` and ``seat_fields`` are columns of the register.

    ``has_seat``: the row is about a seat. ``name`` "" with ``vacant``: the list says that nobody has it. ``address`` is the
    holder's, and only tells who she is.
    """

    row: int
    forum: str
    slug: str = ""
    forum_fields: Mapping[str, Any] = field(default_factory=dict)
    defunct_on: date | None = None
    seats: int | None = None
    has_seat: bool = False
    seat: int | None = None
    seat_fields: Mapping[str, Any] = field(default_factory=dict)
    name: str = ""
    municipality: str = ""
    gender: str = ""
    address: str = ""
    vacant: bool = False
    since: date | None = None
    until: date | None = None
    in_place_of: str = ""
    decision: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class ForumList:
    """``rows`` are those without a stopping finding; ``findings`` all there is to say."""

    rows: tuple[ForumRow, ...]
    findings: tuple[Finding, ...]
    spoilt: frozenset[str] = frozenset()  # folded names of forums of which a row is missing: the others would mislead

    @property
    def usable(self) -> bool:
        return bool(self.rows) and not any(finding.stops for finding in self.findings)


@dataclass(slots=True)
class _Told:
    findings: list[Finding] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)  # field -> its heading as it stands in the file

    def add(self, row: int, name: str, troubles: Sequence[Trouble]) -> None:
        for one in troubles:
            column = self.shown.get(name, "")
            self.findings.append(Finding(one.kind, one.problem, one.remedy, row, column, one.value, one.stops))


def read(data: bytes, ours: Sequence[str] = ()) -> ForumList:
    """The forums in a file, whatever its format, by its content. Never raises: what cannot be used is a finding.

    ``ours``: the association's own names, as holder of the right to appoint.
    """
    told = _Told()
    if len(data) > LARGEST:
        problem = _("The file is too large to be a list of forums.")
        told.add(0, "", [Trouble("too-large", problem, _("Check that it is the right file."), "")])
        return ForumList((), tuple(told.findings))
    rows: list[ForumRow] = []
    spoilt: set[str] = set()
    above = ""
    count = 0
    for row, cells in _toml(data, told) if _is_toml(data) else _table(data, told):
        if not any(clean(cell) for cell in cells.values()):
            continue
        count += 1
        if count > MOST:
            problem = _("There are more than {count} rows in the file.").format(count=MOST)
            told.add(0, "", [Trouble("too-many", problem, _("Check that it is the right file."), "")])
            break
        above = clean(cells.get("forum", "")) or above
        found = _row(row, above, cells, told, ours)
        if found is not None:
            rows.append(found)
        else:
            spoilt.add(fold(above))
    if not count and not told.findings:
        told.add(
            0, "", [Trouble("empty", _("There is no forum in the file."), _("Check that it is the right file."), "")]
        )
    findings = tuple(sorted(told.findings, key=lambda finding: finding.row))
    return ForumList(tuple(rows), findings, frozenset(spoilt))


# --- rows of cells ---------------------------------------------------------------------------------------------------

_Cells = Iterator[tuple[int, Mapping[str, str]]]


def _is_toml(data: bytes) -> bool:
    return any(line.strip().startswith(b"[[") for line in data[:100_000].split(b"\n"))


def _table(data: bytes, told: _Told) -> _Cells:
    reader = workbook if data.startswith(csvtable.WORKBOOKS) else csvtable
    table = reader.read(data, lambda cell: bool(forumcells.heading(cell)))
    told.findings += file_findings(table)
    fields = [[forumcells.heading(cell) for cell in cells] for _number, cells in table.rows[:_HEAD]]
    place = next(
        (place for place, names in enumerate(fields) if "forum" in names and len(set(names) - {None}) > 1), None
    )
    if place is None:
        if not told.findings:
            problem = _("No row has a heading for the forum and one more.")
            remedy = _(
                "Write headings in the first row: forum, organisation, right to appoint, name, municipality, since."
            )
            told.add(table.rows[0][0] if table.rows else 0, "", [Trouble("no-headings", problem, remedy, "")])
        return
    number, heads = table.rows[place]
    columns: dict[str, int] = {}
    for column, (cell, name) in enumerate(zip(heads, fields[place], strict=True)):
        if name in columns:
            problem = _("Two columns mean the same.")
            told.add(number, "", [Trouble("column-twice", problem, _("Keep the right one."), clean(cell))])
        elif name is not None:
            columns[name] = column
            told.shown[name] = clean(cell)
        elif clean(cell):
            _unused(number, clean(cell), fields[place], told)
    if "address" in columns and "contact-address" not in columns:
        problem = _("This column is taken for the holder's own address: it only tells who she is, and is not kept.")
        remedy = _("If it is the forum's contact's, call it Kontakt-e-mail.")
        told.add(number, "address", [Trouble("address-whose", problem, remedy, "", False)])
    for row, values in table.rows[place + 1 :]:
        extra = " ".join(filter(None, map(clean, values[len(heads) :])))
        if extra:
            problem, remedy = (
                _("The row has more cells than there are headings."),
                _("Put cells with a separator in quotation marks."),
            )
            told.add(row, "", [Trouble("too-many-cells", problem, remedy, extra)])
        if any(csvtable.garbled(cell) for cell in values):
            problem, remedy = (
                _("The letters æ, ø and å are broken in this row."),
                _("Save the list anew as “CSV UTF-8”."),
            )
            told.add(row, "", [Trouble("letters-broken", problem, remedy, " ".join(values)[:200])])
        yield row, {name: values[column] for name, column in columns.items() if column < len(values)}


def _unused(number: int, cell: str, known: Sequence[str | None], told: _Told) -> None:
    near = forumcells.nearly_heading(cell)
    doubt = near is not None and near not in known
    problem = _("mailflow has no use for this column and leaves it out.")
    remedy = _("Did you mean {names}?").format(names=near) if doubt else ""
    told.add(number, "", [Trouble("column-unused", problem, remedy, cell, doubt)])


def _toml(data: bytes, told: _Told) -> _Cells:
    try:
        whole = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        remedy = _('Write each forum below a line [[forum]], as navn = "…", and each seat below [[forum.plads]].')
        told.add(0, "", [Trouble("not-toml", _("It is no TOML: {reason}").format(reason=error), remedy, "")])
        return
    number = 0
    for name, tables in whole.items():
        if fold(name) not in _FORUMS or not isinstance(tables, list):
            problem, remedy = _("mailflow does not know {name} here.").format(name=name), _("Write [[forum]].")
            told.add(0, "", [Trouble("table-unknown", problem, remedy, name)])
            continue
        for table in tables:
            given = dict(table) if isinstance(table, dict) else {}
            seats: list[Any] = []
            for key in [key for key in given if fold(key) in _SEATS and isinstance(given[key], list)]:
                seats += given.pop(key)
            cells = _keyed(
                number + 1, {"forum" if fold(k) in ("navn", "name") else k: v for k, v in given.items()}, told
            )
            for seat in seats or [{}]:
                number += 1
                own = _keyed(number, seat, told) if isinstance(seat, dict) else {}
                yield number, {**cells, **own, "explicit-seat": "x" if seats else ""}


def _keyed(number: int, table: Mapping[str, object], told: _Told) -> Mapping[str, str]:
    cells: dict[str, str] = {}
    for key, value in table.items():
        name = forumcells.heading(key.replace("_", " "))
        if name is None:
            problem = _("mailflow does not know {name} here.").format(name=key)
            near = forumcells.nearly_heading(key.replace("_", " "))
            remedy = _("Did you mean {names}?").format(names=near or ", ".join(forumcells.FIELDS))
            told.add(number, "", [Trouble("key-unknown", problem, remedy, key)])
            continue
        told.shown.setdefault(name, key)
        cells[name] = ("ja" if value else "nej") if isinstance(value, bool) else str(value)
    return cells


# --- one row ---------------------------------------------------------------------------------------------------------


def _row(number: int, forum: str, cells: Mapping[str, str], told: _Told, ours: Sequence[str]) -> ForumRow | None:
    before = len(told.findings)

    def text(name: str, longest: int = forumcells.LONGEST) -> str:
        value, wrong = forumcells.text(cells.get(name, ""), longest)
        told.add(number, name, wrong)
        return value

    def day(name: str, *, end: bool = False) -> date | None:
        value, wrong = forumcells.day(cells.get(name, ""), end=end)
        told.add(number, name, wrong)
        return value

    if not forum:
        problem = _("It says nothing of which forum it is about.")
        told.add(number, "forum", [Trouble("forum-missing", problem, _("Write its name, or delete the row."), "")])
    contact, address, phone = _contact(number, cells, told)
    name, place, vacant, wrong = forumcells.holder(cells.get("name", ""))
    told.add(number, "name", wrong)
    municipality, unknown = membercells.municipality(cells.get("municipality", ""))
    told.add(number, "municipality", unknown)
    gender, wrong = membercells.gender(cells.get("gender", ""))
    told.add(number, "gender", wrong)
    own, wrong = membercells.address(cells["address"]) if clean(cells.get("address", "")) else ("", [])
    told.add(number, "address", wrong)
    since, until, wrong = forumcells.period(cells.get("period", ""))
    told.add(number, "period", wrong)
    since, until = day("since") or since, day("until", end=True) or until
    if since and until and until < since:
        problem = _("The term would end before it begins.")
        told.add(number, "until", [Trouble("term-backwards", problem, _("Correct one of the two days."), str(until))])
    gone, gone_on = _defunct(number, cells, told)
    count, wrong = forumcells.number(cells.get("seats", ""))
    told.add(number, "seats", wrong)
    seat, wrong = forumcells.number(cells.get("seat", ""))
    told.add(number, "seat", wrong)
    shown, wrong = forumcells.flag(cells.get("public", ""))
    told.add(number, "public", wrong)
    right, whose = forumcells.right(cells.get("right", ""), ours)
    forum_fields = {
        "organisation": text("organisation"), "contact_name": contact, "contact_address": address, "contact_phone": phone,
        "purpose": text("purpose", forumcells.LONGEST_TEXT), "notes": text("notes", forumcells.LONGEST_TEXT), "public": shown,
    }  # fmt: skip
    seat_fields = {
        "title": text("title"), "right": right, "right_holder": whose,
        "requirements": text("requirements", forumcells.LONGEST_TEXT),
    }  # fmt: skip
    told_of = _OF_SEAT if count is None else _OF_SEAT - {"right", "requirements", "decision", "decided"}
    has_seat = bool(cells.get("explicit-seat")) or any(clean(cells.get(one, "")) for one in told_of)
    found = ForumRow(
        number, forum[: forumcells.LONGEST], text("slug").lower(), _said(forum_fields), gone_on if gone else None, count,
        has_seat and (not gone or bool(name)), seat, _said(seat_fields), name, municipality or place, gender, own, vacant, since,
        until, text("in-place-of"), text("decision", forumcells.LONGEST_TEXT), day("decided"),
    )  # fmt: skip
    return None if any(finding.stops for finding in told.findings[before:]) else found


def _said(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", None)}


def _contact(number: int, cells: Mapping[str, str], told: _Told) -> tuple[str, str, str]:
    """Name, address and telephone of the forum's own secretariat; "Byplanhuset <post@by.example>" in one cell is both."""
    contact, wrong = forumcells.text(cells.get("contact", ""))
    told.add(number, "contact", wrong)
    written = cells.get("contact-address", "")
    if "@" in contact:
        shown, _angle, rest = contact.rpartition("<") if "<" in contact else ("", "", contact)
        contact, written = shown.strip(" ,;"), written or rest.strip(" <>")
    address, wrong = membercells.address(written) if clean(written) else ("", [])
    told.add(number, "contact-address", wrong)
    phone, wrong = membercells.phone(cells.get("contact-phone", ""))
    told.add(number, "contact-phone", wrong)
    return contact, address, phone


def _defunct(number: int, cells: Mapping[str, str], told: _Told) -> tuple[bool, date | None]:
    gone, day = False, None
    for name in ("defunct", "status"):
        said, when, wrong = forumcells.defunct(cells.get(name, ""))
        told.add(number, name, wrong)
        gone, day = gone or said, day or when
    if gone and day is None:
        problem = _("It does not say since when the forum is defunct.")
        remedy = _("Write the date, such as 2023-08-29.")
        told.add(number, "defunct" if "defunct" in cells else "status", [Trouble("defunct-date", problem, remedy, "")])
    return gone, day
