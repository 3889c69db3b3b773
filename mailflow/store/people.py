"""Named selects about people. None writes; ``store.members`` does.

An address, a role and a membership are valid from a first day up to, and not including, an end day.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Date, bindparam, or_, select
from sqlalchemy.orm import Session, selectinload

from mailflow.desks.members import BOARD_ROLES, email, valid_on
from mailflow.errors import InputError, NotFoundError
from mailflow.i18n import _
from mailflow.models import Address, Person, Role
from mailflow.parsers import personname
from mailflow.store.memory import remembered

_Day = date | BindParameter[date]
_RANK = {"primary": 0, "alias": 1}  # delegates after them
_WITH_ALL = (selectinload(Person.addresses), selectinload(Person.roles))
_ALPHABET = str.maketrans("æøå", "{|}")  # they follow z, in this order
_LISTED = 8  # candidates named in a message


def everybody(session: Session) -> list[Person]:
    """All who are or were members, by name, with their addresses and roles."""
    found = session.scalars(select(Person).options(*_WITH_ALL)).all()
    return sorted(found, key=lambda person: (person.name.casefold().translate(_ALPHABET), person.key))


def board(session: Session, day: date) -> list[Person]:
    """The members of the board on that day, chair and vice chair among them, by key; empty when nobody is."""
    wanted = (
        select(Person)
        .where(_member_on(day), Person.roles.any(Role.role.in_(BOARD_ROLES) & _valid(Role, day)))
        .options(*_WITH_ALL)
        .order_by(Person.key)
    )
    return list(session.scalars(wanted))


def person_by_address(session: Session, address: str, day: date) -> tuple[Person, str] | None:
    """Whose address it is on that day, and its kind: primary, alias or delegate. None: nobody's.

    Somebody who has left is still found, until another person is given the address: an answer to an open round may come
    from her. Members' own addresses go before those of delegates.
    """
    key = ("person_by_address", address, day)
    return remembered(session, key, (Person, Address), lambda: _by_address(session, address, day))


def _by_address(session: Session, address: str, day: date) -> tuple[Person, str] | None:
    found = sorted(
        session.execute(_BY_ADDRESS, {"address": address.strip().lower(), "day": day}),
        key=lambda row: (_RANK.get(row.kind, 2), not _is_member(row.Person, day), row.id),
    )
    return (found[0].Person, found[0].kind) if found else None


def primary_address(person: Person, day: date) -> str | None:
    """Where mail to this person goes on that day; None when there is no address."""
    found = email(person, day)
    return found.address if found else None


def find_person(session: Session, text: str) -> Person:
    """The person meant by a key, an address, a name, words of the name or their beginnings, in that order.

    A member is preferred to somebody of the same name who has left. Raises ``NotFoundError`` when nobody fits and
    ``InputError`` when several do; both name the candidates.
    """
    wanted = text.strip()
    people = everybody(session)
    folded = personname.fold(wanted)
    words = folded.split()
    by_key = [person for person in people if person.key == wanted.lower()]
    by_address = [
        person for person in people if any(a.address == wanted.lower() and a.valid_to is None for a in person.addresses)
    ] or [person for person in people if any(a.address == wanted.lower() for a in person.addresses)]
    by_name = [person for person in people if folded and personname.fold(person.name) == folded]
    by_word = [person for person in people if words and set(words) <= set(personname.fold(person.name).split())]
    by_part = [person for person in people if words and _has_words(person.name, words)]
    for found in (by_key, by_address, by_name, by_word, by_part):
        members = [person for person in found if person.left is None] or found
        if len(members) == 1:
            return members[0]
        if members:
            raise InputError(
                _("“{text}” may be several: {people}.").format(text=wanted, people=_listed(members)),
                _("Give the key that stands in brackets."),
            )
    near = _near(people, folded)
    remedy = (
        _("Did you mean: {people}?").format(people=_listed(near))
        if near
        else _("See who is there: mailflow members list.")
    )
    raise NotFoundError(_("There is nobody called “{text}”.").format(text=wanted), remedy)


def _near(people: Sequence[Person], folded: str) -> list[Person]:
    names = {personname.fold(person.name): person for person in people}
    return [names[name] for name in difflib.get_close_matches(folded, names, n=3, cutoff=0.7)]


def _has_words(name: str, words: Sequence[str]) -> bool:
    """Each word begins one of the name's."""
    have = personname.fold(name).split()
    return all(any(part.startswith(word) for part in have) for word in words)


def _listed(people: Iterable[Person]) -> str:
    listed = [f"{person.name} [{person.key}]" for person in people]
    return ", ".join(listed[:_LISTED]) + (" …" if len(listed) > _LISTED else "")


def _is_member(person: Person, day: date) -> bool:
    return valid_on(person.joined, person.left, day)


def _member_on(day: _Day) -> ColumnElement[bool]:
    return or_(Person.joined.is_(None), Person.joined <= day) & or_(Person.left.is_(None), Person.left > day)


def _valid(table: type[Address] | type[Role], day: _Day) -> ColumnElement[bool]:
    return or_(table.valid_from.is_(None), table.valid_from <= day) & or_(
        table.valid_to.is_(None), table.valid_to > day
    )


# Executed for every mail: built once.
_BY_ADDRESS = (
    select(Person, Address.kind, Address.id)
    .join(Address.person)
    .where(Address.address == bindparam("address"), _valid(Address, bindparam("day", type_=Date)))
)
