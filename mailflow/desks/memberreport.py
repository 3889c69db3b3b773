"""The report on the members: how many in each district and region, who is missing, what has changed since the last one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailflow.desks import members as desk
from mailflow.models import Person
from mailflow.parsers.municipalities import MUNICIPALITIES
from mailflow.parsers.regions import region

_MARKED = ("name", "title", "address")  # kept as salted hashes: that they changed is told, not what they were


@dataclass(frozen=True, slots=True)
class Count:
    """``name`` "" holds those of no district or region. ``before``: in the last report, None when there is none."""

    name: str
    members: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Who:
    """A member; ``before`` is the municipality left behind, ``fields`` what changed: name, title, address, roles."""

    key: str
    name: str
    municipality: str
    before: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """``since``: the day of the last report; None: this is the first, and nothing can be said of changes."""

    day: date
    members: int
    districts: tuple[Count, ...]
    regions: tuple[Count, ...]
    missing: tuple[str, ...]
    since: date | None = None
    members_before: int | None = None
    joined: tuple[Who, ...] = ()
    left: tuple[Who, ...] = ()
    moved: tuple[Who, ...] = ()
    changed: tuple[Who, ...] = ()


def snapshot(
    persons: Sequence[Person], table: Mapping[str, str], day: date, mark: Callable[[str], str]
) -> dict[str, Any]:
    """What the next report is compared with. No name and no address: people by id, words as ``mark`` hashes them."""
    members: dict[str, Any] = {}
    for person in persons:
        if desk.valid_on(person.joined, person.left, day):
            held = desk.email(person, day)
            words = {"name": person.name, "title": person.title, "address": held.address if held else ""}
            members[str(person.id)] = {
                "municipality": person.municipality, "district": table.get(person.municipality, ""),
                "roles": desk.valid_roles(person, day), **{name: mark(words[name]) for name in _MARKED},
            }  # fmt: skip
    return {"day": day.isoformat(), "members": members}


def compare(before: Mapping[str, Any] | None, now: Mapping[str, Any], persons: Sequence[Person]) -> Report:
    """``before`` and ``now`` are snapshots; ``persons`` are all who are or were members, for their names."""
    day = date.fromisoformat(now["day"])
    known = {str(person.id): person for person in persons}
    members = now["members"]
    there = {one["municipality"] for one in members.values()}
    was = before["members"] if before is not None else None
    report = Report(
        day, len(members), _counts("district", members, was),
        _regions(members, was, day), tuple(name for name in MUNICIPALITIES if name not in there),
    )  # fmt: skip
    if before is None or was is None:
        return report
    both = [one for one in members if one in was]
    moved = [one for one in both if members[one]["municipality"] != was[one]["municipality"]]
    changed = {
        one: tuple(f for f in (*_MARKED, "roles") if members[one][f] != was[one].get(f)) for one in both
    }  # fmt: skip

    def who(one: str, fields: tuple[str, ...] = ()) -> Who:
        person, here = known.get(one), members.get(one) or was[one]
        left_behind = was[one]["municipality"] if one in was and one in members else ""
        return Who(
            person.key if person else "", person.name if person else "", here["municipality"], left_behind, fields
        )

    def sorted_(found: list[Who]) -> tuple[Who, ...]:
        return tuple(sorted(found, key=lambda one: one.key))

    return Report(
        report.day, report.members, report.districts, report.regions, report.missing,
        date.fromisoformat(before["day"]), len(was),
        sorted_([who(one) for one in members if one not in was]), sorted_([who(one) for one in was if one not in members]),
        sorted_([who(one) for one in moved]), sorted_([who(one, fields) for one, fields in changed.items() if fields]),
    )  # fmt: skip


def _counts(field: str, members: Mapping[str, Any], was: Mapping[str, Any] | None) -> tuple[Count, ...]:
    now = Counter(one[field] for one in members.values())
    then = Counter(one[field] for one in was.values()) if was is not None else None
    return _ordered(now, then)


def _regions(members: Mapping[str, Any], was: Mapping[str, Any] | None, day: date) -> tuple[Count, ...]:
    """Those of before are counted in today's regions: five became four, and nobody has moved for that."""

    def counted(group: Mapping[str, Any]) -> Counter[str]:
        return Counter(region(one["municipality"], day) or "" for one in group.values())

    return _ordered(counted(members), counted(was) if was is not None else None)


def _ordered(now: Counter[str], then: Counter[str] | None) -> tuple[Count, ...]:
    names = sorted({*now, *(then or ())}, key=lambda name: (not name, -now[name], name))
    return tuple(Count(name, now[name], then[name] if then is not None else None) for name in names)
