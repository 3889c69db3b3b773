"""Which seat of the register a decision of the minutes means, and what is to be done to it. Pure; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailflow.desks import forums as desk
from mailflow.models import Forum, Seat, Tenure
from mailflow.parsers import personname
from mailflow.parsers.personname import fold


@dataclass(frozen=True, slots=True)
class Plan:
    """``does``: appoint (``seat``, in ``tenure``'s place if it is not None), vacate (``tenure``), retire (``forum``), nothing (it
    is so already), unclear (a human names the seat; ``why``: no-forum, several-forums, no-seat, several-seats, no-holder)."""

    does: str
    forum: Forum | None = None
    seat: Seat | None = None
    tenure: Tenure | None = None
    why: str = ""


def plan(facts: Mapping[str, Any], forums: Sequence[Forum], chosen: Seat | None, day: date) -> Plan:
    """``facts`` as ``desks.consequences`` offers a seat; ``chosen`` is the seat that a human named, and wins."""
    found = [chosen.forum] if chosen is not None else named(facts["forum"], forums)
    if len(found) != 1:
        return Plan("unclear", why="several-forums" if found else "no-forum")
    forum = found[0]
    seats = [chosen] if chosen is not None else desk.seats(forum, day)
    held = [(seat, tenure) for seat in seats if (tenure := desk.open_tenure(seat)) is not None]
    match facts["change"]:
        case "appointed" | "replaced":
            return _appointed(facts, forum, seats, held, chosen)
        case "removed" if not facts["person"]:
            return Plan("nothing" if forum.state != "active" else "retire", forum)
        case "removed":
            theirs = [tenure for _seat, tenure in held if personname.same(tenure.name, facts["person"])]
            if len(theirs) == 1:
                return Plan("vacate", forum, theirs[0].seat, theirs[0])
            return Plan("nothing", forum) if not theirs and chosen is None else Plan("unclear", forum, why="no-holder")
    vacant = [seat for seat in seats if desk.open_tenure(seat) is None]
    if chosen is not None and held:
        return Plan("vacate", forum, chosen, held[0][1])
    return (
        Plan("nothing", forum)
        if vacant
        else Plan("unclear", forum, why="several-seats" if len(held) > 1 else "no-seat")
    )


def named(name: str, forums: Sequence[Forum]) -> list[Forum]:
    """The forums of that name, else those one of whose names is in the other, word for word."""
    wanted = fold(name)
    exact = [forum for forum in forums if wanted in (fold(forum.name), forum.slug.replace("-", " "))]
    if exact:
        return exact
    words = set(wanted.split())
    return [forum for forum in forums if (have := set(fold(forum.name).split())) and (words <= have or have <= words)]


def _appointed(facts: Mapping[str, Any], forum: Forum, seats: Sequence[Seat], held: Sequence[tuple[Seat, Tenure]],
               chosen: Seat | None) -> Plan:  # fmt: skip
    if any(personname.same(tenure.name, facts["person"]) for _seat, tenure in held):
        return Plan("nothing", forum)
    if facts["replaces"]:
        before = [tenure for _seat, tenure in held if personname.same(tenure.name, facts["replaces"])]
        if len(before) == 1:
            return Plan("appoint", forum, before[0].seat, before[0])
        if before or chosen is None and held:
            return Plan("unclear", forum, why="no-holder")
    if chosen is not None:
        return Plan("appoint", forum, chosen, desk.open_tenure(chosen))
    vacant = [seat for seat in seats if desk.open_tenure(seat) is None]
    if len(vacant) == 1:
        return Plan("appoint", forum, vacant[0])
    return Plan("unclear", forum, why="several-seats" if vacant else "no-seat")
