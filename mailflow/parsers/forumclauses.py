# ruff: noqa: E501 - lists of words are easier to read on one line
"""The clauses of an answer to a call for nominations, and what each says of whom. Used by ``forum``, which weighs them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mailflow.parsers import forumwords as words
from mailflow.parsers import nominees
from mailflow.parsers.answertext import Answer, Sentence, cut, folded
from mailflow.parsers.danish import fold
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.ordinary import ORDINARY, TITLES

Kind = Literal[
    "self", "not self", "others", "not others", "list", "lead", "question", "doubt", "withdrawn", "nameless",
    "mentioned", "small talk", "unwilling", "aside", "soft no", "place", "unknown",
]  # fmt: skip

_BUTS = ("men", "dog", "but", ";", "derimod", "imidlertid", "however")
_JOINTS = {
    "og": "jeg vi sa det den han hun kan er har vil ma skal stiller melder haber glader undertegnede modtager fortsatter ser onsker kandiderer takker tak foreslar indstiller peger",
    "sa": "nu der her jeg vi det nej ja ikke kan ma i desvarre derfor her hermed",
    "for": "jeg vi der",
    "da": "jeg vi der det min han hun",
    "fordi": "jeg vi der det min han hun",
    "and": "i we",
    ",": "men jeg vi sa han hun det da for hvis og safremt kan har vil der som ikke nej desvarre medmindre fordi undertegnede tak gerne ellers",
}
_JOINT_BEFORE = {joint: frozenset(following.split()) for joint, following in _JOINTS.items()}
_PRONOUNS = frozenset("han hun ham hende de dem begge vedkommende hun hendes hans he she both they".split())
_SUBORDINATES = frozenset("selv selvom da nar eftersom efter fordi trods mens skont".split())
_OBJECTS = frozenset("ham hende dem begge vedkommende him her them".split())
_FINITE = frozenset(
    "er har vil kan skal ma bor stiller vaere sidder siger melder foreslar indstiller peger modtager fortsatter gar kommer bliver ville kunne havde var blev onsker anbefaler nominerer tager byder kandiderer genopstiller sat skriv".split()
)
_OWN = frozenset("jeg undertegnede mig i me jag".split())


@dataclass(frozen=True, slots=True)
class Found:
    kind: Kind
    why: str
    span: tuple[int, int]
    text: str = ""
    people: tuple[nominees.Named, ...] = ()
    place: str | None = None
    sentence: int = 0
    joint: str = ""
    nearby: tuple[nominees.Named, ...] = ()  # mentioned in it, whatever it says of them


def clauses(written: Answer, text: str, own: frozenset[str]) -> list[Found]:
    """Each clause of the answer judged by itself. ``own`` holds the folded words of the sender's name."""
    found: list[Found] = []
    spoken_of: tuple[nominees.Named, ...] = ()
    for number, sentence in enumerate(written.sentences):
        for clause in _clauses(sentence):
            one = _clause(clause, sentence, text, own, number, spoken_of)
            found.append(one)
            spoken_of = one.people or one.nearby or spoken_of
    return found


def _clauses(sentence: Sentence) -> list[Sentence]:
    pieces: list[Sentence] = []
    for part in cut(sentence, _BUTS):
        tokens, listed = part.tokens, part.words
        start, joint = 0, part.joint
        for position in range(1, len(tokens) - 1):
            if listed[position + 1] in _JOINT_BEFORE.get(listed[position], ()) and position > start:
                pieces.append(Sentence(tokens[start:position], ",", joint))
                start, joint = position + 1, listed[position]
        pieces.append(Sentence(tokens[start:], part.end, joint))
    pieces = [_led(inner) for piece in pieces for inner in _after_subordinate(piece)]
    pieces = [inner for piece in pieces for inner in _brackets(piece)]
    joined: list[Sentence] = []
    for piece in pieces:
        if joined and piece.joint == "og" and not set(joined[-1].words) & _FINITE and joined[-1].joint not in _BUTS:
            both = joined.pop()
            between = tuple(
                token for token in sentence.tokens if both.span[1] <= token.start and token.end <= piece.span[0]
            )
            joined.append(Sentence((*both.tokens, *between, *piece.tokens), piece.end, both.joint))
        else:
            joined.append(piece)
    return [
        piece
        for piece in joined
        if any(token.is_word or token.is_number or token.word == "+" for token in piece.tokens) or piece.end == "?"
    ]


def _led(piece: Sentence) -> Sentence:
    """ "så" and "og" at its start become its joint."""
    if len(piece.tokens) > 1 and piece.words[0] in ("sa", "og") and piece.joint in ("", ","):
        return Sentence(piece.tokens[1:], piece.end, piece.words[0])
    return piece


def _after_subordinate(piece: Sentence) -> list[Sentence]:
    """ "Selv om ..., må svaret blive nej": the main clause begins behind the comma."""
    listed = piece.words
    if not listed or listed[0] not in _SUBORDINATES:
        return [piece]
    for position in range(2, len(listed) - 1):
        if listed[position] == "," and (listed[position + 1] in _FINITE):
            return [
                Sentence(piece.tokens[:position], ",", piece.joint),
                Sentence(piece.tokens[position + 1 :], piece.end, ""),
            ]
    return [piece]


def _brackets(clause: Sentence) -> list[Sentence]:
    """A bracket that holds a verb is a clause of its own: "(Jon Bay er hendes mand)"."""
    listed = clause.words
    if "(" not in listed:
        return [clause]
    start = listed.index("(")
    end = listed.index(")", start) if ")" in listed[start:] else len(listed)
    if not set(listed[start:end]) & _FINITE:
        return [clause]
    around = (*clause.tokens[:start], *clause.tokens[end + 1 :])
    pieces = [Sentence(around, clause.end, clause.joint), Sentence(clause.tokens[start + 1 : end], ",", "")]
    return [piece for piece in pieces if piece.tokens]


def _clause(
    clause: Sentence,
    sentence: Sentence,
    text: str,
    own: frozenset[str],
    number: int,
    spoken_of: tuple[nominees.Named, ...],
) -> Found:
    """What one clause says, and of whom."""
    said = clause.text
    people = nominees.named(clause, text)
    spots = nominees.places(clause, people)
    place = spots[0].municipality if spots and not nominees.TOLD_BEFORE & set(clause.words) else None

    def found(kind: Kind, why: str, whom: list[nominees.Named] | None = None) -> Found:
        return Found(
            kind,
            why,
            clause.span if clause.tokens else sentence.span,
            said,
            tuple(whom or ()),
            place,
            number,
            clause.joint,
            tuple(others),
        )

    others = [one for one in people if not _is_own(one, own)]
    meant = [one for one in others if not words.NOT_THIS_ONE.search(" ".join(clause.words[: one.first][-6:]))]
    supported = [
        one for one in others if one not in meant and words.SUPPORT.search(" ".join(clause.words[: one.first][-8:]))
    ]
    meant += supported
    itself = _names_itself(clause, people)
    asks = sentence.asks and clause.end == "?"
    about_them = set(clause.words) & _PRONOUNS and (
        not set(clause.words) & _OWN or set(clause.words) & _OBJECTS and words.FORWARD.search(said)
    )
    if not people and spoken_of and about_them and not asks:
        return _of_them(clause, list(spoken_of), found)
    if asks and not words.POLITE.search(said):
        return found("question", "it asks something", meant)
    if words.WITHDRAWS.search(said):
        return found("withdrawn", "it takes something back", others)
    sure = words.HARMLESS.sub(" ", said)
    if words.CONDITION.search(words.HARMLESS_CONDITION.sub(" ", sure)):
        return found("doubt", "it sets a condition", meant)
    denied = words.NEGATION.search(sure) is not None
    soft = words.SOFT_NO.search(sure) is not None
    hedged = words.HEDGE.search(words.NOT_A_DOUBT.sub(" ", sure)) is not None
    nobody = words.NOBODY.search(sure) is not None
    if "hverken" in clause.words and set(clause.words) & (_OWN | {"vi"}):
        return found("not self", "it says that nobody is put forward")
    if meant and itself is None:
        behind = " ".join(clause.words[meant[-1].last :])
        unnamed = " ".join(
            word
            for position, word in enumerate(clause.words)
            if not any(one.first <= position < one.last for one in others)
        )
        if words.UNWILLING.search(behind) or words.SAME_NO.search(unnamed):
            return found("unwilling", "it tells of somebody who does not want to, or goes", meant)
        if hedged:
            return found("doubt", "it hedges", meant)
        if denied:
            return found("not others", "a name stands in words that say no", meant)
        if (
            supported
            or words.FORWARD.search(said)
            or words.WILLING.search(unnamed)
            or (words.SELF.search(said) and _with_self(clause, meant))
        ):
            return found("others", "it puts somebody forward", meant)
        if _only_names(clause, people):
            return found("list", "names in a list", meant)
        if words.SMALL_TALK.fullmatch(said):
            return found("small talk", "thanks, good wishes or small talk")
        return found("mentioned", "a name is mentioned, but not put forward", meant)
    if itself is not None:
        if denied or hedged:
            return found("not self" if denied and not hedged else "doubt", "it negates or hedges", [itself])
        return found("self", "it puts the writer forward", [itself])
    if others and not meant and not (words.SELF.search(sure) or nobody):
        return found("small talk" if words.SMALL_TALK.fullmatch(said) else "aside", "somebody is mentioned beside it")
    if hedged:
        return found("doubt", "it hedges")
    if words.QUESTION.fullmatch(said):
        return found("question", "it asks something")
    if words.TROUBLE.search(sure):
        return found("doubt", "it negates something")
    if others and nobody and not meant:
        return found("not others", "a name stands in words that say no")
    if soft and (nobody or denied):
        return found("soft no", "it tells of something else, or of earlier")
    if nobody:
        return found("not self", "it says that nobody is put forward")
    if denied:
        return found("doubt", "it negates something")
    if words.SELF.search(words.TAKES_ALONG.sub(" ", words.PUTTING.sub(" ", sure))):
        if words.NAMELESS.search(said) and not set(clause.words) & _OWN:
            return found("nameless", "it speaks of somebody without a name")
        return found("self", "it puts the writer forward")
    unnamed = words.WITH_SOMEBODY.sub(" ", said)
    if words.NAMELESS.search(unnamed) and (
        words.FORWARD.search(unnamed) or words.WILLING.search(unnamed) or not words.SMALL_TALK.fullmatch(said)
    ):
        return found("nameless", "it speaks of somebody without a name")
    if words.SMALL_TALK.fullmatch(said):
        return found("small talk", "thanks, good wishes or small talk")
    if words.FORWARD.search(said) or words.PUTTING.search(said):
        return found("lead", "it puts forward, but whom?")
    if (
        all(
            token.word in PLACES or word in TITLES or word in ORDINARY or not token.is_word
            for token, word in zip(clause.tokens, clause.words, strict=True)
        )
        and place
    ):
        return found("place", "a municipality")
    return found("unknown", "it holds words that no rule knows")


def _of_them(clause: Sentence, whom: list[nominees.Named], found: Callable[..., Found]) -> Found:
    """What a clause says of those spoken of before it: "... og han siger ja", "hende indstiller jeg", "begge siger nej"."""
    said = clause.text
    if words.CONDITION.search(said) or words.HEDGE.search(words.NOT_A_DOUBT.sub(" ", said)):
        return found("doubt", "it hedges or sets a condition", whom)
    if words.UNWILLING.search(said) or words.NOBODY.search(words.HARMLESS.sub(" ", said)):
        return found("unwilling", "those it speaks of do not want to", whom)
    if words.NEGATION.search(said):
        return found("mentioned", "somebody is mentioned, but not put forward", [])
    if words.FORWARD.search(said) or words.WILLING.search(said):
        return found("others", "it puts somebody forward", whom)
    return found("aside", "it tells of somebody")


def _is_own(one: nominees.Named, own: frozenset[str]) -> bool:
    parts = {folded(part) for part in re.findall(r"[^\W\d_]+", one.name)}
    return bool(own) and parts <= own


def _names_itself(clause: Sentence, people: list[nominees.Named]) -> nominees.Named | None:
    """ "Undertegnede, Bo Lund", "Jeg, Bo Lund fra Vejle", "Mit navn er Bo Lund", "jeg hedder Bo Lund"."""
    if not people:
        return None
    first = people[0]
    ahead = " ".join(clause.words[: first.first])
    if re.search(
        r"(?:^|\s)(?:undertegnede(?: [,(:-])*|(?:jeg|mig|mig selv|i|me) [,(:-])$|(?:hedder|navn er|my name is)$", ahead
    ):
        return first
    return None


def _with_self(clause: Sentence, people: list[nominees.Named]) -> bool:
    """ "Bo Lund og jeg stiller op", "mig selv og Bo Lund"."""
    return bool(set(clause.words) & _OWN) and "og" in clause.words and bool(people)


def _only_names(clause: Sentence, people: list[nominees.Named]) -> bool:
    """Nothing in the clause but names, places, titles and signs: an entry of a list."""
    spots = nominees.places(clause, people)
    covered = {position for one in (*people, *spots) for position in range(one.first, one.last)}
    for position, token in enumerate(clause.tokens):
        word = clause.words[position]
        if position in covered or not token.is_word or token.is_number:
            continue
        if not (
            token.word in PLACES
            or fold(token.raw).removesuffix("s") in PLACES
            or word in TITLES
            or words.BESIDE.fullmatch(word)
            or word.endswith(("direktor", "chef", "kommune", "kommunes"))
        ):
            return False
    return True
