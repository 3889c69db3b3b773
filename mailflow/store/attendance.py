"""Finding the event that a mail answers, and keeping what it says. Used inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailflow.actions import Write
from mailflow.desks.eventanswers import Taken
from mailflow.models import CalendarEvent, Dispatch, EventAnswer, Invitation, Letter, Mail, Person
from mailflow.store import apply, events
from mailflow.store.apply import Office
from mailflow.store.memory import remembered
from mailflow.store.rows import storable

AFTERWARDS = timedelta(days=30)  # so long after an event what is said of it is still kept


def running(session: Session, now: datetime) -> bool:
    """Whether mail can concern an event at all: somebody is invited, and it is not long over."""
    wanted = select(func.max(CalendarEvent.end_at)).join(Invitation)
    last = remembered(session, "end of the last event", (CalendarEvent, Invitation), lambda: session.scalar(wanted))
    return last is not None and last > now - AFTERWARDS


def by_uid(session: Session, uid: str) -> Invitation | None:
    """UIDs are compared as they are (RFC 5545 section 3.8.4.7); ours are nobody else's."""
    return session.scalar(select(Invitation).where(Invitation.uid == uid)) if uid else None


def by_letter(session: Session, letter: Letter) -> Invitation | None:
    found = select(Invitation).join(Dispatch).where(Dispatch.letter_id == letter.id)
    return session.scalar(found)


def of_person(session: Session, person_id: int, now: datetime) -> Sequence[Invitation]:
    """The invitations of a person to what is not over, the next one first."""
    wanted = select(Invitation).join(CalendarEvent).where(
        Invitation.person_id == person_id, Invitation.state == "invited", CalendarEvent.state == "open",
        CalendarEvent.end_at > now,
    )  # fmt: skip
    return session.scalars(wanted.order_by(CalendarEvent.start_at, Invitation.id)).all()


def keep(session: Session, office: Office, event: CalendarEvent, invitation: Invitation | None, taken: Taken, mail: Mail,
         person: Person | None, now: datetime, *, channel: str, sequence: int | None = None,
         dtstamp: datetime | None = None, revision: int | None = None, evidence: str = "", confidence: float = 1.0,
         verified: bool = True) -> EventAnswer:  # fmt: skip
    """Keep an answer that came by mail; what a human has to look at is told to the secretariat."""
    known = {} if revision is None else {"revision": revision}
    answer = events.record_answer(
        session, event, invitation, person.id if person is not None else None, taken.partstat, now,
        channel=channel, comment=storable(taken.comment), valid=taken.valid, holds=taken.holds, why=storable(taken.why),
        proposed_start=taken.proposed_start, proposed_end=taken.proposed_end, delegated_to=storable(taken.delegated_to),
        partial=storable(taken.partial), sequence=sequence, dtstamp=dtstamp, mail_id=mail.id, sender=mail.sender,
        evidence=storable(evidence), confidence=confidence, verified=verified, received_at=mail.received_at, **known,
    )  # fmt: skip
    if taken.holds:
        told = Write(
            "notice-event-answer",
            f"event-answer:{answer.id}",
            person_id=answer.person_id,
            facts=facts(answer, taken.doubt),
        )
        apply.carry_out(session, None, [told], office, now)
    return answer


def returned(session: Session, office: Office, letter: Letter, words: str, at: datetime, now: datetime) -> None:
    """A calendar letter came back: nobody can say that the person knows."""
    invitation = by_letter(session, letter)
    if invitation is None or letter.bounced_at is not None:
        return
    letter.bounced_at, letter.bounce = at, words
    event = invitation.event
    told = {
        "event": event.slug, "title": event.title, "when": event.start_at.isoformat(), "who": invitation.name,
        "key": invitation.person.key if invitation.person else invitation.address, "address": letter.recipient, "text": words,
    }  # fmt: skip
    write = Write("notice-event-bounce", f"event-bounce:{letter.id}", person_id=invitation.person_id, facts=told)
    apply.carry_out(session, None, [write], office, now)


def facts(answer: EventAnswer, doubt: str) -> dict[str, object]:
    """What the notice about an answer says. Times are instants; the letter writes them as people read them."""
    event, invitation = answer.event, answer.invitation
    person = answer.person or (invitation.person if invitation is not None else None)
    return {
        "event": event.slug, "title": event.title, "when": event.start_at.isoformat(), "number": answer.number,
        "partstat": answer.partstat, "valid": answer.valid, "text": answer.comment, "sender": answer.sender,
        "who": invitation.name if invitation is not None else person.name if person is not None else "",
        "key": person.key if person is not None else "",
        "at": answer.proposed_start.isoformat() if answer.proposed_start else None,
        "until": answer.proposed_end.isoformat() if answer.proposed_end else None,
        "delegate": answer.delegated_to, "known": doubt != "stranger", "forged": doubt == "forged",
        "unplaced": doubt == "unplaced",
    }  # fmt: skip


def holding(session: Session) -> Sequence[EventAnswer]:
    """Answers that wait for a human, the oldest first."""
    wanted = select(EventAnswer).where(EventAnswer.holds, EventAnswer.settled_at.is_(None)).order_by(EventAnswer.id)
    return session.scalars(wanted).all()


def find(session: Session, slug: str, number: int) -> EventAnswer | None:
    wanted = select(EventAnswer).join(CalendarEvent)
    return session.scalar(wanted.where(CalendarEvent.slug == slug, EventAnswer.number == number))


def is_event(session: Session, slug: str) -> bool:
    return session.scalar(select(func.count()).where(CalendarEvent.slug == slug)) == 1
