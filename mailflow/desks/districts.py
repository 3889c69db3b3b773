"""The rules of districts (kredse): the association's own table decides; a list may teach it what it does not know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mailflow.desks.members import place
from mailflow.i18n import _
from mailflow.parsers.districtlist import DistrictRow
from mailflow.parsers.memberlist import Finding, MemberRow


def compare(table: Mapping[str, str], rows: Sequence[MemberRow]) -> tuple[dict[str, str], list[Finding]]:
    """What a list's column of districts adds to the association's table, and where the two contradict each other.

    ``table``: municipality -> district on the day. It decides; only a municipality that it does not know is learnt.
    """
    learnt: dict[str, str] = {}
    said_by: dict[str, int] = {}
    spelt = {place(name): name for name in table.values()}  # "Kreds Sjælland" and "kreds sjælland" are one
    findings: list[Finding] = []
    for row in rows:
        if not row.municipality or not row.district:
            continue
        known = table.get(row.municipality)
        said = spelt.setdefault(place(row.district), row.district)
        if known is not None and known != said:
            problem = _("{municipality} belongs to {known} in the association's table.")
            remedy = _(
                'The table decides. If the list is right: mailflow members districts set {municipality} "{district}".'
            )
            words = {"municipality": row.municipality, "known": known, "district": said}
            findings.append(
                Finding(
                    "district-contradicts", problem.format(**words), remedy.format(**words), row.row, "", said, False
                )
            )
        elif known is None and learnt.setdefault(row.municipality, said) != said:
            problem = _("{municipality} belongs to {known} in row {row}.").format(
                municipality=row.municipality, known=learnt[row.municipality], row=said_by[row.municipality]
            )
            remedy = _("A municipality lies in one district. Correct one of the two.")
            findings.append(Finding("district-two", problem, remedy, row.row, "", said))
        said_by.setdefault(row.municipality, row.row)
    return learnt, findings


def assignments(
    standing: Mapping[str, tuple[str, date | None]], wanted: Sequence[DistrictRow], today: date
) -> tuple[list[DistrictRow], list[Finding]]:
    """What a table of districts changes, oldest first, each with its day; and what it cannot change.

    ``standing``: municipality -> (district, first day) as it holds without an end. A municipality that has a district
    changes it today unless the row names a day; one that has none has had it ever since (None).
    """
    held = dict(standing)
    changed: list[DistrictRow] = []
    findings: list[Finding] = []
    for row in sorted(wanted, key=lambda row: row.since or date.min):
        district, first = held.get(row.municipality, ("", None))
        if district == row.district:
            continue
        since = row.since or (today if district else None)
        if district and first is not None and since is not None and since < first:
            problem = _(
                "{municipality} belongs to {district} from {day} on; an earlier day cannot be changed any more."
            )
            remedy = _("Give that day or a later one.")
            told = problem.format(municipality=row.municipality, district=district, day=first.isoformat())
            findings.append(Finding("district-too-early", told, remedy, row.row, "", (since or today).isoformat()))
            continue
        held[row.municipality] = (row.district, since)
        changed.append(replace(row, since=since))
    return changed, findings
