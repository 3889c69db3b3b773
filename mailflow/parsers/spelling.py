"""Names that a document spells in two ways: which of them is right, only a human can tell."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import replace

from mailflow.parsers.appointments import Made
from mailflow.parsers.participants import Listed, People
from mailflow.parsers.people import NAME
from mailflow.parsers.personname import fold
from mailflow.parsers.sections import Line
from mailflow.reading import Doubt


def check(lines: Sequence[Line], persons: People, made: Sequence[Made]) -> tuple[list[Made], list[Doubt]]:
    """The appointments, without the names that are spelt in two ways, and a doubt for each such name. Never raises."""
    known = {one.person.name: one for one in [*persons.present, *persons.absent]}
    doubts: list[Doubt] = []
    checked: list[Made] = []
    flagged: set[str] = set()
    names = {made_.appointment.person for made_ in made if made_.appointment.person} | set(known)
    for line in lines:
        for match in NAME.finditer(line.words[:4000]):
            name = match.group()
            if name in names or name in flagged:
                continue
            twin = _twin(name, known)
            if twin is not None:
                flagged.add(name)
                field = "regrets" if twin in persons.absent else "participants"
                doubts.append(
                    Doubt(
                        field,
                        f"Navnet staves på to måder: “{twin.person.name}” og “{name}”.",
                        line.words[:200],
                        line.paragraph,
                    )
                )
    for one in made:
        person = one.appointment.person
        twin = _twin(person, known, one.appointment.municipality) if person and person not in known else None
        if twin is not None:
            doubts.append(
                Doubt(
                    "appointments",
                    f"Navnet staves på to måder: “{twin.person.name}” og “{person}”.",
                    one.words,
                    one.paragraph,
                )
            )
            one = replace(one, appointment=replace(one.appointment, person=None))
        checked.append(one)
    return checked, doubts


def _twin(name: str, known: dict[str, Listed], municipality: str | None = None) -> Listed | None:
    """The person of the list whose name differs from this one by a slip of the pen in one word. Who is said to come from
    another municipality is somebody else."""
    words = fold(name).split()
    for listed in known.values():
        other = fold(listed.person.name).split()
        if len(words) != len(other) or words == other:
            continue
        theirs = listed.person.municipality
        if municipality and theirs and fold(municipality) != fold(theirs):
            continue
        different = [(one, two) for one, two in zip(words, other, strict=True) if one != two]
        if len(different) == 1 and min(map(len, different[0])) >= 4 and _close(*different[0]):
            return listed
    return None


def _close(one: str, other: str) -> bool:
    """Nearly the same word."""
    likeness = difflib.SequenceMatcher(None, one, other).ratio()
    return abs(len(one) - len(other)) <= 2 and likeness >= (0.75 if one[0] == other[0] else 0.85)
