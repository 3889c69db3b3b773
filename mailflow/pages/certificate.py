"""The closing certificate of a minutes round: what is known about it and how, as a value with stable keys.

Who was sent what and when, how it was delivered, who answered what, who decided, what the gate saw at each evaluation,
which folders were looked through, and the hashes by which all of it can be checked. The keys are documented in
docs/json.md; ``pages.certificate_text`` turns the value into a paper that a board member can be shown.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.desks import gate
from mailflow.desks.deadlines import local_day
from mailflow.desks.minutes import RUNNING, STANCES
from mailflow.documents import is_gone
from mailflow.models import Addressee, Answer, Attempt, Case, Letter, Mail, Sweep, Verdict, Version

FORMAT = 1  # raised when a key changes its meaning; new keys may come without


@dataclass(frozen=True, slots=True)
class Chain:
    """The audit chain at the moment of writing. ``hashes``: every SHA-256 that lines about this case carry."""

    head: str
    lines: int
    broken_at: int | None  # the id of the first line that does not follow from the one before; None: it is whole
    hashes: frozenset[str] = frozenset()


def certificate(
    case: Case,
    attempts: Sequence[Attempt],
    sweeps: Sequence[Sweep],
    mails: Sequence[Mail],
    letters: Sequence[Letter],
    verdicts: Sequence[Verdict],
    chain: Chain,
    association_name: str,
    zone: ZoneInfo,
    issued_at: datetime,
    rehearsal: bool = False,
) -> dict[str, Any]:
    """Everything kept about the round. Instants are ISO 8601 in UTC; days are ISO dates, counted in ``zone``.

    Hashes are computed anew and compared with those kept when the thing was made (``intact``) and with those in the
    audit chain (``chained``). Raises nothing; a round that still runs gives an interim certificate (``final`` false).
    """
    write = _Writer(case, chain, zone, {verdict.id: verdict for verdict in verdicts})
    return {
        "certificate": FORMAT,
        "rehearsal": rehearsal,
        "association": association_name,
        "timezone": str(zone),
        "issued_at": write.at(issued_at),
        "final": case.state not in RUNNING,
        "case": write.case_(),
        "versions": [write.version(version) for version in case.versions],
        "letters": [write.letter(letter) for letter in letters],
        "answers": [write.answer(answer) for answer in case.answers],
        "verdicts": [write.verdict(verdict) for verdict in verdicts],
        "mails": [write.mail(mail) for mail in mails],
        "gate": [write.attempt(attempt) for attempt in attempts],
        "sweeps": [write.sweep(sweep) for sweep in sweeps],
        "audit": {
            "head": chain.head,
            "lines": chain.lines,
            "whole": chain.broken_at is None,
            "broken_at": chain.broken_at,
        },
    }


@dataclass(frozen=True, slots=True)
class _Writer:
    """Row to dict, one method a kind of row; what they share is the zone and the names."""

    case: Case
    chain: Chain
    zone: ZoneInfo
    verdicts: dict[int, Verdict]

    def at(self, moment: datetime | None) -> str | None:
        return moment.astimezone(UTC).isoformat() if moment is not None else None

    def case_(self) -> dict[str, Any]:
        case = self.case
        return {
            "id": case.slug,
            "title": case.title,
            "body": case.body,
            "meeting_date": case.meeting_date.isoformat(),
            "state": case.state,
            "opened_at": self.at(case.opened_at),
            "opened_by": case.opened_by,
            "not_before": self.at(case.not_before),
            "approved_at": self.at(case.approved_at),
            "published_at": self.at(case.published_at),
            "closed_at": self.at(case.closed_at),
            "to_meeting": _day(case.to_meeting),
            "url": case.url,
        }

    def version(self, version: Version) -> dict[str, Any]:
        ends = local_day(version.deadline, self.zone)
        return {
            "number": version.number,
            "filename": version.filename,
            "created_at": self.at(version.created_at),
            "created_by": version.created_by,
            "deadline": self.at(version.deadline),
            "deadline_reason": version.deadline_reason,
            "days_after_meeting": (ends - self.case.meeting_date).days,
            "days_after_sending": (ends - local_day(version.created_at, self.zone)).days,
            "source_sha256": version.source_sha256,
            "source": self._check(version.source, version.source_sha256),
            "public_sha256": version.public_sha256,
            "public": self._check(version.public_html.encode(), version.public_sha256),
            "public_pdf_sha256": version.public_pdf_sha256 or None,
            "public_pdf": self._check(version.public_pdf, version.public_pdf_sha256) if version.public_pdf else None,
            "removals": [removal for removal in version.removals if _gone(removal)],
            "kept": [removal for removal in version.removals if not _gone(removal)],
            "changes": list(version.changes),
            "addressees": [self.addressee(addressee) for addressee in version.addressees],
        }

    def addressee(self, addressee: Addressee) -> dict[str, Any]:
        said = [
            answer
            for answer in self.case.answers
            if answer.person_id == addressee.person_id and answer.version_id == addressee.version_id
        ]
        excused = {"at": self.at(addressee.excused_at), "by": addressee.excused_by, "reason": addressee.excused_reason}
        return {
            "person": addressee.person.key,
            "name": addressee.name,
            "address": addressee.address,
            "deadline": self.at(addressee.deadline),
            "delivered": gate.delivered(addressee),
            "bounced": gate.bounced(addressee),
            "reached": gate.reached(addressee),
            "excused": excused if addressee.excused_at is not None else None,
            "letters": [letter.id for letter in addressee.letters],
            "answers": [self._id(answer) for answer in said],
            "silent": not any(answer.intent in STANCES for answer in said),
        }

    def letter(self, letter: Letter) -> dict[str, Any]:
        """``response`` is the server's last answer; ``witnessed_at`` is when our own copy was seen in the mailbox."""
        numbers = {version.id: version.number for version in self.case.versions}
        name = letter.addressee.name if letter.addressee else letter.person.name if letter.person else ""
        return {
            "id": letter.id,
            "kind": letter.kind,
            "carries_minutes": letter.kind in gate.ROUND_LETTERS,
            "version": numbers.get(letter.version_id or 0),
            "person": letter.person.key if letter.person else None,
            "name": name,
            "recipient": letter.recipient,
            "subject": letter.subject,
            "message_id": letter.message_id,
            "created_at": self.at(letter.created_at),
            "state": letter.state,
            "attempts": letter.attempts,
            "sent_at": self.at(letter.sent_at),
            "response": letter.response,
            "witnessed_at": self.at(letter.witnessed_at),
            "bounced_at": self.at(letter.bounced_at),
            "bounce": letter.bounce,
            "sha256": letter.sha256,
            **self._check(letter.raw, letter.sha256),
        }

    def answer(self, answer: Answer) -> dict[str, Any]:
        mail = (
            {"id": answer.mail.id, "message_id": answer.mail.message_id, "sha256": answer.mail.sha256}
            if answer.mail
            else None
        )
        return {
            "id": self._id(answer),
            "version": answer.version.number,
            "person": answer.person.key if answer.person else None,
            "name": answer.person.name if answer.person else "",
            "sender": answer.sender,
            "channel": answer.channel,
            "received_at": self.at(answer.received_at),
            "late": answer.late,
            "intent": answer.intent,
            "item": answer.item,
            "words": answer.words,
            "evidence": answer.evidence,
            "why": answer.why,
            "verified": answer.verified,
            "recorded_by": answer.recorded_by,
            "holds": answer.holds,
            "open": answer.open,
            "verdict": answer.verdict.id if answer.verdict else None,
            "mail": mail,
        }

    def verdict(self, verdict: Verdict) -> dict[str, Any]:
        return {
            "id": verdict.id,
            "kind": verdict.kind,
            "decided_by": verdict.decided_by,
            "reason": verdict.reason,
            "at": self.at(verdict.at),
            "answers": [self._id(answer) for answer in self.case.answers if answer.verdict is verdict],
        }

    def mail(self, mail: Mail) -> dict[str, Any]:
        """A mail that came in; ``intact`` is None once its words have been erased."""
        persons = {a.person_id: a.person for version in self.case.versions for a in version.addressees}
        person = persons.get(mail.person_id or 0)
        return {
            "id": mail.id,
            "sort": mail.sort,
            "person": person.key if person else None,
            "name": person.name if person else "",
            "sender": mail.sender,
            "subject": mail.subject,
            "received_at": self.at(mail.received_at),
            "message_id": mail.message_id,
            "set_aside": mail.set_aside,
            "verdict": mail.verdict_id,
            "answers": [self._id(answer) for answer in self.case.answers if answer.mail_id == mail.id],
            "sha256": mail.sha256,
            "intact": _sha256(mail.raw) == mail.sha256 if mail.raw is not None else None,
        }

    def attempt(self, attempt: Attempt) -> dict[str, Any]:
        numbers = {version.id: version.number for version in self.case.versions}
        return {
            "step": attempt.step,
            "version": numbers.get(attempt.version_id),
            "started_at": self.at(attempt.started_at),
            "finished_at": self.at(attempt.finished_at),
            "outcome": attempt.outcome,
            "detail": attempt.detail,
            "sha256": attempt.sha256,
            "sweep": attempt.sweep_id,
            "conditions": [
                {"name": c["name"], "ok": bool(c["ok"]), "subjects": list(c.get("subjects", []))}
                for c in attempt.conditions
            ],
        }

    def sweep(self, sweep: Sweep) -> dict[str, Any]:
        return {
            "id": sweep.id,
            "mailbox": sweep.mailbox,
            "started_at": self.at(sweep.started_at),
            "finished_at": self.at(sweep.finished_at),
            "complete": sweep.finished_at is not None and not sweep.failure,
            "folders": list(sweep.folders),
            "excluded": list(sweep.excluded),
            "failure": sweep.failure,
        }

    def _id(self, answer: Answer) -> str:
        return f"{self.case.slug}/{answer.number}"

    def _check(self, content: bytes, kept: str) -> dict[str, bool | None]:
        """``intact`` is None once the content has been erased."""
        return {"intact": _sha256(content) == kept if content else None, "chained": kept in self.chain.hashes}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _gone(removal: Mapping[str, Any]) -> bool:
    return is_gone(removal.get("certain", True), removal.get("settled", ""))


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
