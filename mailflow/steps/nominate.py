"""Nominate: what time alone brings about in calls for candidates. Reminders, the deadline, nominees who have left meanwhile,
forums that have not confirmed what they were told."""

from __future__ import annotations

from datetime import datetime

from mailflow import log
from mailflow.desks import calls as desk
from mailflow.desks.deadlines import local_day
from mailflow.models import Call
from mailflow.store import audit, callanswers, calls, forumtold
from mailflow.store.apply import Office
from mailflow.store.engine import Store


def run(store: Store, office: Office, now: datetime) -> None:
    """One transaction a call, and one for the forums to remind."""
    with store.reading() as session:
        unconfirmed = forumtold.due(session, office, now)
        slugs = [call.slug for call in calls.every(session, *desk.RUNNING) if _is_due(call, office, now)]
    for slug in slugs:
        with store.writing() as session:
            call = calls.find(session, slug, lock=True)
            if call.state == "open" and call.deadline <= now:
                calls.close(session, call, now, at=call.deadline)
                calls.tell_closed(session, call, office, now)
            if (
                call.state == "open"
                and call.remind_at is not None
                and call.remind_at <= now
                and call.reminded_at is None
            ):
                calls.remind(session, call, office, now)
            if call.state in desk.RUNNING:
                changed = callanswers.settle_all(call, local_day(now, office.zone), now)
                if changed:
                    audit.record(
                        session, "candidates.changed", now, call=call.id, candidates=[one.id for one in changed]
                    )
            log.step("nominate.before-commit", call=slug)
    if unconfirmed:
        with store.writing() as session:
            for tenure in forumtold.due(session, office, now):
                forumtold.remind(session, office, tenure, now)
            log.step("nominate.before-commit", told=len(unconfirmed))


def _is_due(call: Call, office: Office, now: datetime) -> bool:
    """Something is to be done: asked without holding anybody up."""
    if call.state == "open" and call.deadline <= now:
        return True
    if call.state == "open" and call.remind_at is not None and call.remind_at <= now and call.reminded_at is None:
        return True
    today = local_day(now, office.zone)
    return any(desk.state_of(call, one, today) != one.state for one in call.candidates)
