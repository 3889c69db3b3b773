"""Nominate: what time alone brings about in calls for candidates. Reminders, the deadline, nominees who have left meanwhile."""

from __future__ import annotations

from datetime import datetime

from mailflow import log
from mailflow.desks import calls as desk
from mailflow.desks.deadlines import local_day
from mailflow.models import Call
from mailflow.store import audit, callanswers, calls
from mailflow.store.apply import Office
from mailflow.store.engine import Store


def run(store: Store, office: Office, now: datetime) -> None:
    """One transaction a call."""
    with store.reading() as session:
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


def _is_due(call: Call, office: Office, now: datetime) -> bool:
    """Something is to be done: asked without holding anybody up."""
    if call.state == "open" and call.deadline <= now:
        return True
    if call.state == "open" and call.remind_at is not None and call.remind_at <= now and call.reminded_at is None:
        return True
    today = local_day(now, office.zone)
    return any(desk.state_of(call, one, today) != one.state for one in call.candidates)
