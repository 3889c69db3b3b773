"""Answers to calls for candidates: which call a mail answers, who gives the answer, and what is kept of it.

Found by the letter it refers to; by the call's id in its subject; by the forum's name in a fresh mail of a member who was
asked; where that fits several calls, a human says which. A machine's answer is none, and nothing that a stranger writes counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailflow.desks import callanswers as desk
from mailflow.mail import Mail as Words
from mailflow.models import Call, Candidate, Letter, Mail, Person
from mailflow.parsers import html, identity
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question, Reply, Sort
from mailflow.store import callanswers as store
from mailflow.store import calls, forumletters, people, queries
from mailflow.store.apply import Office

_CONSENT = ("consent", "consent-reminder")
_OURS = ("call", "reminder", "thanks", *_CONSENT)  # answers to the others are somebody else's matter
_MINUTES = re.compile(r"\b(?:referat|punkt|pkt|beslutning|indsigelse|bemærkning|minutes)", re.I)
_SHORTEST_NAME = 6  # letters of a forum's name that a mail can be known by


@dataclass(frozen=True, slots=True)
class Called:
    """The call that a mail answers. ``candidate``: the mail answers the question whether she is willing."""

    call: Call
    person: Person | None
    candidate: Candidate | None = None
    letter: Letter | None = None
    thanked: bool = False  # it answers what we had noted
    several: bool = False  # it may answer other calls just as well


def of(session: Session, words: Words, sort: Sort, person: Person | None, arrived: datetime) -> Called | None:
    """``person``: whose address From is. None: it answers no call."""
    if sort not in (Sort.REPLY, Sort.AUTO, Sort.OTHER, Sort.BROKEN):
        return None
    known = calls.known(session, arrived)
    if not known:
        return None
    letter = queries.letter_of(session, [*words.references, *words.in_reply_to])
    if letter is not None:
        matter = forumletters.of_letter(session, letter)
        if matter is None or matter.call is None or matter.why not in _OURS:
            return None
        asked = matter.candidate if matter.why in _CONSENT or matter.candidate_id is not None else None
        return Called(matter.call, person, asked, letter, thanked=matter.why == "thanks")
    if sort not in (Sort.REPLY, Sort.BROKEN):
        return None
    subject = " ".join(words.subject.split()).casefold()
    named = [one for one in known if re.search(rf"(?<![\w-]){re.escape(one.slug)}(?![\w-])", subject)]
    if len(named) == 1:
        return Called(named[0], person)
    if person is None or sort is Sort.BROKEN:
        return None
    mine = [one for one in known if one.state == "open" and _concerns(one, person)]
    meant = [one for one in mine if _is_named(one, words)]
    return Called(meant[0], person, several=len(meant) > 1) if meant else None


def read(called: Called, words: Words, office: Office) -> Reply:
    """What it says, read as an answer to the call."""
    sent = parse_mail.parse(called.letter.raw).text if called.letter is not None else ""
    return parse_reply.read(words, Question(About.FORUM, sent), trust=office.config.imap)


def take(
    session: Session, office: Office, called: Called, words: Words, reply: Reply, mail_id: int, now: datetime
) -> None:
    """Keep the answer. A machine's is none, and so is what a stranger sends that is no answer."""
    if reply.sort is not Sort.REPLY and (reply.sort is not Sort.OTHER or called.person is None):
        return
    row = session.get_one(Mail, mail_id)
    store.hold(session, called.call)
    today = row.received_at.astimezone(office.zone).date()
    person, sender = called.person, words.from_
    listed = people.person_by_address(session, sender.address, today) if sender is not None else None
    kind = listed[1] if listed is not None else "primary"
    proof = identity.authentication(words, office.config.imap)
    who = desk.who(
        called.call, person, kind, called.candidate, failed=proof == "fail", proved=proof == "pass", today=today
    )
    name = person.name if person is not None and kind != "delegate" else sender.name if sender is not None else ""
    taken = desk.judge(
        called.call, reply, who, person, called.candidate, people.everybody(session), today, name,
        thanked=called.thanked, several=called.several,
    )  # fmt: skip
    if taken.intent == "none" and not taken.holds and person is None:
        return
    candidate = called.candidate if person is not None and who != "other" else None
    store.keep(
        session, office, called.call, taken, now, person=person, candidate=candidate, channel="mail",
        received_at=row.received_at, mail=row, verified=proof == "pass", evidence=reply.evidence, confidence=reply.confidence,
    )  # fmt: skip


def settles(called: Called, reply: Reply) -> bool:
    """Whether the mail is about the call and nothing else: then no round of minutes need wait for it."""
    if reply.sort is not Sort.REPLY:
        return reply.sort is Sort.AUTO
    clear = reply.intent in (Intent.NOMINATE, Intent.DECLINE)
    return clear and not _MINUTES.search(reply.text or "")


def _concerns(call: Call, person: Person) -> bool:
    asked = any(one.person_id == person.id for one in call.asked)
    return asked or any(one.person_id == person.id for one in call.candidates)


def _is_named(call: Call, words: Words) -> bool:
    name = " ".join(call.forum.name.split()).casefold()
    body = words.text or (html.words(words.html) if words.html else "")
    return len(name) >= _SHORTEST_NAME and name in " ".join(f"{words.subject} {body}".split()).casefold()
