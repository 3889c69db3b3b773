"""The regrets that minutes name against what the calendar answers said: who is told otherwise in one of the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailflow.parsers import personname
from mailflow.reading import Reading


@dataclass(frozen=True, slots=True)
class Difference:
    """``minutes``: present, regrets or "" (not named). ``calendar``: accepted, declined, tentative, none (no answer) or ""
    (not invited)."""

    name: str
    minutes: str
    calendar: str


def differences(reading: Reading, answers: Sequence[tuple[str, str]]) -> list[Difference]:
    """``answers`` are (name, PARTSTAT or "none") of those invited to that meeting. In the order of the minutes, then of the
    invited. Someone of whom the minutes say nothing differs only where the calendar says that she would come or not."""
    found = []
    for person in reading.participants:
        if _answer(person.name, answers) == "declined":
            found.append(Difference(person.name, "present", "declined"))
    for regret in reading.regrets:
        said = _answer(regret.name, answers)
        if said in (None, "accepted", "tentative", "none"):
            found.append(Difference(regret.name, "regrets", said or ""))
    named = [*(one.name for one in reading.participants), *(one.name for one in reading.regrets)]
    for name, said in answers:
        if said in ("accepted", "declined") and not _named(name, named):
            found.append(Difference(name, "", said))
    return found


def _answer(name: str, answers: Sequence[tuple[str, str]]) -> str | None:
    """What the one of that name answered; None for nobody, or for several."""
    same = [said for other, said in answers if personname.same(name, other)]
    return same[0] if len(same) == 1 else None


def _named(name: str, names: Iterable[str]) -> bool:
    return any(personname.same(name, other) for other in names)
