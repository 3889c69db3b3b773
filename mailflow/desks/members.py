"""The rules of the member list: what a new list changes. Nothing is guessed about who is who; doubt is a finding.

A row is somebody we know when name and address fit, or name and municipality; in a complete list the name alone can do.
An address belongs to one person at a time. Who is not in the list has left only when the list is said to be complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mailflow.i18n import _
from mailflow.models import Address, Person
from mailflow.parsers import personname
from mailflow.parsers.membercells import Delegate
from mailflow.parsers.memberlist import Finding, MemberRow

BOARD_ROLES = ("board", "chair", "vice-chair")
_FIELDS = ("name", "title", "municipality", "phone", "gender")


@dataclass(frozen=True, slots=True)
class Change:
    """``what``: name, title, municipality, phone, gender, joined, left (ISO dates), primary, alias, delegate, role.

    ``before`` "": new; ``after`` "": ended.
    """

    what: str
    before: str
    after: str
    delegate: str = ""  # the name of a delegate


@dataclass(frozen=True, slots=True)
class Changed:
    """A member, as far as the list says something new about him or her."""

    person: Person
    row: MemberRow
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a list would change. Apply it only without ``findings``: each says what nobody can tell from the list."""

    joined: tuple[MemberRow, ...]
    rejoined: tuple[Changed, ...]  # had left; same name and address
    changed: tuple[Changed, ...]
    left: tuple[Person, ...]  # will leave: not in a list that is complete
    missing: tuple[Person, ...]  # not in the list, and staying: the list is not said to be complete
    released: tuple[Address, ...]  # of people who have left; somebody else has the address now
    unchanged: int
    members: int  # before
    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...] = ()  # what was left out of account; they stop nothing

    @property
    def empty(self) -> bool:
        return not (self.joined or self.rejoined or self.changed or self.left)

    @property
    def large(self) -> bool:
        """More than a tenth of the members would leave."""
        return len(self.left) * 10 > self.members


# --- what holds on a day ----------------------------------------------------------------------------------------------


def valid_on(first: date | None, end: date | None, day: date) -> bool:
    """From ``first`` (None: since ever) up to and not including ``end`` (None: no end)."""
    return (first is None or first <= day) and (end is None or day < end)


def valid_addresses(person: Person, day: date) -> list[Address]:
    return [row for row in person.addresses if valid_on(row.valid_from, row.valid_to, day)]


def email(person: Person, day: date) -> Address | None:
    """The address that mail goes to on that day."""
    found = [row for row in valid_addresses(person, day) if row.kind == "primary"]
    return found[-1] if found else None


def valid_roles(person: Person, day: date) -> list[str]:
    return sorted({row.role for row in person.roles if valid_on(row.valid_from, row.valid_to, day)})


def has_left(person: Person, day: date) -> bool:
    return person.left is not None and person.left <= day


def as_row(person: Person, day: date) -> MemberRow:
    """What we know of a person on that day (who joins later: on the first day), in the shape of a list's row."""
    day = max(day, person.joined or day)
    addresses = valid_addresses(person, day)
    primary = email(person, day)
    return MemberRow(
        person.name, primary.address if primary else "", person.title, person.municipality,
        tuple(row.address for row in addresses if row.kind == "alias"),
        tuple(Delegate(row.name, row.address) for row in addresses if row.kind == "delegate"),
        tuple(valid_roles(person, day)), person.phone, person.gender, None, person.joined, person.left,
    )  # fmt: skip


# --- one person -------------------------------------------------------------------------------------------------------


def changes(person: Person, row: MemberRow, day: date) -> tuple[Change, ...]:
    """What ``row`` says that is not so on that day. What the row says nothing about stays."""
    now = as_row(person, day)
    found = []
    for what in _FIELDS:
        before, after = getattr(now, what), getattr(row, what)
        if after is not None and after != before:
            found.append(Change(what, before, after))
    for what, was_on, is_on in (("joined", now.joined, row.joined), ("left", now.left, row.left)):
        if is_on is not None and is_on != was_on:
            found.append(Change(what, was_on.isoformat() if was_on else "", is_on.isoformat()))
    if row.address != now.address:
        found.append(Change("primary", now.address, row.address))
    # An alias that becomes the address mail goes to is no alias any more, also when the list has no column for it.
    aliases = row.aliases if row.aliases is not None else now.aliases
    found += _sets("alias", now.aliases, [alias for alias in aliases or () if alias != row.address])
    if row.delegates is not None:
        was = {delegate.address: delegate for delegate in now.delegates or ()}
        will = {delegate.address: delegate for delegate in row.delegates}
        found += [Change("delegate", a, "", was[a].name) for a in was if will.get(a) != was[a]]
        found += [Change("delegate", "", a, will[a].name) for a in will if will[a] != was.get(a)]
    if row.roles is not None:
        found += _sets("role", now.roles, row.roles)
    return tuple(found)


def _sets(what: str, before: Iterable[str] | None, after: Iterable[str]) -> list[Change]:
    was, will = set(before or ()), set(after)
    return [Change(what, v, "") for v in sorted(was - will)] + [Change(what, "", v) for v in sorted(will - was)]


# --- the whole list ---------------------------------------------------------------------------------------------------


def difference(
    persons: Sequence[Person], rows: Sequence[MemberRow], today: date, *, complete: bool = False, mailbox: str = ""
) -> Difference:
    """What the list changes. ``persons`` are all who are or were members; ``complete``: who is not in it has left.

    ``mailbox`` is our own address: it can be nobody's, for mail to it is mail to ourselves.
    """
    current = [person for person in persons if not has_left(person, today)]
    gone = [person for person in persons if has_left(person, today)]
    rows, notes = _without_former(current, rows, today)
    known, findings = _recognise(current, rows, today, complete=complete)
    doubtful = {finding.row for finding in findings}
    new = [row for row in rows if row.row not in known and row.row not in doubtful]
    back = _recognise_gone(gone, new, today)
    changed = [Changed(person, row, changes(person, row, today)) for row in rows if (person := known.get(row.row))]
    rejoined = [Changed(person, row, changes(person, row, today)) for row in new if (person := back.get(row.row))]
    joined = [row for row in new if row.row not in back]
    seen = {person.id for person in known.values()}
    # Whose leaving is settled already is not asked about again.
    absent = [person for person in current if person.id not in seen and person.left is None]
    leaving = absent if complete else []
    missing = [] if complete else absent
    settled = _settled(persons, changed, rejoined, joined, leaving, missing, findings, today, mailbox)
    return replace(settled, notes=tuple(notes))


def _without_former(
    current: Sequence[Person], rows: Sequence[MemberRow], today: date
) -> tuple[list[MemberRow], list[Finding]]:
    """Lists often keep those who have left, with the day. Who is a member here still, leaves; the others are not brought in."""
    names = {personname.fold(person.name) for person in current}
    former = [
        row for row in rows if row.left is not None and row.left <= today and personname.fold(row.name) not in names
    ]
    told = _("Has left ({day}) and is not taken in.")
    notes = [
        Finding("has-left", told.format(day=row.left.isoformat() if row.left else ""), "", row.row, "", row.name, False)
        for row in former
    ]
    left_out = {row.row for row in former}
    return [row for row in rows if row.row not in left_out], notes


def added(persons: Sequence[Person], row: MemberRow, today: date, mailbox: str = "") -> Difference:
    """As ``difference``, for one new member whom a human names: a namesake elsewhere is somebody else."""
    current = [person for person in persons if not has_left(person, today)]
    gone = [person for person in persons if has_left(person, today)]
    namesakes = [person for person in current if personname.fold(person.name) == personname.fold(row.name)]
    findings = [_twin(row, person) for person in namesakes if _same_place(person, row)][:1]
    back = _recognise_gone(gone, [row], today)
    rejoined = [Changed(person, row, changes(person, row, today)) for person in back.values()]
    return _settled(persons, [], rejoined, [] if back else [row], [], [], findings, today, mailbox)


def edited(persons: Sequence[Person], person: Person, row: MemberRow, today: date, mailbox: str = "") -> Difference:
    """As ``difference``, for one person whose identity is beyond doubt: ``row`` is how it shall be."""
    return _settled(persons, [Changed(person, row, changes(person, row, today))], [], [], [], [], [], today, mailbox)


def _settled(
    persons: Sequence[Person], changed: Sequence[Changed], rejoined: Sequence[Changed], joined: Sequence[MemberRow],
    leaving: Sequence[Person], missing: Sequence[Person], findings: Sequence[Finding], today: date, mailbox: str,
) -> Difference:  # fmt: skip
    """Who is who is known; what is left is whose the addresses are afterwards."""
    ending = {person.id for person in leaving}
    returning = {one.person.id for one in rejoined}
    current = [person for person in persons if not has_left(person, today)]
    staying = [p for p in persons if p.id in returning or (not has_left(p, today) and p.id not in ending)]
    claims = [(one.row, address, one.person.id) for one in (*changed, *rejoined) for address in _claims(one.row)]
    claims += [(row, address, 0) for row in joined for address in _claims(row)]
    claimed = {address for _row, address, _person_id in claims}
    there = {person.id for person in staying}
    released = [
        held for person in persons if person.id not in there
        for held in valid_addresses(person, today) if held.address in claimed
    ]  # fmt: skip
    found = [*findings, *_contested(staying, [*changed, *rejoined], claims, today)]
    found += [_ours(row, address) for row, address, _person_id in claims if address == mailbox.lower()]
    altered = tuple(one for one in changed if one.changes)
    return Difference(
        tuple(joined), tuple(rejoined), altered, tuple(leaving), tuple(missing), tuple(released),
        len(changed) - len(altered), len(current), tuple(sorted(found, key=lambda finding: finding.row)),
    )  # fmt: skip


def _recognise(
    current: Sequence[Person], rows: Sequence[MemberRow], today: date, *, complete: bool
) -> tuple[dict[int, Person], list[Finding]]:
    """Row number -> its member: by address and name, by name and municipality, in a complete list by name alone."""
    by_address: dict[str, Person] = {}
    by_name: dict[str, list[Person]] = defaultdict(list)
    for person in current:
        by_name[personname.fold(person.name)].append(person)
        for held in valid_addresses(person, today):
            if held.kind != "delegate":
                by_address.setdefault(held.address, person)
    known: dict[int, Person] = {}
    taken: set[int] = set()

    def free(row: MemberRow) -> list[Person]:
        return [person for person in by_name[personname.fold(row.name)] if person.id not in taken]

    def recognise(row: MemberRow, fitting: Sequence[Person]) -> None:
        if row.row not in known and len(fitting) == 1:
            known[row.row] = fitting[0]
            taken.add(fitting[0].id)

    for row in rows:
        holders = [by_address[address] for address in (row.address, *(row.aliases or ())) if address in by_address]
        fitting = [p for p in holders if p.id not in taken and personname.same(p.name, row.name)]
        recognise(row, fitting[:1])
    for row in rows:
        recognise(row, [person for person in free(row) if _same_place(person, row)])
    unknown: dict[str, list[MemberRow]] = defaultdict(list)
    for row in rows:
        if row.row not in known:
            unknown[personname.fold(row.name)].append(row)
    findings: list[Finding] = []
    for namesakes in unknown.values():
        people = free(namesakes[0])
        if complete and len(people) == len(namesakes) == 1:
            recognise(namesakes[0], people)  # one before and one after: he has moved
        elif people:
            findings += [_namesake(row, people) for row in namesakes]
    doubtful = {finding.row for finding in findings}
    for row in rows:
        holder = by_address.get(row.address)
        if row.row not in known and row.row not in doubtful and holder is not None and holder.id not in taken:
            findings.append(_other_name(row, holder))
    return known, findings


def _recognise_gone(gone: Sequence[Person], rows: Sequence[MemberRow], today: date) -> dict[int, Person]:
    """Somebody who had left comes back with the same name and address; else it is a new person."""
    primary = {found.address: person for person in gone if (found := email(person, today)) is not None}
    known = [(row, primary[row.address]) for row in rows if row.address in primary]
    return {row.row: person for row, person in known if personname.same(person.name, row.name)}


def _same_place(person: Person, row: MemberRow) -> bool:
    return row.municipality is not None and place(person.municipality) == place(row.municipality)


def place(municipality: str) -> str:
    """The name by which two ways of writing a municipality or district are the same."""
    return " ".join(word for word in personname.fold(municipality).split() if word != "kommune")


def _claims(row: MemberRow) -> list[str]:
    delegates = [delegate.address for delegate in row.delegates or ()]
    return [address for address in (row.address, *(row.aliases or ()), *delegates) if address]


def _contested(
    staying: Sequence[Person], altered: Sequence[Changed], claims: Sequence[tuple[MemberRow, str, int]], today: date
) -> list[Finding]:
    """Addresses that would belong to two people afterwards: then nobody could tell who answered."""
    after = {one.person.id: one.changes for one in altered}
    owners: dict[str, Person] = {}
    for person in staying:
        given_up = {c.before for c in after.get(person.id, ()) if c.what in ("primary", "alias", "delegate")}
        for held in valid_addresses(person, today):
            if held.address not in given_up:
                owners.setdefault(held.address, person)
    return [
        _taken(row, address, owners[address])
        for row, address, person_id in claims
        if address in owners and owners[address].id != person_id
    ]


# --- what a human has to say ------------------------------------------------------------------------------------------


def _namesake(row: MemberRow, people: Sequence[Person]) -> Finding:
    known = ", ".join(f"{person.name} ({person.municipality or '–'}) [{person.key}]" for person in people)
    return Finding(
        "namesake", _("There is a member of that name, with another address: {people}.").format(people=known),
        _("The same person: mailflow members edit {key} --address {address}, then import again. "
          "Somebody else: mailflow members add, then import again.")
        .format(key=people[0].key, address=row.address),
        row.row, "", row.name,
    )  # fmt: skip


def _twin(row: MemberRow, person: Person) -> Finding:
    return Finding(
        "member-already", _("{name} is a member already.").format(name=person.name),
        _("To change something: mailflow members edit {key}. Somebody else: give a name that differs.")
        .format(key=person.key),
        row.row, "", row.name,
    )  # fmt: skip


def _other_name(row: MemberRow, holder: Person) -> Finding:
    return Finding(
        "other-name", _("The address {address} belongs to {name}.").format(address=row.address, name=holder.name),
        _("The same person: mailflow members edit {key} --name \"{name}\". A successor: mailflow members leave {key}. "
          "Then import again.").format(key=holder.key, name=row.name),
        row.row, "", row.name,
    )  # fmt: skip


def _ours(row: MemberRow, address: str) -> Finding:
    problem = _("{address} is mailflow's own mailbox.").format(address=address)
    return Finding("address-ours", problem, _("Give the person's own address."), row.row, "", address)


def _taken(row: MemberRow, address: str, owner: Person) -> Finding:
    return Finding(
        "address-taken", _("The address {address} belongs to {name}.").format(address=address, name=owner.name),
        _("An address can belong to one person only. Correct it, or take it from {name} first: "
          "mailflow members edit {key}.").format(name=owner.name, key=owner.key),
        row.row, "", address,
    )  # fmt: skip
