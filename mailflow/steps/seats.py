"""Seats: the secretariat is told once of each seat for which somebody is to be found, in one mail for all that are new."""

from __future__ import annotations

import hashlib
from datetime import datetime

from mailflow import log
from mailflow.actions import Note, Write
from mailflow.desks.deadlines import is_working_day
from mailflow.desks.tasks import FROM
from mailflow.store import apply, forumcheck
from mailflow.store.apply import Office
from mailflow.store.engine import Store


def run(store: Store, office: Office, now: datetime) -> int:
    """Write the mail that is due, if one is: on working days, when somebody can do something. Returns how many seats it names."""
    local, rule = now.astimezone(office.zone), office.config.forums
    if local.time() < FROM or not is_working_day(local.date()):
        return 0
    with store.reading() as session:
        if not forumcheck.untold(session, forumcheck.findings(session, local.date(), rule)):
            return 0
    with store.writing() as session:
        every = forumcheck.findings(session, local.date(), rule)
        new = forumcheck.untold(session, every)
        if not new:
            return 0
        forumcheck.remember(session, every, now)
        facts = {"wanting": [{"problem": one.problem} for one in new]}
        key = hashlib.sha256("+".join(one.key for one in new).encode()).hexdigest()[:32]
        noted = Note("forums.told", {"seats": [one.seat for one in new]})
        write = Write("notice-seats", f"notice-seats:{local.date()}:{key}", scheduled=True, facts=facts)
        apply.carry_out(session, None, [noted, write], office, now)
        log.step("seats.before-commit", seats=len(new))
    return len(new)
