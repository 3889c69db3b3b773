"""Geographic balance: the share of members beside the share of seats, district by district, today and with somebody chosen.

Shares are exact fractions; rounding is for whoever prints them. A member whose municipality has no district that day is
counted apart, and so is a holder who is no member: neither is in any share.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from mailflow.desks.forums import holder, seats
from mailflow.desks.members import has_left
from mailflow.models import Forum, Person, Seat


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody belongs. ``district`` "": in none that the table knows. ``gender`` as in ``Person``."""

    municipality: str
    district: str
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """A seat on the day: ``place`` is its holder's, None when nobody sits there; ``member``: she is in the association."""

    seat: str
    place: Place | None
    member: bool = True


@dataclass(frozen=True, slots=True)
class Share:
    """One district. ``of_members``, ``of_seats``: its share of all that lie in a district; 0 when there are none."""

    district: str
    members: int
    seats: int
    of_members: Fraction
    of_seats: Fraction

    @property
    def over(self) -> Fraction:
        """By how much its share of seats exceeds its share of members; negative: it has too few."""
        return self.of_seats - self.of_members


@dataclass(frozen=True, slots=True)
class Balance:
    """``no_district``: members without one; ``unplaced``: holders who are members without one; ``outside``: holders who are no
    members; ``vacant``: seats. ``genders``: (gender, members, holders who are members), "" where nothing says so."""

    shares: tuple[Share, ...]
    members: int
    seats: int
    no_district: int
    unplaced: int
    outside: int
    vacant: int
    genders: tuple[tuple[str, int, int], ...]

    @property
    def skew(self) -> Fraction:
        """The share of seats that would have to move for every district to have as many as its members say (the index of
        dissimilarity, Duncan and Duncan 1955); 0: in balance."""
        return sum((abs(one.over) for one in self.shares), Fraction(0)) / 2 if self.seats else Fraction(0)


def balance(members: Sequence[Place], held: Iterable[Holding], districts: Iterable[str] = ()) -> Balance:
    """``districts``: those of the table, so that one without members is shown too. In the order of their names."""
    held = list(held)
    inside = [one.place for one in held if one.place is not None and one.member]
    people = Counter(one.district for one in members)
    sits = Counter(one.district for one in inside)
    no_district, unplaced = people.pop("", 0), sits.pop("", 0)
    all_people, all_seats = people.total(), sits.total()
    names = sorted({*districts, *people, *sits} - {""}, key=_alphabet)
    genders = Counter(one.gender for one in members)
    sitting = Counter(one.gender for one in inside)
    return Balance(
        tuple(
            Share(name, people[name], sits[name], _of(people[name], all_people), _of(sits[name], all_seats)) for name in names
        ),
        all_people, all_seats, no_district, unplaced,
        sum(one.place is not None and not one.member for one in held), sum(one.place is None for one in held),
        tuple((name, genders[name], sitting[name]) for name in sorted({*genders, *sitting}, key=lambda name: (not name, name))),
    )  # fmt: skip


def chosen(held: Sequence[Holding], seat: str, place: Place, *, member: bool = True) -> list[Holding]:
    """The same with that seat given to somebody; who sat there does so no longer."""
    return [replace(one, place=place, member=member) if one.seat == seat else one for one in held]


# --- from the register -------------------------------------------------------------------------------------------------


def place_of(person: Person, table: Mapping[str, str]) -> Place:
    """``table``: municipality -> district on the day."""
    return Place(person.municipality, table.get(person.municipality, ""), person.gender or "")


def members(people: Iterable[Person], table: Mapping[str, str], day: date) -> list[Place]:
    """Those who are members on the day."""
    return [place_of(one, table) for one in people if not has_left(one, day)]


def holdings(forums: Iterable[Forum], table: Mapping[str, str], day: date) -> list[Holding]:
    """The seats of active forums on the day."""
    return [
        _holding(seat, table, day) for forum in forums if forum.state == "active" for seat in seats(forum, day)
    ]  # fmt: skip


def _holding(seat: Seat, table: Mapping[str, str], day: date) -> Holding:
    name, held = f"{seat.forum.slug}/{seat.number}", holder(seat, day)
    if held is None:
        return Holding(name, None)
    if held.person is not None and not has_left(held.person, day):
        return Holding(name, replace(place_of(held.person, table), gender=held.person.gender or held.gender))
    return Holding(name, Place(held.municipality, table.get(held.municipality, ""), held.gender), member=False)


def _of(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)


def _alphabet(name: str) -> str:
    return name.casefold().translate(str.maketrans("æøå", "{|}"))
