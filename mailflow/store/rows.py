"""Rows that are only added: the ledger, mails that came, the audit chain.

Nobody holds them as objects that change, so they do not need the ORM's unit of work, which takes three times as long.
"""

from __future__ import annotations

from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table, insert
from sqlalchemy.orm import Session

from mailflow.models import Base


def append(session: Session, table: type[Base], **values: Any) -> int:
    """Write one row now, in the Session's transaction, after what is pending in it. Returns its id."""
    session.flush()
    key = session.connection().execute(_statement(table), values).inserted_primary_key
    assert key is not None
    return cast(int, key[0])


@cache
def _statement(table: type[Base]) -> Insert:
    return insert(cast(Table, table.__table__))
