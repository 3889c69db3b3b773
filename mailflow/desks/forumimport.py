"""Who is who in a list of forums: the holder among the members, and the row's seat among the register's. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mailflow.desks.forums import label, open_tenure
from mailflow.desks.members import has_left
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.models import Person, Seat, Tenure
from mailflow.parsers import personname
from mailflow.parsers.forumlist import ForumRow
from mailflow.parsers.memberlist import Finding


@dataclass(frozen=True, slots=True)
class Recognised:
    """``person`` None: in no member list, or nobody can tell which; then ``doubt`` says so."""

    person: Person | None
    doubt: Finding | None = None


class UnsureError(Exception):
    """Nobody can tell which seat this row means."""

    def __init__(self, row: ForumRow, error: InputError) -> None:
        super().__init__(error.message)
        self.row, self.error = row, error


def recognise(people: Sequence[Person], row: ForumRow, today: date) -> Recognised:
    """The holder in the member list: by address, or by name and municipality (a middle name more or less). Members go before
    those who have left. Doubt is told, and she is kept as she is written."""
    by_address = [
        person
        for person in people
        if row.address and any(held.address == row.address for held in person.addresses if held.kind != "delegate")
    ]
    named = by_address or [person for person in people if personname.fold(person.name) == personname.fold(row.name)]
    here = [one for one in named if by_address or not row.municipality or one.municipality == row.municipality]
    if not named and row.municipality:
        here = [one for one in people if one.municipality == row.municipality and personname.same(one.name, row.name)]
    found = [one for one in here if not has_left(one, today)] or here
    if len(found) == 1:
        return Recognised(found[0])
    told = ", ".join(f"{one.name} ({one.municipality or '–'}) [{one.key}]" for one in found or named)
    if not told:
        problem = _("Nobody in the member list is called that; the name is kept as it stands.")
        return Recognised(None, Finding("holder-unknown", problem, "", row.row, "", row.name, False))
    problem = _("It may be {people}; the name is kept as it stands, and belongs to nobody in the member list.").format(
        people=told
    )
    remedy = _("If it is the same person: mailflow forums correct SEAT --person {key}").format(
        key=(found or named)[0].key
    )
    return Recognised(None, Finding("holder-unsure", problem, remedy, row.row, "", row.name, False))


def sits(tenure: Tenure | None, name: str, person: Person | None = None) -> bool:
    """Whether it is her tenure."""
    if tenure is None:
        return False
    if person is not None and tenure.person_id is not None:
        return tenure.person_id == person.id
    return bool(name) and personname.same(tenure.name, name)


def pair(rows: Sequence[ForumRow], seats: Sequence[Seat], who: Mapping[int, Person | None]) -> dict[int, Seat | None]:
    """The seat of each row, by the row's number; None: a new one. ``who``: the row's number -> its holder, if a member.

    By the seat's own number; else the one that she holds, or whose holder she replaces; else one that is free, of the same kind.
    Raises ``UnsureError`` for a row of which nobody can tell whether it means a seat that somebody else holds, or a new one.
    """
    found: dict[int, Seat | None] = {}
    numbers = {seat.number: seat for seat in seats}
    for row in rows:
        if row.seat is not None:
            found[row.row] = numbers.get(row.seat)
    rules: tuple[Callable[[ForumRow, Seat], bool], ...] = (
        lambda row, seat: bool(row.name) and sits(open_tenure(seat), row.name, who.get(row.row)),
        lambda row, seat: bool(row.name) and sits(open_tenure(seat), row.in_place_of.partition(",")[0]),
        lambda row, seat: open_tenure(seat) is None and seat.title == row.seat_fields.get("title", ""),
        lambda row, seat: open_tenure(seat) is None and ("title" not in row.seat_fields or not seat.title),
    )
    for rule in rules:
        for row in rows:
            if row.row in found:
                continue
            taken = {seat.id for seat in found.values() if seat is not None}
            fits = next((seat for seat in seats if seat.id not in taken and rule(row, seat)), None)
            if fits is not None:
                found[row.row] = fits
    for row in rows:
        if row.row in found:
            continue
        taken = {seat.id for seat in found.values() if seat is not None}
        other = next((seat for seat in seats if seat.id not in taken and _may_be(row, seat)), None)
        if other is not None:
            raise UnsureError(row, InputError(_which(row, other), _remedy(other)))
        found[row.row] = None
    return found


def _may_be(row: ForumRow, seat: Seat) -> bool:
    return "title" not in row.seat_fields or not seat.title or seat.title == row.seat_fields["title"]


def _which(row: ForumRow, seat: Seat) -> str:
    held = open_tenure(seat)
    said = _("{name} sits on {seat} and is not in the list: is this row that seat, or a further one?")
    return said.format(name=held.name if held else "–", seat=label(seat))


def _remedy(seat: Seat) -> str:
    return _("Write whom she replaces (I stedet for), or the seat's number (Plads): {number}, or a new one.").format(
        number=seat.number
    )
