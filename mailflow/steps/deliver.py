"""Deliver: letters from the outbox to the SMTP server. The outbox tells the truth (DESIGN rule 2).

A letter is *sending* on disk before its body leaves us, and *sent*, *deferred*, *failed* or *unknown* after. Killed in
between, it is *unknown*: it is never sent again on a guess, a witness or a human settles it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, defer, joinedload

from mailflow import log
from mailflow.actions import Write
from mailflow.clock import Clock
from mailflow.desks import minutes as desk
from mailflow.errors import StoreError
from mailflow.i18n import _
from mailflow.models import Association, Letter
from mailflow.parsers import bounce
from mailflow.smtp import Outcome, Smtp
from mailflow.store import apply, audit, health, installation, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store

BATCH = 20
LEASE = timedelta(minutes=20)  # a claimed letter is nobody else's for so long (longer than the wait at the final dot)
_SOON = timedelta(minutes=1)  # between the transaction that begins a letter and its DATA
RETRY_MINUTES = (5, 15, 60, 120, 240, 240, 240, 480)  # then it has failed, and a human is told


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one run did: letters by their new state. ``again_at`` is when to come back: the rate limit, a server in trouble."""

    counts: Counter[str]
    again_at: datetime | None = None
    trouble: str = ""  # why nothing could be sent at all
    stopped: bool = False  # a human wanted it so
    frozen: bool = False  # the store is a restored backup: a human has to look first
    refused: bool = False  # the server will not have us (a wrong password): a human has to mend it


class _Taken(Exception):
    """Another process has this letter, or it changed while we were on the line."""


def recover(store: Store, now: datetime) -> int:
    """At start: what was *sending* when we were killed is *unknown*; claims of the dead are free. Returns how many.

    With PostgreSQL another machine may be sending at this moment, so only what is older than the lease is touched, and the
    one that took over from the dead asks again and again. With SQLite only we send; the clock may have gone back.
    """
    began = select(Letter).where(Letter.state == "sending")
    with store.writing() as session:
        lost = session.scalars(began if store.is_sqlite else began.where(Letter.tried_at <= now - LEASE)).all()
        for letter in lost:
            letter.state, letter.response = "unknown", _("mailflow was stopped while the letter was being sent")
            audit.record(session, "letter.unknown", now, letter.case_id, letter=letter.id)
        free = update(Letter).where(Letter.claimed_by != "", Letter.state.in_(queries.WAITING))
        if store.is_sqlite:
            session.execute(free.values(claimed_by="", next_at=Letter.created_at))
    return len(lost)


@dataclass(frozen=True, slots=True)
class _Post:
    """What one run works with. ``writing`` opens its transactions, one after the other (``Store.series``)."""

    store: Store
    writing: Callable[[], AbstractContextManager[Session]]
    smtp: Smtp
    office: Office
    clock: Clock
    enough: Callable[[], bool]
    me: str = field(default_factory=lambda: f"{os.getpid()}")


@dataclass(frozen=True, slots=True)
class _Next:
    """A letter whose turn it is. ``epoch`` and ``begun_at``: the count after it was begun, and when; if it is *sending*."""

    letter_id: int
    recipient: str
    raw: bytes
    epoch: int = 0
    begun_at: datetime | None = None


def run(store: Store, smtp: Smtp, office: Office, clock: Clock, stop_file: Path, most: int = 10_000,
        enough: Callable[[], bool] = lambda: False) -> Delivered:  # fmt: skip
    """Send what is due, as fast as the rate limit lets it. Each letter's state is committed before the next is touched.

    ``enough`` is asked before each letter; the rest is left for the next time. Raises ``StoreError``.
    """
    with store.series() as writing:
        return _run(_Post(store, writing, smtp, office, clock, enough), stop_file, most)


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
        begun: _Next | None = None  # by the transaction that settled the letter before it
        for position, letter_id in enumerate(claimed):
            if begun is None and post.enough():
                _release(post, claimed[position:], post.clock.now())
                return Delivered(counts)
            following = claimed[position + 1] if position + 1 < len(claimed) else None
            try:
                this, begun = begun or _load(post, letter_id), None
                outcome, begun = _send(post, this, following)
            except _Taken:
                continue
            except StoreError:
                _release(post, claimed[position:], post.clock.now())
                raise
            if outcome.state == "deferred" and outcome.ours:
                # The server has something against us, not against this letter: none of them has used up a try.
                later = post.clock.now() + timedelta(minutes=RETRY_MINUTES[0])
                _release(post, claimed[position:], later)
                return Delivered(counts, trouble=outcome.text, again_at=later, refused=(outcome.code or 0) >= 500)
            counts[outcome.state] += 1
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
    """Whether the fate of a letter is being decided at this moment."""
    with store.reading() as session:
        return session.scalar(select(Letter.id).where(Letter.state == "sending").limit(1)) is not None


def _claim(post: _Post, now: datetime, count: int) -> list[int]:
    with post.writing() as session:
        due = [letter.id for letter in queries.letters_due(session, now, count)]
        mine = update(Letter.__table__).where(Letter.id.in_(due))  # type: ignore[arg-type]
        session.connection().execute(mine.values(claimed_by=post.me, next_at=now + LEASE))
        return due


def _release(post: _Post, letter_ids: list[int], next_at: datetime) -> None:
    with post.writing() as session:
        back = update(Letter).where(Letter.id.in_(letter_ids), Letter.state.in_(queries.WAITING))
        session.execute(back.values(claimed_by="", next_at=next_at))


def _load(post: _Post, letter_id: int) -> _Next:
    with post.store.reading() as session:
        return _bytes_of(session, letter_id)


def _send(post: _Post, this: _Next, following: int | None) -> tuple[Outcome, _Next | None]:
    """Send one letter. If it went, the transaction that says so begins ``following`` too, which is given back then."""
    letter_id, office, clock = this.letter_id, post.office, post.clock
    own = office.config.imap.address
    witness = office.config.smtp.witness == "copy" and this.recipient.lower() != own.lower()
    recipients = [this.recipient, own] if witness else [this.recipient]
    bodies: list[int] = []

    def before_body() -> None:
        """The state is on disk before anything that the server could accept leaves us."""
        log.step("deliver.before-sending", letter=letter_id)
        epoch = this.epoch
        if this.begun_at is not None and clock.now() - this.begun_at > _SOON:
            _not_begun(post, letter_id)  # the server kept us: anew, with a fresh lease, if it may still go at all
            epoch = 0
        if not epoch:
            with post.writing() as session:
                epoch = _begin(session, letter_id, post.me, clock.now())
        try:
            _write_epoch(post.store.folder / "epoch", epoch)
        except OSError as error:
            _not_begun(post, letter_id)
            raise StoreError(
                _("The file {file} cannot be written: {reason}.").format(
                    file=post.store.folder / "epoch", reason=error.strerror
                ),
                _("Make room, or give mailflow the right to write there."),
            ) from error
        bodies.append(epoch)
        log.step("deliver.sending", letter=letter_id)

    log.step("deliver.begin", letter=letter_id)
    outcome = post.smtp.send(own, recipients, this.raw, before_body)
    log.step("deliver.answered", letter=letter_id, state=outcome.state)
    if outcome.state == "deferred" and outcome.ours and not bodies:
        if this.epoch:
            _not_begun(post, letter_id)
        return outcome, None  # no byte of the letter has left us: nothing is changed
    begun = None
    goes_on = following is not None and outcome.state == "sent" and not post.enough()
    with post.writing() as session:
        letter = session.get_one(Letter, letter_id, options=_WITH_CASE, with_for_update={"of": Letter})
        # The next one's row is locked before the association's, as everywhere, so that nobody waits crosswise.
        if goes_on and following is not None:
            begun = _begin_too(session, following, post.me, clock.now())
        _finish(session, office, letter, outcome, clock.now())
        log.step("deliver.before-commit", letter=letter_id)
    log.step("deliver.after-commit", letter=letter_id)
    return outcome, begun


# The main thread may be seeing its witness, hence the lock. The bytes are not needed again.
_WITH_CASE = (defer(Letter.raw), joinedload(Letter.case), joinedload(Letter.addressee))

# Statements that are executed for every letter are built once, and need no unit of work.
_BYTES = select(Letter.id, Letter.recipient, Letter.raw).where(Letter.id == bindparam("letter_id"))
_BEGIN = (
    update(Letter)
    .where(Letter.id == bindparam("letter_id"), Letter.claimed_by == bindparam("me"))
    .where(Letter.state.in_(queries.WAITING))
    .where(Letter.not_after > bindparam("now"))  # those claimed before it may have kept us long
    .values(state="sending", tried_at=bindparam("now"), attempts=Letter.attempts + 1)
)
_COUNT = update(Association).values(epoch=Association.epoch + 1).returning(Association.epoch)


def _bytes_of(session: Session, letter_id: int) -> _Next:
    return _Next(*session.connection().execute(_BYTES, {"letter_id": letter_id}).one())


def _begin(session: Session, letter_id: int, me: str, now: datetime) -> int:
    """The letter is *sending*. Returns the epoch. Raises ``_Taken``."""
    connection = session.connection()
    if connection.execute(_BEGIN, {"letter_id": letter_id, "me": me, "now": now}).rowcount != 1:
        raise _Taken
    return int(connection.execute(_COUNT).scalar_one())  # counted by the database: several may send


def _begin_too(session: Session, letter_id: int, me: str, now: datetime) -> _Next | None:
    """The same beside another letter's end, with its bytes; None when somebody else has it, which the next turn finds too."""
    try:
        epoch = _begin(session, letter_id, me, now)
    except _Taken:
        return None
    return replace(_bytes_of(session, letter_id), epoch=epoch, begun_at=now)


def _not_begun(post: _Post, letter_id: int) -> None:
    """Nothing of it has left us: it waits as before."""
    with post.writing() as session:
        mine = update(Letter).where(Letter.id == letter_id, Letter.state == "sending")
        session.execute(mine.values(state="queued", attempts=Letter.attempts - 1))


def _finish(session: Session, office: Office, letter: Letter, outcome: Outcome, now: datetime) -> None:
    letter.claimed_by = ""
    letter.response = f"{outcome.code or ''} {outcome.text}".strip()
    if letter.state == "sent":
        return  # the witness was faster than the answer
    was_sending = letter.state == "sending"
    letter.attempts += 0 if was_sending else 1
    letter.tried_at = now
    state = outcome.state
    if state == "deferred":
        if letter.attempts > len(RETRY_MINUTES):
            state = "failed"
        else:
            letter.next_at = now + timedelta(minutes=RETRY_MINUTES[letter.attempts - 1])
    letter.state = state
    letter.sent_at = now if state == "sent" else letter.sent_at
    audit.record(
        session, f"letter.{state}", now, letter.case_id, letter=letter.id, code=outcome.code, stage=outcome.stage
    )
    if state == "sent" and letter.case is not None:
        rule, zone = office.config.minutes, office.zone
        actions = desk.decide(letter.case, desk.Accepted(letter), now, rule, zone)
        apply.carry_out(session, letter.case, actions, office, now)
    elif state == "failed" and not letter.kind.startswith("notice-"):
        _refused(session, letter, office, now)


def _refused(session: Session, letter: Letter, office: Office, now: datetime) -> None:
    """The server will not take it: for an addressee that is the same as a bounce."""
    health.note(session, letter, bounce.kind_of("", letter.response), letter.response, now)
    if letter.case is None or letter.addressee is None:
        return
    facts = {"address": letter.recipient, "text": letter.response}
    write = Write("notice-bounce", f"refused:{letter.id}", addressee_id=letter.addressee_id, facts=facts)
    apply.carry_out(session, letter.case, [write], office, now)


def _write_epoch(path: Path, epoch: int) -> None:
    """The epoch beside the store: a store that turns out older than this was restored from a backup.

    Always as many digits, written over the old ones in one go: no room on the disk is needed, and no reader finds less.
    """
    handle = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    try:
        os.write(handle, b"%020d\n" % epoch)
    finally:
        os.close(handle)
