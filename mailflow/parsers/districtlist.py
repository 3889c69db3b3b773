"""A table of districts: municipality, district and, where it says so, from when. Any file an office saves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mailflow.i18n import _
from mailflow.parsers import csvtable, membercells, workbook
from mailflow.parsers.memberlist import Finding, file_findings

_HEAD = 20  # rows in which the headings are looked for
_READ = ("municipality", "district", "since")


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """``municipality``: its official name without "Kommune". ``since`` None: the list does not say. ``row`` 0: typed."""

    municipality: str
    district: str
    since: date | None = None
    row: int = 0


@dataclass(frozen=True, slots=True)
class DistrictList:
    """``rows`` are all that could be read, also when a finding stops the list: check ``usable`` first."""

    rows: tuple[DistrictRow, ...]
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        return bool(self.rows) and not any(finding.stops for finding in self.findings)


def read(data: bytes) -> DistrictList:
    """The rows of a CSV file or a workbook with the headings kommune, kreds and perhaps fra. Never raises."""
    reader = workbook if data.startswith(csvtable.WORKBOOKS) else csvtable
    table = reader.read(data, lambda cell: membercells.heading(cell) in _READ)
    findings = file_findings(table)
    for place, (_number, cells) in enumerate(table.rows[:_HEAD]):
        fields = [membercells.heading(cell) for cell in cells]
        if "municipality" in fields and "district" in fields:
            columns = {field: fields.index(field) for field in _READ if field in fields}
            return _rows(table.rows[place + 1 :], columns, table.rows[place][1], findings)
    if not findings:
        problem = _("There is no row with the headings of a table of districts.")
        findings.append(
            Finding("no-headings", problem, _("It needs the headings kommune and kreds, and may have fra."))
        )
    return DistrictList((), tuple(findings))


def _rows(
    rows: tuple[tuple[int, tuple[str, ...]], ...],
    columns: dict[str, int],
    headings: tuple[str, ...],
    findings: list[Finding],
) -> DistrictList:
    found: list[DistrictRow] = []
    seen: dict[tuple[str, date | None], DistrictRow] = {}
    for number, cells in rows:

        def cell(field: str, cells: tuple[str, ...] = cells) -> str:
            place = columns.get(field, len(cells))
            return cells[place] if place < len(cells) else ""

        municipality, wrong = membercells.municipality(cell("municipality"))
        district, wrong_district = membercells.text(cell("district"))
        since, wrong_since = membercells.day(cell("since"))
        troubles = [
            *((trouble, "municipality") for trouble in wrong),
            *((trouble, "district") for trouble in wrong_district),
            *((trouble, "since") for trouble in wrong_since),
        ]
        for trouble, field in troubles:  # no district has members from abroad: what is none of the 98 stops, too
            remedy = trouble.remedy or _(
                "Only the 98 municipalities have a district. Correct the name or delete the row."
            )
            heading = headings[columns[field]].strip()
            problem = _("There is no such municipality.") if trouble.kind == "municipality-none" else trouble.problem
            findings.append(Finding(trouble.kind, problem, remedy, number, heading, trouble.value))
        if troubles:
            continue
        if not municipality or not district:
            problem = _("The district is missing.") if municipality else _("The municipality is missing.")
            remedy = _("Write it, or delete the row.")
            kind = "district-missing" if municipality else "municipality-missing"
            findings.append(Finding(kind, problem, remedy, number, "", municipality or district))
            continue
        row = DistrictRow(municipality, district, since, number)
        before = seen.setdefault((municipality, since), row)
        if before is row:
            found.append(row)
            continue
        differs = before.district != district
        problem = _("{municipality} stands in row {row} already.").format(municipality=municipality, row=before.row)
        remedy = _("A municipality lies in one district. Correct one of the two.") if differs else ""
        findings.append(Finding("municipality-twice", problem, remedy, number, "", district, differs))
    if not found and not findings:
        findings.append(Finding("no-rows", _("There is no row below the headings."), _("Choose the right file.")))
    return DistrictList(tuple(found), tuple(findings))
