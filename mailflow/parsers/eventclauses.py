# ruff: noqa: E501 - lists of words are easier to read on one line
"""The clauses of a typed answer to an invitation, and what each says of the writer's coming. Used by ``event``, which weighs them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mailflow.parsers import eventasides as asides
from mailflow.parsers import eventtimes as times
from mailflow.parsers import eventwords as words
from mailflow.parsers.answertext import Answer, Sentence, cut, is_first_name

Kind = Literal[
    "yes", "wish", "weak yes", "no", "reason", "part", "part no", "maybe", "counter", "perhaps counter", "question",
    "substitute", "somebody", "small talk", "nothing", "negation", "unknown",
]  # fmt: skip

_SIGNS = (",", "(", ")", ":", "-", "–", "—", "/", ";")
BUTS = ("men", "but", "imidlertid", "derimod", "however")
# "og", "så", "for", "da" begin a clause of their own only before a verb or its subject.
_JOINTS = {
    "og": "jeg vi kan er har ma skal kommer deltager glader ses haber vil siger melder sender beklager tak onsker gar bliver ser sa desvarre jag sidder min deltar",
    "and": "i we can will look see thanks",
    "sa": "jeg vi det nej ja ikke kan ma i desvarre min pa",
    "for": "jeg vi der min",
    "da": "jeg vi der det min",
    "fordi": "jeg vi der det min",
    "eftersom": "jeg vi der det min",
    "because": "i we",
}
_JOINT_BEFORE = {joint: frozenset(following.split()) for joint, following in _JOINTS.items()}
OWN = frozenset("jeg vi mig os undertegnede me we jag".split())
SPEAKS = frozenset("jeg vi undertegnede".split())
FINITE = frozenset("kan kommer deltager er vil skal ma har bliver tager sidder moder stiller var".split())
CONCLUDES = ("sa", "derfor", "altsa")
# "Jeg må køre kl. 14" moves nothing but the writer.
_MYOWN = re.compile(
    r"(?:kan|vil|ma|skal|kunne) jeg |jeg (?:kan|vil|ma|skal|kunne)|^(?:ma|skal) (?!vi|det|man|modet|i )"
)


# "Middag: nej tak", "Deltager: ja": a form filled in.
_FIELD = re.compile(r"^(?P<what>[a-z-]+) : (?P<said>ja|nej)(?: tak)?$")
_BESIDE = frozenset(
    """middag middagen overnatning frokost hotel parkering spisning aftensmad morgenmad kaffe fest festen allergi allergier
    kost transport ledsager bus rundvisning""".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    kind: Kind
    span: tuple[int, int]
    joint: str  # the word that joins it to what stands before: "men", "for" ...
    text: str
    sentence: int


def clauses(written: Answer, own: frozenset[str]) -> list[Found]:
    """Each clause of the answer judged by itself. ``own`` holds the folded words of the sender's name."""
    return [one for number, sentence in enumerate(written.sentences) for one in _sentence(sentence, number, own)]


def _sentence(sentence: Sentence, number: int, own: frozenset[str]) -> list[Found]:
    whole = times.NOT_A_TIME.sub(" ", sentence.text)
    if asides.EITHER.search(sentence.text):
        return [Found("unknown", sentence.span, sentence.joint, sentence.text, number)]
    field = _FIELD.search(sentence.text)
    if field:
        aside = field["what"] in _BESIDE
        kind: Kind = "small talk" if aside else "yes" if field["said"] == "ja" else "no"
        return [Found(kind, sentence.span, sentence.joint, sentence.text, number)]
    joined = " ".join(word for word in sentence.words if word not in (",", "-"))
    glad = words.GLAD_NEGATION.search(joined)
    if glad and "," in sentence.words and glad[0] not in whole and not sentence.asks:
        return [Found("yes", sentence.span, sentence.joint, sentence.text, number)]
    proposed = times.COUNTER.search(whole)
    if (
        proposed
        and not words.NOT_THIS.search(whole)
        and not (times.ANOTHER_THING.search(proposed[0]) or _MYOWN.search(proposed[0].split(" ,")[0]))
    ):
        return [Found("counter", sentence.span, sentence.joint, sentence.text, number)]
    clauses = [_led(piece) for part in cut(sentence, (*_SIGNS, *BUTS)) for piece in _at_joints(part)]
    found: list[Found] = []
    for clause in clauses:
        asks = sentence.asks and (clause is clauses[-1] or clause.asks or _inverted(clause))
        if clause.words[:1] == ("der",) and found and _ends_in_a_name(clauses[len(found) - 1]):
            found.append(Found("nothing", clause.span, clause.joint, clause.text, number))
            continue
        found.append(Found("question" if asks else _kind(clause, own), clause.span, clause.joint, clause.text, number))
    if sentence.asks and found:
        last = found[-1]
        movable = not (
            times.ONLINE.search(last.text) or words.PRESENT.search(last.text) or times.ANOTHER_THING.search(last.text)
        )
        if times.PERHAPS_COUNTER.search(last.text) and movable:
            found[-1] = Found("perhaps counter", last.span, last.joint, last.text, number)
    if sentence.asks and not clauses:
        found.append(Found("question", sentence.span, "", sentence.text, number))
    return found


def _led(clause: Sentence) -> Sentence:
    """ "dog" and "så" at its start become its joint."""
    if len(clause.tokens) > 1 and clause.words[0] in ("dog", *CONCLUDES) and clause.joint in ("", ","):
        return Sentence(clause.tokens[1:], clause.end, clause.words[0])
    return clause


def _at_joints(clause: Sentence) -> list[Sentence]:
    """Cut before "og jeg", "så vi", "for jeg", "da der" ..."""
    tokens, listed = clause.tokens, clause.words
    pieces: list[Sentence] = []
    start, joint = 0, clause.joint
    for position in range(1, len(tokens) - 1):
        if listed[position + 1] in _JOINT_BEFORE.get(listed[position], ()):
            pieces.append(Sentence(tokens[start:position], ",", joint))
            start, joint = position + 1, listed[position]
    pieces.append(Sentence(tokens[start:], clause.end, joint))
    return [piece for piece in pieces if piece.tokens]


def _kind(clause: Sentence, own: frozenset[str]) -> Kind:
    """What one clause says about the writer's coming."""
    text = clause.text
    if not any(token.is_word or token.is_number or token.word == "+" for token in clause.tokens):
        return "nothing"
    if asides.ASKING.match(text):
        return "question"
    if asides.SAID_ELSEWHERE.search(text) or asides.HABIT.search(text):
        return "unknown"
    if asides.HANDED_ON.search(text):
        return "small talk"
    if words.CLEARED.search(text):
        return "yes"
    if words.SUBSTITUTE.search(text) or _sends(clause, own):
        return "substitute"
    glad = words.GLAD_NEGATION.search(text)
    bare = words.GLAD_NEGATION.sub(" ", words.HARMLESS.sub(" ", text)).strip()
    doubtful = times.NOT_A_DOUBT.sub(" ", bare)
    if asides.EITHER.search(text):
        return "unknown"
    if _of_somebody(clause, own):
        return "somebody"
    maybe = (times.MAYBE.search(doubtful) or times.PROMISED.search(bare)) is not None
    no = words.DECLINING.search(bare) is not None or words.NOT_COMING.search(bare) is not None
    if no or words.NEGATION.search(bare):
        if not no:
            return "maybe" if maybe else "negation"
        if times.PARTLY.search(bare) and "hverken" not in clause.words:
            if words.NEGATION.search(bare):
                return "part no"
            if _ONLY.search(bare):
                return "part"
            return "no" if words.EXCUSE.search(bare) or "vak" in clause.words else "part no"
        if asides.SOMEBODY.match(bare) and not set(clause.words) & (OWN | own):
            return "somebody"
        return "maybe" if maybe else "no"
    if words.NOT_THIS.search(bare):
        return "small talk"
    if maybe:
        perhaps = {"maske", "muligvis", "eventuelt"} & set(clause.words)
        return "part" if times.LATE_OR_EARLY.search(bare) and not perhaps and not _AWAY.search(bare) else "maybe"
    if words.CLEARED.search(bare) and "min deltagelse" not in bare:
        return "yes"
    if words.EXCUSE.match(bare) and not words.PRESENT.search(bare):
        return "reason"
    if asides.SOMEBODY.match(bare) and not set(clause.words) & (OWN | own) and not asides.COMPANION.search(bare):
        return "somebody"
    if words.COMES.search(bare):
        return "yes"
    if words.WISH.search(bare):
        return "wish"
    if _AWAY.search(bare) and times.LATE_OR_EARLY.search(bare):
        return "reason"
    if times.LEAVING.search(bare):
        return "yes" if words.PRESENT.search(bare) else "part"
    if words.EXCUSE.search(bare) and not words.PRESENT.search(bare):
        return "reason"
    if glad or words.ACCEPTING.search(asides.THING_COMES.sub(" ", bare)):
        return "yes"
    if words.EXCUSE.search(bare):
        return "reason"
    if (
        asides.THAT_TIME.search(bare)
        and (set(clause.words) & OWN or len(clause.words) > 3)
        and not (words.PRESENT.search(bare) or asides.FREE.search(bare))
    ):
        return "reason"
    if times.PERHAPS_COUNTER.search(bare):
        return "perhaps counter"
    if times.LATE_OR_EARLY.search(bare):
        return "part"
    if words.WEAK_YES.fullmatch(bare):
        return "weak yes"
    if asides.SMALL_TALK.fullmatch(bare) or not bare:
        return "small talk"
    if words.WEAK_YES.search(bare):
        return "weak yes"
    if asides.QUESTION.fullmatch(bare):
        return "question"
    if all(is_first_name(word) or not word.isalpha() for word in clause.words):
        return "nothing"
    return "unknown"


def _inverted(clause: Sentence) -> bool:
    """A verb and then what is asked about: "Bliver webinaret optaget, ...?"."""
    listed = clause.words
    return (
        len(listed) > 2
        and listed[0] in ("er", "bliver", "har", "findes", "skal", "ma", "kan", "vil")
        and (listed[1] in ("i", "du", "man", "der", "det", "den") or listed[1].endswith(("et", "en", "erne")))
    )


def _ends_in_a_name(clause: Sentence) -> bool:
    """ "... i stedet for Bo, der er syg": what follows is told of him."""
    return any(
        token.capital and is_first_name(word) for token, word in zip(clause.tokens[-2:], clause.words[-2:], strict=True)
    )


# "Jeg er på barsel frem til 1. maj": away until then, and not there for a while.
_AWAY = re.compile(r"\b(?:er|gar|sygemeldt)\b.{0,30}\b(?:barsel|orlov|sygemeldt|sygeorlov)\b(?!.*\bkl\b)")
_ONLY = re.compile(r"(?:^|\s)(?:kun|blot|alene)(?:\s|$)")


def _sends(clause: Sentence, own: frozenset[str]) -> bool:
    """ "Jeg sender Bo Lund", "har bedt Hanne deltage": a name behind a verb of sending."""
    for position, word in enumerate(clause.words[:-1]):
        if word in ("sender", "bedt", "beder"):
            after = clause.tokens[position + 1]
            return after.capital and is_first_name(clause.words[position + 1]) and after.word not in own
    return False


def _of_somebody(clause: Sentence, own: frozenset[str]) -> bool:
    """Its subject is a name, "hun" or "han": "Anne kan desværre ikke"."""
    listed = clause.words
    if set(listed) & (OWN | own) or len(listed) < 2:
        return False
    if listed[0] in ("hun", "han"):
        return True
    position = 0
    while position < min(3, len(listed)) and clause.tokens[position].capital and (position or is_first_name(listed[0])):
        position += 1
    return bool(position) and position < len(listed) and listed[position] in FINITE
