"""What the register and its calls keep of a person: shown with everything that is known, and erased with the person.

Who sat where and when is a public record, as the minutes are: a tenure keeps the name and the municipality as appointed, and is cut
off from the person. What goes is everything else: gender, why the time ended, addresses, the words of answers and nominations,
that she was asked or proposed and not chosen. How many were asked, answered and stood stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from mailflow.desks.forums import label
from mailflow.models import (
    Call,
    CallAddressee,
    CallAnswer,
    Candidate,
    ForumChange,
    ForumLetter,
    Letter,
    Mail,
    Nomination,
    Person,
    Tenure,
)  # fmt: skip
from mailflow.store import forums

_SAME_FOR_ALL = ("call", "reminder")  # letters that say nothing of anybody's answer
_PRIVATE = ("gender", "person_id", "ended_reason")


def held(session: Session, person: Person) -> list[str]:
    """The seats on which the person sits still: the register would name nobody we know."""
    return [label(one.seat) for one in forums.held_by(session, person.id)]


def running(session: Session, person: Person) -> list[str]:
    """Calls not yet decided in which the person was asked, answered or is proposed."""
    theirs = or_(
        Call.id.in_(select(CallAddressee.call_id).where(CallAddressee.person_id == person.id)),
        Call.id.in_(select(CallAnswer.call_id).where(CallAnswer.person_id == person.id)),
        Call.id.in_(select(Candidate.call_id).where(Candidate.person_id == person.id)),
    )
    wanted = select(Call.slug).where(Call.state.in_(("open", "closed")), theirs)
    return list(session.scalars(wanted.order_by(Call.id)))


def kept(session: Session, person: Person) -> list[str]:
    """The seats whose record names the person, and goes on doing so."""
    sat = session.scalars(select(Tenure).where(Tenure.person_id == person.id).order_by(Tenure.id))
    return list(dict.fromkeys(label(one.seat) for one in sat))


def of(session: Session, person: Person, columns: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """The person's seats, candidatures, nominations and answers, for the export."""

    def rows(table: Any, theirs: Any) -> list[Any]:
        return list(session.scalars(select(table).where(theirs).order_by(table.id)))

    return {
        "seats": [{"seat": label(row.seat), **columns(row)} for row in rows(Tenure, Tenure.person_id == person.id)],
        "asked": [
            {"call": row.call.slug, **columns(row)} for row in rows(CallAddressee, CallAddressee.person_id == person.id)
        ],
        "candidatures": [
            {"call": row.call.slug, **columns(row)} for row in rows(Candidate, Candidate.person_id == person.id)
        ],
        "nominations": [
            {"call": row.candidate.call.slug, "candidate": row.candidate.name, **columns(row)}
            for row in rows(Nomination, Nomination.nominator_id == person.id)
        ],
        "call_answers": [
            {"call": row.call.slug, **columns(row)} for row in rows(CallAnswer, CallAnswer.person_id == person.id)
        ],
    }


def letters(person_id: int) -> Any:
    """Which letters tell somebody what the person said, stood for or left: a condition on ``Letter``."""
    calls = or_(
        ForumLetter.call_id.in_(select(CallAnswer.call_id).where(CallAnswer.person_id == person_id)),
        ForumLetter.call_id.in_(select(Candidate.call_id).where(Candidate.person_id == person_id)),
    ) & ForumLetter.why.not_in(_SAME_FOR_ALL)
    tenures = ForumLetter.tenure_id.in_(select(Tenure.id).where(Tenure.person_id == person_id))
    matters = select(ForumLetter.letter_id).where(or_(calls, tenures))
    told = or_(Letter.kind.startswith("notice-forum"), Letter.kind.in_(("notice-seats", "forums-report")))
    return or_(Letter.id.in_(matters), told)


def erase(session: Session, person: Person, stone: str, addresses: set[str], without: Callable[[Any], Any]) -> None:
    """``stone`` stands where the name stood; ``without`` takes name, key and addresses out of a structure."""
    theirs = list(session.scalars(select(Tenure.id).where(Tenure.person_id == person.id)))
    mails = set(session.scalars(select(Mail.id).where(Mail.person_id == person.id)))
    for change in session.scalars(select(ForumChange)):
        own = change.tenure_id in theirs or change.mail_id in mails
        change.reason = "" if own else _bare(change.reason, addresses)
        change.evidence = "" if own else _bare(change.evidence, addresses)
        if own:
            change.facts = {key: pair for key, pair in change.facts.items() if key not in _PRIVATE}
    for tenure in session.scalars(select(Tenure)):
        tenure.confirmation = _bare(tenure.confirmation, addresses)
    session.execute(
        update(Tenure).where(Tenure.id.in_(theirs)).values(person_id=None, gender="", ended_reason="", confirmation="")
    )
    own_answers = CallAnswer.person_id == person.id
    blank = {"comment": "", "evidence": "", "sender": "", "why": "", "verdict": "", "nominees": []}
    session.execute(update(CallAnswer).where(own_answers).values(**blank))
    for answer in session.scalars(select(CallAnswer)):
        answer.comment, answer.evidence = without(answer.comment), without(answer.evidence)
        answer.nominees = [_nobody(one, person, stone) for one in without(answer.nominees)]
        answer.why, answer.verdict = without(answer.why), without(answer.verdict)
    mine = select(Candidate.id).where(Candidate.person_id == person.id)
    said = or_(Nomination.nominator_id == person.id, Nomination.candidate_id.in_(mine))
    session.execute(update(Nomination).where(said).values(words="", withdrawn_reason=""))
    session.execute(
        update(Candidate)
        .where(Candidate.person_id == person.id)
        .values(person_id=None, name=stone, municipality="", words="")
    )
    session.execute(
        update(CallAddressee).where(CallAddressee.person_id == person.id).values(person_id=None, name=stone, address="")
    )
    for call in session.scalars(select(Call)):
        call.audience, call.note = without(call.audience), without(call.note)


def _nobody(named: dict[str, Any], person: Person, stone: str) -> dict[str, Any]:
    """A nominee as read, who may be the person: however the name was spelt."""
    if named.get("person") == person.key:
        named = {**named, "name": stone, "municipality": "", "person": f"deleted-{person.id}"}
    return {**named, "may_be": [key for key in named.get("may_be", ()) if key != person.key]}


def _bare(words: str, addresses: set[str]) -> str:
    for address in addresses:
        words = words.replace(address, "")
    return words
