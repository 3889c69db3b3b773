"""New rows that are written by themselves, one INSERT each, without the ORM's unit of work, which takes three times as long.

For what comes with every mail: the ledger's line, the mail, the answer, the audit chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table, insert
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from mailflow.models import Base
from mailflow.store import memory


def append(session: Session, table: type[Base], **values: Any) -> int:
    """Write one row now, in the Session's transaction, after what is pending in it. Returns its id."""
    return cast(int, _insert(session, table, values)["id"])


def append_all(session: Session, table: type[Base], written: Sequence[dict[str, Any]]) -> None:
    """Several rows in one statement, after what is pending in the Session."""
    session.flush()
    session.connection().execute(_statement(table), written)
    memory.changed(session, {table})


def keep(session: Session, new: Base) -> None:
    """The same with an object, which is then as one that the Session has read. Its columns count, not its relationships."""
    said = {column: new.__dict__.get(column.key) for column in _table(type(new)).columns}
    left_out = {column for column, value in said.items() if value is None and (column.primary_key or column.default)}
    given = {column.key: value for column, value in said.items() if column not in left_out}
    for name, value in _insert(session, type(new), given).items():
        if name not in given:
            set_committed_value(new, name, value)
    make_transient_to_detached(new)
    session.add(new)


def storable(text: str) -> str:
    """Text that every database takes: PostgreSQL refuses NUL, and no UTF-8 has lone surrogates."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def _insert(session: Session, table: type[Base], values: dict[str, Any]) -> dict[str, Any]:
    session.flush()
    written = session.connection().execute(_statement(table), values)
    memory.changed(session, {table})
    key, params = written.inserted_primary_key, written.last_inserted_params()
    assert key is not None
    assert isinstance(params, Mapping)
    return {**params, "id": key[0]}


@cache
def _statement(table: type[Base]) -> Insert:
    return insert(_table(table))


def _table(table: type[Base]) -> Table:
    return cast(Table, table.__table__)
