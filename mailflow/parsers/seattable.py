# ruff: noqa: E501 - patterns are easier read on one line
"""A table of seats: which forum, who is to have it, and who had it before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.parsers.seatlines import people_of
from mailflow.reading import Appointment, Change

_APPROVED = re.compile(r"\b(?:godkend|tiltr[åæ]d|vedt[ao]g)", re.IGNORECASE)
_COLUMNS = {
    "forum": re.compile(
        r"(?:(?:eksternt\s+)?forum|fora|udvalg|råd|organ|bestyrelse|råd og udvalg|udvalg/råd)(?:/\w+)?$", re.IGNORECASE
    ),
    "person": re.compile(
        r"(?:udpeget|udpeges|(?:foreningens\s+)?repræsentant(?:er)?|kandidat|indstillet|(?:nyt|ny|nye)(?:\s+(?:medlem|repræsentant)(?:mer|er)?)?|navn|person|valgt|fremover|(?:udpeget\s+)?medlem)$",
        re.IGNORECASE,
    ),
    "replaces": re.compile(
        r"(?:afløser|i stedet for|erstatter|efterfølger|efter|(?:hidtil|hidtidig|nuværende|tidligere|afgående|udtrædende|fratrædende|tidl\.)(?:e)?(?:\s+\w+)?|udtræder|fratræder)$",
        re.IGNORECASE,
    ),
}
_EMPTY_SEAT = re.compile(r"\bledig|\bvakant|\bubesat|\bikke besat", re.IGNORECASE)
_STAYS = re.compile(r"(?:fortsætter|genudpeges|genudpeget|genvalgt|genvælges|uændret)\W*$", re.IGNORECASE)


def read(rows: Sequence[Sequence[str]], decision: str) -> list[tuple[Appointment, str]]:
    """Each seat and its row's words; empty for a table of something else. It is decided when the decision approves, or names the
    person."""
    columns = {name: at for name, pattern in _COLUMNS.items() for at, cell in enumerate(rows[0]) if pattern.match(cell)}
    if "forum" not in columns or "person" not in columns:
        return []
    found = []
    for row in rows[1:]:
        cells = [*row, *[""] * (len(rows[0]) - len(row))]
        forum, who, old = (
            cells[columns["forum"]],
            cells[columns["person"]],
            cells[columns["replaces"]] if "replaces" in columns else "",
        )
        words = ", ".join(cell for cell in row if cell)
        if _STAYS.match(who):
            who, old = old, ""
        if forum and _EMPTY_SEAT.search(who):
            found.append((Appointment(forum, None, None, Change.VACANCY), words))
            continue
        for person in people_of(who) if forum else []:
            decided = re.search(r"\bikke\b", decision) is None and (
                _APPROVED.search(decision) or person.name in decision
            )
            before = next(iter(people_of(old)), None)
            change = (Change.REPLACED if before else Change.APPOINTED) if decided else Change.PROPOSED
            value = Appointment(forum, person.name, person.municipality, change, before.name if before else None)
            found.append((value, words))
    return found
