"""The board's page of a call: who can be chosen, with what each has said, and what it does to the balance. Values only.

Shown are those who may be appointed: willing, or not heard from yet; those proposed too late are apart. Who said no, took it
back or has left the association is counted, not named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mailflow.desks import balance as balances
from mailflow.desks import calls as desk
from mailflow.desks.balance import Balance, Place
from mailflow.desks.forums import holder, label, open_tenure
from mailflow.models import Call, Candidate, Forum, Person, Seat

SHOWN = ("willing", "asked", "proposed", "appointed", "not-chosen")
_ORDER = {"appointed": 0, "willing": 0, "asked": 1, "proposed": 2, "not-chosen": 3}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who proposes her, and in which words."""

    name: str
    municipality: str
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidate. ``holds``: (forum, seat, kind of seat) that she has already. ``after``: the balance with her chosen."""

    number: int
    key: str
    name: str
    municipality: str
    district: str
    gender: str
    state: str
    late: bool
    words: str
    proposals: tuple[Proposal, ...]
    holds: tuple[tuple[str, str, str], ...]
    after: Balance


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat called for: ``holder`` "" when nobody sits there."""

    seat: str
    title: str
    requirements: str
    holder: str
    municipality: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """``recommend``: whose the right to appoint is, "" when it is ours. ``aside``: how many candidates are not shown."""

    call: str
    forum: str
    organisation: str
    purpose: str
    recommend: str
    day: date
    deadline: datetime
    seats: tuple[SeatLine, ...]
    today: Balance
    entries: tuple[Entry, ...]
    aside: int
    open: int

    @property
    def in_time(self) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if not one.late)

    @property
    def late(self) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.late)

    def outcomes(self) -> list[tuple[Balance, list[Entry]]]:
        """Each share of seats that a choice leads to, with the candidates who lead to it."""
        found: list[tuple[Balance, list[Entry]]] = []
        for one in self.in_time:
            same = next((who for balance, who in found if balance.shares == one.after.shares), None)
            if same is None:
                found.append((one.after, [one]))
            else:
                same.append(one)
        return found


def page(call: Call, people: Sequence[Person], forums: Sequence[Forum], table: Mapping[str, str], day: date) -> Page:
    """``people`` are all of the register, ``forums`` the active ones, ``table``: municipality -> district on the day."""
    members = balances.members(people, table, day)
    held = balances.holdings(forums, table, day)
    districts = set(table.values())
    seats = desk.seats_of(call)
    given = next((seat for seat in seats if open_tenure(seat) is None), seats[0] if seats else None)

    def entry(one: Candidate) -> Entry:
        person = one.person
        place = (
            balances.place_of(person, table) if person is not None
            else Place(one.municipality, table.get(one.municipality, ""))
        )  # fmt: skip
        chosen = (
            balances.chosen(held, label(given), place, member=person is not None)
            if given is not None and one.state != "appointed" else held
        )  # fmt: skip
        return Entry(
            one.number, person.key if person is not None else "", one.name, one.municipality, place.district, place.gender,
            desk.state_of(call, one, day), desk.only_late(one), one.words, _proposals(one), _holds(one, forums, day),
            balances.balance(members, chosen, districts),
        )  # fmt: skip

    entries = [entry(one) for one in call.candidates]
    shown = sorted(
        (one for one in entries if one.state in SHOWN),
        key=lambda one: (one.late, _ORDER[one.state], one.number),
    )  # fmt: skip
    return Page(
        call.slug, call.forum.name, call.forum.organisation, call.forum.purpose,
        " / ".join(dict.fromkeys(desk.holder_name(seat) for seat in seats if desk.holder_name(seat))), day, call.deadline,
        tuple(_seat(seat, day) for seat in seats), balances.balance(members, held, districts), tuple(shown),
        len(entries) - len(shown), sum(answer.open for answer in call.answers),
    )  # fmt: skip


def _seat(seat: Seat, day: date) -> SeatLine:
    held = holder(seat, day)
    return SeatLine(label(seat), seat.title, seat.requirements, held.name if held else "", held.municipality if held else "",
                    held.until if held else None)  # fmt: skip


def _proposals(one: Candidate) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(by.nominator.name, by.nominator.municipality, by.words, by.nominator_id == one.person_id)
        for by in desk.live(one) if by.nominator is not None
    )  # fmt: skip


def _holds(one: Candidate, forums: Sequence[Forum], day: date) -> tuple[tuple[str, str, str], ...]:
    if one.person_id is None:
        return ()
    return tuple(
        (forum.name, label(seat), seat.title)
        for forum in forums if forum.state == "active"
        for seat in forum.seats
        if (held := open_tenure(seat) or holder(seat, day)) is not None and held.person_id == one.person_id
    )  # fmt: skip
