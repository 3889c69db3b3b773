"""Follow: once minutes are approved, what follows from them is proposed, and the secretariat told, once a version."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from mailflow import confined, log
from mailflow.actions import Write
from mailflow.desks.deadlines import local_day
from mailflow.errors import InputError
from mailflow.letters import dates
from mailflow.models import Case, Proposal, Version
from mailflow.parsers import record
from mailflow.reading import Reading
from mailflow.store import apply, follow
from mailflow.store.apply import Office
from mailflow.store.engine import Store

STATES = ("approved", "published")


def run(store: Store, office: Office, now: datetime) -> int:
    """Returns how many versions were looked at. A document that can no longer be read is logged and left."""
    with store.reading() as session:
        wanted = (
            select(Version.id)
            .join(Case)
            .where(Case.state.in_(STATES), Version.followed_at.is_(None))
            .order_by(Version.id)
        )
        waiting = list(session.scalars(wanted))
    for version_id in waiting:
        _one(store, office, version_id, now)
    return len(waiting)


def _one(store: Store, office: Office, version_id: int, now: datetime) -> None:
    with store.reading() as session:
        version = session.get_one(Version, version_id)
        newest, source, filename = version.case.version.id == version_id, version.source, version.filename
    reading = None
    if newest:  # of a version that a corrected one took the place of nothing follows
        try:
            reading = confined.run(record.read, source, filename, result=Reading)
        except InputError as error:
            log.warning("follow.not-read", version=version_id, reason=error)
    with store.writing() as session:
        version = session.get_one(Version, version_id, with_for_update=True)
        if version.followed_at is not None:
            return
        version.followed_at = now
        case = version.case
        if reading is None or case.state not in STATES:
            return
        approved = local_day(case.approved_at, office.zone) if case.approved_at else None
        found = follow.propose(session, reading, filename, office, now, approved)
        if found.new or found.known or found.differences:
            write = Write(
                "notice-follow", f"{case.slug}:follow:{version.number}", scheduled=True, facts=facts(found, office)
            )
            apply.carry_out(session, case, [write], office, now)
        log.step("follow.before-commit", case=case.slug, proposals=len(found.new))


def facts(found: follow.Followed, office: Office) -> dict[str, Any]:
    """What the letter says of it: one line of plain values for each."""
    language = office.config.language
    offered = sorted((*found.new, *found.known), key=lambda row: row.id)
    return {
        "offers": [{"number": row.id, "kind": row.kind, **shown(row, language)} for row in offered],
        "left": [{"why": one.why, "words": one.words} for one in found.left],
        "differences": [{"name": one.name, "minutes": one.minutes, "calendar": one.calendar} for one in found.differences],
        "agenda": found.agenda.splitlines(),
    }  # fmt: skip


def shown(row: Proposal, language: str) -> dict[str, Any]:
    """A proposal's facts with days in words."""
    days = {
        name: dates.day(datetime.fromisoformat(value).date(), language) if (value := row.facts.get(name)) else ""
        for name in ("date", "last_date", "due")
    }
    return {**row.facts, **days}
