"""What a Session has read and need not read again, until a row that it was read from changes.

For selects that are asked for every mail and hardly ever have another answer: who the people are, which rounds there are,
whom they went to. Only a Session that was told to (``begin``) remembers. It forgets when it changes such rows itself, row by
row; ``Store.series`` makes it forget when somebody else may have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from mailflow.models import Base

_Value = TypeVar("_Value")
_Tables = tuple[type[Base], ...]
_KEY = "remembered"
MOST = 10_000  # a folder may hold the mails of any number of strangers


@dataclass(slots=True)
class _Memory:
    values: dict[Hashable, Any] = field(default_factory=dict)
    keys: defaultdict[type[Base], set[Hashable]] = field(
        default_factory=lambda: defaultdict(set)
    )  # by what they rest on


def begin(session: Session) -> None:
    """Remember from here on, and nothing from before, rows neither: the Session is as good as new."""
    session.expunge_all()
    session.info[_KEY] = _Memory()


def remembered(session: Session, key: Hashable, tables: _Tables, read: Callable[[], _Value]) -> _Value:
    """What ``read`` gives, or gave before under this key. ``tables``: all that it reads. Nobody may change the value."""
    memory = _of(session)
    if memory is None:
        return read()
    session.flush()  # as before any select: what is pending may change the answer
    if key not in memory.values:
        remember(session, key, tables, read())
    return cast(_Value, memory.values[key])


def remember(session: Session, key: Hashable, tables: _Tables, value: object) -> None:
    """As if it had been read."""
    memory = _of(session)
    if memory is not None:
        if len(memory.values) >= MOST:
            memory.values.clear()
            memory.keys.clear()
        memory.values[key] = value
        for table in tables:
            memory.keys[table].add(key)


def changed(session: Session, tables: Iterable[type[Base]]) -> None:
    """Rows of these tables were written."""
    memory = _of(session)
    if memory is not None:
        for table in tables:
            for key in memory.keys.pop(table, ()):
                memory.values.pop(key, None)


def _of(session: Session) -> _Memory | None:
    return session.info.get(_KEY)


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, context: UOWTransaction) -> None:
    if _of(session) is not None:
        changed(session, {type(row) for rows in (session.new, session.deleted) for row in rows})
        changed(session, {type(row) for row in session.dirty if session.is_modified(row, include_collections=False)})
