"""Due: what time alone brings about. Reminders, approval when the gate lets it through, letters that grew too old."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailflow import log
from mailflow.actions import Become, Write
from mailflow.desks import gate
from mailflow.desks import minutes as desk
from mailflow.i18n import _
from mailflow.models import Attempt, Case, Letter
from mailflow.store import apply, audit, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store

CLOCK_SLACK = timedelta(minutes=2)
WITNESS_WAIT = timedelta(minutes=15)  # so long a letter of unknown fate may still be seen in the mailbox


def run(store: Store, office: Office, now: datetime, stopped: str = "") -> None:
    """One transaction a case, so that a case in trouble holds up no other."""
    with store.writing() as session:
        _mind_the_clock(session, office, now)
        _mind_the_outbox(session, office, now)
        slugs = [case.slug for case in queries.cases(session, "open")]
    for slug in slugs:
        with store.writing() as session:
            case = queries.case(session, slug)
            facts = queries.facts(session, case, office.mailbox, now, stopped)
            actions = desk.decide(case, desk.Tick(facts), now, office.config.minutes, office.zone)
            if any(isinstance(action, Become) and action.state == "approved" for action in actions):
                _keep_evidence(session, case, facts, office, now)
            apply.carry_out(session, case, actions, office, now)
            log.step("due.before-commit", case=slug, actions=len(actions))
        log.step("due.after-commit", case=slug)


def _mind_the_clock(session: Session, office: Office, now: datetime) -> None:
    """A clock that has gone back cannot say that a deadline is over (RELIABILITY P11)."""
    us = queries.association(session)
    if us.seen_at is not None and now < us.seen_at - CLOCK_SLACK and not us.clock_doubt:
        us.clock_doubt = _("the clock went back from {before} to {now}").format(
            before=us.seen_at.astimezone(office.zone).isoformat(" ", "seconds"),
            now=now.astimezone(office.zone).isoformat(" ", "seconds"),
        )
        audit.record(session, "clock.doubted", now)
    us.seen_at = max(us.seen_at, now) if us.seen_at else now


def _mind_the_outbox(session: Session, office: Office, now: datetime) -> None:
    """Letters past their not-after wait for a human; so do letters whose fate no witness has told."""
    too_old: dict[int | None, list[Letter]] = {}
    for letter in queries.letters_stale(session, now):
        letter.state = "dropped" if letter.kind in ("minutes-reminder", "forum-reminder") else "stale"
        audit.record(session, f"letter.{letter.state}", now, letter.case_id, letter=letter.id)
        if letter.state == "stale" and not letter.kind.startswith("notice-"):
            too_old.setdefault(letter.case_id, []).append(letter)
    for letters in too_old.values():  # one mail about all of a round's, or she would get one for every member
        _notice(session, letters, "notice-stale-letter", max(letter.not_after for letter in letters), office, now)
    for letter in queries.letters_to_judge(session):
        if letter.state != "unknown" or letter.tried_at is None or letter.kind.startswith("notice-"):
            continue
        if now - letter.tried_at > WITNESS_WAIT:
            _notice(session, [letter], "notice-unknown-letter", letter.tried_at, office, now)


def _notice(session: Session, letters: list[Letter], kind: str, since: datetime, office: Office, now: datetime) -> None:
    """``since`` makes it a new notice when the same letter, sent again on her word, comes to grief once more."""
    described = [
        {"letter_id": letter.id, "recipient": letter.recipient, "subject": letter.subject, "response": letter.response,
         "created": letter.created_at.isoformat()} for letter in letters
    ]  # fmt: skip
    ids = ranges([letter.id for letter in letters])
    addressee = letters[0].addressee_id if len(letters) == 1 else None
    key = f"{kind}:{letters[0].id}-{letters[-1].id}:{since.timestamp():.0f}"
    write = Write(kind, key, addressee_id=addressee, facts={**described[0], "letters": described, "ids": ids})
    apply.carry_out(session, letters[0].case, [write], office, now)


def ranges(numbers: list[int]) -> str:
    """Ascending numbers as ``review`` takes them: "3-5,8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def _keep_evidence(session: Session, case: Case, facts: gate.Facts, office: Office, now: datetime) -> None:
    conditions = gate.conditions(case, facts, office.config.minutes)
    session.add(
        Attempt(
            case_id=case.id, version_id=case.version.id, step="approve", started_at=now, finished_at=now, outcome="done",
            sweep_id=facts.sweep.id if facts.sweep else None, sha256=facts.html_sha256,
            conditions=[condition.as_dict() for condition in conditions],
        )
    )  # fmt: skip
