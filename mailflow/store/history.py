"""What became of the members, and when: from rows with days, and from the audit chain where only the fact is kept.

Nothing that was erased comes back: a forgotten person has no addresses left, and the chain never held words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.models import District, Event, Person
from mailflow.store import people

# Of these the chain knows that they changed. An address that nobody else ever had counts for all time: its row has no first day.
_UNDATED = ("name", "title", "municipality", "phone", "gender", "primary", "alias", "delegate")


@dataclass(frozen=True, slots=True)
class Entry:
    """``what``: joined, left, back, forgotten, primary, alias, delegate, role, district, or an undated field (only that it
    changed is known). ``before`` "": begins; ``after`` "": ends. ``key`` "" for districts."""

    day: date
    what: str
    key: str = ""
    name: str = ""
    before: str = ""
    after: str = ""


def entries(session: Session, person: Person | None, zone: ZoneInfo) -> list[Entry]:
    """Of one person or of all, oldest first; the districts of the person's present municipality, or of all."""
    persons = [person] if person is not None else people.everybody(session)
    found = [entry for one in persons for entry in _of_rows(one)]
    dated = {(entry.day, entry.what, entry.key) for entry in found if entry.after}
    chain = _of_chain(session, {one.id: one for one in persons}, zone)
    found += [entry for entry in chain if (entry.day, entry.what, entry.key) not in dated]
    found += _of_districts(session, person.municipality if person is not None else None)
    return sorted(set(found), key=lambda entry: (entry.day, entry.name, entry.what, entry.after))


def _of_rows(person: Person) -> Iterator[Entry]:
    def entry(day: date, what: str, before: str = "", after: str = "") -> Entry:
        return Entry(day, what, person.key, person.name, before, after)

    if person.joined:
        yield entry(person.joined, "joined")
    if person.left:
        yield entry(person.left, "left")
    for held in person.addresses:
        told = f"{held.name} <{held.address}>" if held.name else held.address
        if held.valid_from:
            yield entry(held.valid_from, held.kind, "", told)
        if held.valid_to:
            yield entry(held.valid_to, held.kind, told, "")
    for role in person.roles:
        if role.valid_from:
            yield entry(role.valid_from, "role", "", role.role)
        if role.valid_to:
            yield entry(role.valid_to, "role", role.role, "")


def _of_chain(session: Session, persons: dict[int, Person], zone: ZoneInfo) -> Iterator[Entry]:
    lines = session.scalars(
        select(Event).where(Event.verb.like("member%") | (Event.verb == "person.forgotten")).order_by(Event.id)
    )
    for line in lines:
        day = line.at.astimezone(zone).date()
        for person_id, fields in line.ids.get("changed", {}).items():
            person = persons.get(int(person_id))
            if person is not None:
                yield from (Entry(day, field, person.key, person.name) for field in fields if field in _UNDATED)
        whose = [(person_id, "joined") for person_id in line.ids.get("joined", [])]
        whose += [(person_id, "back") for person_id in line.ids.get("rejoined", [])]
        if line.verb in ("member.leaving-undone", "person.forgotten"):
            whose.append((line.ids["person"], "back" if line.verb.startswith("member") else "forgotten"))
        for person_id, what in whose:
            person = persons.get(person_id)
            if person is not None and not (what == "joined" and person.joined):
                yield Entry(day, what, person.key, person.name)


def _of_districts(session: Session, municipality: str | None) -> Iterator[Entry]:
    wanted = select(District).order_by(District.id)
    if municipality is not None:
        wanted = wanted.where(District.municipality == municipality)
    for row in session.scalars(wanted):
        if row.valid_from:
            yield Entry(row.valid_from, "district", "", row.municipality, "", row.district)
        if row.valid_to:
            yield Entry(row.valid_to, "district", "", row.municipality, row.district, "")
