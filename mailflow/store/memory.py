"""What a Session has read and need not read again, until a row that it was read from changes.

For selects that are asked for every mail and hardly ever have another answer: who the people are, which rounds there are,
whom they went to. Only a Session that was told to (``begin``) remembers. It forgets when it changes such rows itself, row by
row; ``Store.series`` makes it forget when somebody else may have.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from mailflow.models import Base

_Value = TypeVar("_Value")
_KEY = "remembered"
MOST = 10_000  # a folder may hold the mails of any number of strangers


def begin(session: Session) -> None:
    """Remember from here on, and nothing from before, rows neither: the Session is as good as new."""
    session.expunge_all()
    session.info[_KEY] = {}


def remembered(session: Session, key: Hashable, tables: tuple[type[Base], ...], read: Callable[[], _Value]) -> _Value:
    """What ``read`` gives, or gave before under this key. ``tables``: all that it reads. Nobody may change the value."""
    known: dict[Hashable, tuple[tuple[type[Base], ...], Any]] | None = session.info.get(_KEY)
    if known is None:
        return read()
    session.flush()  # as before any select: what is pending may change the answer
    if key not in known:
        remember(session, key, tables, read())
    return cast(_Value, known[key][1])


def remember(session: Session, key: Hashable, tables: tuple[type[Base], ...], value: object) -> None:
    """As if it had been read."""
    known = session.info.get(_KEY)
    if known is not None:
        if len(known) >= MOST:
            known.clear()
        known[key] = tables, value


@event.listens_for(Session, "after_flush")
def _changed(session: Session, context: UOWTransaction) -> None:
    known = session.info.get(_KEY)
    if known:
        changed = {type(row) for rows in (session.new, session.deleted) for row in rows}
        changed |= {type(row) for row in session.dirty if session.is_modified(row, include_collections=False)}
        for key in [key for key, (tables, _) in known.items() if not changed.isdisjoint(tables)]:
            del known[key]
