"""Carries the desks' actions out: the only writer of case state.

One call is part of one transaction, opened by the caller. A letter becomes a row with its final bytes here, so that
nothing is left to think about when it is sent.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import jinja2
from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.collections import collection_adapter

from mailflow import log
from mailflow.actions import (
    Action,
    Become,
    DropWaiting,
    Excuse,
    Extend,
    MarkBounced,
    Note,
    Reclassify,
    Settle,
    TakeAnswer,
    Wait,
    Write,
)  # fmt: skip
from mailflow.config import Config
from mailflow.desks import minutes as desk
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.letters import build, compose
from mailflow.letters import minutes as minutes_letters
from mailflow.mail import Mailbox
from mailflow.models import Addressee, Answer, Association, Case, Letter, Mail, Person, Verdict, Version
from mailflow.store import audit, people, queries, rows
from mailflow.store.memory import remembered

NOTICE_DAYS = 7  # a notice to the secretariat is worth sending for a week
SAME_DAY = 5  # automatic answers to one person in a day: more, and it is a machine that we talk to
_LONGEST_KEY = 180  # Letter.unique_key holds 200; the rest is for the second secretary's


@dataclass(frozen=True, slots=True)
class Office:
    """What stays the same for a whole run: the configuration, the templates, the zone."""

    config: Config
    templates: jinja2.Environment
    token: Callable[[], str] = lambda: secrets.token_hex(16)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.config.association.timezone)

    @property
    def mailbox(self) -> str:
        return self.config.imap.address.lower()


def carry_out(session: Session, case: Case | None, actions: Iterable[Action], office: Office, now: datetime) -> None:
    """Do what was decided, in order. Raises ``InputError`` when a letter cannot be built safely; nothing is then kept."""
    for action in actions:
        match action:
            case Write():
                _write(session, case, action, office, now)
            case Note(verb, ids):
                audit.record(session, verb, now, case.id if case else None, **ids)
            case _ if case is not None:
                _change(session, case, action, now)
        session.flush()


def judge_letter(
    session: Session, letter: Letter, verdict: str, by: str, reason: str, office: Office, now: datetime
) -> None:
    """What a named person says of a letter that is unknown, stale or failed: "again", "sent" or "drop".

    Raises ``InputError`` for "sent" of one that never left us.
    """
    actions: list[Action] = [Note(f"letter.{verdict}", {"letter": letter.id})]
    match verdict:
        case "again":
            hours = office.config.limits.letter_hours
            letter.state, letter.next_at, letter.not_after = "queued", now, now + timedelta(hours=hours)
            letter.attempts, letter.claimed_by = 0, ""
        case "sent":
            if letter.state == "stale":
                raise InputError(_("It was never sent."), _("Use --send-again or --drop."))
            letter.state, letter.sent_at = "sent", letter.sent_at or letter.tried_at or now
            if letter.case is not None:  # it may have gone later than planned: its reader keeps the full days
                rule, zone = office.config.minutes, office.zone
                actions += desk.decide(letter.case, desk.Accepted(letter), letter.sent_at, rule, zone)
        case "drop":
            letter.state = "dropped"
    if letter.case is not None:
        keep_verdict(session, letter.case, f"letter-{verdict}", by, reason, now)
    carry_out(session, letter.case, actions, office, now)


def keep_file(session: Session, case: Case, person_id: int, name: str, data: bytes, now: datetime) -> int:
    """A mail or paper that she has saved as a file: kept with the case like a mail, but of no mailbox. Returns its id."""
    sha = hashlib.sha256(data).hexdigest()
    row = session.scalar(select(Mail).where(Mail.mailbox == "", Mail.sha256 == sha))
    if row is None:
        row = Mail(mailbox="", sha256=sha, subject=name, received_at=now, sort="file", raw=data, case_id=case.id,
                   person_id=person_id)  # fmt: skip
        session.add(row)
        session.flush()
    return row.id


def _change(session: Session, case: Case, action: Action, now: datetime) -> None:
    match action:
        case TakeAnswer():
            _take(session, case, action, now)
        case Settle(numbers, kind, decided_by, reason):
            verdict = keep_verdict(session, case, kind, decided_by, reason, now)
            for answer in case.answers:
                if answer.number in numbers:
                    answer.verdict = verdict
            audit.record(session, "verdict.given", now, case.id, verdict=verdict.id, kind=kind, answers=list(numbers))
        case Reclassify(number, intent, decided_by, reason):
            answer = next(a for a in case.answers if a.number == number)
            verdict = keep_verdict(session, case, f"as-{intent}", decided_by, reason, now)
            answer.intent, answer.holds = intent, True
            audit.record(
                session, "answer.reclassified", now, case.id, answer=answer.id, intent=intent, verdict=verdict.id
            )
        case Become(state, to_meeting):
            _become(case, state, now)
            case.to_meeting = to_meeting or case.to_meeting
            audit.record(session, f"case.{state}", now, case.id, version=case.version.id)
        case Wait(until):
            case.not_before = max(case.not_before, until) if case.not_before else until
            audit.record(session, "case.waits", now, case.id, until=until.isoformat())
        case MarkBounced(letter_id, mail_id, text):
            letter = session.get_one(Letter, letter_id)
            letter.bounced_at, letter.bounce = now, text
            if letter.state in ("unknown", "sending"):
                letter.state, letter.sent_at = "sent", letter.sent_at or now  # it went out, or it could not come back
            audit.record(session, "letter.bounced", now, case.id, letter=letter_id, mail=mail_id)
        case Extend(addressee_id, deadline):
            session.get_one(Addressee, addressee_id).deadline = deadline
            audit.record(session, "deadline.extended", now, case.id, addressee=addressee_id, until=deadline.isoformat())
        case DropWaiting(addressee_id):
            for letter in queries.letters_waiting(session, case.id):
                if letter.addressee_id == addressee_id or (
                    addressee_id is None and not letter.kind.startswith("notice-")
                ):
                    letter.state = "dropped"
                    audit.record(session, "letter.dropped", now, case.id, letter=letter.id)
        case Excuse(addressee_id, decided_by, reason):
            addressee = session.get_one(Addressee, addressee_id)
            addressee.excused_at, addressee.excused_by, addressee.excused_reason = now, decided_by, reason
            verdict = keep_verdict(session, case, "excused", decided_by, reason, now)
            audit.record(session, "addressee.excused", now, case.id, addressee=addressee_id, verdict=verdict.id)


def keep_verdict(session: Session, case: Case, kind: str, by: str, reason: str, now: datetime) -> Verdict:
    """Every verdict names the person who gave it (DESIGN rule 8)."""
    verdict = Verdict(kind=kind, decided_by=by, reason=reason, at=now)
    case.verdicts.append(verdict)
    session.flush()
    return verdict


def _take(session: Session, case: Case, action: TakeAnswer, now: datetime) -> None:
    answer = Answer(
        case_id=case.id, number=action.number, version_id=action.version_id or case.version.id,
        person_id=action.person_id, mail_id=action.mail_id, channel=action.channel, intent=action.intent,
        item=action.item, words=action.words, evidence=action.evidence, why=action.why, confidence=action.confidence,
        verified=action.verified, sender=action.sender, received_at=action.received_at, recorded_by=action.recorded_by,
        holds=action.holds, late=action.late,
    )  # fmt: skip
    answers = collection_adapter(case.answers)
    rows.keep(session, answer)
    answers.append_without_event(answer)  # as if it had been read with them
    ids = {"answer": answer.id, "person": action.person_id, "mail": action.mail_id, "intent": action.intent}
    audit.record(session, "answer.taken", now, case.id, holds=action.holds, **ids)


def _become(case: Case, state: str, now: datetime) -> None:
    case.state = state
    match state:
        case "approved":
            case.approved_at = now
        case "open":
            case.approved_at = None
        case "published":
            case.published_at, case.closed_at = now, now
        case "at-meeting" | "cancelled":
            case.closed_at = now


# --- letters -------------------------------------------------------------------------------------------------------


def _write(session: Session, case: Case | None, action: Write, office: Office, now: datetime) -> None:
    unique = _fitting(action.key)
    if session.scalar(select(Letter.id).where(Letter.unique_key == unique)) is not None:
        log.info("letter.already-written", kind=action.kind)
        return
    if _too_many(session, case, action, office, now):
        audit.record(session, "letter.capped", now, case.id if case else None, kind=action.kind)
        return
    addressee = session.get(Addressee, action.addressee_id) if action.addressee_id else None
    person_id = action.person_id or (addressee.person_id if addressee else None)
    person = session.get(Person, person_id) if person_id else None
    if action.kind.startswith("notice-"):
        for position, address in enumerate(office.config.secretary):
            key = unique if position == 0 else f"{unique}@{position}"
            to = Mailbox(office.config.association.secretariat, address)
            _queue(session, case, action, key, to, addressee, person, office, now)
        return
    address = action.address or _address(person, addressee, now, office)
    if not address:
        audit.record(
            session, "letter.no-address", now, case.id if case else None, kind=action.kind, person=action.person_id
        )
        return
    to = Mailbox(addressee.name if addressee else person.name if person else "", address)
    _queue(session, case, action, unique, to, addressee, person, office, now)


def _fitting(key: str) -> str:
    if len(key) <= _LONGEST_KEY:
        return key
    return f"{key[: _LONGEST_KEY - 65]}#{hashlib.sha256(key.encode()).hexdigest()}"


def _too_many(session: Session, case: Case | None, action: Write, office: Office, now: datetime) -> bool:
    """Whatever a machine or a flood makes us want to say, it is said so often and no more (DESIGN rule 6).

    What holds goes on holding: an answer that nobody was told of stands in the review, and the gate speaks of it.
    """
    hour, most = now - timedelta(hours=1), office.config.limits.automatic_per_hour
    if action.automatic:
        to_one = queries.automatic_since(session, now - timedelta(days=1), action.person_id)
        return queries.automatic_since(session, hour) >= most or to_one >= SAME_DAY
    of_answer = action.kind.startswith("notice-") and action.answer_number is not None and case is not None
    return of_answer and queries.notices_since(session, hour) >= most


def _address(person: Person | None, addressee: Addressee | None, now: datetime, office: Office) -> str:
    """Where the addressee's newest copy went; else the person's primary address today."""
    if addressee is not None:
        copies = [letter for letter in addressee.letters if letter.bounced_at is None]
        return copies[-1].recipient if copies else addressee.address
    day = now.astimezone(office.zone).date()
    return (people.primary_address(person, day) or "") if person else ""


def _queue(session: Session, case: Case | None, action: Write, key: str, to: Mailbox, addressee: Addressee | None,
           person: Person | None, office: Office, now: datetime) -> None:  # fmt: skip
    config = office.config
    version = _version(case, action.version_number)
    answer = next((a for a in case.answers if a.number == action.answer_number), None) if case else None
    words = minutes_letters.words(
        action.kind, case, config=config, zone=office.zone, version=version, addressee=addressee, person=person,
        answer=answer, facts=action.facts,
    )  # fmt: skip
    draft = compose.compose(office.templates, action.kind, words)
    files = minutes_letters.attachments(action.kind, version, config=config) if version else ()
    sender = Mailbox(config.association.name, config.imap.address)
    domain = sender.address.partition("@")[2]
    slug = case.slug if case else action.about or "mailflow"
    message_id = build.message_id(slug, version.number if version else 0, office.token(), domain)
    first, answered = _thread(session, case, action, person)
    raw = build.build(
        draft, sender=sender, to=to, message_id=message_id, date=now.astimezone(office.zone),
        attachments=(*files, *action.attachments),
        auto_submitted="auto-replied" if action.automatic else "auto-generated" if action.scheduled else "",
        case_slug=slug, installation=_installation(session),
        rehearsal=config.rehearsal, in_reply_to=answered or first, references=tuple(i for i in (first, answered) if i),
    )  # fmt: skip
    hours = 24 * NOTICE_DAYS if action.kind.startswith("notice-") else config.limits.letter_hours
    # A notice about an addressee is no letter to him: it must not say where he can be reached, nor whether he was.
    own = addressee if addressee is not None and not action.kind.startswith("notice-") else None
    letter = Letter(
        unique_key=key, kind=action.kind, case_id=case.id if case else None, person_id=person.id if person else None,
        addressee_id=own.id if own else None, version_id=version.id if version else None,
        recipient=to.address, subject=draft.subject[:500], message_id=message_id, raw=raw,
        sha256=hashlib.sha256(raw).hexdigest(), automatic=action.automatic, created_at=now, next_at=now,
        not_after=action.not_after or now + timedelta(hours=hours),
    )  # fmt: skip
    session.add(letter)
    if own is not None:
        own.letters.append(letter)
    session.flush()
    audit.record(
        session, "letter.queued", now, letter.case_id, letter=letter.id, kind=action.kind, sha256=letter.sha256
    )


def _installation(session: Session) -> str:
    ours = select(Association.installation)
    return remembered(session, "installation", (Association,), lambda: session.scalars(ours).one())


def _version(case: Case | None, number: int | None) -> Version | None:
    if case is None:
        return None
    return case.version if number is None else next(v for v in case.versions if v.number == number)


def _thread(session: Session, case: Case | None, action: Write, person: Person | None) -> tuple[str, str]:
    """For In-Reply-To and References (RFC 5322 section 3.6.4): the person's first letter of the round, the mail answered."""
    mail = session.get(Mail, action.reply_to_mail_id) if action.reply_to_mail_id else None
    answered = mail.message_id if mail is not None else ""
    if case is None:
        return action.thread, answered
    if person is None or action.kind.startswith("notice-"):
        return "", answered
    mine = select(Letter.message_id).where(Letter.case_id == case.id, Letter.person_id == person.id)
    first = session.scalar(mine.where(Letter.kind.not_like("notice-%")).order_by(Letter.id).limit(1))
    return first or "", answered
