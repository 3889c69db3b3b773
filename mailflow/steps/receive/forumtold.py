"""Answers of a forum's own secretariat to what it was told. It is in no member list: only an answer to our letter is found.

A clear word of its registered address confirms; everything else that a person writes is shown to the secretariat, and a machine's
answer is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mailflow.desks.forums import label
from mailflow.mail import Mail as Words
from mailflow.models import Letter, Mail, Tenure
from mailflow.parsers import confirmed, identity
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Question, Reply, Sort
from mailflow.store import forumletters, forumtold, queries
from mailflow.store.apply import Office
from mailflow.store.rows import storable


@dataclass(frozen=True, slots=True)
class Told:
    """The appointment that a mail answers, and the letter it refers to."""

    tenure: Tenure
    letter: Letter


def of(session: Session, words: Words) -> Told | None:
    """None: it answers no such letter."""
    letter = queries.letter_of(session, [*words.references, *words.in_reply_to])
    matter = forumletters.of_letter(session, letter) if letter is not None else None
    if (
        letter is None
        or matter is None
        or matter.tenure is None
        or matter.why not in (forumtold.TOLD, forumtold.REMINDER)
    ):
        return None
    return Told(matter.tenure, letter)


def read(told: Told, words: Words, office: Office) -> Reply:
    """Its new words, without what it quotes."""
    return parse_reply.read(
        words, Question(About.FORUM, parse_mail.own_text(told.letter.raw)), trust=office.config.imap
    )


def take(session: Session, office: Office, told: Told, words: Words, reply: Reply, mail_id: int, now: datetime) -> None:
    """Confirm it, or tell the secretariat what was said."""
    if reply.sort is not Sort.REPLY:
        return
    tenure, forum = told.tenure, told.tenure.seat.forum
    sender = words.from_.address if words.from_ is not None else ""
    text = storable(reply.text or "")
    doubt = _doubt(words, sender, forum.contact_address, text, office)
    if not doubt:
        if tenure.confirmed_at is None:
            at = session.get_one(Mail, mail_id).received_at
            forumtold.confirm(session, tenure, now, "mailflow", at=at, who=sender, words=text, mail_id=mail_id)
        return
    facts = {
        **forumtold.facts(tenure, office),
        "seat": label(tenure.seat),
        "sender": storable(sender),
        "text": text,
        "doubt": doubt,
    }
    forumletters.write(
        session,
        office,
        "notice-forum-told",
        "notice",
        f"notice-forum-told:{mail_id}",
        facts,
        now,
        tenure=tenure,
        forum=forum,
    )


def _doubt(words: Words, sender: str, contact: str, text: str, office: Office) -> str:
    """Why a person has to look: stranger, forged, unclear; "" when it is a confirmation."""
    if sender.casefold() != contact.casefold():
        return "stranger"
    if identity.authentication(words, office.config.imap) == "fail":
        return "forged"
    return "" if confirmed.is_confirmation(text) else "unclear"
