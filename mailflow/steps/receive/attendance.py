"""Answers to invitations: which event a mail answers, who gives the answer, and what is kept of it.

Found by the UID of its calendar part, which is one person's own; by the letter it refers to; by the event's id or title
in its subject. What is typed without any of these by somebody who is invited is shown at the next meeting, and decides nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailflow.desks import eventanswers as desk
from mailflow.desks.members import valid_addresses
from mailflow.mail import Mail as Words
from mailflow.models import CalendarEvent, Invitation, Letter, Mail, Person
from mailflow.parsers import calendar, danish, event, eventpart, identity, judge
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question, Reply, Sort
from mailflow.store import attendance as store
from mailflow.store import events, queries
from mailflow.store.apply import Office

_CLEAR = (Intent.ACCEPT, Intent.DECLINE, Intent.TENTATIVE, Intent.COUNTER)
_MINUTES = re.compile(r"\b(?:referat|punkt|pkt|beslutning|indsigelse|bemærkning|rette|minutes)", re.I)
_SHORTEST_TITLE = 8  # characters of a title that a subject can be known by


@dataclass(frozen=True, slots=True)
class Asked:
    """The event that a mail answers. ``said`` is its calendar part; ``placed`` is False when it only may be meant."""

    event: CalendarEvent
    invitation: Invitation
    person: Person | None
    said: calendar.Answer | None = None
    letter: Letter | None = None
    placed: bool = True


def of(
    session: Session, office: Office, words: Words, sort: Sort, person: Person | None, arrived: datetime
) -> Asked | None:
    """``person``: whose address From is. None: it answers no invitation."""
    if sort not in (Sort.REPLY, Sort.CALENDAR, Sort.AUTO) or not store.running(session, arrived):
        return None
    said = calendar.read(words.calendar) if words.calendar else None
    if sort is Sort.CALENDAR and said is not None:
        invitation = store.by_uid(session, said.uid) or _by_time(session, said, person, arrived)
        return _asked(invitation, person, said) if invitation is not None else None
    letter = queries.letter_of(session, [*words.references, *words.in_reply_to])
    if letter is not None:
        invitation = store.by_letter(session, letter)
        return _asked(invitation, person, None, letter) if invitation is not None else None
    if person is None or sort is not Sort.REPLY:
        return None
    coming = store.of_person(session, person.id, arrived)
    named = [one for one in coming if _is_named(one.event, words)]
    if len(named) == 1:
        return _asked(named[0], person)
    if named:
        return _asked(named[0], person, placed=False)
    return None


def perhaps(session: Session, words: Words, person: Person, arrived: datetime) -> Asked | None:
    """A typed yes or no of somebody who is invited, that names no meeting and answers no letter: it may be the next one."""
    coming = store.of_person(session, person.id, arrived)
    if not coming:
        return None
    reply = parse_reply.read(words, Question(About.EVENT))
    return _asked(coming[0], person, placed=False) if reply.intent in _CLEAR else None


def read(asked: Asked, words: Words, office: Office) -> Reply:
    """What a typed answer says, read as one to the invitation."""
    sent = parse_mail.parse(asked.letter.raw).text if asked.letter is not None else ""
    return parse_reply.read(words, Question(About.EVENT, sent), trust=office.config.imap)


def take(
    session: Session, office: Office, asked: Asked, words: Words, reply: Reply, mail_id: int, now: datetime
) -> None:
    """Keep the answer. A machine's answer is none."""
    if reply.sort is Sort.AUTO:
        return
    row = session.get_one(Mail, mail_id)
    day = row.received_at.astimezone(office.zone).date()
    invitation, said = asked.invitation, asked.said
    proof = identity.authentication(words, office.config.imap)
    sender = words.from_.address if words.from_ else ""
    name = words.from_.name if words.from_ else ""
    known = [one.address for one in valid_addresses(invitation.person, day)] if invitation.person is not None else []
    who = desk.who(invitation, known, sender, name, said, proof == "fail")
    if not asked.placed:
        taken = desk.unplaced(reply)
    elif said is None:
        taken = desk.by_words(reply, who, eventpart.partial(reply.text or "", name))
    elif desk.says_it_again(asked.event, invitation, said):
        return
    else:
        taken = desk.by_calendar(said, _comment(said, name), who)
    person = invitation.person if who in ("own", "namesake") else None
    revision = events.revision_told(asked.event, invitation, said.sequence) if said is not None else None
    store.keep(
        session, office, asked.event, invitation, taken, row, person, now,
        channel="calendar" if said is not None else "mail", sequence=said.sequence if said is not None else None,
        dtstamp=said.stamp if said is not None else None, revision=revision, evidence=reply.evidence,
        confidence=reply.confidence, verified=proof == "pass",
    )  # fmt: skip


def settles(asked: Asked, reply: Reply) -> bool:
    """Whether the mail is about the meeting and nothing else: then no round of minutes need wait for it.

    What is said besides coming or not is read as if it answered the minutes: an objection there holds them.
    """
    if not asked.placed:
        return False
    if reply.sort is not Sort.REPLY:
        said = asked.said.comment if asked.said is not None else ""
        return not said or not _about_minutes(said)
    return reply.intent in _CLEAR and not _about_minutes(reply.text or "")


def _about_minutes(text: str) -> bool:
    clauses = danish.sentences(danish.tokens(text[: judge.MAX_JUDGED]))
    said = [text[clause.span[0] : clause.span[1]] for clause in clauses]
    rest = [one for one in said if event.attendance(one).intent not in _CLEAR or _MINUTES.search(one)]
    intent = judge.minutes(". ".join(rest)).intent if rest else Intent.NONE
    return intent is Intent.OBJECT or (intent not in (Intent.APPROVE, Intent.NONE) and bool(_MINUTES.search(text)))


def _comment(said: calendar.Answer, name: str) -> Reply | None:
    if not said.comment:
        return None
    found = event.attendance(said.comment, name)
    return Reply(Sort.REPLY, found.intent, said.comment, confidence=found.confidence, why=found.why)


def _asked(invitation: Invitation, person: Person | None, said: calendar.Answer | None = None, letter: Letter | None = None,
           placed: bool = True) -> Asked:  # fmt: skip
    return Asked(invitation.event, invitation, person, said, letter, placed)


def _by_time(session: Session, said: calendar.Answer, person: Person | None, arrived: datetime) -> Invitation | None:
    """A client that has made a UID of its own: the one meeting at that time to which its sender is invited."""
    if person is None or said.start is None:
        return None
    found = [one for one in store.of_person(session, person.id, arrived) if one.event.start_at == said.start]
    return found[0] if len(found) == 1 else None


def _is_named(event: CalendarEvent, words: Words) -> bool:
    subject = " ".join(words.subject.split()).casefold()
    title = " ".join(event.title.split()).casefold()
    if len(title) >= _SHORTEST_TITLE and title in subject:
        return True
    return re.search(rf"(?<![\w-]){re.escape(event.slug)}(?![\w-])", subject) is not None
