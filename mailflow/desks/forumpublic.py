"""What the public may see of the register: active forums, their seats, who sits there. Plain values, for the website.

Left out: forums and seats that are not public, contacts, notes, requirements, reasons, gender, and vacancies yet to come.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mailflow.desks import forums as desk
from mailflow.models import Forum, Seat


@dataclass(frozen=True, slots=True)
class PublicSeat:
    """``right``: association, kl, other (``right_holder`` names it) or "". ``name`` "": vacant."""

    title: str
    right: str
    right_holder: str
    name: str = ""
    municipality: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PublicForum:
    """``id`` is stable: it may stand in an address."""

    id: str
    name: str
    organisation: str
    purpose: str
    seats: tuple[PublicSeat, ...]


def public(forums: Iterable[Forum], day: date) -> list[PublicForum]:
    """As it is on that day, in the order given; a forum without a public seat is left out."""
    found = []
    for forum in forums:
        seats = tuple(_seat(seat, day) for seat in desk.seats(forum, day) if seat.public)
        if forum.state == "active" and forum.public and seats:
            found.append(PublicForum(forum.slug, forum.name, forum.organisation, forum.purpose, seats))
    return found


def _seat(seat: Seat, day: date) -> PublicSeat:
    held = desk.holder(seat, day)
    if held is None:
        return PublicSeat(seat.title, seat.right, seat.right_holder)
    return PublicSeat(seat.title, seat.right, seat.right_holder, held.name, held.municipality, held.since, held.until)
