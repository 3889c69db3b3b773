"""A member list: CSV or a workbook in, rows and findings out. Everything that is wrong is found at once; nothing is guessed.

A finding that ``stops`` keeps the whole list out: half a list is worse than none. The others tell what was left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mailflow.i18n import _
from mailflow.parsers import csvtable, membercells, personname, workbook
from mailflow.parsers.membercells import Delegate, Trouble, clean, heading, nearly_heading
from mailflow.parsers.personname import fold

_HEAD = 20  # rows in which the headings are looked for
_TOTALS = ("i alt", "ialt", "total", "sum", "antal", "samlet", "subtotal", "count", "medlemmer i alt", "grand total")
_MAY_REPEAT = ("alias", "delegate", "role")  # several columns of these are read as one
_Row = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member as a list gives it. ``None`` means that the list says nothing about it (it has no such column)."""

    name: str
    address: str  # lower-cased; mail goes there
    title: str | None = None
    municipality: str | None = None
    aliases: tuple[str, ...] | None = None  # the member writes from these too
    delegates: tuple[Delegate, ...] | None = None  # may answer for the member
    roles: tuple[str, ...] | None = None  # board, chair, vice-chair, secretariat, or the association's own
    phone: str | None = None
    gender: str | None = None  # woman, man, other
    district: str | None = None  # as the list says; the association's table decides
    joined: date | None = None  # None: the list does not say
    left: date | None = None
    row: int = 0  # as a spreadsheet numbers it; 0: not from a list


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the list that a human should know. ``row`` 0: the whole list. ``kind`` is for machines."""

    kind: str
    problem: str
    remedy: str
    row: int = 0
    column: str = ""  # the heading as it stands in the list
    value: str = ""
    stops: bool = True


@dataclass(frozen=True, slots=True)
class MemberList:
    """``rows`` are all that could be read, also when a finding stops the list: check ``usable`` first."""

    rows: tuple[MemberRow, ...]
    findings: tuple[Finding, ...]
    encoding: str = ""
    separator: str = ""
    unsure: tuple[tuple[str, str], ...] = ()  # headings nearly like a known one, and its field: ask

    @property
    def usable(self) -> bool:
        return bool(self.rows) and not any(finding.stops for finding in self.findings)


@dataclass(slots=True)
class _Sheet:
    """The headings, and what has been read so far."""

    head: tuple[str, ...]
    columns: dict[str, list[int]]  # field -> its columns
    findings: list[Finding]
    named: Mapping[str, str]  # folded heading -> field, as a human has said
    rows: list[MemberRow] = field(default_factory=list)
    unsure: list[tuple[str, str]] = field(default_factory=list)
    head_shown: list[str] = field(init=False)  # without its blank cells

    def __post_init__(self) -> None:
        self.head_shown = [shown for cell in self.head if (shown := clean(cell))]

    def heading(self, name: str) -> str:
        return " ".join(clean(self.head[column]) for column in self.columns.get(name, ()))

    def tell(self, row: int, name: str, trouble: Trouble) -> None:
        self.findings.append(
            Finding(
                trouble.kind, trouble.problem, trouble.remedy, row, self.heading(name), trouble.value, trouble.stops
            )
        )


def read(data: bytes, named: Mapping[str, str] | None = None) -> MemberList:
    """The members in a CSV file or a workbook. Never raises: what cannot be used is a finding.

    ``named`` says what a heading means that mailflow does not know: heading -> field ("" to leave the column out).
    """
    said = {fold(words): meant for words, meant in (named or {}).items()}

    def known(cell: str) -> bool:
        return bool(said.get(fold(cell)) or heading(cell))

    table = (workbook if data.startswith(csvtable.WORKBOOKS) else csvtable).read(data, known)
    findings = file_findings(table)
    place = next((place for place, row in enumerate(table.rows[:_HEAD]) if _is_head(row, said)), None)
    if place is None:
        if not findings:
            findings.append(_no_headings(table.rows))
        return MemberList((), tuple(findings), table.encoding, table.separator)
    for number, cells in table.rows[:place]:
        findings.append(
            Finding(
                "above-headings",
                _("It stands above the headings and is left out."),
                "",
                number,
                "",
                _shown(cells),
                False,
            )
        )
    for number, value in table.merged:
        problem = _("The cell is merged with the one above; its value is taken for this row too.")
        findings.append(Finding("merged", problem, "", number, "", value[:200], False))
    sheet = _Sheet(table.rows[place][1], {}, findings, said)
    _find_columns(sheet, table.rows[place][0])
    body = table.rows[place + 1 :]
    for position, row in enumerate(body, start=1):
        _read_row(sheet, row, last=position == len(body))
    _find_doubles(sheet)
    if not body:
        findings.append(
            Finding("no-members", _("The list has headings but no members."), _("Check that it is the right file."))
        )
    findings.sort(key=lambda finding: finding.row)
    return MemberList(tuple(sheet.rows), tuple(findings), table.encoding, table.separator, tuple(sheet.unsure))


def _shown(cells: Sequence[str]) -> str:
    return " ".join(clean(cell) for cell in cells if clean(cell))[:200]


# --- the file and its headings ----------------------------------------------------------------------------------------


def file_findings(table: csvtable.Table) -> list[Finding]:
    right_file = _("Check that it is the right file.")
    as_csv = _("Open it in Excel and choose Save as, “Excel workbook”.")
    told = {
        "empty": (_("The file is empty."), right_file),
        "too-large": (_("The file is too large to be a member list."), right_file),
        "not-workbook": (_("The workbook is damaged, or no workbook at all."), as_csv),
        "protected": (_("The workbook is protected by a password."), _("Save it without a password and try again.")),
        "not-text": (_("The file is not text."), as_csv),
        "quotes": (
            _("A quotation mark (\") has no partner, so the cells from this row on cannot be told apart."),
            _("Look for a quotation mark too many or too few, in this row or just above it."),
        ),
    }  # fmt: skip
    return [Finding(table.trouble, *told[table.trouble], table.trouble_row)] if table.trouble else []


def _is_head(row: _Row, named: Mapping[str, str]) -> bool:
    """It has a heading for the name and one for the address."""
    fields = {named.get(fold(cell)) or heading(cell) for cell in row[1]}
    return bool({"name", "given-name", "surname"} & fields and {"address", "postal-or-address"} & fields)


def _no_headings(rows: Sequence[_Row]) -> Finding:
    number, cells = max(
        rows[:_HEAD], key=lambda row: sum(heading(cell) is not None for cell in row[1]), default=(0, ())
    )
    return Finding(
        "no-headings", _("No row has a heading for the name and one for the e-mail address."),
        _("Write headings in the first row: name, title, municipality, email, alias, delegate, roles."),
        number, "", _shown(cells),
    )  # fmt: skip


def _find_columns(sheet: _Sheet, number: int) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for column, cell in enumerate(sheet.head):
        said = sheet.named.get(fold(cell))
        places[heading(cell) or "" if said is None else said].append(column)
    # "adresse" is the e-mail address unless another column is: then it is the street.
    places["" if "address" in places else "address"].extend(places.pop("postal-or-address", []))
    if "name" in places:
        places[""] += [*places.pop("given-name", []), *places.pop("surname", [])]
    unused = places.pop("", [])
    sheet.columns = dict(places)
    for name, columns in places.items():
        if len(columns) > 1 and name not in _MAY_REPEAT:
            sheet.tell(
                number, name, Trouble("column-twice", _("Two columns mean the same."), _("Keep the right one."), "")
            )
    if "name" not in places and not {"given-name", "surname"} <= places.keys():
        problem, remedy = _("Half of the name is missing."), _("Add the other column, or one called name.")
        sheet.findings.append(
            Finding("column-missing", problem, remedy, number, sheet.heading("given-name") or sheet.heading("surname"))
        )
    for column in sorted(unused):
        asked = heading(sheet.head[column]) is None and fold(sheet.head[column]) not in sheet.named
        near = nearly_heading(sheet.head[column]) if asked else None
        if near and near not in places:
            sheet.unsure.append((clean(sheet.head[column]), near))
            problem = _("Is this column “{field}”?").format(field=near)
            remedy = _('Say so: --column "{heading}={field}", or --column "{heading}=" to leave it out.').format(
                heading=clean(sheet.head[column]), field=near
            )
            sheet.findings.append(Finding("column-unsure", problem, remedy, number, clean(sheet.head[column])))
        elif clean(sheet.head[column]):
            problem = _("mailflow has no use for this column and leaves it out.")
            sheet.findings.append(Finding("column-unused", problem, "", number, clean(sheet.head[column]), "", False))


# --- one row ----------------------------------------------------------------------------------------------------------


def _read_row(sheet: _Sheet, row: _Row, *, last: bool) -> None:
    number, cells = row
    filled = [shown for cell in cells if (shown := clean(cell))]
    if not filled:
        return
    if filled == sheet.head_shown:
        sheet.tell(number, "", Trouble("headings-again", _("The headings once more; left out."), "", filled[0], False))
        return
    if _is_total(filled, last=last):
        sheet.tell(
            number, "", Trouble("total-row", _("It looks like a total and is left out."), "", " ".join(filled), False)
        )
        return
    known = len(sheet.findings)
    extra = _shown(cells[len(sheet.head) :])
    if extra:
        problem = _("The row has more cells than there are headings.")
        remedy = _(
            "Look for a comma or semicolon inside a cell (put the cell in quotation marks), or for a missing heading."
        )
        sheet.tell(number, "", Trouble("too-many-cells", problem, remedy, extra))
    if any(csvtable.garbled(cell) for cell in cells):
        problem = _("The letters æ, ø and å are broken in this row.")
        remedy = _("Save the list anew as “CSV UTF-8”, from a file in which they are right.")
        broken = next(clean(cell) for cell in cells if csvtable.garbled(cell))
        sheet.tell(number, "", Trouble("letters-broken", problem, remedy, broken))

    def cell(name: str, between: str = "; ") -> str:
        return between.join(cells[column] for column in sheet.columns.get(name, ()) if column < len(cells))

    def told(name: str, troubles: Sequence[Trouble]) -> None:
        for trouble in troubles:
            sheet.tell(number, name, trouble)

    name, wrong = membercells.name(cell("name") or f"{cell('given-name')} {cell('surname')}")
    told("name" if "name" in sheet.columns else "given-name", wrong)
    address, wrong = membercells.address(cell("address"))
    told("address", wrong)
    title, wrong = membercells.text(cell("title"))
    told("title", wrong)
    municipality, unknown = membercells.municipality(cell("municipality"))
    told("municipality", unknown)
    if "municipality" in sheet.columns and not municipality and not unknown:
        problem = _("The municipality is missing.")
        sheet.tell(number, "municipality", Trouble("municipality-missing", problem, "", "", False))
    aliases, wrong = membercells.addresses(cell("alias"))
    told("alias", wrong)
    delegates, wrong = membercells.delegates(cell("delegate"))
    told("delegate", wrong)
    roles, wrong = membercells.roles(cell("role"))
    told("role", wrong)
    phone, wrong = membercells.phone(cell("phone"))
    told("phone", wrong)
    gender, wrong = membercells.gender(cell("gender"))
    told("gender", wrong)
    district, wrong = membercells.text(cell("district"))
    told("district", wrong)
    joined, wrong = membercells.day(cell("since"))
    told("since", wrong)
    left, wrong = membercells.day(cell("until"))
    told("until", wrong)
    if joined and left and left < joined:
        problem, remedy = _("The member left before joining."), _("Correct one of the two dates.")
        sheet.tell(number, "until", Trouble("left-before-joined", problem, remedy, left.isoformat()))
    if any(finding.stops for finding in sheet.findings[known:]) and not (name and address):
        return
    has = sheet.columns.keys()
    sheet.rows.append(
        MemberRow(
            name,
            address,
            title if "title" in has else None,
            municipality if "municipality" in has else None,
            tuple(alias for alias in aliases if alias != address) if "alias" in has else None,
            delegates if "delegate" in has else None,
            roles if "role" in has else None,
            phone if "phone" in has else None,
            gender if "gender" in has else None,
            (district or None) if "district" in has else None,
            joined,
            left,
            number,
        )
    )


def _is_total(filled: Sequence[str], *, last: bool) -> bool:
    """No address anywhere, and it begins with "I alt" or the like, or is figures only at the very bottom."""
    if any("@" in cell for cell in filled):
        return False
    words = personname.fold(filled[0])
    begins = any(words == total or words.startswith(f"{total} ") for total in _TOTALS)
    return begins or (last and not any(c.isalpha() for cell in filled for c in cell))


# --- all rows together ------------------------------------------------------------------------------------------------


def _find_doubles(sheet: _Sheet) -> None:
    """An address belongs to one person: else nobody could tell who answered, and one would be written to twice."""
    owners: dict[str, MemberRow] = {}
    people: dict[tuple[str, str], MemberRow] = {}
    chairs: list[MemberRow] = []
    for row in sheet.rows:
        kinds = [("address", row.address), *(("alias", alias) for alias in row.aliases or ())]
        kinds += [("delegate", delegate.address) for delegate in row.delegates or ()]
        for kind, address in kinds:
            first = owners.setdefault(address, row)
            if first.row != row.row:
                problem = _("The same address stands in row {row} ({name}).").format(row=first.row, name=first.name)
                remedy = _("Delete one of the rows, or correct the address: an address can belong to one person only.")
                sheet.tell(row.row, kind, Trouble("address-twice", problem, remedy, address))
            elif kind == "delegate" and address in (row.address, *(row.aliases or ())):
                problem, remedy = (
                    _("The delegate has the member's own address."),
                    _("Take it out of one of the two cells."),
                )
                sheet.tell(row.row, kind, Trouble("delegate-self", problem, remedy, address))
        who = (personname.fold(row.name), personname.fold(row.municipality or ""))
        other = people.setdefault(who, row)
        if other is not row and other.address != row.address:
            problem = _("The same name and municipality stand in row {row}, with another address.").format(
                row=other.row
            )
            remedy = _(
                "One person: one row, the other address under alias. Two people: write the names so that they differ."
            )
            sheet.tell(row.row, "name", Trouble("person-twice", problem, remedy, row.name))
        chairs += [row] if "chair" in (row.roles or ()) else []
    for row in chairs[1:]:
        problem = _("There is a chair in row {row} already ({name}).").format(row=chairs[0].row, name=chairs[0].name)
        sheet.tell(row.row, "role", Trouble("two-chairs", problem, _("Check who is the chair."), row.name, False))
