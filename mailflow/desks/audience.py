"""Who an event is for: the words of an audience, and whom they mean today.

"board" · "all" · "district:NAME" · "group:NAME" · "person:KEY" · "guest:NAME <ADDRESS>" (somebody who is no member).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import formataddr, parseaddr

from mailflow.desks.members import BOARD_ROLES, email, valid_on, valid_roles
from mailflow.models import Person

WHOLE = ("board", "all")
PARTS = ("district", "group", "person", "guest")


@dataclass(frozen=True, slots=True)
class Guest:
    """One of an audience. ``person_id`` None: no member, known by ``address``. ``address`` "": cannot be written to."""

    person_id: int | None
    key: str
    name: str
    address: str


def split(entry: str) -> tuple[str, str]:
    """("district", "Midtjylland"); ("board", "") for a whole; ("", entry) for what is none of these words."""
    what, colon, name = entry.strip().partition(":")
    what, name = what.strip().casefold(), name.strip()
    if not colon and what in WHOLE:
        return what, ""
    return (what, name) if colon and what in PARTS and name else ("", entry.strip())


def guest_entry(name: str, address: str) -> str:
    """The entry for one who is no member."""
    return f"guest:{formataddr((name, address.lower()), charset='utf-8') if name.isascii() else f'{name} <{address.lower()}>'}"


def invited(audience: Sequence[str], people: Sequence[Person], districts: Mapping[str, str], day: date,
            mailbox: str = "") -> list[Guest]:  # fmt: skip
    """Whom the audience means on that day, each once, in the order of ``people``, who are no members last.

    ``mailbox`` is mailflow's own: who has it as an address cannot be written to. Entries that mean nobody (any more) mean
    nobody: whether that was meant is asked when the event is made.
    """
    meant = [split(entry) for entry in audience]
    found = [
        Guest(person.id, person.key, person.name, _address(person, day, mailbox))
        for person in people
        if any(_means(what, name, person, districts, day) for what, name in meant)
    ]
    taken = {guest.address for guest in found if guest.address}
    for what, words in meant:
        name, address = parseaddr(words) if what == "guest" else ("", "")
        address = address.lower()
        if address and address not in taken and address != mailbox:
            taken.add(address)
            found.append(Guest(None, address, name or address, address))
    return found


def _means(what: str, name: str, person: Person, districts: Mapping[str, str], day: date) -> bool:
    if not valid_on(person.joined, person.left, day):
        return False
    match what:
        case "person":
            return person.key == name
        case "all":
            return True
        case "board":
            return not set(BOARD_ROLES).isdisjoint(valid_roles(person, day))
        case "district":
            return districts.get(person.municipality, "").casefold() == name.casefold()
        case "group":
            return name.casefold() in valid_roles(person, day)
    return False


def _address(person: Person, day: date, mailbox: str) -> str:
    row = email(person, day)
    return row.address if row is not None and row.address != mailbox else ""
