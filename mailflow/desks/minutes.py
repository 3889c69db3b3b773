"""The rules of the minutes round: what follows when somebody answers, a copy comes back, or time passes.

Read downwards: first what can happen, then one function a happening. Nothing here does anything: the result is a list of
actions. Doubt always holds publication back and never causes it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.actions import (
    Action,
    Become,
    DropWaiting,
    Extend,
    MarkBounced,
    Note,
    Reclassify,
    Settle,
    TakeAnswer,
    Wait,
    Write,
)  # fmt: skip
from mailflow.config import MinutesRule
from mailflow.desks import gate
from mailflow.desks.deadlines import after_days, personal_deadline, reminder_time
from mailflow.models import Addressee, Answer, Case, Letter, Person
from mailflow.replies import Intent, Reply, Sort

HOLDING = frozenset({Intent.OBJECT, Intent.QUESTION, Intent.UNCLEAR, Intent.WITHDRAW})
STANCES = frozenset({Intent.APPROVE, Intent.OBJECT, Intent.WITHDRAW, Intent.QUESTION, Intent.UNCLEAR})
WAITING = frozenset({"queued", "deferred", "stale"})  # letters of which nothing has left us
RUNNING = frozenset({"open", "approved"})  # publication is still ahead


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody answered. ``person`` is None when nobody knows who it is; ``verified`` only with proof of the sender."""

    reply: Reply
    person: Person | None
    verified: bool
    received_at: datetime
    sender: str
    mail_id: int | None = None
    channel: str = "mail"
    recorded_by: str = ""
    version_id: int | None = None  # of the letter that was answered, when it says which


@dataclass(frozen=True, slots=True)
class CameBack:
    """A letter of ours bounced."""

    letter: Letter
    mail_id: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A mail that may concern the round could not be read and was set aside."""

    mail_id: int
    reason: str
    sender: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The recipient's server took a letter."""

    letter: Letter


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed. ``facts`` are needed only when the deadline is over."""

    facts: gate.Facts


Happening = Said | CameBack | Unreadable | Accepted | Tick


def decide(case: Case, happening: Happening, now: datetime, rule: MinutesRule, zone: ZoneInfo) -> list[Action]:
    """What follows. Raises nothing; an empty list means that there is nothing to do."""
    match happening:
        case Said():
            return _answered(case, happening, now)
        case CameBack(letter, mail_id, text):
            return _came_back(case, letter, mail_id, text)
        case Unreadable(mail_id, reason, sender):
            key = f"{case.slug}:set-aside:{mail_id}"
            facts = {"mail_id": mail_id, "reason": reason, "sender": sender}
            return [*_lapse(case), Write("notice-set-aside", key, facts=facts)]
        case Accepted(letter):
            return _accepted(case, letter, now, rule, zone)
        case Tick(facts):
            return _time(case, facts, rule, zone)


# --- an answer -----------------------------------------------------------------------------------------------------


def _answered(case: Case, said: Said, now: datetime) -> list[Action]:
    if said.reply.sort is not Sort.REPLY:
        return []  # a machine said nothing on behalf of anybody
    intent, why = _meaning(case, said)
    running = case.state in RUNNING
    number = next_number(case)
    holds = running and intent in HOLDING
    answer = TakeAnswer(
        number=number,
        person_id=said.person.id if said.person else None,
        mail_id=said.mail_id,
        channel=said.channel,
        intent=intent.value,
        item=said.reply.item or "",
        words=said.reply.text or "",
        evidence=said.reply.evidence,
        why=why,
        confidence=said.reply.confidence,
        verified=said.verified,
        sender=said.sender,
        received_at=said.received_at,
        recorded_by=said.recorded_by,
        holds=holds,
        late=said.received_at > case.version.deadline,
        version_id=said.version_id,
    )
    if not running:
        return [answer, *_after_the_end(case, number, intent)]
    if not holds:
        return [answer]
    return [answer, *_lapse(case), *_tell(case, said, number, intent)]


def next_number(case: Case) -> int:
    """They are numbered as they come, and listed so."""
    return case.answers[-1].number + 1 if case.answers else 1


def open_objections(case: Case, person: Person) -> list[Answer]:
    his = person.id
    return [a for a in case.answers if a.person_id == his and a.intent == Intent.OBJECT and a.open]


def _meaning(case: Case, said: Said) -> tuple[Intent, str]:
    """The parser's intent, seen with what the person has said before in this case."""
    intent, why = said.reply.intent or Intent.UNCLEAR, said.reply.why
    if intent not in STANCES | {Intent.NONE}:
        return Intent.UNCLEAR, f"{intent} is no answer to minutes"
    objected = said.person is not None and bool(open_objections(case, said.person))
    if intent is Intent.APPROVE and objected:
        # An approval must not erase an objection by itself: she confirms it like any withdrawal.
        return Intent.WITHDRAW, "approves after an objection; " + why
    if intent is Intent.WITHDRAW and not objected:
        return Intent.UNCLEAR, "takes back an objection that is not there; " + why
    if intent is Intent.NONE and said.person is None and said.reply.confidence < 0.5:
        return Intent.UNCLEAR, "from an unknown sender; " + why
    return intent, why


def _tell(case: Case, said: Said, number: int, intent: Intent) -> list[Action]:
    """The secretariat hears of everything that holds; the member's objection is acknowledged."""
    kinds = {
        Intent.OBJECT: "notice-objection",
        Intent.WITHDRAW: "notice-withdrawal",
        Intent.QUESTION: "notice-question",
    }
    told: list[Action] = [
        Write(kinds.get(intent, "notice-unclear"), f"{case.slug}:notice:{number}", answer_number=number)
    ]
    if intent is Intent.OBJECT and said.person is not None and said.channel == "mail":
        told.append(
            Write(
                "minutes-objection-noted", f"{case.slug}:noted:{number}", person_id=said.person.id,
                answer_number=number, automatic=True, reply_to_mail_id=said.mail_id,
            )
        )  # fmt: skip
    return told


def _after_the_end(case: Case, number: int, intent: Intent) -> list[Action]:
    """Too late to hold anything, but she must see it; ``unpublish`` is offered in the letter."""
    if intent in HOLDING:
        return [Write("notice-after", f"{case.slug}:after:{number}", answer_number=number)]
    return []


def _lapse(case: Case) -> list[Action]:
    """Approved, not yet published, and now something holds: the round is open again."""
    return [Become("open")] if case.state == "approved" else []


# --- delivery ------------------------------------------------------------------------------------------------------


def _came_back(case: Case, letter: Letter, mail_id: int | None, text: str) -> list[Action]:
    if letter.bounced_at is not None:
        return [Note("bounce.again", {"letter": letter.id})]
    actions: list[Action] = [MarkBounced(letter.id, mail_id, text)]
    if letter.addressee is None or case.state not in RUNNING:
        return actions
    facts = {"address": letter.recipient, "text": text}
    key = f"{case.slug}:bounced:{letter.id}"
    return [*actions, *_lapse(case), Write("notice-bounce", key, addressee_id=letter.addressee_id, facts=facts)]


def _accepted(case: Case, letter: Letter, now: datetime, rule: MinutesRule, zone: ZoneInfo) -> list[Action]:
    """A copy that went out later than planned must still leave its reader the minimum number of full days."""
    addressee = letter.addressee
    if addressee is None or letter.kind not in gate.ROUND_LETTERS:
        return []
    until = personal_deadline(addressee.deadline, now, rule, zone)
    return [Extend(addressee.id, until)] if until > addressee.deadline else []


# --- time ----------------------------------------------------------------------------------------------------------


def _time(case: Case, facts: gate.Facts, rule: MinutesRule, zone: ZoneInfo) -> list[Action]:
    if case.state != "open":
        return []
    if facts.now <= gate.closes_at(case, rule):
        return _reminders(case, facts.now, rule, zone)
    result = gate.conditions(case, facts, rule)
    if gate.passed(result):
        return [Become("approved")]
    failing = [condition for condition in result if not condition.ok]
    if [condition.name for condition in failing] == ["sweep"]:
        return []  # only the final sweep is missing; it comes next, and a mailbox that is down alarms by itself
    facts_for_letter = {"conditions": [condition.as_dict() for condition in failing if condition.name != "sweep"]}
    names = "+".join(condition.name for condition in failing if condition.name != "sweep")
    subjects = "+".join(
        subject for condition in failing for subject in condition.subjects if condition.name == "answers"
    )
    key = f"{case.slug}:held:{case.version.number}:{names}:{subjects}"
    return [Write("notice-held", key, facts=facts_for_letter)]


def _reminders(case: Case, now: datetime, rule: MinutesRule, zone: ZoneInfo) -> list[Action]:
    """One to each who was reached, has not answered this version, and can still use it; never late in the last day."""
    letters: list[Action] = []
    for addressee in case.version.addressees:
        at = reminder_time(addressee.deadline, rule, zone)
        too_late = addressee.deadline - timedelta(hours=6)
        if at is None or not at <= now < too_late or not gate.delivered(addressee) or gate.bounced(addressee):
            continue
        if addressee.excused_at is not None or _has_answered(case, addressee) or not _had_a_day(addressee, now):
            continue
        key = f"{case.slug}:reminder:{case.version.number}:{addressee.person_id}"
        letters.append(
            Write(
                "minutes-reminder", key, person_id=addressee.person_id, addressee_id=addressee.id,
                scheduled=True, not_after=too_late,
            )
        )  # fmt: skip
    return letters


def _has_answered(case: Case, addressee: Addressee) -> bool:
    return any(
        answer.person_id == addressee.person_id and answer.version_id == case.version.id and answer.intent in STANCES
        for answer in case.answers
    )


def _had_a_day(addressee: Addressee, now: datetime) -> bool:
    copy = gate.copy_of(addressee)
    return copy is not None and copy.sent_at is not None and now - copy.sent_at >= timedelta(days=1)


# --- what the secretary decides ------------------------------------------------------------------------------------


def dismiss(case: Case, numbers: tuple[int, ...], by: str, reason: str, now: datetime, rule: MinutesRule,
            zone: ZoneInfo) -> list[Action]:  # fmt: skip
    """Objections are dismissed: their members and the board are told; publication waits some days more."""
    actions: list[Action] = [
        Settle(numbers, "dismissed", by, reason),
        Wait(after_days(now, rule.dismissal_days, zone)),
    ]
    objectors = set()
    for answer in (a for a in case.answers if a.number in numbers):
        objectors.add(answer.person_id)
        if answer.person_id is not None:
            key = f"{case.slug}:dismissed:{answer.number}"
            told = {"decided_by": by, "reason": reason}
            actions.append(
                Write("minutes-dismissed", key, person_id=answer.person_id, answer_number=answer.number, facts=told)
            )
    board = [a for a in case.version.addressees if a.person_id not in objectors]
    facts = {"decided_by": by, "reason": reason, "numbers": list(numbers)}
    what = f"dismissed:{'+'.join(map(str, numbers))}:board"
    return [*actions, *_to_each(board, case, "minutes-dismissed-board", what, facts)]


def _to_each(
    board: Iterable[Addressee], case: Case, kind: str, what: str, facts: dict[str, Any], scheduled: bool = False
) -> list[Action]:
    """The same letter to each of these, once."""
    return [
        Write(
            kind, f"{case.slug}:{what}:{a.person_id}", person_id=a.person_id, addressee_id=a.id, facts=facts,
            scheduled=scheduled,
        )
        for a in board
    ]  # fmt: skip


def take_to_meeting(case: Case, day: date, by: str, reason: str) -> list[Action]:
    """The minutes are approved at a meeting instead: the silence procedure ends, nothing is published by mailflow."""
    numbers = tuple(answer.number for answer in case.answers if answer.open)
    actions: list[Action] = [Settle(numbers, "at-meeting", by, reason)] if numbers else []
    facts = {"date": day.isoformat(), "decided_by": by, "reason": reason}
    letters = _to_each(case.version.addressees, case, "minutes-to-meeting", "at-meeting", facts)
    return [*actions, DropWaiting(), Become("at-meeting", to_meeting=day), *letters]


def cancel(case: Case, by: str, reason: str) -> list[Action]:
    """The round should not have been begun: what has not gone is dropped, those who got it are told, answers stay kept."""
    numbers = tuple(answer.number for answer in case.answers if answer.open)
    actions: list[Action] = [Settle(numbers, "cancelled", by, reason)] if numbers else []
    copies = {a.id: gate.copy_of(a) for a in case.version.addressees}
    told = [a for a in case.version.addressees if (copy := copies[a.id]) is not None and copy.state not in WAITING]
    facts = {"decided_by": by, "reason": reason}
    letters = _to_each(told, case, "minutes-cancelled", "cancelled", facts)
    return [*actions, DropWaiting(), Become("cancelled"), *letters]


def review(case: Case, answer: Answer, intent: Intent, by: str, reason: str) -> list[Action]:
    """Her verdict on an answer nobody could interpret, a question, or a withdrawal that waits for her yes."""
    match intent:
        case Intent.APPROVE | Intent.NONE:
            return [Settle((answer.number,), intent.value, by, reason)]
        case Intent.WITHDRAW:
            return withdrawn(case, answer, by, reason)
        case _:
            return [Reclassify(answer.number, intent.value, by, reason), *_lapse(case)]


def withdrawn(case: Case, answer: Answer, by: str, reason: str) -> list[Action]:
    """A withdrawal is confirmed: it and the person's open objections are settled, and the person is told."""
    waiting = [a for a in case.answers if a.open and a.intent == Intent.WITHDRAW and _same_speaker(a, answer)]
    numbers = tuple(dict.fromkeys(a.number for a in [*withdrawable(case, answer), *waiting, answer]))
    actions: list[Action] = [Settle(numbers, "withdrawn", by, reason)]
    if answer.person_id is not None:
        key = f"{case.slug}:withdrawn:{answer.number}"
        actions.append(Write("minutes-withdrawn", key, person_id=answer.person_id, answer_number=answer.number))
    return actions


def withdrawable(case: Case, answer: Answer) -> list[Answer]:
    """The open objections that this answer can take back: those of the same person, or of the same outsider."""
    return [a for a in case.answers if a.open and a.intent == Intent.OBJECT and _same_speaker(a, answer)]


def _same_speaker(one: Answer, other: Answer) -> bool:
    """Outsiders have no person: two of them are the same only under the same address."""
    if one.person_id is None and other.person_id is None:
        return bool(one.sender) and one.sender.casefold() == other.sender.casefold()
    return one.person_id == other.person_id


def resend(case: Case, addressee: Addressee, address: str, now: datetime, rule: MinutesRule,
           zone: ZoneInfo) -> list[Action]:  # fmt: skip
    """Send the minutes once more, perhaps elsewhere; the person gets at least the minimum time from now."""
    kind = "minutes-round" if case.version.number == 1 else "minutes-revised"
    copies = [letter for letter in addressee.letters if letter.kind in gate.ROUND_LETTERS]
    key = f"{case.slug}:v{case.version.number}:{addressee.person_id}:{len(copies) + 1}"
    until = personal_deadline(addressee.deadline, now, rule, zone)
    return [
        DropWaiting(addressee.id),  # a copy that is still being tried would be one too many
        Extend(addressee.id, until),
        *_lapse(case),
        Write(kind, key, person_id=addressee.person_id, addressee_id=addressee.id, address=address,
              facts={"resent": True, "deadline": until.isoformat()}),
    ]  # fmt: skip


def circulate(case: Case) -> list[Action]:
    """The personal letters of the current version, one an addressee."""
    kind = "minutes-round" if case.version.number == 1 else "minutes-revised"
    return [
        Write(kind, f"{case.slug}:v{case.version.number}:{a.person_id}:1", person_id=a.person_id, addressee_id=a.id)
        for a in case.version.addressees
    ]


def published(case: Case) -> list[Action]:
    """The website shows it: the board is told with the link, and the secretariat."""
    number = case.version.number
    letters = _to_each(case.version.addressees, case, "minutes-published", f"published:{number}", {}, scheduled=True)
    return [Become("published"), *letters, Write("notice-published", f"{case.slug}:notice-published:{number}")]
