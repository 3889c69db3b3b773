"""What changes the member list: the only writer of persons, addresses and roles. Ended rows stay, with their last day.

Each function works inside the caller's transaction and leaves one line in the audit chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mailflow.desks.members import Change, Changed, Difference, valid_addresses
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Address, Person, Role
from mailflow.parsers import personname
from mailflow.parsers.memberlist import MemberRow
from mailflow.store import audit


def apply(
    session: Session,
    difference: Difference,
    today: date,
    now: datetime,
    *,
    verb: str,
    joined: date | None = None,
    list_sha256: str = "",
) -> list[int]:
    """Carry a difference out; returns the ids of the new persons. ``joined``: their first day; else today, None in a first list.

    Raises ``RefusedError`` when the difference has findings: somebody has to settle those first.
    """
    if difference.findings:
        raise RefusedError(" ".join(finding.problem for finding in difference.findings), difference.findings[0].remedy)
    writer = _Writer(session, today)
    since = joined or (today if writer.keys else None)
    for held in difference.released:
        held.valid_to = today
    for person in difference.left:
        _end(person, today)
    changed: dict[str, list[str]] = {}
    for one in difference.rejoined:
        one.person.left = None
    for one in (*difference.changed, *difference.rejoined):
        writer.change(one)
        changed[str(one.person.id)] = sorted({change.what for change in one.changes})
    session.flush()
    new = writer.add(difference.joined, since)
    audit.record(
        session, verb, now, joined=new, left=[person.id for person in difference.left],
        rejoined=[one.person.id for one in difference.rejoined], changed=changed,
        released=[held.id for held in difference.released], list_sha256=list_sha256,
    )  # fmt: skip
    return new


def leave(session: Session, person: Person, day: date, now: datetime) -> None:
    """``day`` is the first on which the person is no longer a member; roles end with it.

    The addresses stay known, until somebody else is given them: an answer to an open round is still the person's.
    Raises ``RefusedError`` when the person has left already and ``InputError`` for a day before the first.
    """
    if person.left is not None and person.left == day:
        raise RefusedError(
            _("{name} is no member from {day} on already.").format(name=person.name, day=day.isoformat()),
            _("Another day: --on DATE. A mistake: --undo."),
        )
    if person.joined is not None and day < person.joined:
        raise InputError(
            _("{name} became a member on {day} only.").format(name=person.name, day=person.joined.isoformat()),
            _("Give a later day: --on DATE."),
        )
    _end(person, day)
    audit.record(session, "member.left", now, person=person.id, day=day.isoformat())


def undo_leave(session: Session, person: Person, now: datetime) -> None:
    """It was a mistake: a member again, with the roles that ended that day. Raises ``RefusedError`` for a member."""
    if person.left is None:
        raise RefusedError(_("{name} has not left.").format(name=person.name))
    for role in person.roles:
        if role.valid_to == person.left:
            role.valid_to = None
    person.left = None
    audit.record(session, "member.leaving-undone", now, person=person.id)


def _end(person: Person, day: date) -> None:
    for role in person.roles:
        if role.valid_to is None or role.valid_to > day or role.valid_to == person.left:
            role.valid_to = day if role.valid_from is None else max(day, role.valid_from)
    person.left = day


class _Writer:
    """Knows the keys that are taken and who ever had which address."""

    def __init__(self, session: Session, today: date) -> None:
        self.session, self.today = session, today
        self.keys = set(session.scalars(select(Person.key)))
        self.had: dict[str, set[int | None]] = {}
        for address, person_id in session.execute(select(Address.address, Address.person_id)):
            self.had.setdefault(address, set()).add(person_id)

    def add(self, rows: Sequence[MemberRow], since: date | None) -> list[int]:
        """Inserted in bulk: fifty thousand people as objects would take a minute."""
        if not rows:
            return []
        people: list[dict[str, Any]] = []
        for row in rows:
            key = personname.key(row.name, self.keys)
            self.keys.add(key)
            people.append(
                {
                    "key": key, "name": row.name, "title": row.title or "", "municipality": row.municipality or "",
                    "phone": row.phone or "", "gender": row.gender or "", "joined": row.joined or since, "left": row.left,
                }
            )  # fmt: skip
        inserted = insert(Person).returning(Person.id, sort_by_parameter_order=True)
        ids = list(self.session.scalars(inserted, people))
        addresses: list[dict[str, Any]] = []
        roles: list[dict[str, Any]] = []
        for person_id, row in zip(ids, rows, strict=True):
            given = [(row.address, "primary", ""), *((alias, "alias", "") for alias in row.aliases or ())]
            given += [(delegate.address, "delegate", delegate.name) for delegate in row.delegates or ()]
            addresses += [
                {"person_id": person_id, "address": address, "kind": kind, "name": name,
                 "valid_from": self._since(address, person_id)} for address, kind, name in given
            ]  # fmt: skip
            roles += [
                {
                    "person_id": person_id,
                    "role": role,
                    "valid_from": since,
                    "valid_to": row.left and max(row.left, since or row.left),
                }
                for role in row.roles or ()
            ]
        if addresses:
            self.session.execute(insert(Address), addresses)
        if roles:
            self.session.execute(insert(Role), roles)
        return ids

    def change(self, one: Changed) -> None:
        person = one.person
        for change in one.changes:
            self._end_row(person, change)
        for change in one.changes:
            if change.what in ("name", "title", "municipality", "phone", "gender"):
                setattr(person, change.what, change.after)
            elif change.what == "joined":
                person.joined = date.fromisoformat(change.after)
            elif change.what == "left":
                _end(person, date.fromisoformat(change.after))
            elif change.after and change.what == "role":
                person.roles.append(Role(role=change.after, valid_from=self.today))
            elif change.after:
                self._give(person, change.after, change.what, change.delegate)

    def _end_row(self, person: Person, change: Change) -> None:
        """What a change replaces ends today."""
        if not change.before:
            return
        rows: Iterable[Address | Role]
        if change.what == "role":
            rows = [
                r for r in person.roles if r.role == change.before and (r.valid_to is None or r.valid_to > self.today)
            ]
        else:
            rows = [
                held for held in valid_addresses(person, self.today)
                if held.kind == change.what and held.address == change.before
            ]  # fmt: skip
        for row in rows:
            row.valid_to = max(self.today, row.valid_from or self.today)

    def _give(self, person: Person, address: str, kind: str, name: str = "") -> None:
        since = self._since(address, person.id)
        person.addresses.append(Address(address=address, kind=kind, name=name, valid_from=since))

    def _since(self, address: str, person_id: int) -> date | None:
        """An address that nobody else ever had counts for all time: a mail from last week is this person's too."""
        others = self.had.setdefault(address, set()) - {person_id}
        self.had[address].add(person_id)
        return self.today if others else None
