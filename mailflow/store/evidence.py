"""What a closing certificate is made of: one set of selects, read in one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from mailflow.models import Case, Event, Letter, Mail, Sweep, Verdict
from mailflow.pages.certificate import Chain, certificate
from mailflow.store import audit, queries
from mailflow.store.apply import Office


def certificate_of(session: Session, slug: str, office: Office, now: datetime) -> dict[str, Any]:
    """The certificate of the case (``pages.certificate``). Raises ``NotFoundError`` when there is no such case."""
    case = queries.case(session, slug)
    attempts = queries.attempts(session, case)
    mails = _mails(session, case, now)
    settled = [mail.verdict_id for mail in mails if mail.verdict_id is not None]
    verdicts = select(Verdict).where(or_(Verdict.case_id == case.id, Verdict.id.in_(settled))).order_by(Verdict.id)
    letters = select(Letter).where(Letter.case_id == case.id).order_by(Letter.id)
    # Only those an evaluation rests on are kept for ever; of a round that has not come so far, there are none.
    rests_on = {attempt.sweep_id for attempt in attempts if attempt.sweep_id is not None}
    sweeps = select(Sweep).where(Sweep.id.in_(rests_on)).order_by(Sweep.started_at, Sweep.id)
    return certificate(
        case, attempts, session.scalars(sweeps).all(), mails, session.scalars(letters).all(),
        session.scalars(verdicts).all(), chain(session, case), queries.association(session).name, office.zone, now,
        office.config.rehearsal,
    )  # fmt: skip


def chain(session: Session, case: Case) -> Chain:
    """The audit chain, followed from its first line to its last."""
    head = session.scalar(select(Event.sha256).order_by(Event.id.desc()).limit(1)) or audit.GENESIS
    lines = session.scalar(select(func.count()).select_from(Event)) or 0
    of_case = session.scalars(select(Event).where(Event.case_id == case.id))
    hashes = {
        str(line.ids[name]) for line in of_case for name in ("sha256", "source", "public", "pdf") if name in line.ids
    }
    return Chain(head, lines, audit.broken_link(session), frozenset(hashes))


def _mails(session: Session, case: Case, now: datetime) -> list[Mail]:
    """What came in about the case, and what could not be read while it ran and may have concerned it."""
    answering = {answer.mail_id for answer in case.answers if answer.mail_id is not None}
    opened = case.opened_at - timedelta(days=1)
    perhaps = and_(
        Mail.set_aside != "", Mail.case_id.is_(None), Mail.received_at.between(opened, case.closed_at or now)
    )
    wanted = select(Mail).where(or_(Mail.case_id == case.id, Mail.id.in_(answering), perhaps))
    return list(session.scalars(wanted.order_by(Mail.received_at, Mail.id)))
