"""What an answer to an invitation counts for. Pure: what came and who it came from in, what is to be kept of it out.

A calendar's answer is told by its PARTSTAT, words by what they say. Whoever has the UID of an invitation got it from its
mail: it was the person herself, somebody she let answer, or somebody she forwarded it to. Only in doubt a human is asked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from mailflow.models import CalendarEvent, EventAnswer, Invitation
from mailflow.parsers import personname
from mailflow.parsers.calendar import Answer
from mailflow.replies import Intent, Reply

# own: one of her addresses, or of those who may answer for her. namesake: an address nobody knew, under her name.
Who = Literal["own", "namesake", "stranger", "forged"]
# Why an answer does not count, for the one who is told of it; "" when it does.
Doubt = Literal["", "stranger", "forged", "unplaced"]

_PARTSTAT = {
    Intent.ACCEPT: "accepted",
    Intent.DECLINE: "declined",
    Intent.TENTATIVE: "tentative",
    Intent.COUNTER: "counter",
    Intent.QUESTION: "question",
    Intent.NONE: "none",
}
_ASKS = ("counter", "delegated", "question", "unclear")


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer as it is kept. ``holds``: a human is to look at it; ``valid``: it may count until then."""

    partstat: str
    comment: str
    valid: bool
    holds: bool
    why: str
    doubt: Doubt = ""
    proposed_start: datetime | None = None
    proposed_end: datetime | None = None
    delegated_to: str = ""
    partial: str = ""


def who(
    invitation: Invitation, known: Collection[str], sender: str, name: str, said: Answer | None, failed: bool
) -> Who:
    """Who answers. ``known``: the addresses of the person, and of those who may answer for her; ``sender`` and ``name``: From.

    Exchange answers from an address of the person's that we may never have seen, with her name in CN or in From; so does a
    Thunderbird with several identities. ``failed``: the receiving server says that the sender is not who he says he is.
    """
    if failed:
        return "forged"
    # From decides: anybody can write somebody else's address into ATTENDEE.
    if sender.lower() in {invitation.address.lower(), *(address.lower() for address in known)}:
        return "own"
    names = [name, said.name if said is not None else ""]
    return "namesake" if any(one and personname.same(one, invitation.name) for one in names) else "stranger"


def by_calendar(said: Answer, comment: Reply | None, identity: Who) -> Taken:
    """A calendar's answer. ``comment``: what its words say, where it has any: they never overrule PARTSTAT."""
    start, end = None, None
    if said.method == "COUNTER":
        partstat, why = "counter", "another time is proposed"
        start, end = said.start, said.end
    elif said.partstat == "DELEGATED":
        partstat, why = "delegated", f"somebody else is sent: {said.delegated_to or 'nobody is named'}"
    else:
        partstat, why = _PARTSTAT.get(said.intent, "unclear"), said.why
    holds = partstat in _ASKS
    if comment is not None and not holds:
        asks = comment.intent in (Intent.QUESTION, Intent.COUNTER)
        if asks or {comment.intent, said.intent} == {Intent.ACCEPT, Intent.DECLINE}:
            holds, why = True, f"{why}; its words say something else: {comment.intent}"
    taken = Taken(partstat, said.comment, partstat != "unclear", holds, why, "", start, end, said.delegated_to)
    return _trusted(taken, identity)


def by_words(reply: Reply, identity: Who, partial: str = "") -> Taken:
    """A typed answer. A question, or what cannot be understood, waits for a human."""
    partstat = _PARTSTAT.get(reply.intent or Intent.UNCLEAR, "unclear")
    taken = Taken(
        partstat, reply.text or "", partstat != "unclear", partstat in _ASKS, reply.why,
        partial=partial if partstat == "accepted" else "",
    )  # fmt: skip
    return _trusted(taken, identity)


def unplaced(reply: Reply) -> Taken:
    """A typed answer that names no meeting: it is shown at the next one of the sender's, and counts when she says so."""
    partstat = _PARTSTAT.get(reply.intent or Intent.UNCLEAR, "unclear")
    return Taken(partstat, reply.text or "", False, True, "it does not say which meeting it answers", "unplaced")


def says_it_again(event: CalendarEvent, invitation: Invitation | None, said: Answer) -> bool:
    """The same calendar answer once more: clients send the part twice, servers deliver twice."""
    answers = invitation.answers if invitation is not None else event.answers
    return any(_same(answer, said) for answer in answers)


def _same(answer: EventAnswer, said: Answer) -> bool:
    if answer.channel != "calendar" or said.stamp is None:
        return False
    partstat = "counter" if said.method == "COUNTER" else said.partstat.lower()
    before = (answer.partstat, answer.sequence, answer.dtstamp, answer.comment)
    return before == (partstat, said.sequence, said.stamp, said.comment)


def _trusted(taken: Taken, identity: Who) -> Taken:
    match identity:
        case "own" | "namesake":
            return taken
        case "stranger":
            why = "it comes from somebody who is not invited; " + taken.why
            return replace(taken, valid=False, holds=True, why=why, doubt="stranger")
        case "forged":
            why = "the sender's authentication failed; " + taken.why
            return replace(taken, valid=False, holds=True, why=why, doubt="forged")
