"""The stance of one clause: consent, objection or not surely anything, from its words and what they negate.

"ingen bemærkninger" negates a remark: consent. "ikke godkendt" negates consent: objection. "ikke uden bemærkninger", a
negation that finds nothing to negate, a word from a list of risks or in no list at all: not surely anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from mailflow.parsers import phrases
from mailflow.parsers.danish import COMMAS, fold
from mailflow.parsers.lexicon import LANGUAGES, kinds
from mailflow.parsers.municipalities import PLACES

Meaning = Literal[
    "consent", "leaning", "neutral", "objection", "question", "withdrawal", "unknown", "nothing", "no", "beside"
]
Span = tuple[int, int]

HAPPY = frozenset(
    "! \" ' :) :-) ;) ;-) :-D :D 🙂 😊 😀 😃 😄 😁 😉 🌞 ☀ 🎄 🙏 ❤ ♥ 🌷 🎉 💪 👏 "
    "🌻 🌼 🌸 🍀 🥳 ✨ ⛄ ☃ 🎅 🏖 ⛱ 🌲 ⭐ 🤗 💐 🌺 🍁 🥂 🍾 😎".split()
)
_ALONE_YES = frozenset(
    fold(word)
    for word in "ja tak herfra fra mig min side til det den referatet from me også og os her my me da".split()
)
# "Bemærkninger har jeg ingen af", "Bemærkninger: ingen". Not "Mine bemærkninger er ikke med".
_INVERTED = {
    (),
    ("har", "jeg"),
    ("har", "vi"),
    ("er", "der"),
    ("herfra",),
    ("fra", "min", "side"),
    ("fra", "mig"),
    ("har", "jeg", "her"),
}
_AFTER_INVERTED = frozenset("af dem herfra fra mig min side til referatet det nogen os overhovedet".split())
_JOINING = frozenset({"og", "eller", "samt", "or", "and", "nor", "och", "endsige", "/", ",", "elle"})
_ENDLESS = frozenset({"eller", "or"})
_NEW_CLAUSE = frozenset({"og", "saa", "som", "and", "er", "set", "laest", "da", "samt"})
_TURNED = re.compile(
    r"(?:er|har|kan|maa|vil|skal|bliver|ser|is|are|do|can|have) (?:det|den|der|i|du|jeg|vi|referatet|it|you|we)\b"
)
_REASONS = {
    "irony": "it may be meant ironically", "number": "it names a number", "left-over": "it negates something",
    "matter": "it speaks of something in the minutes", "stranger": "it holds words that no rule knows",
    "contrast": "it holds a but", "condition": "it holds a condition", "question": "it holds a word of asking",
    "languages": "it mixes languages", "turned": "it may ask", "quantity": "it speaks of some of it",
}  # fmt: skip
_GRAVITY = ("change", "disagreement", "condition", "contrast", "hedge", "irony", "matter", "question")


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause and what it means, with the rule. ``span`` is in the judged text."""

    meaning: Meaning
    why: str
    span: Span
    remarkless: bool = False  # consent by "no remarks": an answer that may begin with "no"


@dataclass(slots=True)
class _Reading:
    """What has been read of the clause so far."""

    pending: bool = False  # a negation waits for what it negates
    governed: bool = False  # a negated noun stands before: nouns joined to it are negated too
    between: tuple[str, ...] = ()
    since: list[str] = field(default_factory=list)  # the words after the last negated noun
    heads: int = 0
    remarks: int = 0
    yes_only: bool = True
    after_consent: bool = False  # the negation stands right after an approving word: "passer ikke"
    open_remark: str = ""  # a remark at the beginning, whose negation may follow: "bemærkninger har jeg ingen af"


def stance(words: list[str], span: Span) -> Finding:
    """Consent only if every word is accounted for and at least one is consent."""
    r = _Reading()
    languages = LANGUAGES
    spoiled: dict[str, str] = {}
    previous = ""
    for position, word in enumerate(words):
        known = kinds(word)
        if word in COMMAS:
            r.since.append(word)
            if r.pending:
                if _negates_before(r):
                    return Finding("objection", "it negates an approval", span)
                spoiled.setdefault("left-over", word)
                r.pending = False
        elif word in HAPPY:
            continue
        elif "negation" in known:
            if (
                r.open_remark
                and r.between in _INVERTED
                and all(one in _AFTER_INVERTED for one in words[position + 1 :])
            ):
                r.open_remark, r.remarks, r.heads = "", r.remarks + 1, r.heads + 1
            elif r.pending:
                return Finding("objection" if r.heads or r.remarks else "unknown", "it holds two negations", span)
            else:
                r.pending, r.between, r.governed = True, (), False
                r.after_consent = bool(kinds(previous) & {"approving"})
            r.yes_only = False
        elif "remark" in known or ("remark-verb" in known and not _preposition(word, r)):
            r.yes_only = False
            if r.pending and all("between" in kinds(one) for one in r.between):
                r.pending, r.governed, r.remarks, r.heads = False, True, r.remarks + 1, r.heads + 1
                r.since = []
            elif r.governed and not r.pending and _joined(r.since, words[position + 1 :]):
                r.remarks, r.since = r.remarks + 1, []
            elif "remark" in known and not r.pending and position == 0:
                r.open_remark, r.between = word, ()
            else:
                return Finding("objection", "it has a remark, a change or something against the minutes", span)
        elif "remark-verb" in known:
            pass
        elif "approving" in known or "yes" in known:
            if r.pending:
                return Finding("objection", "it negates an approval", span)
            r.heads += 1
            r.yes_only = r.yes_only and "yes" in known and "approving" not in known
            r.governed = False
        elif word == "vegne" and previous == "paa":
            pass
        elif word == "nu" and not _DONE & set(words[max(0, position - 3) : position + 3]):
            spoiled.setdefault("hedge", word)
        elif known & LANGUAGES or ("between" in known and (r.pending or r.governed)):
            r.between = (*r.between, word)
            if word in _ENDLESS and not any(
                "remark" in kinds(one) or "remark-verb" in kinds(one) for one in words[position + 1 : position + 3]
            ):
                spoiled.setdefault("contrast", word)
            if known & LANGUAGES:
                languages = languages & known
            if word in _NEW_CLAUSE and not ("between" in known and r.pending):
                if r.pending:
                    spoiled.setdefault("left-over", word)
                    r.pending = False
                r.governed = r.governed and word in _JOINING
        elif "between" in known:
            spoiled.setdefault("quantity", word)
        elif (
            word in PLACES
            and (previous in ("fra", "from", "af", "for") or (position == 0 and "har" in words))
            and "er" not in words
        ) or (word == "kommune" and previous in PLACES):
            pass
        else:
            r.between = (*r.between, word)
            kind = next((one for one in _GRAVITY if one in known), "number" if word[0].isdigit() else "stranger")
            spoiled.setdefault(kind, word)
        if not (r.governed and "remark" in known):
            r.since.append(word)
        previous = word
    if r.open_remark:
        return Finding("objection", "it has a remark, a change or something against the minutes", span)
    if r.pending and _negates_before(r):
        return Finding("objection", "it negates an approval", span)
    if r.pending:
        spoiled.setdefault("left-over", "")
    if not languages:
        spoiled.setdefault("languages", "")
    if _TURNED.match(" ".join(words[:2])):
        spoiled.setdefault("turned", words[0])
    if not spoiled and r.heads and "," in words and not all(_carries(part) for part in _split(words)):
        spoiled.setdefault("stranger", "")
    if not spoiled and r.heads:
        if r.yes_only and not all(word in _ALONE_YES or "yes" in kinds(word) or word in HAPPY for word in words):
            return Finding("unknown", "it says yes, but to what?", span)
        return Finding("consent", "it has no remarks" if r.remarks else "it approves", span, r.remarks > 0)
    return _spoiled(spoiled, r.heads, words, span)


_DONE = frozenset(
    fold(word)
    for word in "læst set gennemlæst gennemgået kigget modtaget read reviewed läst lest igennem gennem".split()
)
_STATES = frozenset({"er", "is", "am", "are", "aer"})


def _split(words: list[str]) -> list[list[str]]:
    result: list[list[str]] = [[]]
    for word in words:
        if word in COMMAS:
            result.append([])
        else:
            result[-1].append(word)
    return result


def _carries(part: list[str]) -> bool:
    """Between commas stands consent, or nothing that could be a fact of its own ("Jeg er med, godkendt")."""
    if _TURNED.match(" ".join(part[:2])):
        return False
    return (
        not _STATES & set(part)
        or bool(_DONE & set(part))
        or any(kinds(word) & {"approving", "yes", "remark", "remark-verb"} for word in part)
    )


def _negates_before(reading: _Reading) -> bool:
    """ "passer ikke", "godkender ikke": the negation belongs to what stands before it."""
    return reading.after_consent and not reading.between


_MODIFIERS = frozenset("yderligere flere nogen nogle noget for til at".split())


def _joined(since: list[str], after: list[str]) -> bool:
    """ "bemærkninger eller rettelser", "indsigelser, kommentarer og rettelser": the negation reaches over the joint; over a
    comma only if the list ends in "eller" or "og"."""
    joints = [index for index, word in enumerate(since) if word in _JOINING]
    if not joints or not all(word in _MODIFIERS for word in since[joints[-1] + 1 :]):
        return False
    return since[joints[-1]] != "," or any(word in _JOINING and word != "," for word in after)


def _preposition(word: str, reading: _Reading) -> bool:
    """ "ingen indsigelser mod referatet": after a negated noun, these are no stance of their own."""
    return reading.governed and word in ("mod", "imod", "mot", "emot", "against", "to")


def _spoiled(spoiled: dict[str, str], heads: int, words: list[str], span: Span) -> Finding:
    """Why a clause is no consent. Objection where a word says so; else unknown, which holds as well."""
    joined = " ".join(words)
    if "change" in spoiled:
        return Finding("objection", f"it asks for or speaks of a change ({spoiled['change']})", span)
    if "disagreement" in spoiled:
        return Finding("objection", f"it disagrees ({spoiled['disagreement']})", span)
    if phrases.ELSEWHERE.search(joined):
        return Finding("objection" if heads else "unknown", "it points at words that are elsewhere", span)
    if heads and "condition" in spoiled:
        return Finding("objection", f"it approves on a condition ({spoiled['condition']})", span)
    if heads and "contrast" in spoiled:
        return Finding("objection", f"it makes an exception ({spoiled['contrast']})", span)
    negated = any("negation" in kinds(word) for word in words)
    numbered = any(word[0].isdigit() for word in words)
    if "matter" in spoiled and (
        negated or numbered or words[0] in ("jeg", "vi", "der", "det", "mit", "min", "i", "we", "jag")
    ):
        return Finding("objection", f"it states something about the minutes ({spoiled['matter']})", span)
    if "hedge" in spoiled:
        return Finding("unknown", f"it hedges ({spoiled['hedge']})", span)
    kind, word = next(iter(spoiled.items()), ("stranger", ""))
    return Finding("unknown", f"{_REASONS[kind]} ({word})" if word else _REASONS[kind], span)
