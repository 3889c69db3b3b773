"""What events keep of a person: shown with everything that is known, erased with the person, and let go when its time is up.

Kept without the name is that somebody was invited and what was answered: the count of a meeting stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from mailflow.models import CalendarEvent, Dispatch, EventAnswer, Invitation, Letter, Mail, Person

_WAITS = ("queued", "deferred", "sending", "unknown", "stale")


def coming(session: Session, person: Person, now: datetime) -> list[str]:
    """Events to come that lie in the person's calendar: the cancellation needs the address."""
    wanted = select(CalendarEvent.slug).join(Invitation).where(
        Invitation.person_id == person.id, Invitation.state == "invited", CalendarEvent.end_at > now
    )  # fmt: skip
    return list(session.scalars(wanted.order_by(CalendarEvent.start_at)))


def of(session: Session, person: Person, columns: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    """The person's invitations and answers, for the export."""
    invitations = session.scalars(select(Invitation).where(Invitation.person_id == person.id).order_by(Invitation.id))
    answers = session.scalars(select(EventAnswer).where(EventAnswer.person_id == person.id).order_by(EventAnswer.id))
    return {
        "invitations": [{"event": row.event.slug, **columns(row)} for row in invitations],
        "event_answers": [{"event": row.event.slug, **columns(row)} for row in answers],
    }


def erase(session: Session, person: Person, stone: str, without: Callable[[Any], Any]) -> None:
    """``stone`` stands where the name stood; ``without`` takes name, key and addresses out of a structure."""
    own = select(Invitation.id).where(Invitation.person_id == person.id)
    session.execute(update(Invitation).where(Invitation.person_id == person.id).values(name=stone, address=""))
    theirs = or_(EventAnswer.person_id == person.id, EventAnswer.invitation_id.in_(own))
    words = {"comment": "", "evidence": "", "sender": "", "delegated_to": "", "partial": "", "why": ""}
    session.execute(update(EventAnswer).where(theirs).values(**words))
    for event in session.scalars(select(CalendarEvent)):
        event.audience = without(event.audience)
        for version in event.versions:
            version.facts = without(version.facts)


def expired(session: Session, before: datetime, limit: int) -> tuple[list[int], list[int]]:
    """Mails and letters whose bytes have had their time: of events that are over, and of no matter at all."""
    over = select(Invitation.id).join(CalendarEvent).where(CalendarEvent.end_at < before)
    answered = select(EventAnswer.mail_id).where(EventAnswer.mail_id.is_not(None))
    waiting = answered.where(EventAnswer.holds, EventAnswer.settled_at.is_(None))
    done = select(EventAnswer.mail_id).join(CalendarEvent).where(CalendarEvent.end_at < before)
    settled = or_(Mail.set_aside == "", Mail.verdict_id.is_not(None))
    aimless = and_(Mail.case_id.is_(None), Mail.received_at < before, settled, Mail.id.not_in(answered))
    of_event = and_(Mail.id.in_(done), Mail.id.not_in(waiting))
    mails = select(Mail.id).where(Mail.raw.is_not(None), or_(aimless, of_event))
    sent = select(Dispatch.letter_id).where(Dispatch.invitation_id.in_(over))
    loose = and_(Letter.case_id.is_(None), Letter.created_at < before, Letter.id.not_in(select(Dispatch.letter_id)))
    letters = select(Letter.id).where(Letter.raw != b"", Letter.state.not_in(_WAITS), or_(Letter.id.in_(sent), loose))
    return list(session.scalars(mails.limit(limit))), list(session.scalars(letters.limit(limit)))
