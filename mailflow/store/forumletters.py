"""Letters of the register: each is tied to its call, candidate or tenure, so that an answer to it finds its matter.

Used inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.actions import Write
from mailflow.mail import Attachment
from mailflow.models import Call, Candidate, Forum, ForumLetter, Letter, Person, Tenure
from mailflow.store import apply
from mailflow.store.apply import Office

# What follows up what: a reader finds them in one conversation.
_FOLLOWS = {
    "reminder": ("call",), "thanks": ("call", "consent"), "consent-reminder": ("consent",), "forum-reminder": ("forum-told",),
}  # fmt: skip


def write(session: Session, office: Office, kind: str, why: str, key: str, facts: Mapping[str, Any], now: datetime, *,
          person: Person | None = None, address: str = "", call: Call | None = None, candidate: Candidate | None = None,
          tenure: Tenure | None = None, forum: Forum | None = None, automatic: bool = False, scheduled: bool = False,
          reply_to_mail_id: int | None = None, not_after: datetime | None = None,
          attachments: tuple[Attachment, ...] = ()) -> Letter | None:  # fmt: skip
    """Put a letter in the outbox: to ``person`` at her registered address, or to ``address``. ``key`` makes a second one
    impossible; None when it was written before, when she has no address, or when too many automatic ones went today.

    Raises ``InputError`` when it cannot be built safely.
    """
    if session.scalar(select(Letter.id).where(Letter.unique_key == key)) is not None:
        return None
    whose = forum or (call.forum if call is not None else None)
    order = Write(
        kind, key, person_id=person.id if person is not None else None, address=address, automatic=automatic,
        about=call.slug if call is not None else whose.slug if whose is not None else "",
        thread=_thread(session, why, person, address, call, candidate, tenure),
        scheduled=scheduled, reply_to_mail_id=reply_to_mail_id, not_after=not_after, facts=dict(facts), attachments=attachments,
    )  # fmt: skip
    apply.carry_out(session, None, [order], office, now)
    letter = session.scalar(select(Letter).where(Letter.unique_key == key))
    if letter is None:
        return None
    session.add(
        ForumLetter(
            letter_id=letter.id, why=why, forum_id=whose.id if whose is not None else None,
            call_id=call.id if call is not None else None, candidate_id=candidate.id if candidate is not None else None,
            tenure_id=tenure.id if tenure is not None else None,
        )
    )  # fmt: skip
    session.flush()
    return letter


def _thread(session: Session, why: str, person: Person | None, address: str, call: Call | None,
            candidate: Candidate | None, tenure: Tenure | None) -> str:  # fmt: skip
    """The Message-ID of the first letter about the matter to the same reader; "" when it follows up none."""
    if why not in _FOLLOWS:
        return ""
    reader = Letter.person_id == person.id if person is not None else Letter.recipient == address
    wanted = select(Letter.message_id).join(ForumLetter, ForumLetter.letter_id == Letter.id).where(
        reader, ForumLetter.why.in_(_FOLLOWS[why]),
        ForumLetter.call_id == (call.id if call is not None else None),
        ForumLetter.candidate_id == (candidate.id if candidate is not None else None),
        ForumLetter.tenure_id == (tenure.id if tenure is not None else None),
    )  # fmt: skip
    return session.scalar(wanted.order_by(Letter.id).limit(1)) or ""


def newest(session: Session, matter: Candidate | Tenure, *whys: str) -> Letter | None:
    """The newest letter of these kinds about a candidate or a tenure."""
    about = ForumLetter.candidate_id if isinstance(matter, Candidate) else ForumLetter.tenure_id
    wanted = select(Letter).join(ForumLetter, ForumLetter.letter_id == Letter.id).where(
        about == matter.id, ForumLetter.why.in_(whys)
    )  # fmt: skip
    return session.scalar(wanted.order_by(Letter.id.desc()).limit(1))


def of_letter(session: Session, letter: Letter) -> ForumLetter | None:
    """What matter of the register a letter is about; None: of none."""
    return session.scalar(select(ForumLetter).where(ForumLetter.letter_id == letter.id))


def of_call(session: Session, call: Call, *whys: str) -> list[ForumLetter]:
    """The letters about a call, of these kinds, the first one first."""
    wanted = select(ForumLetter).where(ForumLetter.call_id == call.id).order_by(ForumLetter.id)
    return list(session.scalars(wanted.where(ForumLetter.why.in_(whys)) if whys else wanted))


def last_key(session: Session, call: Call, person: Person, why: str) -> str:
    """The key of the newest letter of this kind to her about the call; "" when there is none."""
    wanted = select(Letter.unique_key).join(ForumLetter, ForumLetter.letter_id == Letter.id).where(
        ForumLetter.call_id == call.id, ForumLetter.why == why, Letter.person_id == person.id
    )  # fmt: skip
    return session.scalar(wanted.order_by(Letter.id.desc()).limit(1)) or ""


def returned(session: Session, office: Office, letter: Letter, words: str, at: datetime, now: datetime) -> None:
    """A letter of the register came back: nobody can say that its reader knows. The secretariat is told."""
    matter = of_letter(session, letter)
    if matter is None or matter.why == "notice" or letter.bounced_at is not None:
        return
    letter.bounced_at, letter.bounce = at, words
    forum = session.get(Forum, matter.forum_id) if matter.forum_id is not None else None
    person = letter.person
    told = {
        "call": matter.call.slug if matter.call is not None else "", "forum": forum.name if forum is not None else "",
        "who": person.name if person is not None else letter.recipient, "key": person.key if person is not None else "",
        "consent": matter.candidate_id is not None and matter.why in ("consent", "consent-reminder"),
        "address": letter.recipient, "text": words, "subject": letter.subject,
    }  # fmt: skip
    key = f"forum-bounce:{letter.id}"
    write(
        session, office, "notice-forum-bounce", "notice", key, told, now, person=person, call=matter.call, forum=forum
    )
