"""Words for what an incoming mail says. Made by ``parsers``; the desks decide from them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What kind of thing a mail is, before asking what it says."""

    REPLY = "reply"  # written by a person
    CALENDAR = "calendar-reply"  # a calendar client's iTIP answer (RFC 5546)
    AUTO = "auto-reply"  # out-of-office and other machines (RFC 3834)
    BOUNCE = "bounce"  # delivery failure (RFC 3464); a delay or relay notice is OTHER
    RECEIPT = "receipt"  # read receipt (RFC 8098)
    OTHER = "other"  # newsletter, recall, spam, delay notice
    BROKEN = "broken"  # cannot be read


class Intent(StrEnum):
    """What a person's answer means. Which ones are possible depends on what was asked (``About``)."""

    # minutes
    APPROVE = "approve"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    # forum
    NOMINATE = "nominate"
    # event
    ACCEPT = "accept"
    TENTATIVE = "tentative"
    COUNTER = "counter"
    # forum and event
    DECLINE = "decline"
    # all
    QUESTION = "question"
    NONE = "none"  # takes no stance: thanks, chit-chat, another topic
    UNCLEAR = "unclear"  # a human must look


class About(StrEnum):
    """The kind of mail that is being answered."""

    MINUTES = "minutes"
    FORUM = "forum"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Nominee:
    name: str
    municipality: str | None
    self: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What we asked, as far as the parser needs it: the kind, our sent text (to tell quote from answer), the items."""

    about: About | None = None
    sent_text: str = ""  # the plain text of the mail we sent; "" when not known
    items: tuple[tuple[str, str], ...] = ()  # (number, title) of the agenda items


@dataclass(frozen=True, slots=True)
class Reply:
    """What was said, with the words that say it. ``why`` is the rule in plain English."""

    sort: Sort
    intent: Intent | None = None  # None unless the sort is a person's reply or a calendar answer
    text: str | None = None  # the exact new words, greeting included, sign-off and signature excluded
    item: str | None = None  # number of the agenda item that it concerns
    evidence: str = ""  # the words that decided it
    confidence: float = 0.0
    why: str = ""
    nominees: tuple[Nominee, ...] = ()
    bounced: tuple[str, ...] = ()  # addresses a bounce reports as failed
    bounced_message_ids: tuple[str, ...] = ()  # Message-IDs of the returned original, for finding our letter
    bounce_kind: str = ""  # "permanent", "temporary" or "policy"
    spans: tuple[tuple[int, int, str], ...] = ()  # (start, end, "quote|signature|banner|footer|evidence") in Mail.text
