"""The rules of the register: who holds a seat on a day, and which seats have nobody, or soon nobody.

A term that has ended by plan does not empty the seat: whoever sits there does so until somebody else is appointed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from mailflow.desks.members import valid_on
from mailflow.models import Forum, Seat, Tenure

RIGHTS = ("association", "kl", "other", "")  # "": nobody has said who holds the right to appoint
URGENT = ("vacant", "left", "ended")


@dataclass(frozen=True, slots=True)
class Vacancy:
    """A seat for which somebody has to be found.

    ``kind``: vacant (nobody sits there), left (the holder is no longer a member, or will not be from ``on``), ended (the term
    ended), ending (the term, or the holder's time, ends within the warning period). ``tenure`` is the holder's, or the last
    one of a vacant seat. ``on``: since when, or when; None where nobody knows.
    """

    seat: Seat
    kind: str
    tenure: Tenure | None
    on: date | None

    @property
    def forum(self) -> Forum:
        return self.seat.forum


def open_tenure(seat: Seat) -> Tenure | None:
    """The tenure that nothing has ended: the holder's, or of one who is appointed and begins later. At most one a seat."""
    return next((one for one in seat.tenures if one.ended_on is None), None)


def holder(seat: Seat, day: date) -> Tenure | None:
    """Whose seat it is on that day."""
    held = [one for one in seat.tenures if valid_on(one.since, one.ended_on, day)]
    return held[-1] if held else None


def seats(forum: Forum, day: date) -> list[Seat]:
    """Those that are not abolished on that day, by number."""
    return [seat for seat in forum.seats if seat.abolished_on is None or day < seat.abolished_on]


def label(seat: Seat) -> str:
    """How a seat is named on the command line and in letters: "byplanraadet/2"."""
    return f"{seat.forum.slug}/{seat.number}"


def vacancy(seat: Seat, today: date, warning_days: int) -> Vacancy | None:
    """What is to be done about a seat; None when somebody holds it well beyond the warning period, or is appointed already."""
    soon = today + timedelta(days=warning_days)
    standing = open_tenure(seat)
    if standing is None:
        last = max(seat.tenures, key=lambda one: (one.ended_on or date.min, one.id or 0), default=None)
        ended = last.ended_on if last else None
        if ended is not None and ended > today:
            return Vacancy(seat, "ending", last, ended) if ended <= soon else None
        return Vacancy(seat, "vacant", last, ended)
    gone = standing.person.left if standing.person is not None else None
    if gone is not None and gone <= soon:
        return Vacancy(seat, "left", standing, gone)
    if standing.until is not None and standing.until <= soon:
        return Vacancy(seat, "ended" if standing.until < today else "ending", standing, standing.until)
    return None


def vacancies(forums: Iterable[Forum], today: date, warning_days: int) -> list[Vacancy]:
    """Of all active forums, in their order, by seat."""
    found = (
        vacancy(seat, today, warning_days)
        for forum in forums
        if forum.state == "active"
        for seat in seats(forum, today)
    )
    return [one for one in found if one is not None]
