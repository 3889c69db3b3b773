"""A decision to appoint: the register, the call it settles, and the letters that follow from it. Used inside the caller's
transaction; the same decision a second time changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from mailflow.desks import calls as calldesk
from mailflow.desks import forums as desk
from mailflow.desks.deadlines import local_day
from mailflow.desks.forums import label, open_tenure
from mailflow.desks.members import has_left
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Call, Candidate, Case, Forum, Letter, Person, Seat, Tenure
from mailflow.parsers.personname import fold
from mailflow.store import calls, forumletters, forums, forumtold, people
from mailflow.store.apply import Office


@dataclass(frozen=True, slots=True)
class Order:
    """What was decided. ``outsider``: a name that is in no member list, with ``municipality``. ``right_given``: whose right it is
    has left it to the association. ``declined_yet``: though she said no to the call."""

    decided_on: date
    person: Person | None = None
    outsider: str = ""
    municipality: str = ""
    replaces: str = ""
    since: date | None = None
    until: date | None = None
    case: Case | None = None
    item: str = ""
    reason: str = ""
    right_given: bool = False
    declined_yet: bool = False
    letters: bool = True

    @property
    def name(self) -> str:
        return self.person.name if self.person is not None else self.outsider


@dataclass(frozen=True, slots=True)
class Outcome:
    """``again``: it was so already, and nothing was done. ``unwritten``: who should be told and cannot, with why."""

    tenure: Tenure
    letters: tuple[Letter, ...]
    again: bool
    unwritten: tuple[str, ...]
    call: Call | None


def seat_for(session: Session, forum: Forum, number: int | None, order: Order, today: date) -> Seat:
    """The seat that is meant: the one of that number, the one of whom she replaces, the one she has by this very decision, the
    vacant one. Raises ``InputError`` when that is not one."""
    seats = desk.seats(forum, today)
    if number is not None:
        return forums.seat_by(session, f"{forum.slug}/{number}")
    if order.replaces:
        tries = [[one for one in seats if (held := open_tenure(one)) is not None and _is(held, order.replaces)]]
    else:
        mine = [one for one in seats if (held := open_tenure(one)) is not None and _by(held, order)]
        running = _call(forum, None)
        asked = [one for one in seats if running is not None and one.id in running.seats and open_tenure(one) is None]
        vacant = [one for one in seats if open_tenure(one) is None]
        tries = [mine, asked[:1], vacant]
    found = next((one for one in tries if one), [])
    if len(found) == 1:
        return found[0]
    listed = ", ".join(label(one) for one in found or seats)
    if order.replaces and not found:
        raise RefusedError(_("{name} does not sit in {forum}.").format(name=order.replaces, forum=forum.name),
                           _("See mailflow forums show {slug}.").format(slug=forum.slug))  # fmt: skip
    raise InputError(
        _("No seat of {forum} is vacant.").format(forum=forum.name) if not found
        else _("Several seats are meant: {seats}.").format(seats=listed),
        _("Say which: --seat N, or whose place is taken: --replaces PERSON."),
    )  # fmt: skip


def decide(session: Session, seat: Seat, order: Order, office: Office, now: datetime, by: str) -> Outcome:
    """Record the decision and write its letters.

    Raises ``RefusedError`` when the right to appoint is another's, the seat was filled meanwhile, she is no member or has said no.
    """
    forum, today = seat.forum, local_day(now, office.zone)
    session.refresh(forum, with_for_update=True)
    session.expire(seat, ["tenures"])
    standing = open_tenure(seat)
    if standing is not None and _by(standing, order):
        return Outcome(standing, (), True, (), None)
    _check(seat, order, today)
    call = _call(forum, seat)
    candidate = _candidate(call, order)
    if candidate is not None and candidate.state == "unwilling" and not order.declined_yet:
        raise RefusedError(_("{name} has said no to the call {call}.").format(name=order.name, call=candidate.call.slug),
                           _("If that has changed: --although-declined"))  # fmt: skip
    if order.replaces and (standing is None or not _is(standing, order.replaces)):
        raise RefusedError(_("{name} does not sit on {seat}.").format(name=order.replaces, seat=label(seat)))
    replaced = standing if order.replaces else None
    last = max(
        (one for one in seat.tenures if one.ended_on), key=lambda one: (one.ended_on or date.min, one.id), default=None
    )
    tenure = forums.appoint(
        session, seat, person=order.person, name=order.outsider, municipality=order.municipality,
        since=order.since or order.decided_on,
        until=order.until, replaces=replaced, in_place_of="" if replaced or last is None else last.name,
        decided_on=order.decided_on, decision=_decision(order), case_id=order.case.id if order.case is not None else None,
        call_id=call.id if call is not None else None, now=now, by=by, reason=order.reason,
    )  # fmt: skip
    passed = _settle(session, call, candidate, now) if call is not None else []
    letters, lost = (
        _letters(session, office, tenure, replaced, call, passed, now, by, today) if order.letters else ([], [])
    )
    return Outcome(tenure, tuple(letters), False, tuple(lost), call)


def _check(seat: Seat, order: Order, today: date) -> None:
    if seat.right != "association" and not order.right_given:
        whose = calldesk.holder_name(seat)
        raise RefusedError(
            _("The right to appoint to {seat} is not the association's; it is {whose}'s.").format(seat=label(seat), whose=whose)
            if whose else _("Nobody has said who holds the right to appoint to {seat}.").format(seat=label(seat)),
            _("If it was left to the association, or they have appointed: --right-was-given with --reason."),
        )  # fmt: skip
    if order.right_given and not order.reason:
        raise InputError(_("Say who gave the right, and when."), _("Add --reason."))
    if order.person is not None and has_left(order.person, today):
        raise RefusedError(_("{name} is no longer a member.").format(name=order.person.name),
                           _("To appoint somebody who is no member: --outsider NAME."))  # fmt: skip


def _call(forum: Forum, seat: Seat | None) -> Call | None:
    """The newest call that is not settled, for that seat."""
    found = [one for one in forum.calls if one.state in calldesk.RUNNING and (seat is None or seat.id in one.seats)]
    return found[-1] if found else None


def _candidate(call: Call | None, order: Order) -> Candidate | None:
    for one in call.candidates if call is not None else ():
        if order.person is not None and one.person_id == order.person.id:
            return one
        if order.person is None and one.person_id is None and fold(one.name) == fold(order.outsider):
            return one
    return None


def _settle(session: Session, call: Call, candidate: Candidate | None, now: datetime) -> list[Candidate]:
    """She is appointed; once every seat of the call is filled the others are not, and the call is decided. Returns those others
    who know that they were proposed: willing, or asked."""
    if candidate is not None:
        candidate.state, candidate.settled_at = "appointed", now
    session.expire(call.forum, ["seats"])
    if any(open_tenure(seat) is None for seat in calldesk.seats_of(call)):
        return []
    if call.state == "open":
        calls.close(session, call, now)
    call.state = "decided"
    passed = [one for one in call.candidates if one.state in ("proposed", "asked", "willing")]
    known = [one for one in passed if one.state != "proposed" and one.person is not None]
    for one in passed:
        one.state, one.settled_at = "not-chosen", now
    session.flush()
    return known


def _letters(session: Session, office: Office, tenure: Tenure, replaced: Tenure | None, call: Call | None,
             passed: Sequence[Candidate], now: datetime, by: str, today: date) -> tuple[list[Letter], list[str]]:  # fmt: skip
    base, forum = forumtold.facts(tenure, office), tenure.seat.forum
    found: list[Letter | None] = []
    lost: list[str] = []

    def write(kind: str, why: str, name: str, person: Person | None, candidate: Candidate | None = None) -> None:
        if person is None or has_left(person, today) or not people.primary_address(person, today):
            lost.append(_("{name}: no address, or no member").format(name=name))
            return
        found.append(
            forumletters.write(session, office, kind, why, f"{kind}:{tenure.id}:{person.id}", base, now, person=person,
                               candidate=candidate, tenure=tenure, forum=forum)
        )  # fmt: skip

    write("forum-appointed", "appointed", tenure.name, tenure.person)
    if replaced is not None:
        write("forum-replaced", "replaced", replaced.name, replaced.person)
    for one in passed:
        write("forum-not-chosen", "not-chosen", one.name, one.person, one)
    told = forumtold.tell(session, office, tenure, now, by)
    if told is None:
        lost.append(_("{forum}: no contact address").format(forum=forum.name))
    return [one for one in (*found, told) if one is not None], lost


def _decision(order: Order) -> str:
    parts = [order.case.body or order.case.title] if order.case is not None else []
    parts += [_("item {number}").format(number=order.item)] if order.item else []
    return ", ".join(parts)


def _by(held: Tenure, order: Order) -> bool:
    """Whether she sits there by this very decision."""
    same = held.person_id == order.person.id if order.person is not None else (
        held.person_id is None and fold(held.name) == fold(order.outsider)
    )  # fmt: skip
    return same and held.decided_on == order.decided_on


def _is(held: Tenure, text: str) -> bool:
    """Whether she is called so: her key, her name, or words of it."""
    wanted = fold(text).split()
    key = held.person.key if held.person is not None else ""
    return bool(wanted) and (text.strip().casefold() == key or all(word in fold(held.name).split() for word in wanted))
