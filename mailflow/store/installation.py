"""This installation: its one row, its stop file, and the epoch that tells a restored backup from the real thing."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.config import Config
from mailflow.errors import RefusedError, StoreError
from mailflow.i18n import _
from mailflow.models import Association
from mailflow.store import audit, queries
from mailflow.store.engine import Store

RESTORED = "the store is older than the letters that were sent (a restored backup?)"


def ensure(store: Store, config: Config, now: datetime) -> Association:
    """The association's row, made at the first start. A restored store is frozen: nothing is sent until a human says so."""
    with store.writing() as session:
        us = session.scalar(select(Association))
        if us is None:
            us = Association(name=config.association.name, installation=secrets.token_hex(16))
            session.add(us)
            session.flush()
            audit.record(session, "installation.made", now)
        us.name = config.association.name
        if not us.frozen and _epoch(store) > us.epoch:
            us.frozen = RESTORED
            audit.record(session, "outbox.frozen", now, epoch=us.epoch, file=_epoch(store))
        return us


def why(frozen: str) -> str:
    """The reason, for people."""
    known = _("the store is older than the letters that were sent (a restored backup?)")
    return known if frozen == RESTORED else frozen


def freeze(session: Session, reason: str, now: datetime) -> None:
    us = queries.association(session)
    if not us.frozen:
        us.frozen = reason
        audit.record(session, "outbox.frozen", now)


def thaw(store: Store, by: str, now: datetime) -> int:
    """A named person lets the outbox go again. Letters that may have gone before the restore become *stale*: she says which
    still go. Returns how many those are. Raises ``RefusedError`` when nothing is frozen."""
    with store.writing() as session:
        us = queries.association(session)
        if not us.frozen:
            raise RefusedError(_("The outbox is not frozen."))
        waiting = queries.letters_waiting(session) if us.frozen == RESTORED else []
        for letter in waiting:
            letter.state = "stale"
        us.frozen, us.epoch = "", max(us.epoch, _epoch(store))
        audit.record(
            session, "outbox.thawed", now, by_sha256=audit.fingerprint(by, us.installation), stale=len(waiting)
        )
        return len(waiting)


def trust_clock(store: Store, by: str, now: datetime) -> None:
    """A named person says that the clock is right as it is now."""
    with store.writing() as session:
        us = queries.association(session)
        us.clock_doubt, us.seen_at = "", now
        audit.record(session, "clock.trusted", now, by_sha256=audit.fingerprint(by, us.installation))


def stop_file(store: Store) -> Path:
    """While this file exists nothing is sent and nothing published."""
    return store.folder / "STOP"


def stopped(store: Store) -> str:
    file = stop_file(store)
    return _("the file {name} lies beside the store").format(name=file.name) if file.exists() else ""


def holds_back(store: Store) -> tuple[str, str]:
    """Why nothing is sent now, and what ends it; ("", "") when letters go."""
    with store.reading() as session:
        frozen = why(queries.association(session).frozen)
    if frozen:
        return _(frozen), "mailflow doctor --thaw"
    return (stopped(store), f"rm {stop_file(store)}") if stopped(store) else ("", "")


def _epoch(store: Store) -> int:
    try:
        return int((store.folder / "epoch").read_text().strip() or 0)
    except (FileNotFoundError, ValueError):
        return 0
    except OSError as error:
        raise StoreError(
            _("The file {file} cannot be read: {reason}.").format(file=store.folder / "epoch", reason=error.strerror),
            _("Without it a restored backup is not noticed. Give mailflow the right to read it."),
        ) from error
