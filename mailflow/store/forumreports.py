"""The overviews of the register that were made, so that the next one can say what has changed. Kept is only how far they went."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailflow.desks import forumreport as desk
from mailflow.models import ForumChange, Report
from mailflow.store import audit, districts, forums

KIND = "forums"


def make(session: Session, day: date, warning: int, zone: ZoneInfo, since: date | None = None) -> desk.Report:
    """The overview as of that day. What has changed: since the last that was kept, or since ``since`` (that day included)."""
    wanted = select(ForumChange).order_by(ForumChange.id)
    last = session.scalar(select(Report).where(Report.kind == KIND).order_by(Report.id.desc()).limit(1))
    if since is not None:
        wanted = wanted.where(ForumChange.at >= datetime.combine(since, time(), zone))
    elif last is not None:
        since = date.fromisoformat(last.data["day"])
        wanted = wanted.where(ForumChange.id > last.data["change"])
    changes = session.scalars(wanted).all() if since is not None else ()
    return desk.make(forums.all_forums(session), changes, districts.table(session, day), day, warning, since)


def keep(session: Session, day: date, now: datetime) -> Report:
    """From now on this is the last one."""
    newest = session.scalar(select(func.max(ForumChange.id))) or 0
    row = Report(kind=KIND, made_at=now, data={"day": day.isoformat(), "change": newest})
    session.add(row)
    session.flush()
    audit.record(session, "report.kept", now, report=row.id, kind=KIND)
    return row
