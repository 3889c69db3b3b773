"""Troubles with addresses: noted, cleared, and what they say of the delivery health."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailflow.desks import health as desk
from mailflow.models import Letter, Trouble
from mailflow.store.memory import remembered


def note(session: Session, letter: Letter, kind: str, text: str, at: datetime, mail_id: int | None = None) -> None:
    """A letter came back or was refused. Only the address that we wrote to is concerned, whatever else a bounce names."""
    address = letter.recipient.lower()
    session.add(Trouble(address=address, kind=kind, at=at, text=text[:2000], mail_id=mail_id, letter_id=letter.id))


def clear(session: Session, addresses: Collection[str], before: datetime, now: datetime) -> int:
    """Trouble seen before that moment is over. Returns how many rows were open."""
    wanted = {address.lower() for address in addresses} & _in_trouble(session)
    if not wanted:
        return 0
    rows = select(Trouble).where(Trouble.address.in_(wanted), Trouble.cleared_at.is_(None), Trouble.at <= before)
    found = session.scalars(rows).all()
    for row in found:
        row.cleared_at = now
    return len(found)


def troubled(session: Session, now: datetime) -> dict[str, desk.Health]:
    """address -> its health, of every address there is trouble with."""
    known = session.scalars(select(Trouble.address).where(Trouble.cleared_at.is_(None)).distinct()).all()
    return {address: one for address, one in of(session, known, now).items() if one.since is not None}


def _in_trouble(session: Session) -> frozenset[str]:
    """They are few, and every member who writes is looked for among them."""
    return remembered(session, "addresses in trouble", (Trouble,), lambda: frozenset(session.scalars(_IN_TROUBLE)))


_IN_TROUBLE = select(Trouble.address).where(Trouble.cleared_at.is_(None)).distinct()


def of(session: Session, addresses: Collection[str], now: datetime) -> dict[str, desk.Health]:
    """address -> its health, for each of the addresses (lower-cased)."""
    wanted = sorted({address.lower() for address in addresses})
    troubles: defaultdict[str, list[Trouble]] = defaultdict(list)
    for row in session.scalars(select(Trouble).where(Trouble.address.in_(wanted), Trouble.cleared_at.is_(None))):
        troubles[row.address].append(row)
    recipient = func.lower(Letter.recipient)
    sent = select(recipient, func.max(Letter.sent_at)).where(
        recipient.in_(list(troubles)), Letter.state == "sent", Letter.sent_at <= now - desk.QUIET
    )
    settled = {row[0]: row[1] for row in session.execute(sent.group_by(recipient))}
    return {address: desk.of(troubles.get(address, []), settled.get(address)) for address in wanted}
