"""The reports that were made, so that the next one can say what has changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.desks import memberreport as desk
from mailflow.models import Report
from mailflow.store import audit, districts, people, queries

KIND = "members"


def make(session: Session, today: date) -> tuple[desk.Report, dict[str, Any]]:
    """The report as of today, compared with the last that was kept, and the snapshot to be kept of it."""
    salt = queries.association(session).installation
    persons = people.everybody(session)
    now = desk.snapshot(persons, districts.table(session, today), today, lambda words: audit.fingerprint(words, salt))
    newest = select(Report).where(Report.kind == KIND).order_by(Report.id.desc()).limit(1)
    last = session.scalar(newest)
    return desk.compare(last.data if last else None, now, persons), now


def keep(session: Session, snapshot: dict[str, Any], now: datetime) -> Report:
    """From now on this is the last report."""
    row = Report(kind=KIND, made_at=now, data=snapshot)
    session.add(row)
    session.flush()
    audit.record(session, "report.kept", now, report=row.id, kind=KIND)
    return row
