"""What a mail to a call counts for: who gives it, what it says, whom it names. Pure.

Only a member says anything in it, from an address of her own or of somebody who may answer for her. What a stranger writes,
what the receiving server holds for forged, and a name that fits nobody for certain, waits for a human.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from mailflow.desks import calls, nominees
from mailflow.desks.members import has_left
from mailflow.desks.nominees import Named
from mailflow.models import Call, Candidate, Person
from mailflow.parsers import forumback
from mailflow.parsers.personname import fold
from mailflow.replies import Intent, Reply, Sort

# own: a member who was asked, or anybody's own question. delegate: who may answer for her. unasked: a member whom nobody
# asked, without proof that she wrote it. other: a question that was put to somebody else.
Who = Literal["own", "delegate", "unasked", "other", "left", "stranger", "forged"]
# Why an answer does not count by itself, for the one who is told of it.
Doubt = Literal[
    "", "stranger", "forged", "unasked", "other", "left", "delegate", "unmatched", "unclear", "question", "over"
]


@dataclass(frozen=True, slots=True)
class Taken:
    """An answer as it is kept. ``holds``: a human is to look at it; ``valid``: what it says counts until then.

    ``named`` are those it names, ``back`` the candidates it takes back. ``own``: it is about the writer's own candidacy.
    """

    intent: str
    words: str
    why: str
    valid: bool = True
    holds: bool = False
    doubt: Doubt = ""
    named: tuple[Named, ...] = ()
    back: tuple[Candidate, ...] = ()
    own: bool = False
    adds: bool = False

    @property
    def known(self) -> tuple[Named, ...]:
        return tuple(one for one in self.named if one.person is not None)

    @property
    def unknown(self) -> tuple[Named, ...]:
        return tuple(one for one in self.named if one.person is None)


def who(call: Call, person: Person | None, kind: str, candidate: Candidate | None, *, failed: bool, proved: bool,
        today: date) -> Who:  # fmt: skip
    """``person``: whose address From is, and ``kind``: primary, alias or delegate. ``candidate``: the answer is to the
    question whether she is willing."""
    if failed:
        return "forged"
    if person is None:
        return "stranger"
    if has_left(person, today):
        return "left"
    if candidate is not None and candidate.person_id != person.id:
        return "other"
    asked = any(one.person_id == person.id for one in call.asked)
    candidacy = any(one.person_id == person.id for one in call.candidates)
    if not (asked or candidacy or proved):
        return "unasked"
    return "delegate" if kind == "delegate" else "own"


def judge(call: Call, reply: Reply, who: Who, person: Person | None, candidate: Candidate | None,
          people: Sequence[Person], today: date, sender_name: str = "", *, thanked: bool = False,
          several: bool = False) -> Taken:  # fmt: skip
    """What the answer counts for. ``candidate``: she was asked whether she is willing, and this answers that. ``thanked``: it
    answers what we had noted; ``several``: nobody can tell which of several calls it answers."""
    words = reply.text or ""
    if reply.sort is not Sort.REPLY:
        taken = Taken("unclear", words, f"it looks like {reply.sort}", False, True, "unclear")
    elif several:
        taken = Taken("unclear", words, "it may answer several calls; " + reply.why, False, True, "unclear")
    elif candidate is not None:
        taken = _consent(reply, words, sender_name)
    else:
        taken = _answer(call, reply, words, person, people, today, sender_name)
        taken = _confirmed(call, taken, person) if thanked else taken
    if taken.intent in ("decline", "refuse") and _names_another(words, person, people):
        why = "it says no and names another member; " + taken.why  # whom she may propose instead
        taken = Taken("unclear", words, why, False, True, "unclear")
    if who == "delegate" and taken.own:  # whether she is willing, she alone can say
        taken = replace(taken, valid=False, holds=True, doubt="delegate", why="a deputy writes “I”; " + taken.why)
    if who in ("stranger", "forged", "unasked", "other", "left"):
        if taken.intent == "none" and who != "forged":
            return replace(taken, valid=False)
        return replace(taken, valid=False, holds=True, doubt=who, why=f"{_WHY[who]}; {taken.why}")
    if taken.valid and call.state not in calls.RUNNING and taken.intent not in ("none", "question", "unclear"):
        speaks = taken.intent in ("refuse", "withdraw")
        holds = speaks and taken.own  # who was appointed and now says no, somebody has to hear of
        return replace(taken, valid=speaks, holds=holds, doubt="over", why=f"the call is {call.state}; {taken.why}")
    return taken


_WHY = {
    "stranger": "it comes from somebody who is no member",
    "forged": "the sender's authentication failed",
    "unasked": "it comes from a member who was not asked, and nothing proves that she wrote it",
    "other": "the question was put to somebody else",
    "left": "it comes from somebody who is no longer a member",
}


def _consent(reply: Reply, words: str, sender_name: str) -> Taken:
    """An answer to "are you willing?"."""
    back = forumback.taken_back(words, sender_name)
    match reply.intent:
        case Intent.DECLINE if back is None or back.oneself or not back.people:
            return Taken("refuse", words, reply.why, own=True)
        case Intent.NOMINATE if all(one.self for one in reply.nominees):
            return Taken("consent", words, reply.why, own=True)
        case Intent.NONE:
            return Taken("none", words, reply.why)
        case Intent.QUESTION:
            return Taken("question", words, reply.why, False, True, "question")
    why = "it names somebody else; " + reply.why if reply.nominees else reply.why
    return Taken("unclear", words, why, False, True, "unclear")


def _answer(call: Call, reply: Reply, words: str, person: Person | None, people: Sequence[Person], today: date,
            sender_name: str) -> Taken:  # fmt: skip
    back = forumback.taken_back(words, sender_name)
    titled = forumback.by_title(words) if reply.intent is Intent.UNCLEAR and "failed" not in reply.why else None
    match reply.intent:
        case Intent.NOMINATE:
            return _nominated(reply, words, person, people, today)
        case Intent.DECLINE if back is not None:
            return _taken_back(call, reply, words, back, person, people, today)
        case Intent.DECLINE:
            if person is not None and any(_is_proposed(one, person) for one in call.candidates):
                why = "somebody else proposes her: it may be an answer to that; " + reply.why
                return Taken("unclear", words, why, False, True, "unclear")
            return Taken("decline", words, reply.why)
        case Intent.UNCLEAR if titled is not None:
            named = nominees.match("", titled[1], people, today, title=titled[0])
            if named.person is not None:
                own = person is not None and named.person.id == person.id
                named = nominees.oneself(named.person, named.name) if own else named
                why = "a title and a municipality"
                return Taken("nominate", words, why, named=(named,), own=own, adds=forumback.adds(words))
        case Intent.NONE:
            return Taken("none", words, reply.why)
        case Intent.QUESTION:
            return Taken("question", words, reply.why, False, True, "question")
    return Taken("unclear", words, reply.why, False, True, "unclear")


def _confirmed(call: Call, taken: Taken, person: Person | None) -> Taken:
    """An answer to what we had noted: a yes says that it is right, and not that the one who was thanked stands herself."""
    if forumback.agrees(taken.words):
        return Taken("none", taken.words, "it says that what was noted is right")
    herself = taken.intent == "nominate" and taken.own and len(taken.named) == 1
    stands = person is not None and any(
        one.candidate.person_id == person.id for one in calls.nominations_of(call, person.id)
    )
    if herself and not stands and not forumback.stands(taken.words):
        why = "it may say that what was noted is right; " + taken.why
        return Taken("unclear", taken.words, why, False, True, "unclear")
    return taken


def _names_another(words: str, person: Person | None, people: Sequence[Person]) -> bool:
    """A member's whole name stands in it, which is not the writer's."""
    said, own = _plain(words), _plain(person.name) if person is not None else ""
    names = {_plain(one.name) for one in people if one.forgotten_at is None} - {own}
    return any(" " in name.strip() and name in said for name in names)


def _plain(text: str) -> str:
    """Its words alone, with a space on either side."""
    return " ".join(["", *re.findall(r"[^\W_]+", fold(text)), ""])


def _is_proposed(candidate: Candidate, person: Person) -> bool:
    """By somebody else."""
    return candidate.person_id == person.id and any(one.nominator_id != person.id for one in calls.live(candidate))


def _nominated(reply: Reply, words: str, person: Person | None, people: Sequence[Person], today: date) -> Taken:
    found = []
    for one in reply.nominees:
        if one.self and person is not None:
            found.append(nominees.oneself(person, one.name))
            continue
        named = nominees.match(one.name, one.municipality or "", people, today)
        if person is not None and named.person is not None and named.person.id == person.id:
            named = nominees.oneself(person, one.name)
        found.append(named)
    named_all = nominees.distinct(found)
    own = any(one.oneself for one in named_all)
    taken = Taken("nominate", words, reply.why, named=named_all, own=own, adds=forumback.adds(words))
    if taken.unknown:
        who = ", ".join(one.label for one in taken.unknown)
        return replace(
            taken,
            valid=bool(taken.known),
            holds=True,
            doubt="unmatched",
            why=f"nobody can tell for certain who is meant: {who}",
        )
    return taken


def _taken_back(call: Call, reply: Reply, words: str, back: forumback.TakenBack, person: Person | None,
                people: Sequence[Person], today: date) -> Taken:  # fmt: skip
    """A nomination is taken back: by its nominator, or by the nominee herself."""
    if person is None:
        return Taken("withdraw", words, reply.why)
    mine = [one.candidate for one in calls.nominations_of(call, person.id)]
    herself = [one for one in call.candidates if one.person_id == person.id]
    if back.oneself:
        if herself:
            return Taken("withdraw", words, reply.why, back=tuple(herself), own=True)
        return Taken("decline", words, reply.why)
    if back.people:
        meant = [nominees.match(name, place, people, today) for name, place in back.people]
        found = [
            one for one in mine if any(named.person is not None and named.person.id == one.person_id for named in meant)
        ]
        if len(found) == len(meant):
            return Taken("withdraw", words, reply.why, back=tuple(found), own=any(one in herself for one in found))
    elif len(mine) == 1:
        return Taken("withdraw", words, reply.why, back=tuple(mine), own=mine[0] in herself)
    elif not mine and herself:
        return Taken("withdraw", words, reply.why, back=tuple(herself), own=True)
    return Taken("unclear", words, "nobody can tell what is taken back; " + reply.why, False, True, "unclear")
