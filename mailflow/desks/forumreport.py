"""The overview of the appointments: who sits where, who appoints, what is to be done, and what has changed since the last one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mailflow.desks import forums as desk
from mailflow.desks.forums import label
from mailflow.models import Forum, ForumChange, Seat

# What the board is told of a change; that a letter was sent or confirmed is the secretariat's own.
TOLD = ("added", "imported", "edited", "retired", "revived", "seat-added", "seat-edited", "seat-abolished", "appointed",
        "replaced", "left", "vacated", "corrected")  # fmt: skip
_INTERNAL = frozenset({"notes", "tenures", "person_id", "replaces_id", "ended_reason", "gender", "contact_name",
                       "contact_address", "contact_phone", "public"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One seat. ``mark``: new, replaced, vacated, corrected, changed or "" since the last report; ``state``: as a ``Vacancy``'s
    kind, or "" where nothing is to be done, and ``on`` its day."""

    forum: str
    slug: str
    organisation: str
    seat: str
    title: str
    right: str
    right_holder: str
    name: str = ""
    municipality: str = ""
    district: str = ""
    since: date | None = None
    until: date | None = None
    in_place_of: str = ""
    decision: str = ""
    decided_on: date | None = None
    coming: str = ""  # who is appointed and begins later
    coming_on: date | None = None
    state: str = ""
    on: date | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change in its own values. ``facts``: {field: (before, after)}, without what is the secretariat's alone."""

    forum: str
    seat: str
    verb: str
    facts: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Report:
    """``since``: the day of the last report, or the one that was asked for; None: the first, and nothing is said of changes.

    ``defunct``: name and day of each forum that is no more.
    """

    day: date
    forums: int
    lines: tuple[Line, ...]
    defunct: tuple[tuple[str, date | None], ...] = ()
    since: date | None = None
    changes: tuple[Change, ...] = field(default=())

    @property
    def vacant(self) -> int:
        return sum(line.state == "vacant" for line in self.lines)

    @property
    def wanting(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.state)

    def by_right(self) -> dict[tuple[str, str], tuple[int, int]]:
        """(right, its holder) -> seats, vacant ones; the association's first."""
        found: dict[tuple[str, str], tuple[int, int]] = {}
        for line in sorted(self.lines, key=lambda one: (desk.RIGHTS.index(one.right), one.right_holder)):
            seats, vacant = found.get((line.right, line.right_holder), (0, 0))
            found[line.right, line.right_holder] = seats + 1, vacant + (line.state == "vacant")
        return found


def make(forums: Sequence[Forum], changes: Sequence[ForumChange], districts: Mapping[str, str], day: date, warning: int,
         since: date | None) -> Report:  # fmt: skip
    """``changes`` are those since the last report, in their order; ``since`` its day. ``districts``: municipality -> district."""
    active = [forum for forum in forums if forum.state == "active"]
    places = {seat.id: label(seat) for forum in forums for seat in forum.seats}
    marks = _marks(changes) if since is not None else {}
    lines = tuple(
        _line(seat, districts, day, warning, marks.get(seat.id, "")) for forum in active for seat in desk.seats(forum, day)
    )  # fmt: skip
    told = [
        Change(one.forum.name, places.get(one.seat_id, "") if one.seat_id is not None else "", one.verb, facts)
        for one in changes
        if one.verb in TOLD and ((facts := _public(one)) or one.verb in ("retired", "revived", "seat-abolished"))
    ]
    gone = tuple((forum.name, forum.defunct_on) for forum in forums if forum.state == "defunct")
    return Report(day, len(active), lines, gone, since, tuple(told) if since is not None else ())


def _line(seat: Seat, districts: Mapping[str, str], day: date, warning: int, mark: str) -> Line:
    forum, now = seat.forum, desk.holder(seat, day)
    wanting, standing = desk.vacancy(seat, day, warning), desk.open_tenure(seat)
    coming = standing if standing is not None and standing is not now else None
    found = Line(
        forum.name, forum.slug, forum.organisation, label(seat), seat.title, seat.right, seat.right_holder,
        coming=coming.name if coming else "", coming_on=coming.since if coming else None,
        state=wanting.kind if wanting else "", on=wanting.on if wanting else None, mark=mark,
    )  # fmt: skip
    if now is None:
        return found
    return replace(
        found, name=now.name, municipality=now.municipality, district=districts.get(now.municipality, ""), since=now.since,
        until=now.until, in_place_of=now.in_place_of, decision=now.decision, decided_on=now.decided_on,
    )  # fmt: skip


def _marks(changes: Sequence[ForumChange]) -> dict[int, str]:
    """The seat's id -> the one word that says most of what happened to it."""
    rank = ("new", "replaced", "appointed", "vacated", "corrected", "changed")
    words = {"seat-added": "new", "imported": "appointed", "appointed": "appointed", "replaced": "replaced", "left": "vacated",
             "vacated": "vacated", "corrected": "corrected", "seat-edited": "changed"}  # fmt: skip
    found: dict[int, str] = {}
    for one in changes:
        word = words.get(one.verb)
        if one.seat_id is None or word is None or (one.verb in ("corrected", "seat-edited") and not _public(one)):
            continue
        before = found.get(one.seat_id)
        if before is None or rank.index(word) < rank.index(before) or (word == "vacated" and before != "new"):
            found[one.seat_id] = word
    return found


def _public(change: ForumChange) -> dict[str, tuple[Any, Any]]:
    return {key: (pair[0], pair[1]) for key, pair in change.facts.items() if key not in _INTERNAL}
