"""What became of letters: what the server said of them, or what the journal tells of those that we were killed over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import false, or_, select, update
from sqlalchemy.orm import Session, defer, joinedload

from mailflow.actions import Write
from mailflow.desks import minutes as desk
from mailflow.i18n import _
from mailflow.models import Letter
from mailflow.parsers import bounce
from mailflow.smtp import Outcome
from mailflow.store import apply, audit, health, journal, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store

LEASE = timedelta(minutes=20)  # a claimed letter is nobody else's for so long (longer than the wait at the final dot)
RETRY_MINUTES = (5, 15, 60, 120, 240, 240, 240, 480)  # then it has failed, and a human is told

# The main thread may be seeing its witness, hence the lock. The bytes are not needed again.
WITH_CASE = (defer(Letter.raw), joinedload(Letter.case), joinedload(Letter.addressee))


def recover(store: Store, office: Office, now: datetime) -> int:
    """At start: what was *sending* when we were killed is settled by the journal, else *unknown*; claims of the dead are free.

    Returns how many are unknown. With PostgreSQL another machine may be sending at this moment, so only what our own journal
    tells of and nobody writes any more, or what is older than the lease, is touched, and the one that took over from the dead
    asks again and again. With SQLite only we send; the clock may have gone back.
    """
    began = select(Letter).where(Letter.state == "sending").options(*WITH_CASE)
    unknown = 0
    with store.writing() as session:
        progress = journal.read(store.folder)
        if not store.is_sqlite:
            ours = Letter.claimed_by.endswith(f":{progress.batch}") if journal.abandoned(store.folder) else false()
            began = began.where(or_(ours, Letter.tried_at <= now - LEASE))
        lost = session.scalars(began).all()
        for letter in lost:
            ended = progress.ended.get(letter.id) if _batch(letter) == progress.batch else None
            if ended is not None and ended.state != "unknown":
                outcome = Outcome(ended.state, ended.code, ended.text)  # type: ignore[arg-type]
                finish(session, office, [(letter, outcome, ended.at)])
            elif ended is None and _batch(letter) == progress.batch and _never_left(progress, letter.id):
                letter.state, letter.attempts = "queued", letter.attempts - 1
            else:
                letter.state, letter.response = "unknown", _("mailflow was stopped while the letter was being sent")
                audit.record(session, "letter.unknown", now, letter.case_id, letter=letter.id)
                unknown += 1
        free = update(Letter).where(Letter.claimed_by != "", Letter.state.in_(queries.WAITING))
        if store.is_sqlite:
            session.execute(free.values(claimed_by="", next_at=Letter.created_at))
    return unknown


def _batch(letter: Letter) -> str | None:
    return letter.claimed_by.partition(":")[2] or None


def _never_left(progress: journal.Progress, letter_id: int) -> bool:
    return progress.complete and letter_id not in progress.begun


def finish(session: Session, office: Office, ended: Sequence[tuple[Letter, Outcome, datetime]]) -> None:
    """The new state of each letter, and what follows from it."""
    lines: list[audit.Line] = []
    follows: list[Callable[[], None]] = []
    for letter, outcome, now in ended:
        letter.claimed_by = ""
        letter.response = f"{outcome.code or ''} {outcome.text}".strip()
        if letter.state == "sent":
            continue  # the witness was faster than the answer
        letter.tried_at = now
        state = outcome.state
        if state == "deferred":
            if letter.attempts > len(RETRY_MINUTES):
                state = "failed"
            else:
                letter.next_at = now + timedelta(minutes=RETRY_MINUTES[letter.attempts - 1])
        letter.state = state
        letter.sent_at = now if state == "sent" else letter.sent_at
        lines.append((f"letter.{state}", now, letter.case_id,
                      {"letter": letter.id, "code": outcome.code, "stage": outcome.stage}))  # fmt: skip
        if state == "sent" and letter.case is not None:
            follows.append(partial(_accepted, session, letter, office, now))
        elif state == "failed" and not letter.kind.startswith("notice-"):
            follows.append(partial(_refused, session, letter, office, now))
    audit.record_all(session, lines)
    for follow in follows:
        follow()


def _accepted(session: Session, letter: Letter, office: Office, now: datetime) -> None:
    assert letter.case is not None
    actions = desk.decide(letter.case, desk.Accepted(letter), now, office.config.minutes, office.zone)
    if actions:
        apply.carry_out(session, letter.case, actions, office, now)


def _refused(session: Session, letter: Letter, office: Office, now: datetime) -> None:
    """The server will not take it: for an addressee that is the same as a bounce."""
    health.note(session, letter, bounce.kind_of("", letter.response), letter.response, now)
    if letter.case is None or letter.addressee is None:
        return
    facts = {"address": letter.recipient, "text": letter.response}
    write = Write("notice-bounce", f"refused:{letter.id}", addressee_id=letter.addressee_id, facts=facts)
    apply.carry_out(session, letter.case, [write], office, now)
