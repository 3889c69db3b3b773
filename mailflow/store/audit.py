"""The audit chain: append-only lines, each with the hash of the one before. Ids and hashes only, no words, no addresses."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow import log
from mailflow.models import Association, Event
from mailflow.store import memory, rows

GENESIS = "0" * 64
Line = tuple[str, datetime, int | None, dict[str, Any]]  # verb, when, case, ids
_LAST = "the hash of the newest line"
_NEWEST = select(Event.sha256).order_by(Event.id.desc()).limit(1)


def record(session: Session, verb: str, now: datetime, case_id: int | None = None, **ids: Any) -> None:
    """Add a line. The association's row is locked, so that two processes cannot give a line the same predecessor.

    On SQLite whoever writes is alone from BEGIN IMMEDIATE on, and has no locks on rows.
    """
    record_all(session, [(verb, now, case_id, ids)])


def record_all(session: Session, lines: Sequence[Line]) -> None:
    """Add lines, each (verb, when, case, ids), in one statement."""
    if not lines:
        return
    if session.get_bind().dialect.name != "sqlite":
        session.flush()
        session.execute(select(Association.id).with_for_update())
    sha256 = memory.remembered(session, _LAST, (Event,), lambda: session.scalar(_NEWEST) or GENESIS)
    written = []
    for verb, at, case_id, ids in lines:
        previous, sha256 = sha256, digest(sha256, at, verb, case_id, ids)
        written.append({"at": at, "verb": verb, "case_id": case_id, "ids": ids, "previous": previous, "sha256": sha256})
    rows.append_all(session, Event, written)
    memory.remember(session, _LAST, (Event,), sha256)
    for verb, _at, case_id, ids in lines:
        log.info(verb, case=case_id, **ids)


def digest(previous: str, at: datetime, verb: str, case_id: int | None, ids: dict[str, Any]) -> str:
    """SHA-256 over everything in a line and its predecessor's hash, in canonical JSON."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    body = json.dumps([previous, moment, verb, case_id, ids], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(body.encode()).hexdigest()


def fingerprint(words: str, salt: str) -> str:
    """A salted hash, so that the chain can be checked against words that live, and can be erased, elsewhere."""
    return hashlib.sha256(f"{salt}:{words}".encode()).hexdigest()


def broken_link(session: Session) -> int | None:
    """The id of the first line that does not follow from the one before; None when the chain is whole."""
    previous = GENESIS
    for line in session.scalars(select(Event).order_by(Event.id)):
        if line.previous != previous or line.sha256 != digest(previous, line.at, line.verb, line.case_id, line.ids):
            return line.id
        previous = line.sha256
    return None


def papers(session: Session, salt: str, slugs: Iterable[str]) -> set[str]:
    """Those of the pages that are adopted papers, published and not taken down since."""
    verbs = ("paper.published", "paper.taken-down")
    last: dict[str, str] = {}
    for line in session.scalars(select(Event).where(Event.verb.in_(verbs)).order_by(Event.id)):
        last[str(line.ids.get("page_sha256", ""))] = line.verb
    return {slug for slug in slugs if last.get(fingerprint(slug, salt)) == "paper.published"}
