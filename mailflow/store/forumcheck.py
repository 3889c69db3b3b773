"""The register looked through, and which of its vacancies the secretariat has been told of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.config import ForumsRule
from mailflow.desks import forumcheck as desk
from mailflow.desks.calls import RUNNING, state_of
from mailflow.desks.forumcheck import Finding
from mailflow.models import Call, Report
from mailflow.store import calls, forumletters, forums, forumtold

KIND = "forums-told"


def findings(session: Session, today: date, rule: ForumsRule) -> list[Finding]:
    """What is to be put right, or done, by forum."""
    running = {
        seat: call.slug
        for call in session.scalars(select(Call).where(Call.state.in_(RUNNING)).order_by(Call.id))
        for seat in call.seats
    }
    silent = forumtold.silent(session, rule, today)
    found = desk.check(forums.all_forums(session, defunct=False), running, silent, today, rule.warning)
    return found + _nominees(session, today)


def _nominees(session: Session, today: date) -> list[Finding]:
    """Who was asked whether she is willing, and never got the letter, or has answered neither it nor the reminder."""
    found = []
    for call in session.scalars(select(Call).where(Call.state.in_(RUNNING)).order_by(Call.id)):
        for one in call.candidates:
            if state_of(call, one, today) != "asked":
                continue
            newest = forumletters.newest(session, one, *calls.CONSENT)
            if newest is None:
                continue
            nobody_asks = newest.kind != "forum-consent" or call.state == "closed"  # reminded, or too late for it
            if newest.bounced_at is not None:
                found.append(desk.nominee(one, newest.recipient))
            elif nobody_asks and newest.created_at.date() < today:
                found.append(desk.nominee(one, ""))
    return found


def untold(session: Session, found: Sequence[Finding]) -> list[Finding]:
    """Vacancies that she has not been told of by itself yet."""
    last = session.scalar(select(Report).where(Report.kind == KIND).order_by(Report.id.desc()).limit(1))
    known = set(last.data["told"]) if last is not None else set()
    return [one for one in wanting(found) if one.key not in known]


def wanting(found: Sequence[Finding]) -> list[Finding]:
    """Seats for which somebody is to be found, and no call runs yet."""
    return [one for one in found if one.kind in desk.SEATS and not one.call]


def unconfirmed(found: Sequence[Finding]) -> list[Finding]:
    """What a forum or a nominee was written, and has not answered or never got."""
    return [one for one in found if one.kind in desk.UNCONFIRMED]


def remember(session: Session, found: Sequence[Finding], now: datetime) -> None:
    """She has been told of these now. What is no longer so is forgotten: should it come back, she is told again."""
    row = session.scalar(select(Report).where(Report.kind == KIND).limit(1))
    if row is None:
        row = Report(kind=KIND, made_at=now, data={})
        session.add(row)
    row.made_at, row.data = now, {"told": sorted(one.key for one in found if one.kind in desk.SEATS)}
    session.flush()
