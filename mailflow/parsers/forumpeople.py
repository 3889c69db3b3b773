"""Whom a clause of an answer to a call speaks of: put forward, proposing, the writer himself, or only an entry of a list."""

from __future__ import annotations

import re

from mailflow.parsers import forumdoubts as doubts
from mailflow.parsers import forumnoes as noes
from mailflow.parsers import forumwords as words
from mailflow.parsers import nominees
from mailflow.parsers.answertext import Sentence, folded
from mailflow.parsers.danish import fold
from mailflow.parsers.forumcuts import OWN
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.ordinary import TITLES

_CONNECTS = frozenset("og samt fra i kommune".split())


def pointed_at(clause: Sentence, others: list[nominees.Named]) -> nominees.Named | None:
    """The one a pronoun behind the name puts forward: "efter aftale med Bo Lund indstiller jeg ham"."""
    if len(others) != 1 or not set(clause.words[others[0].last :]) & {"ham", "hende"}:
        return None
    return others[0] if set(clause.words) & (OWN | {"vi"}) else None


def proposes(clause: Sentence, one: nominees.Named) -> bool:
    """Whether this one proposes: "Hanne Bak har opfordret mig"."""
    skipped = {*_CONNECTS, "(", ")", ","} - {"og"}
    behind = [
        word
        for word, token in zip(clause.words[one.last :], clause.tokens[one.last :], strict=True)
        if word not in skipped and word not in TITLES and token.word not in PLACES
    ]
    if doubts.ASKED_FOR_IT.search(" ".join(behind)):
        return False
    return len(behind) > 1 and doubts.PROPOSES.search(" ".join(behind[:6])) is not None


def _presents(clause: Sentence, one: nominees.Named) -> bool:
    """ "Det er Bo, jeg vil gerne foreslå ...": the writer tells who he is."""
    behind = [word for word in clause.words[one.last :] if word != ","]
    return clause.words[: one.first][-2:] in (("det", "er"), ("her", "er")) and behind[:1] == ["jeg"]


def put_forward(clause: Sentence, people: list[nominees.Named]) -> list[nominees.Named]:
    """Without those replaced, asked, thanked or spoken with ("efter Bo", "talt med Bo og Ib"); "og" carries it on."""
    meant: list[nominees.Named] = []
    before: nominees.Named | None = None
    for index, one in enumerate(people):
        following = people[index + 1 : index + 2]
        behind = " ".join(clause.words[one.last : following[0].first]) if following else ""
        ahead, between = clause.words[: one.first], clause.words[before.last : one.first] if before else ()
        others = [word for word in between if word.isalpha() and word not in _CONNECTS and fold(word) not in PLACES]
        if before and "og" in between and not others:
            put = before in meant
        elif proposes(clause, one) or _presents(clause, one):
            put = False
        elif noes.LEAVES.search(behind) or noes.UNWILLING.search(behind):
            put = False  # "Bo Lund stopper, Hanne Bak tager over"
        elif words.NOT_THIS_ONE.search(" ".join(ahead[-6:])) and not words.GOVERNS.search(" ".join(ahead[-9:])):
            as_member = ahead[-1:] == ("med",) and doubts.AS_MEMBER.search(" ".join(clause.words[one.last :][:7]))
            put = bool(as_member or doubts.SUPPORT.search(" ".join(ahead[-8:])))
        else:
            put = True
        if put:
            meant.append(one)
        before = one
    return meant


def is_own(one: nominees.Named, own: frozenset[str]) -> bool:
    parts = {folded(part) for part in re.findall(r"[^\W\d_]+", one.name)}
    return bool(own) and parts <= own


_INTRODUCES = re.compile(
    r"(?:^|\s)(?:undertegnede(?: [,(:-])*(?: \S*direktor| \S*chef)?"
    r"|(?:jeg|mig|mig selv|me) [,(:-]|jeg hedder|mit navn er|my name is)$"
)


def names_itself(clause: Sentence, people: list[nominees.Named]) -> nominees.Named | None:
    """ "Undertegnede, Bo Lund", "Jeg, Bo Lund fra Vejle", "Mit navn er Bo Lund", "jeg hedder Bo Lund"."""
    if not people:
        return None
    first = people[0]
    ahead = " ".join(clause.words[: first.first])
    if first.first == 0 and re.search(r"(?:^|\s): jeg\s", " ".join(clause.words[first.last :])):
        return first
    if re.match(r"[,(:-]* ?(?:undertegnede|jeg selv|mig selv)(?:\s|$)", " ".join(clause.words[first.last :])):
        return first
    if _INTRODUCES.search(ahead):
        return first
    return None


def with_self(clause: Sentence, people: list[nominees.Named]) -> bool:
    """ "Bo Lund og jeg stiller op", "mig selv og Bo Lund"."""
    return bool(set(clause.words) & OWN) and "og" in clause.words and bool(people)


def only_names(clause: Sentence, people: list[nominees.Named]) -> bool:
    """Nothing in the clause but names, places, titles and signs: an entry of a list."""
    spots = nominees.places(clause, people)
    spans = [(one.first, one.last) for one in people] + [(spot.first, spot.last) for spot in spots]
    covered = {position for first, last in spans for position in range(first, last)}
    for position, token in enumerate(clause.tokens):
        word = clause.words[position]
        if position in covered or not token.is_word or token.is_number:
            continue
        if not (
            token.word in PLACES
            or fold(token.raw).removesuffix("s") in PLACES
            or word in TITLES
            or doubts.BESIDE.fullmatch(word)
            or word.endswith(("direktor", "chef", "kommune", "kommunes"))
        ):
            return False
    return True
