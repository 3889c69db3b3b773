"""Deliver: letters from the outbox to the SMTP server. The outbox tells the truth (DESIGN rule 2).

A letter is *sending* on disk before its body leaves us, and *sent*, *deferred*, *failed* or *unknown* after. With SQLite a
batch of letters becomes *sending* together, and the journal says how far it has come; with PostgreSQL, where another
machine may take over from us, each letter goes by itself. Killed in between, the letter that was on its way is *unknown*:
it is never sent again on a guess, a witness or a human settles it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from mailflow import log
from mailflow.clock import Clock
from mailflow.errors import StoreError
from mailflow.i18n import _
from mailflow.models import Association, Letter
from mailflow.smtp import Outcome, Smtp
from mailflow.steps.deliver import settle
from mailflow.steps.deliver.settle import LEASE, recover
from mailflow.store import installation, journal, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store

__all__ = ["BATCH", "LEASE", "Delivered", "recover", "run", "sending"]

_T = TypeVar("_T")
BATCH = 50
_SOON = timedelta(minutes=1)  # between the transaction that begins a letter and its DATA
_AT_ONCE = 4_000_000  # octets of letters in memory


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one run did: letters by their new state. ``again_at`` is when to come back: the rate limit, a server in trouble."""

    counts: Counter[str]
    again_at: datetime | None = None
    trouble: str = ""  # why nothing could be sent at all
    stopped: bool = False  # a human wanted it so
    frozen: bool = False  # the store is a restored backup: a human has to look first
    refused: bool = False  # the server will not have us (a wrong password): a human has to mend it


class _Late(Exception):
    """The server kept us so long that this letter has to be looked at anew."""


@dataclass(frozen=True, slots=True)
class _Post:
    """What one run works with. ``writing`` opens its transactions, one after the other (``Store.series``)."""

    store: Store
    writing: Callable[[], AbstractContextManager[Session]]
    smtp: Smtp
    office: Office
    clock: Clock
    enough: Callable[[], bool]
    journal: journal.Journal
    me: str = field(default_factory=lambda: f"{os.getpid()}")

    @property
    def together(self) -> int:
        """So many letters are *sending* at once: where only we send, and the journal can be trusted after a crash."""
        return BATCH if self.store.is_sqlite and journal.boot() else 1


@dataclass(frozen=True, slots=True)
class _Next:
    """A letter whose turn it is."""

    letter_id: int
    recipient: str
    raw: bytes


@dataclass(slots=True)
class _Sent:
    """What became of a batch. ``back``: those that were begun and did not go; ``trouble``: why the rest has to wait."""

    done: list[tuple[int, Outcome, datetime]] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    trouble: Outcome | None = None
    enough: bool = False


def run(store: Store, smtp: Smtp, office: Office, clock: Clock, stop_file: Path, most: int = 10_000,
        enough: Callable[[], bool] = lambda: False) -> Delivered:  # fmt: skip
    """Send what is due, as fast as the rate limit lets it.

    ``enough`` is asked before each letter; the rest is left for the next time. Raises ``StoreError``.
    """
    lines = journal.Journal(store.folder)
    try:
        with store.series() as writing:
            return _run(_Post(store, writing, smtp, office, clock, enough, lines), stop_file, most)
    finally:
        lines.close()


def _run(post: _Post, stop_file: Path, most: int) -> Delivered:
    counts = Counter[str]()
    while counts.total() < most:
        now = post.clock.now()
        with post.store.reading() as session:
            us = queries.association(session)
        if us.frozen:
            return Delivered(
                counts, trouble=_("nothing is sent: {reason}").format(reason=installation.why(us.frozen)), frozen=True
            )
        # Nothing goes before the first look: an answer that came faster than that would count as old mail.
        if stop_file.exists() or us.installed_at is None:
            return Delivered(counts, trouble=_("nothing is sent: mailflow is stopped"), stopped=True)
        room, again_at = _room(post.store, post.office, now)
        if not room:
            return Delivered(counts, again_at=again_at)
        claimed = _claim(post, now, min(BATCH, room, most - counts.total()))
        if not claimed:
            return Delivered(counts)
        log.step("deliver.claimed", count=len(claimed))
        for start in range(0, len(claimed), post.together):
            rest = claimed[start:]
            try:
                sent = _Sent(enough=True) if post.enough() else _send_all(post, rest[: post.together])
            except StoreError:
                _release(post, rest, post.clock.now())
                raise
            counts.update(outcome.state for _id, outcome, _at in sent.done)
            settled = {letter_id for letter_id, _outcome, _at in sent.done}
            rest = [letter_id for letter_id in rest if letter_id not in settled]
            if sent.trouble is not None:
                # The server has something against us, not against this letter: none of them has used up a try.
                trouble, later = sent.trouble, post.clock.now() + timedelta(minutes=settle.RETRY_MINUTES[0])
                _release(post, rest, later)
                return Delivered(counts, trouble=trouble.text, again_at=later, refused=(trouble.code or 0) >= 500)
            if sent.enough:
                _release(post, rest, post.clock.now())
                return Delivered(counts)
    return Delivered(counts, again_at=post.clock.now())


def _room(store: Store, office: Office, now: datetime) -> tuple[int, datetime | None]:
    """How many letters may go in this sliding minute, and when the next place is free."""
    if office.config.rehearsal:
        return BATCH, None  # rehearsed time stands still between two commands
    with store.reading() as session:
        tries = queries.tries_since(session, now - timedelta(minutes=1))
    room = office.config.smtp.per_minute - len(tries)
    return (room, None) if room > 0 else (0, tries[0] + timedelta(minutes=1))


def sending(store: Store) -> bool:
    """Whether the fate of a letter is being decided at this moment: its body may have left us, and no answer has come."""
    progress = journal.read(store.folder)
    return bool(progress.begun - progress.ended.keys())


def _claim(post: _Post, now: datetime, count: int) -> list[int]:
    with post.writing() as session:
        due = list(queries.letters_due(session, now, count))
        mine = update(Letter.__table__).where(Letter.id.in_(due))  # type: ignore[arg-type]
        session.connection().execute(mine.values(claimed_by=post.me, next_at=now + LEASE))
        return due


def _release(post: _Post, letter_ids: list[int], next_at: datetime) -> None:
    with post.writing() as session:
        back = update(Letter).where(Letter.id.in_(letter_ids), Letter.state.in_(queries.WAITING))
        session.execute(back.values(claimed_by="", next_at=next_at))


def _send_all(post: _Post, claimed: list[int]) -> _Sent:
    """Send these letters one after the other, between two transactions. Raises ``StoreError``: what can be told was stored."""
    log.step("deliver.before-sending", count=len(claimed))
    began = post.clock.now()
    batch = _noted(post, post.journal.start)
    with post.writing() as session:
        begun, epoch = _begin(session, claimed, f"{post.me}:{batch}", post.me, began)
    sent = _Sent(back=list(begun))
    log.step("deliver.begun", count=len(begun))
    try:
        if begun:
            _noted(post, lambda: _write_epoch(post.store.folder / "epoch", epoch))
        for this in _letters(post, begun):
            sent.enough = post.enough()
            if sent.enough or post.clock.now() - began > _SOON:
                break
            try:
                outcome, left_us = _send(post, this, began)
            except _Late:
                break
            if outcome.state == "deferred" and outcome.ours and not left_us:
                sent.trouble = outcome  # no byte of the letter has left us: nothing is changed
                break
            end = journal.Ended(outcome.state, outcome.code, outcome.text, post.clock.now())
            sent.done.append((this.letter_id, outcome, end.at))
            sent.back.remove(this.letter_id)
            if outcome.state == "deferred" and outcome.ours:
                sent.trouble = outcome
                break
            _noted(post, partial(post.journal.ended, this.letter_id, end))
    finally:
        _settle(post, sent)
    return sent


def _noted(post: _Post, write: Callable[[], _T]) -> _T:
    """Write beside the store. Raises ``StoreError`` in words when it cannot be done."""
    try:
        return write()
    except OSError as error:
        raise StoreError(
            _("The file {file} cannot be written: {reason}.").format(
                file=error.filename or post.store.folder, reason=error.strerror
            ),
            _("Make room, or give mailflow the right to write there."),
        ) from error


def _letters(post: _Post, letter_ids: Sequence[int]) -> Iterator[_Next]:
    """Their bytes, no more of them in memory at a time than need be, and no transaction open while they are sent."""
    with post.store.reading() as session:
        sizes = session.execute(
            select(Letter.id, func.length(Letter.raw)).where(Letter.id.in_(letter_ids)).order_by(Letter.id)
        ).all()
    while sizes:
        some, octets = [sizes[0].id], sizes[0][1]
        while len(some) < len(sizes) and octets + sizes[len(some)][1] <= _AT_ONCE:
            octets += sizes[len(some)][1]
            some.append(sizes[len(some)].id)
        sizes = sizes[len(some) :]
        wanted = select(Letter.id, Letter.recipient, Letter.raw).where(Letter.id.in_(some)).order_by(Letter.id)
        with post.store.reading() as session:
            letters = [_Next(*row) for row in session.connection().execute(wanted)]
        yield from letters


def _send(post: _Post, this: _Next, began: datetime) -> tuple[Outcome, bool]:
    """Send one letter that is *sending*: what the server said, and whether any of it may have left us."""
    letter_id, own = this.letter_id, post.office.config.imap.address
    witness = post.office.config.smtp.witness == "copy" and this.recipient.lower() != own.lower()
    recipients = [this.recipient, own] if witness else [this.recipient]
    bodies: list[int] = []

    def before_body() -> None:
        """The journal has it before anything that the server could accept leaves us."""
        if post.clock.now() - began > _SOON:
            _look_again(post, letter_id)
        _noted(post, lambda: post.journal.begun(letter_id))
        bodies.append(letter_id)
        log.step("deliver.sending", letter=letter_id)

    log.step("deliver.begin", letter=letter_id)
    outcome = post.smtp.send(own, recipients, this.raw, before_body)
    log.step("deliver.answered", letter=letter_id, state=outcome.state)
    return outcome, bool(bodies)


def _begin(session: Session, claimed: list[int], batch: str, me: str, now: datetime) -> tuple[list[int], int]:
    """Those that are still ours and young enough are *sending*. Returns them in order, and the epoch."""
    connection = session.connection()
    mine = (
        update(Letter)
        .where(
            Letter.id.in_(claimed), Letter.claimed_by == me, Letter.state.in_(queries.WAITING), Letter.not_after > now
        )
        .values(state="sending", tried_at=now, attempts=Letter.attempts + 1, claimed_by=batch)
        .returning(Letter.id)
    )
    begun = sorted(connection.execute(mine).scalars())
    counted = update(Association).values(epoch=Association.epoch + len(begun)).returning(Association.epoch)
    return begun, int(connection.execute(counted).scalar_one())  # counted by the database: several may send


def _look_again(post: _Post, letter_id: int) -> None:
    """The server kept us: it goes with a fresh lease, if it may still go at all. Raises ``_Late``."""
    now = post.clock.now()
    with post.writing() as session:
        still = update(Letter).where(Letter.id == letter_id, Letter.state == "sending", Letter.not_after > now)
        if session.connection().execute(still.values(tried_at=now)).rowcount != 1:
            raise _Late


def _settle(post: _Post, sent: _Sent) -> None:
    """What became of the batch, in one transaction. What did not go waits as before."""
    with post.writing() as session:
        ids = [letter_id for letter_id, _outcome, _at in sent.done]
        wanted = select(Letter).where(Letter.id.in_(ids)).order_by(Letter.id).options(*settle.WITH_CASE)
        rows = session.scalars(wanted.with_for_update(of=Letter)).all() if ids else []
        letters = {letter.id: letter for letter in rows}
        settle.finish(session, post.office, [(letters[id_], outcome, at) for id_, outcome, at in sent.done])
        if sent.back:
            mine = update(Letter).where(Letter.id.in_(sent.back), Letter.state == "sending")
            again = {"state": "queued", "attempts": Letter.attempts - 1, "claimed_by": "", "next_at": post.clock.now()}
            session.execute(mine.values(again))
        log.step("deliver.before-commit", count=len(sent.done))
    log.step("deliver.after-commit", count=len(sent.done))


def _write_epoch(path: Path, epoch: int) -> None:
    """The epoch beside the store: a store that turns out older than this was restored from a backup.

    Always as many digits, written over the old ones in one go: no room on the disk is needed, and no reader finds less.
    """
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        os.write(handle, b"%020d\n" % epoch)
    finally:
        os.close(handle)
