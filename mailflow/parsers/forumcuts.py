# ruff: noqa: E501 - lists of words are easier to read on one line
"""The clauses of an answer to a call: a sentence cut where another begins to be said, and names and their places kept together."""

from __future__ import annotations

from mailflow.parsers import forumdoubts as doubts
from mailflow.parsers import forumnoes as noes
from mailflow.parsers import forumwords as words
from mailflow.parsers.answertext import Sentence, cut, is_first_name
from mailflow.parsers.danish import Token

_BUTS = ("men", "dog", "but", ";", "derimod", "imidlertid", "however")
_JOINTS = {
    "og": "tager byder jeg vi sa det den han hun kan er har vil ma skal stiller melder haber glader undertegnede modtager fortsatter ser onsker kandiderer takker tak foreslar indstiller peger",
    "sa": "nu der her jeg vi det nej ja ikke kan ma i desvarre derfor her hermed",
    "for": "jeg vi der",
    "da": "jeg vi der det min han hun",
    "idet": "jeg vi der det min han hun",
    "fordi": "jeg vi der det min han hun",
    "and": "i we",
    ",": "idet men jeg vi sa han hun det da for hvis og safremt kan har vil der som ikke nej desvarre medmindre fordi undertegnede tak gerne ellers send mail ring",
}
_JOINT_BEFORE = {joint: frozenset(following.split()) for joint, following in _JOINTS.items()}
_DASHES = ("-", "–", "—")
_SUBORDINATES = frozenset("hvis safremt selv selvom da nar eftersom efter fordi trods mens skont siden".split())
FINITE = frozenset(
    "er har vil kan skal ma bor stiller vaere sidder siger melder foreslar indstiller peger modtager fortsatter gar kommer bliver ville kunne havde var blev onsker anbefaler nominerer tager byder kandiderer genopstiller sat skriv".split()
)
OWN = frozenset("jeg undertegnede mig me jag".split())


def cuts(sentence: Sentence) -> list[Sentence]:
    pieces: list[Sentence] = []
    for part in cut(sentence, _BUTS):
        tokens, listed = part.tokens, part.words
        start, joint = 0, part.joint
        for position in range(1, len(tokens) - 1):
            if (
                (
                    listed[position + 1] in _JOINT_BEFORE.get(listed[position], ())
                    or (listed[position] in _DASHES and listed[position + 1] in _JOINT_BEFORE[","])
                    or (not sentence.asks and _concedes(listed, position))
                )
                and position > start
                and not _describes(listed, position)
                and not _subject(tokens, listed, start, position)
            ):
                pieces.append(Sentence(tokens[start:position], ",", joint))
                start, joint = position + 1, "," if listed[position] in _DASHES else listed[position]
        pieces.append(Sentence(tokens[start:], part.end, joint))
    pieces = [_led(inner) for piece in pieces for inner in _after_subordinate(piece)]
    pieces = [inner for piece in pieces for inner in _brackets(piece)]
    joined: list[Sentence] = []
    for piece in pieces:
        if joined and piece.joint == "og" and not set(joined[-1].words) & FINITE and joined[-1].joint not in _BUTS:
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


def _concedes(listed: tuple[str, ...], comma: int) -> bool:
    """A clause of concession begins behind the comma: ", selv om jeg ...", ", selvom det ..."."""
    return listed[comma] == "," and (
        listed[comma + 1] in ("selvom", "skont") or listed[comma + 1 : comma + 3] == ("selv", "om")
    )


def _subject(tokens: tuple[Token, ...], listed: tuple[str, ...], start: int, comma: int) -> bool:
    """A name and what is told of it, before its verb: "Bo Lund, Vejle Kommune, vil gerne"."""
    return (
        listed[comma] == ","
        and listed[comma + 1] in ("kan", "har", "vil")
        and listed[comma + 2 : comma + 3] not in (("jeg",), ("vi",), ("undertegnede",), ("det",), ("der",))
        and tokens[start].capital
        and (is_first_name(listed[start]) or (comma - start > 1 and tokens[start + 1].capital))
        and not set(listed[start:comma]) & (FINITE | OWN | _SUBORDINATES)
    )


def _describes(listed: tuple[str, ...], comma: int) -> bool:
    """A relative clause that only tells more of the one named: ", der er kommunaldirektør i Vejle"."""
    if listed[comma] != "," or listed[comma + 1] not in ("der", "som"):
        return False
    end = next((at for at in range(comma + 1, len(listed)) if listed[at] == ","), len(listed))
    told = " ".join(listed[comma + 1 : end])
    return not (
        noes.UNWILLING.search(told)
        or words.NEGATION.search(told)
        or doubts.HEDGE.search(doubts.NOT_A_DOUBT.sub(" ", told))
        or set(told.split()) & OWN
    )


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
        if listed[position] == "," and (listed[position + 1] in FINITE):
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
    if not set(listed[start:end]) & FINITE:
        return [clause]
    around = (*clause.tokens[:start], *clause.tokens[end + 1 :])
    pieces = [Sentence(around, clause.end, clause.joint), Sentence(clause.tokens[start + 1 : end], ",", "")]
    return [piece for piece in pieces if piece.tokens]
