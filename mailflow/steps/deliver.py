"""Deliver: letters from the outbox to the SMTP server. The outbox tells the truth (DESIGN rule 2).

A letter is *sending* on disk before its body leaves us, and *sent*, *deferred*, *failed* or *unknown* after. Killed in
between, it is *unknown*: it is never sent again on a guess, a witness or a human settles it.
"""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

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


def run(store: Store, smtp: Smtp, office: Office, clock: Clock, stop_file: Path, most: int = 10_000,
        enough: Callable[[], bool] = lambda: False) -> Delivered:  # fmt: skip
    """Send what is due, as fast as the rate limit lets it. Each letter's state is committed before the next is touched.

    ``enough`` is asked before each letter; the rest is left for the next time. Raises ``StoreError``.
    """
    counts = Counter[str]()
    me = f"{os.getpid()}"
    while counts.total() < most:
        now = clock.now()
        with store.reading() as session:
            us = queries.association(session)
        if us.frozen:
            return Delivered(
                counts, trouble=_("nothing is sent: {reason}").format(reason=installation.why(us.frozen)), frozen=True
            )
        # Nothing goes before the first look: an answer that came faster than that would count as old mail.
        if stop_file.exists() or us.installed_at is None:
            return Delivered(counts, trouble=_("nothing is sent: mailflow is stopped"), stopped=True)
        room, again_at = _room(store, office, now)
        if not room:
            return Delivered(counts, again_at=again_at)
        claimed = _claim(store, me, now, min(BATCH, room, most - counts.total()))
        if not claimed:
            return Delivered(counts)
        log.step("deliver.claimed", count=len(claimed))
        for position, letter_id in enumerate(claimed):
            if enough():
                _release(store, claimed[position:], clock.now())
                return Delivered(counts)
            try:
                outcome = _send(store, smtp, office, letter_id, me, clock)
            except _Taken:
                continue
            except StoreError:
                _release(store, claimed[position:], clock.now())
                raise
            if outcome.state == "deferred" and outcome.ours:
                # The server has something against us, not against this letter: none of them has used up a try.
                later = clock.now() + timedelta(minutes=RETRY_MINUTES[0])
                _release(store, claimed[position:], later)
                return Delivered(counts, trouble=outcome.text, again_at=later, refused=(outcome.code or 0) >= 500)
            counts[outcome.state] += 1
    return Delivered(counts, again_at=clock.now())


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


def _claim(store: Store, me: str, now: datetime, count: int) -> list[int]:
    with store.writing() as session:
        letters = queries.letters_due(session, now, count)
        for letter in letters:
            letter.claimed_by, letter.next_at = me, now + LEASE
        return [letter.id for letter in letters]


def _release(store: Store, letter_ids: list[int], next_at: datetime) -> None:
    with store.writing() as session:
        back = update(Letter).where(Letter.id.in_(letter_ids), Letter.state.in_(queries.WAITING))
        session.execute(back.values(claimed_by="", next_at=next_at))


def _send(store: Store, smtp: Smtp, office: Office, letter_id: int, me: str, clock: Clock) -> Outcome:
    with store.reading() as session:
        letter = session.get_one(Letter, letter_id)
    own = office.config.imap.address
    witness = office.config.smtp.witness == "copy" and letter.recipient.lower() != own.lower()
    recipients = [letter.recipient, own] if witness else [letter.recipient]

    begun: list[int] = []

    def before_body() -> None:
        """The state is on disk before anything that the server could accept leaves us."""
        log.step("deliver.before-sending", letter=letter_id)
        with store.writing() as session:
            begun.append(_begin(session, letter_id, me, clock.now()))
        try:
            _write_epoch(store.folder / "epoch", begun[0])
        except OSError as error:
            _not_begun(store, letter_id)
            raise StoreError(
                _("The file {file} cannot be written: {reason}.").format(
                    file=store.folder / "epoch", reason=error.strerror
                ),
                _("Make room, or give mailflow the right to write there."),
            ) from error
        log.step("deliver.sending", letter=letter_id)

    log.step("deliver.begin", letter=letter_id)
    outcome = smtp.send(own, recipients, letter.raw, before_body)
    log.step("deliver.answered", letter=letter_id, state=outcome.state)
    if outcome.state == "deferred" and outcome.ours and not begun:
        return outcome  # the letter was not even begun: nothing is changed
    with store.writing() as session:
        letter = session.get_one(Letter, letter_id, with_for_update=True)  # the main thread may be seeing its witness
        _finish(session, office, letter, outcome, clock.now())
        log.step("deliver.before-commit", letter=letter_id)
    log.step("deliver.after-commit", letter=letter_id)
    return outcome


def _begin(session: Session, letter_id: int, me: str, now: datetime) -> int:
    mine = update(Letter).where(Letter.id == letter_id, Letter.claimed_by == me, Letter.state.in_(queries.WAITING))
    mine = mine.where(Letter.not_after > now)  # those claimed before it may have kept us long
    changed = session.execute(mine.values(state="sending", tried_at=now, attempts=Letter.attempts + 1))
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise _Taken
    session.execute(
        update(Association).values(epoch=Association.epoch + 1)
    )  # counted by the database: several may send
    return session.scalars(select(Association.epoch)).one()


def _not_begun(store: Store, letter_id: int) -> None:
    """Nothing of it has left us: it waits as before."""
    with store.writing() as session:
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
    audit.record(
        session, f"letter.{state}", now, letter.case_id, letter=letter.id, code=outcome.code, stage=outcome.stage
    )
    if state == "sent":
        letter.sent_at = now
        if letter.case is not None:
            rule, zone = office.config.minutes, office.zone
            apply.carry_out(
                session, letter.case, desk.decide(letter.case, desk.Accepted(letter), now, rule, zone), office, now
            )
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
    """The epoch beside the store: a store that turns out older than this was restored from a backup."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".epoch-")
    with os.fdopen(handle, "w") as file:
        file.write(f"{epoch}\n")
    os.replace(name, path)
