"""Receive: one complete look through the mailbox, each mail in a transaction of its own.

The ledger (folder, UIDVALIDITY, UID) is the state, never the mail's flags or place: people use the same mailbox in Outlook.
The network is never touched inside a transaction: headers are fetched, then judged, then the bodies that are needed are
fetched, then each mail is taken. A mail that breaks us is set aside with its reason and holds up nothing but the
publication it may concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from mailflow import log
from mailflow import mailbox as imap
from mailflow.clock import Clock
from mailflow.errors import StoreError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.models import Attempt, Folder, LedgerLine, Sweep
from mailflow.steps.receive import one_mail
from mailflow.steps.receive.claim import check as check
from mailflow.steps.receive.claim import claim as claim
from mailflow.store import audit, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store

CHUNK = 50
_Writing = Callable[[], AbstractContextManager[Session]]  # a transaction of Store.series
_Judged = list[tuple[imap.Item, one_mail.FirstLook]]


@dataclass(slots=True)
class Look:
    """What one look through the mailbox gave. ``complete`` only when every folder was read to its end."""

    started: datetime
    taken: int = 0
    ignored: int = 0
    failures: list[str] = field(default_factory=list)
    folders: dict[str, dict[str, Any]] = field(default_factory=dict)
    to_move: dict[tuple[str, int], list[int]] = field(default_factory=dict)  # by folder and UIDVALIDITY

    @property
    def complete(self) -> bool:
        return not self.failures


def look(store: Store, mailbox: imap.Mailbox, office: Office, clock: Clock) -> Look:
    """Read everything that is new in every folder but the excluded ones.

    Raises ``TemporaryError`` when the connection is lost; what was taken so far stays taken.
    """
    result = Look(started=clock.now())
    log.step("receive.begin")
    with store.reading() as session:
        first = queries.association(session).installed_at is None
        running = bool(queries.cases(session, "open", "approved"))
    excluded = set(office.config.imap.exclude)
    # People move mail while we read: out of a folder that we have not read yet, into one that we have. The second round
    # sees it there, since the target's UIDNEXT has grown.
    for again in (False, True) if running else (False,):
        present = [folder for folder in mailbox.folders() if folder.selectable and folder.name not in excluded]
        result.failures.clear()  # whatever failed before is tried again now
        for folder in present:
            try:
                if (folder.name.upper() == "INBOX" and not again) or not _nothing_new(store, office, folder):
                    _read_folder(store, mailbox, office, clock, folder.name, result, first)
                else:
                    result.folders.setdefault(folder.name, _seen(folder, 0))
            except UnavailableError as error:  # this folder refuses us: read the others, and say so
                log.warning("receive.folder-refused", folder=folder.name, reason=error)
                result.failures.append(_("{folder}: {problem}").format(folder=folder.name, problem=error.message))
    if "INBOX" not in {folder.name.upper() for folder in present} | {name.upper() for name in excluded}:
        result.failures.append(_("The IMAP server shows no INBOX."))
    with store.writing() as session:
        names = {folder.name for folder in present}
        for name in _forget_gone(session, office.mailbox, names | excluded, result.started):
            # Deleted, renamed, or a server that has a bad minute: what lay there is not read until it is seen elsewhere.
            result.failures.append(_("{folder}: it is not there any more").format(folder=name))
        if result.complete:
            _keep_sweep(session, office, result, clock.now())
        if first:
            queries.association(session).installed_at = result.started
    log.step("receive.end", taken=result.taken, ignored=result.ignored)
    _tidy(mailbox, office, result)
    return result


def _read_folder(
    store: Store, mailbox: imap.Mailbox, office: Office, clock: Clock, name: str, result: Look, first: bool
) -> None:
    opened = mailbox.open(name)
    with store.writing() as session:
        known = _folder(session, office.mailbox, opened, clock.now(), first)
        folder_id, done = known.id, known.done
    waiting = mailbox.uids_above(done)
    with store.reading() as session:
        lines = select(LedgerLine.uid).where(
            LedgerLine.folder_id == folder_id, LedgerLine.uidvalidity == opened.uidvalidity, LedgerLine.uid > done
        )
        taken_before = set(session.scalars(lines))
    fresh = [uid for uid in waiting if uid not in taken_before]
    unread: list[int] = []
    place = one_mail.Place(folder_id, opened.uidvalidity, name)
    with store.series() as writing:
        for chunk in _chunks(fresh):
            unread += _read_chunk(store, writing, mailbox, office, clock, place, chunk, result)
    if unread:
        result.failures.append(
            _("{folder}: the server did not give out {count} mails").format(folder=name, count=len(unread))
        )
    with store.writing() as session:
        upto = min(unread) - 1 if unread else max([done, opened.uidnext - 1, *waiting])
        session.get_one(Folder, folder_id).done = upto
    before = result.folders.get(name, {"new": 0})["new"]
    result.folders[name] = _seen(opened, before + len(fresh))


def _nothing_new(store: Store, office: Office, folder: imap.Folder) -> bool:
    """The server's own count says that every mail in the folder has its ledger line: it need not be opened."""
    with store.reading() as session:
        row = session.scalar(select(Folder).where(Folder.mailbox == office.mailbox, Folder.name == folder.name))
        if row is None or row.gone_at is not None or not folder.uidnext:
            return False
        return row.uidvalidity == folder.uidvalidity and folder.uidnext - 1 <= row.done


def _seen(folder: imap.Folder, new: int) -> dict[str, Any]:
    return {"name": folder.name, "uidvalidity": folder.uidvalidity, "uidnext": folder.uidnext, "new": new}


def _read_chunk(store: Store, writing: _Writing, mailbox: imap.Mailbox, office: Office, clock: Clock,
                place: one_mail.Place, uids: Sequence[int], result: Look) -> list[int]:  # fmt: skip
    """Take these mails; returns the UIDs whose body the server would not give."""
    items = list(mailbox.items(uids))
    with store.reading() as session:
        judged = list(zip(items, one_mail.first_looks(session, office, items), strict=True))
    limit = office.config.limits.largest_mail_mb * 1_000_000
    missing = [uid for uid in uids if uid not in {item.uid for item in items}]  # gone since the search, or not given
    for batch in _batches(judged, limit):
        wanted = [item.uid for item, verdict in batch if verdict.needs_body and item.size <= limit]
        bodies = mailbox.bodies(wanted) if wanted else {}
        for item, verdict in batch:
            too_large = verdict.needs_body and item.size > limit
            raw = item.header if too_large or not verdict.needs_body else bodies.get(item.uid)
            if raw is None:
                missing.append(item.uid)
                continue
            _take(writing, office, clock, place, item, verdict, raw, too_large, result)
    still_there = set(mailbox.uids_above(min(missing) - 1)) if missing else set()
    return [uid for uid in missing if uid in still_there]


def _batches(judged: _Judged, limit: int) -> Iterator[_Judged]:
    """Not more than this many octets of bodies at a time: anybody can send fifty mails of the largest size."""
    batch: _Judged = []
    octets = 0
    for item, verdict in judged:
        size = item.size if verdict.needs_body and item.size <= limit else 0
        if batch and octets + size > limit:
            yield batch
            batch, octets = [], 0
        batch.append((item, verdict))
        octets += size
    yield batch


def _take(writing: _Writing, office: Office, clock: Clock, place: one_mail.Place, item: imap.Item,
          verdict: one_mail.FirstLook, raw: bytes, too_large: bool, result: Look) -> None:  # fmt: skip
    """One mail, one transaction. A mail that breaks the reading is set aside in a second transaction."""
    log.step("receive.take", folder=place.name, uid=item.uid)
    try:
        with writing() as session:
            outcome = one_mail.take(session, office, place, item, verdict, raw, clock.now(), too_large=too_large)
            log.step("receive.before-commit", uid=item.uid)
    except (StoreError, TemporaryError):
        raise  # the store failed, not the mail: stop here, nothing was kept, it is tried again
    except Exception as error:  # noqa: BLE001 - a poison mail must never block the queue, whatever it is that it breaks
        log.error("receive.poison", folder=place.name, uid=item.uid, error=type(error).__name__)
        outcome = _poison(writing, office, clock, place, item, raw, type(error).__name__)
    log.step("receive.after-commit", uid=item.uid, outcome=outcome)
    if outcome == "ignored":
        result.ignored += 1
    else:
        result.taken += 1
    if outcome == "handled" and office.config.imap.move_to and place.name != office.config.imap.move_to:
        result.to_move.setdefault((place.name, place.uidvalidity), []).append(item.uid)


def _poison(
    writing: _Writing, office: Office, clock: Clock, place: one_mail.Place, item: imap.Item, raw: bytes, error: str
) -> str:
    """Set aside what broke us. If its header or the notice about it breaks us too, its bytes are kept and nothing is said."""
    reason = f"it broke the reading ({error})"
    try:
        with writing() as session:
            return one_mail.set_aside(session, office, place, item, raw, reason, clock.now())
    except (StoreError, TemporaryError):
        raise
    except Exception as again:  # noqa: BLE001 - as above
        log.error("receive.poison-again", folder=place.name, uid=item.uid, error=type(again).__name__)
        with writing() as session:
            return one_mail.keep_only(session, office, place, item, raw, reason, clock.now())


def _tidy(mailbox: imap.Mailbox, office: Office, result: Look) -> None:
    """Moving is a courtesy to the people in Outlook: it comes after the commit, and its failure changes nothing."""
    for (name, uidvalidity), uids in result.to_move.items():
        try:
            if mailbox.open(name).uidvalidity != uidvalidity:
                continue  # renumbered meanwhile: these UIDs are other mails now
            mailbox.move(uids, office.config.imap.move_to)
        except (TemporaryError, UnavailableError) as error:
            log.warning("receive.not-moved", folder=name, reason=error)
        else:
            log.step("receive.moved", folder=name, count=len(uids))


# --- folders and sweeps --------------------------------------------------------------------------------------------


def _folder(session: Session, address: str, opened: imap.Folder, now: datetime, first: bool) -> Folder:
    """The folder's row. At the very first look all that lies there is the baseline; later folders are read from the start."""
    row = session.scalar(select(Folder).where(Folder.mailbox == address, Folder.name == opened.name))
    baseline = opened.uidnext - 1 if first else 0
    if row is None:
        row = Folder(
            mailbox=address, name=opened.name, uidvalidity=opened.uidvalidity, baseline=baseline, done=baseline
        )
        session.add(row)
        session.flush()
        audit.record(session, "folder.found", now, folder=row.id, baseline=baseline)
    elif row.uidvalidity != opened.uidvalidity:
        # The server has renumbered (RFC 9051 section 2.3.1.1): read all again; hashes tell what was taken before.
        audit.record(session, "folder.renumbered", now, folder=row.id, old=row.uidvalidity, new=opened.uidvalidity)
        row.uidvalidity, row.baseline, row.done = opened.uidvalidity, baseline, baseline
    row.gone_at = None
    return row


def _forget_gone(session: Session, address: str, present: set[str], now: datetime) -> list[str]:
    """The names of the folders that were there at the last look."""
    gone = []
    for row in session.scalars(select(Folder).where(Folder.mailbox == address, Folder.gone_at.is_(None))):
        if row.name not in present:
            row.gone_at = now
            audit.record(session, "folder.gone", now, folder=row.id)
            gone.append(row.name)
    return gone


def _keep_sweep(session: Session, office: Office, result: Look, now: datetime) -> None:
    """The newest sweep and those that an attempt rests on are kept; the rest would be a row a minute for ever."""
    evidence = select(Attempt.sweep_id).where(Attempt.sweep_id.is_not(None))
    session.execute(delete(Sweep).where(Sweep.mailbox == office.mailbox, Sweep.id.not_in(evidence)))
    session.add(
        Sweep(
            mailbox=office.mailbox, started_at=result.started, finished_at=now,
            folders=list(result.folders.values()), excluded=list(office.config.imap.exclude),
        )
    )  # fmt: skip


def _chunks(uids: Iterable[int]) -> Iterator[list[int]]:
    listed = list(uids)
    return (listed[start : start + CHUNK] for start in range(0, len(listed), CHUNK))
