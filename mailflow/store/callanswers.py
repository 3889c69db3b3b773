"""Answers to calls: what each changes, and who is written to because of it. Used inside the caller's transaction.

The caller holds the call's row (``calls.find(..., lock=True)`` or ``hold``), so that two answers to one call come one after
the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from mailflow.desks import calls as desk
from mailflow.desks.callanswers import Taken
from mailflow.desks.deadlines import local_day
from mailflow.desks.nominees import Named
from mailflow.letters import call as letters
from mailflow.models import Call, CallAnswer, Candidate, Mail, Nomination, Person
from mailflow.store import audit, forumletters, queries
from mailflow.store.apply import Office
from mailflow.store.rows import storable


def hold(session: Session, call: Call) -> None:
    """Nobody else takes an answer to this call until the transaction ends; what is known of it is read anew."""
    session.flush()
    session.refresh(call, with_for_update=True)
    again = select(Candidate).where(Candidate.call_id == call.id).options(selectinload(Candidate.nominations))
    session.scalars(again.execution_options(populate_existing=True)).all()
    session.expire(call, ["candidates", "answers"])


def keep(session: Session, office: Office, call: Call, taken: Taken, now: datetime, *, person: Person | None,
         candidate: Candidate | None = None, channel: str, received_at: datetime, mail: Mail | None = None,
         verified: bool = True, evidence: str = "", confidence: float = 1.0, recorded_by: str = "",
         why: str = "") -> CallAnswer:  # fmt: skip
    """Keep an answer and do what follows from it. ``candidate``: whose willingness it speaks of; ``mail``: it came by mail."""
    last = session.scalar(select(func.max(CallAnswer.number)).where(CallAnswer.call_id == call.id)) or 0
    if taken.own and candidate is None and person is not None and taken.intent == "withdraw":
        candidate = next((one for one in taken.back if one.person_id == person.id), None)
    answer = CallAnswer(
        call=call, number=last + 1, person=person, candidate=candidate, intent=taken.intent,
        nominees=[one.as_dict() for one in taken.named], comment=storable(taken.words), evidence=storable(evidence),
        confidence=confidence, channel=channel, mail=mail, sender=mail.sender if mail is not None else "",
        verified=verified, late=desk.is_late(call, received_at), received_at=received_at, recorded_by=recorded_by,
        valid=taken.valid, why=storable(why or taken.why), holds=taken.holds,
    )  # fmt: skip
    session.add(answer)
    session.flush()
    ids = {"call": call.id, "answer": answer.id, "person": answer.person_id, "mail": answer.mail_id}
    audit.record(session, "call-answer.taken", now, intent=taken.intent, holds=taken.holds, **ids)
    noted: list[Candidate] = []
    dropped: list[Candidate] = []
    if taken.valid and person is not None:
        noted, dropped = _change(session, call, answer, taken, person, now)
    settle_all(call, local_day(now, office.zone), now)
    session.flush()
    asked = ask(session, office, call, now)
    if person is not None and (taken.valid or taken.doubt == "over"):
        _thank(session, office, answer, taken, person, noted, dropped, asked, now)
    if taken.holds and not recorded_by:
        _tell(session, office, answer, taken.doubt, now)
    return answer


# --- what it changes -----------------------------------------------------------------------------------------------


def _change(session: Session, call: Call, answer: CallAnswer, taken: Taken, person: Person,
            now: datetime) -> tuple[list[Candidate], list[Candidate]]:  # fmt: skip
    """Nominations made and taken back. Returns the candidates she proposes with it, and those she no longer does."""
    noted: list[Candidate] = []
    falls: list[Nomination] = []
    mine = desk.nominations_of(call, person.id)
    match taken.intent:
        case "nominate":
            named = [one for one in taken.named if one.person is not None or one.how == "said"]
            planned = desk.plan(call, person.id, named, adds=taken.adds, late=answer.late)
            falls = list(planned.withdraw)
            noted = [_nominate(session, call, one, answer, taken, person, now) for one in planned.add]
        case "decline":
            falls = mine
        case "withdraw":
            falls = [one for one in mine if one.candidate in taken.back]
        case "refuse":
            falls = [one for one in mine if one.candidate is answer.candidate]
        case "consent" if answer.candidate is not None:
            answer.candidate.words = storable(taken.words)
    # What lay unseen, in the spam folder perhaps, undoes nothing that she has said since.
    falls = [one for one in falls if one.answer is None or one.answer.received_at <= answer.received_at]
    for one in falls:
        one.withdrawn_at, one.withdrawn_reason = now, f"{taken.intent}: {call.slug}/{answer.number}"
    if falls:
        audit.record(session, "nomination.withdrawn", now, call=call.id, nominations=[one.id for one in falls])
    return noted, [one.candidate for one in falls if one.candidate not in noted]


def _nominate(session: Session, call: Call, named: Named, answer: CallAnswer, taken: Taken, nominator: Person,
              now: datetime) -> Candidate:  # fmt: skip
    candidate = candidate_of(session, call, named)
    if named.person is not None and named.person.id == nominator.id:
        candidate.words = storable(taken.words)
    own = next((one for one in candidate.nominations if one.nominator_id == nominator.id), None)
    if own is None:
        own = Nomination(
            candidate=candidate, nominator=nominator, answer=answer, words=storable(taken.words), late=answer.late,
            created_at=now,
        )  # fmt: skip
        session.add(own)
    else:
        in_time = own.withdrawn_at is None and not own.late
        own.answer, own.words, own.late = answer, storable(taken.words), answer.late and not in_time
        own.withdrawn_at, own.withdrawn_reason = None, ""
    session.flush()
    audit.record(session, "nomination.made", now, call=call.id, candidate=candidate.id, nomination=own.id)
    return candidate


def candidate_of(session: Session, call: Call, named: Named) -> Candidate:
    """The candidate of the call that it names, made when nobody has proposed her before."""
    person = named.person
    for one in call.candidates:
        if person is not None and one.person_id == person.id:
            return one
        if (
            person is None
            and one.person_id is None
            and (one.name, one.municipality) == (named.name, named.municipality)
        ):
            return one
    made = Candidate(
        call=call, number=max((one.number for one in call.candidates), default=0) + 1, person=person,
        name=person.name if person is not None else named.name, state="proposed",
        municipality=person.municipality if person is not None else named.municipality,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def settle_all(call: Call, today: Any, now: datetime) -> list[Candidate]:
    """Bring every candidate's state to what it is. Returns those that changed."""
    changed = []
    for one in call.candidates:
        state = desk.state_of(call, one, today)
        if state != one.state:
            one.state = state
            one.settled_at = now if state in ("willing", "unwilling", "withdrawn", "left") else None
            changed.append(one)
    return changed


# --- who is written to ---------------------------------------------------------------------------------------------


def ask(
    session: Session, office: Office, call: Call, now: datetime, only: Sequence[Candidate] | None = None
) -> list[Candidate]:
    """Ask those who were proposed by others whether they are willing: each once, at her registered address.

    ``only``: these, whom the secretariat wants asked although they were proposed late. Returns who was written to.
    """
    done = []
    base: dict[str, Any] | None = None
    for candidate in desk.to_ask(call, local_day(now, office.zone)) if only is None else only:
        base = base or letters.facts(call, office.zone, office.config.language, now)
        letter = forumletters.write(
            session, office, "forum-consent", "consent", f"forum-consent:{candidate.id}",
            letters.consent(candidate, desk.live(candidate), base), now, person=candidate.person, call=call,
            candidate=candidate, scheduled=only is None,
        )  # fmt: skip
        if letter is not None:
            candidate.asked_at = now
            candidate.state = desk.state_of(call, candidate, local_day(now, office.zone))
            done.append(candidate)
    session.flush()
    return done


def _thank(session: Session, office: Office, answer: CallAnswer, taken: Taken, person: Person, noted: Sequence[Candidate],
           dropped: Sequence[Candidate], asked: Sequence[Candidate], now: datetime) -> None:  # fmt: skip
    """Tell a member what was understood. What she was told last, today, is not said again; a mere no is not answered."""
    call = answer.call
    over = call.state not in desk.RUNNING
    if answer.intent in ("none", "question", "unclear") or (answer.intent == "decline" and (over or not dropped)):
        return
    if answer.intent == "nominate" and not (noted or over):
        return
    own = any(one.person_id == person.id for one in noted)
    others = [one for one in noted if one.person_id != person.id]
    stand = [one.candidate for one in desk.nominations_of(call, person.id) if one.candidate not in noted]
    base = letters.facts(call, office.zone, office.config.language, now)
    filled = desk.all_filled(call)
    facts = letters.thanks(
        answer, base, noted=[_label(one) for one in others], own=own, kept=[_label(one) for one in stand],
        dropped=[_label(one) for one in dropped], unsure=[] if over else taken.unknown, filled=filled,
        asked=any(one.asked_at is not None for one in others),
    )  # fmt: skip
    gone = [] if answer.intent == "nominate" else facts["dropped"]
    said = [answer.intent, own, facts["noted"], facts["kept"], gone, facts["unsure"], answer.late, call.state]
    mark = hashlib.sha256(repr(said).encode()).hexdigest()[:16]
    day = local_day(now, office.zone).isoformat()
    candidate = answer.candidate if answer.intent in ("consent", "refuse") else None
    key = f"forum-thanks:{call.id}:{person.id}:{day}:{mark}"
    if forumletters.last_key(session, call, person, "thanks").startswith(key):
        return
    forumletters.write(
        session, office, "forum-thanks", "thanks", f"{key}:{answer.number}", facts, now,
        person=person, call=call, candidate=candidate, automatic=answer.mail_id is not None and not answer.recorded_by,
        reply_to_mail_id=answer.mail_id,
    )  # fmt: skip


def _tell(session: Session, office: Office, answer: CallAnswer, doubt: str, now: datetime) -> None:
    """The secretariat hears of what waits for it; in a flood it stands in the review alone."""
    if queries.notices_since(session, now - timedelta(hours=1)) >= office.config.limits.automatic_per_hour:
        audit.record(session, "letter.capped", now, kind="notice-forum-answer")
        return
    base = letters.facts(answer.call, office.zone, office.config.language, now)
    forumletters.write(
        session, office, "notice-forum-answer", "notice", f"call-answer:{answer.id}",
        letters.notice(answer, doubt, base), now, person=answer.person, call=answer.call,
    )  # fmt: skip


def _label(candidate: Candidate) -> str:
    return ", ".join(part for part in (candidate.name, candidate.municipality) if part)
