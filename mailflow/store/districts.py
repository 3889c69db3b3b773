"""The association's own table of municipality and district (kreds), with dates: which held when, and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.desks.members import valid_on
from mailflow.models import District
from mailflow.store import audit


def table(session: Session, day: date) -> dict[str, str]:
    """Municipality (its official name) -> district, as it holds on that day; empty as long as there is no table."""
    rows = session.scalars(select(District).order_by(District.id))
    return {row.municipality: row.district for row in rows if valid_on(row.valid_from, row.valid_to, day)}


def standing(session: Session) -> dict[str, tuple[str, date | None]]:
    """Municipality -> its district and the first day of it, as it holds without an end; that day may be still to come."""
    rows = session.scalars(select(District).where(District.valid_to.is_(None)).order_by(District.id))
    return {row.municipality: (row.district, row.valid_from) for row in rows}


def to_come(session: Session, day: date) -> list[District]:
    """What changes after that day, in its order."""
    return list(session.scalars(select(District).where(District.valid_from > day).order_by(District.valid_from)))


def assign(session: Session, districts: Mapping[str, str], since: date | None, now: datetime) -> list[str]:
    """Let these municipalities belong to these districts from that day on (None: since ever, where nothing is known yet).

    What held before ends that day and stays in the table. Returns the municipalities that changed.
    """
    known = {row.municipality: row for row in session.scalars(select(District).where(District.valid_to.is_(None)))}
    changed = []
    for municipality, district in districts.items():
        before = known.get(municipality)
        if before is not None and before.district == district:
            continue
        first = since
        if before is not None:
            first = since or now.date()
            if before.valid_from == first:  # corrected on the day it was made
                before.district = district
                changed.append(municipality)
                continue
            before.valid_to = first
        session.add(District(municipality=municipality, district=district, valid_from=first))
        changed.append(municipality)
    if changed:
        audit.record(session, "districts.changed", now, municipalities=changed)
    return changed
