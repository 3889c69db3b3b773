"""The rules of a call for candidates. Pure: a call, its seats, candidates and answers in, what follows out.

A later answer of the same member takes the place of the earlier one, unless it says that it adds to it. What comes after the
deadline is kept as late: it adds, and replaces nothing; a no, and what is taken back, holds whenever it comes. Silence is no
consent. Whom nobody proposes any longer is no candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mailflow.desks.forums import open_tenure
from mailflow.desks.members import has_left
from mailflow.desks.nominees import Named
from mailflow.models import Call, CallAddressee, CallAnswer, Candidate, Forum, Nomination, Seat, Tenure

RUNNING = ("open", "closed")  # answers still change something
SETTLED = ("appointed", "not-chosen")  # the decision's, not ours
_STANCES = {"consent": "willing", "refuse": "unwilling", "withdraw": "withdrawn"}
_SAID = ("nominate", "decline", "withdraw", "consent", "refuse", "question", "unclear")


# --- seats ---------------------------------------------------------------------------------------------------------


def holder_name(seat: Seat) -> str:
    """Whose the right to appoint is, for a person; "" when it is the association's or nobody has said."""
    if seat.right in ("association", ""):
        return ""
    return seat.right_holder or ("KL" if seat.right == "kl" else "")


def seats_of(call: Call) -> list[Seat]:
    """The seats called for, by number."""
    return [seat for seat in call.forum.seats if seat.id in call.seats]


def vacant(forum: Forum, today: date) -> list[Seat]:
    """The seats that a call without --seat means: those that nobody has, or whose holder has left."""
    seats = [seat for seat in forum.seats if seat.abolished_on is None or today < seat.abolished_on]
    empty = [seat for seat in seats if _is_vacant(open_tenure(seat), today)]
    return empty or (seats if len(seats) == 1 else [])


def _is_vacant(tenure: Tenure | None, today: date) -> bool:
    return tenure is None or (tenure.person is not None and has_left(tenure.person, today))


def filled(call: Call) -> list[Seat]:
    """The seats of a call that somebody was given since it went out, by another way than this call's decision."""
    if call.state not in RUNNING:
        return []
    return [
        seat for seat in seats_of(call)
        if (one := open_tenure(seat)) is not None and one.created_at > call.opened_at and one.call_id != call.id
    ]  # fmt: skip


def all_filled(call: Call) -> bool:
    return bool(call.seats) and len(filled(call)) == len(call.seats)


def is_late(call: Call, received: datetime) -> bool:
    """``received`` counts, not when it was read: what lay in the mailbox in time is in time."""
    ended = min(call.deadline, call.closed_at) if call.closed_at is not None else call.deadline
    return received > ended


# --- candidates ----------------------------------------------------------------------------------------------------


def live(candidate: Candidate) -> list[Nomination]:
    """The nominations of a candidate that nobody has taken back."""
    return [one for one in candidate.nominations if one.withdrawn_at is None]


def nominations_of(call: Call, person_id: int) -> list[Nomination]:
    """What this member proposes now."""
    return [one for candidate in call.candidates for one in live(candidate) if one.nominator_id == person_id]


def only_late(candidate: Candidate) -> bool:
    """Nobody proposed her in time."""
    standing = live(candidate)
    return bool(standing) and all(one.late for one in standing)


def stance(call: Call, candidate: Candidate) -> str:
    """What she has said herself: willing (also by proposing herself), unwilling, withdrawn, or ""."""
    if any(one.nominator_id == candidate.person_id is not None for one in live(candidate)):
        return "willing"
    said = [
        answer for answer in call.answers
        if answer.valid and answer.candidate is candidate and answer.intent in _STANCES
    ]  # fmt: skip
    latest = max(said, key=lambda one: (one.received_at, one.number), default=None)
    return _STANCES[latest.intent] if latest is not None else ""


def state_of(call: Call, candidate: Candidate, today: date) -> str:
    """What a candidate is now, from who proposes her and what she has said herself."""
    if candidate.state in SETTLED:
        return candidate.state
    if candidate.person is not None and has_left(candidate.person, today):
        return "left"
    if not live(candidate):
        return "withdrawn"
    said = stance(call, candidate)
    if said:
        return said
    if candidate.person_id is None and candidate.state in ("willing", "unwilling"):
        return candidate.state  # somebody who is no member: as it was recorded by hand
    return "asked" if candidate.asked_at is not None else "proposed"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a nomination changes: who is proposed anew, and which of the member's earlier proposals fall."""

    add: tuple[Named, ...]
    withdraw: tuple[Nomination, ...]
    keep: tuple[Nomination, ...]  # earlier ones that stand


def plan(call: Call, nominator_id: int, named: Sequence[Named], *, adds: bool, late: bool) -> Plan:
    """``named`` are known (or said by a human); ``adds``: what was proposed before still stands."""
    before = nominations_of(call, nominator_id)
    chosen = {one.person.id if one.person is not None else one.label for one in named}
    again = [one for one in before if _mark(one.candidate) in chosen]
    others = [one for one in before if one not in again]
    falls = [] if adds or late else others
    return Plan(tuple(named), tuple(falls), tuple(one for one in others if one not in falls))


def _mark(candidate: Candidate) -> int | str:
    if candidate.person_id is not None:
        return candidate.person_id
    return ", ".join(part for part in (candidate.name, candidate.municipality) if part)


# --- who is written to ---------------------------------------------------------------------------------------------


def has_answered(call: Call, person_id: int) -> bool:
    """She has said something that is more than thanks, clear or not."""
    return any(answer.person_id == person_id and answer.intent in _SAID for answer in call.answers)


def unanswered(call: Call, today: date) -> list[CallAddressee]:
    """Who gets the reminder: asked, still a member, and not heard from."""
    answered = {answer.person_id for answer in call.answers if answer.intent in _SAID}
    return [
        one for one in call.asked
        if one.person_id is not None and one.person is not None and one.person_id not in answered
        and not has_left(one.person, today)
    ]  # fmt: skip


def to_ask(call: Call, today: date) -> list[Candidate]:
    """Whom somebody else has proposed in time, and who has not been asked. Never one who is no member."""
    if call.state not in RUNNING or all_filled(call):
        return []
    return [
        one for one in call.candidates
        if one.person_id is not None and one.asked_at is None and not only_late(one)
        and state_of(call, one, today) == "proposed"
    ]  # fmt: skip


def silent(call: Call, today: date, now: datetime) -> list[Candidate]:
    """Who was asked whether she is willing, a day ago or longer, and has not said."""
    return [
        one for one in call.candidates
        if one.person_id is not None and one.asked_at is not None and now - one.asked_at >= timedelta(days=1)
        and state_of(call, one, today) == "asked"
    ]  # fmt: skip


def counts(call: Call) -> dict[str, int]:
    """How many were asked, answered, proposed somebody, said no, were unclear; candidates in time, willing, and late ones."""
    asked = {one.person_id for one in call.asked}
    latest = _latest(call.answers)
    standing = [one for one in call.candidates if live(one)]
    return {
        "asked": len(call.asked),
        "answered": len({person for person in latest if person in asked}),
        "nominating": len({one.nominator_id for candidate in standing for one in live(candidate)}),
        "declined": sum(answer.intent == "decline" for answer in latest.values()),
        "open": sum(answer.open for answer in call.answers),
        "late": sum(answer.late for answer in call.answers),
        "candidates": sum(not only_late(one) for one in standing),
        "willing": sum(one.state == "willing" and not only_late(one) for one in standing),
        "late_candidates": sum(map(only_late, standing)),
    }


def _latest(answers: Iterable[CallAnswer]) -> dict[int, CallAnswer]:
    """Each person's latest answer to the call itself."""
    found: dict[int, CallAnswer] = {}
    for answer in sorted(answers, key=lambda one: (one.received_at, one.number)):
        if answer.person_id is not None and answer.intent in _SAID:
            found[answer.person_id] = answer
    return found
