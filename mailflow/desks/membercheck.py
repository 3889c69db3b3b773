"""What is to be put right in the member list: each finding names whom it is about and what to do. Rules only, no store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mailflow.desks import members as desk
from mailflow.desks.health import Health
from mailflow.i18n import _
from mailflow.models import Person
from mailflow.parsers import personname
from mailflow.parsers.municipalities import MUNICIPALITIES


@dataclass(frozen=True, slots=True)
class Finding:
    """``kind`` is for machines; ``key`` is the member's, or "" where it is about the whole association."""

    kind: str
    problem: str
    remedy: str
    key: str = ""
    name: str = ""
    value: str = ""


def check(
    persons: Sequence[Person], table: Mapping[str, str], health: Mapping[str, Health], today: date
) -> list[Finding]:
    """All that is amiss on that day, in a fixed order; empty when the list is in order.

    ``persons``: all who are or were members. ``table``: municipality -> district. ``health``: address -> its health, of those with
    trouble.
    """
    members = [person for person in persons if desk.valid_on(person.joined, person.left, today)]
    if not members:
        problem = _("There are no members.")
        return [Finding("no-members", problem, _("Import them: mailflow members import FILE"))]
    return [
        *_unrepresented(members),
        *_lacking(members, table, today),
        *_twice(members, today),
        *_failing(members, health, today),
        *_offices(members, today),
        *_delegates(persons, members, today),
    ]


def _unrepresented(members: Sequence[Person]) -> list[Finding]:
    there = {person.municipality for person in members}
    return [
        Finding(
            "municipality-unrepresented", _("{municipality} has no member.").format(municipality=name),
            _("If there is one: mailflow members add, or correct the municipality of the one there is."), value=name,
        ) for name in MUNICIPALITIES if name not in there
    ]  # fmt: skip


def _lacking(members: Sequence[Person], table: Mapping[str, str], today: date) -> list[Finding]:
    found = []
    known = frozenset(MUNICIPALITIES)
    without_district: dict[str, Person] = {}
    for person in members:
        if desk.email(person, today) is None:
            problem = _("{name} has no e-mail address.")
            remedy = _("mailflow members edit {key} --address ADDRESS")
            found.append(_about("address-missing", person, problem, remedy))
        if not person.municipality:
            if "secretariat" in desk.valid_roles(person, today):
                continue  # whoever works for the association lies in no municipality
            problem = _("{name} has no municipality.")
            remedy = _("mailflow members edit {key} --municipality NAME")
            found.append(_about("municipality-missing", person, problem, remedy))
        elif person.municipality not in known:
            problem = _("{name}: {value} is none of the 98 municipalities.")
            remedy = _("mailflow members edit {key} --municipality NAME, unless it is right.")
            found.append(_about("municipality-none", person, problem, remedy, person.municipality))
        elif person.municipality not in table:
            without_district.setdefault(person.municipality, person)
    for municipality, person in sorted(without_district.items()):
        problem = _("{value} has members, but belongs to no district.")
        remedy = _('mailflow members districts set "{value}" DISTRICT').format(value=municipality)
        found.append(_about("district-missing", person, problem, remedy, municipality))
    return found


def _twice(members: Sequence[Person], today: date) -> list[Finding]:
    """The same name, or the same address; a name in two municipalities may be two people, and is said to be so."""
    by_name: dict[str, list[Person]] = defaultdict(list)
    by_address: dict[str, dict[int, Person]] = defaultdict(dict)
    for person in members:
        by_name[personname.fold(person.name)].append(person)
        for held in desk.valid_addresses(person, today):
            if held.kind != "delegate":
                by_address[held.address][person.id] = person
    found = []
    for namesakes in by_name.values():
        for person in namesakes[1:]:
            problem = _("{name} is in the list twice: [{other}] and [{key}].")
            remedy = _("If they are one: mailflow members leave {key}. If they are two, nothing is to be done.")
            found.append(_about("name-twice", person, problem, remedy, other=namesakes[0].key))
    for address, holders in by_address.items():
        first, *others = holders.values()
        for person in others:
            problem = _("{value} belongs to {other} and to {name}: nobody can tell who answers.")
            remedy = _("mailflow members edit {key} --address ADDRESS, or --no-alias {value}")
            found.append(_about("address-twice", person, problem, remedy, address, other=first.name))
    return found


def _failing(members: Sequence[Person], health: Mapping[str, Health], today: date) -> list[Finding]:
    """Trouble with a member's address; an address of somebody who has left is no news."""
    told = {
        "dead": (
            "bounces-permanent",
            _("Mail to {name} comes back: {value} does not exist any more, or takes none."),
            _("Ask for the new one: mailflow members edit {key} --address ADDRESS"),
        ),
        "blocked": (
            "bounces-policy",
            _("The mail server of {name} refuses our mail ({value}). The address itself may be right."),
            _("Write from another mailbox, or telephone; tell IT: mailflow doctor"),
        ),
        "doubtful": (
            "bounces-temporary",
            _("Mail to {name} ({value}) is delayed: a full mailbox, or a server that does not answer."),
            _("Wait some days; telephone if it is urgent."),
        ),
    }
    found = []
    for person in members:
        for held in desk.valid_addresses(person, today):
            state = health.get(held.address, Health()).state
            if state != "good":
                kind, problem, remedy = told[state]
                found.append(_about(kind, person, problem, remedy, held.address))
    return found


def _offices(members: Sequence[Person], today: date) -> list[Finding]:
    held = [(person, set(desk.valid_roles(person, today))) for person in members]
    board = [person for person, roles in held if roles & set(desk.BOARD_ROLES)]
    if not board:
        problem = _("Nobody is on the board, so minutes cannot be sent for approval.")
        return [Finding("no-board", problem, _("mailflow members edit PERSON --role bestyrelse"))]
    chairs = [person for person, roles in held if "chair" in roles]
    if not chairs:
        return [Finding("no-chair", _("Nobody is the chair."), _("mailflow members edit PERSON --role formand"))]
    first, *others = chairs
    problem = _("There are two chairs: {other} and {name}.")
    remedy = _("mailflow members edit {key} --no-role formand")
    found = [_about("two-chairs", person, problem, remedy, other=first.name) for person in others]
    both = _("{name} is chair and vice chair at once.")
    remedy = _("mailflow members edit {key} --no-role næstformand")
    return found + [_about("chair-and-vice", p, both, remedy) for p, roles in held if {"chair", "vice-chair"} <= roles]


def _delegates(persons: Sequence[Person], members: Sequence[Person], today: date) -> list[Finding]:
    """A delegate need be no member. What is wrong: nobody's name, the member's own address, somebody who has left."""
    staying = {person.id for person in members}
    former: dict[str, Person] = {}
    for person in persons:
        if person.id not in staying and desk.has_left(person, today):
            for held in person.addresses:
                if held.kind != "delegate":
                    former.setdefault(held.address, person)
    own = {h.address for person in members for h in desk.valid_addresses(person, today) if h.kind != "delegate"}
    remedy = _("mailflow members edit {key} --no-delegate {value}")
    found = []
    for person in members:
        for held in desk.valid_addresses(person, today):
            if held.kind != "delegate":
                continue
            mine = {h.address for h in desk.valid_addresses(person, today) if h.kind != "delegate"}
            if held.address in mine:
                problem = _("{value} is {name}'s own address and a delegate's, too.")
                found.append(_about("delegate-self", person, problem, remedy, held.address))
            elif held.address not in own and held.address in former:
                problem = _("{value} may answer for {name}, but belongs to {other}, who has left.")
                other = former[held.address].name
                found.append(_about("delegate-left", person, problem, remedy, held.address, other=other))
            elif not held.name and held.address not in own:
                problem = _("{value} may answer for {name}, and nobody knows who that is.")
                named = _("mailflow members edit {key} --delegate “Name <{value}>”, or --no-delegate {value}")
                found.append(_about("delegate-nobody", person, problem, named, held.address))
    return found


def _about(kind: str, person: Person, problem: str, remedy: str, value: str = "", **more: str) -> Finding:
    words = {"name": person.name, "key": person.key, "value": value, **more}
    return Finding(kind, problem.format(**words), remedy.format(**words), person.key, person.name, value)
