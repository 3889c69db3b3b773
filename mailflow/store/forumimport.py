"""A list of forums becomes the register, or changes it: what is there already is found again and not made twice.

What the list says nothing of stays. Each change rests on the row that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailflow.desks import forumimport as desk
from mailflow.desks import forums as rules
from mailflow.desks.forums import open_tenure
from mailflow.errors import InputError, MailflowError, RefusedError
from mailflow.i18n import _
from mailflow.models import Forum, ForumChange, Person, Seat
from mailflow.parsers.forumlist import ForumRow
from mailflow.parsers.memberlist import Finding
from mailflow.parsers.personname import fold
from mailflow.store import forumedit, forums, people


@dataclass(frozen=True, slots=True)
class Outcome:
    """``changes`` in their order; ``findings`` are told, those that stop are of rows that were left out."""

    changes: tuple[ForumChange, ...]
    findings: tuple[Finding, ...]
    forums: int
    unchanged: int  # forums of the list that are as it says


@dataclass(slots=True)
class _Work:
    session: Session
    source: str
    today: date
    now: datetime
    by: str
    people: Sequence[Person]
    findings: list[Finding] = field(default_factory=list)

    def who(self, row: ForumRow) -> dict[str, Any]:
        return {
            "now": self.now, "by": self.by,
            "evidence": _("{file}, row {row}").format(file=self.source, row=row.row),
        }  # fmt: skip


def carry(session: Session, rows: Sequence[ForumRow], *, source: str, today: date, now: datetime, by: str) -> Outcome:
    """Carry the list out. A forum with a row that cannot be is left out whole, and its finding stops."""
    work = _Work(session, source, today, now, by, people.everybody(session))
    last = session.scalar(select(func.max(ForumChange.id))) or 0
    known = {fold(one.name): one for one in forums.all_forums(session)}
    slugs = {one.slug: one for one in known.values()}
    groups: dict[str, list[ForumRow]] = {}
    for row in rows:
        groups.setdefault(fold(slugs[row.slug].name if row.slug in slugs else row.forum), []).append(row)
    same = 0
    for name, group in groups.items():
        before = session.scalar(select(func.count(ForumChange.id)))
        told = list(work.findings)
        try:
            with session.begin_nested():
                _forum(work, known.get(name), group)
        except _RowError as error:
            work.findings = [*told, error.finding]
        same += before == session.scalar(select(func.count(ForumChange.id)))
    changes = session.scalars(select(ForumChange).where(ForumChange.id > last).order_by(ForumChange.id)).all()
    return Outcome(tuple(changes), tuple(work.findings), len(groups), same)


class _RowError(Exception):
    """Why a row cannot be; undoes what was done of its forum."""

    def __init__(self, row: ForumRow, error: MailflowError) -> None:
        super().__init__(error.message)
        self.finding = Finding("not-possible", error.message, error.remedy, row.row, "", row.name or row.forum)


def _forum(work: _Work, forum: Forum | None, rows: Sequence[ForumRow]) -> None:
    first = rows[0]
    fields = _merged(rows)
    gone = next((row for row in rows if row.defunct_on is not None), None)
    if gone is not None and gone.defunct_on is not None and gone.defunct_on > work.today:
        problem = _("{day} is still to come: until then the forum is active.").format(day=gone.defunct_on.isoformat())
        raise _RowError(gone, InputError(problem, _("Leave it active, and retire it on the day.")))
    try:
        if forum is None:
            forum = forumedit.add(
                work.session, first.forum, fields, slug=first.slug, verb="imported", **work.who(first)
            )
        elif forum.state == "defunct":
            _still_defunct(work, forum, gone, first)
            return
        else:
            forumedit.edit(work.session, forum, fields, **work.who(first))
    except (InputError, RefusedError) as error:
        raise _RowError(first, error) from None
    _seats(work, forum, [row for row in rows if row.has_seat], rows)
    if gone is not None and gone.defunct_on is not None:
        try:
            forumedit.retire(work.session, forum, gone.defunct_on, **work.who(gone))
        except (InputError, RefusedError) as error:
            raise _RowError(gone, error) from None


def _still_defunct(work: _Work, forum: Forum, gone: ForumRow | None, row: ForumRow) -> None:
    """A defunct forum is left as it is; that the list has it as active is a contradiction."""
    if gone is None:
        day = forum.defunct_on.isoformat() if forum.defunct_on else "–"
        problem = _("The register says that {forum} is defunct since {day}.").format(forum=forum.name, day=day)
        remedy = _("If it is not: mailflow forums revive {slug}").format(slug=forum.slug)
        raise _RowError(row, RefusedError(problem, remedy))
    if gone.defunct_on != forum.defunct_on:
        problem = _("The register has another day: {day}; it stays.").format(day=forum.defunct_on)
        work.findings.append(Finding("defunct-otherwise", problem, "", gone.row, "", str(gone.defunct_on), False))


def _merged(rows: Sequence[ForumRow]) -> dict[str, Any]:
    """What all rows together say of the forum itself. Raises when two of them differ."""
    fields: dict[str, Any] = {}
    for row in rows:
        for key, value in row.forum_fields.items():
            if fields.setdefault(key, value) != value:
                problem = _("Two rows say something else of the same forum: “{one}” and “{other}”.")
                raise _RowError(
                    row, InputError(problem.format(one=fields[key], other=value), _("Correct one of the two."))
                )
    return fields


def _seats(work: _Work, forum: Forum, rows: Sequence[ForumRow], every: Sequence[ForumRow]) -> None:
    who: dict[int, Person | None] = {}
    for row in rows:
        if row.name:
            known = desk.recognise(work.people, row, work.today)
            who[row.row] = known.person
            if known.doubt is not None:
                work.findings.append(known.doubt)
    live = rules.seats(forum, work.today)
    try:
        pairs = desk.pair(rows, live, who)
    except desk.UnsureError as unsure:
        raise _RowError(unsure.row, unsure.error) from None
    for row in rows:
        try:
            seat = pairs[row.row]
            if seat is None:
                seat = forumedit.add_seat(work.session, forum, row.seat_fields, number=row.seat, **work.who(row))
            else:
                forumedit.edit_seat(work.session, seat, row.seat_fields, **work.who(row))
            _holder(work, seat, row, who.get(row.row))
        except (InputError, RefusedError) as error:
            raise _RowError(row, error) from None
    _count(work, forum, every)


def _count(work: _Work, forum: Forum, rows: Sequence[ForumRow]) -> None:
    """As many seats as the list counts; those that no row names are vacant."""
    said = max((row for row in rows if row.seats is not None), key=lambda row: row.seats or 0, default=None)
    if said is None or said.seats is None:
        return
    live = len(rules.seats(forum, work.today))
    if live > said.seats:
        problem = _("The list counts {said} seats, the register has {live}; they stay.").format(
            said=said.seats, live=live
        )
        remedy = _("One that is no more: mailflow forums seat abolish SEAT")
        work.findings.append(Finding("seats-more", problem, remedy, said.row, "", forum.name, False))
    rights = {
        (row.seat_fields.get("right"), row.seat_fields.get("right_holder"))
        for row in rows
        if "right" in row.seat_fields
    }
    right, holder = rights.pop() if len(rights) == 1 else (None, None)
    fields = {key: value for key, value in (("right", right), ("right_holder", holder)) if value}
    for _seat in range(live, said.seats):
        forumedit.add_seat(work.session, forum, fields, **work.who(said))


def _holder(work: _Work, seat: Seat, row: ForumRow, person: Person | None) -> None:
    standing = open_tenure(seat)
    if not row.name:
        if standing is not None:
            raise RefusedError(
                _("{name} sits on {seat} in the register.").format(name=standing.name, seat=rules.label(seat)),
                _("If it is vacant: mailflow forums vacate {seat} --on DATE").format(seat=rules.label(seat)),
            )
        return
    said: dict[str, Any] = {
        "municipality": row.municipality, "gender": row.gender, "since": row.since, "until": row.until,
        "in_place_of": row.in_place_of, "decision": row.decision, "decided_on": row.decided_on,
        "person_id": person.id if person else None,
    }  # fmt: skip
    if standing is not None and desk.sits(standing, row.name, person):
        fields = {key: value for key, value in said.items() if value not in ("", None)}
        forums.correct(work.session, standing, fields, **work.who(row))
        return
    del said["person_id"]
    verb = "replaced" if standing is not None else "imported"
    forums.appoint(
        work.session, seat, name=row.name, person=person, replaces=standing, verb=verb, **said, **work.who(row)
    )
