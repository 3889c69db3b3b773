"""What an answer to a call takes back, and a nominee who is named by title and municipality alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers import nominees
from mailflow.parsers.answertext import MAX_READ, folded, read, too_long
from mailflow.parsers.danish import fold
from mailflow.parsers.forumclauses import clauses
from mailflow.parsers.municipalities import PLACES

_OWN = re.compile(
    r"\b(?:mit (?:eget )?kandidatur\w*|min (?:egen )?(?:kandidatur|opstilling)\w*|mig|mig selv|undertegnede)\b"
)
_ALSO = re.compile(r"(?:også|ogsaa|desuden|yderligere|derudover|ligeledes|tillige|foruden|supplerende|samtidig|et forslag mere|"
                   r"endnu en|endnu et|also|in addition|another)", re.I)  # fmt: skip
_INSTEAD = re.compile(
    r"\b(?:i stedet|istedet|i stedet for|rettelse|jeg mente|skulle have været|instead|correction)\b", re.I
)
_TITLED = re.compile(
    r"(?<!\w)(?:forslag er|foreslår|foreslaar|indstiller|peger på|peger paa|nominerer|anbefaler)\s+(?:\w+\s+){0,2}?"
    r"(?P<title>[a-zæøå]*(?:direktøren|direktoeren|chefen))\s+(?:i|fra|på)\s+(?P<place>[^\W\d_]+(?:[ -][A-ZÆØÅ][^\W\d_]+)?)",
    re.I,
)
_AGREES = re.compile(
    r"(?:(?:ja|jo|jep|jeps|yes|ok|okay|super|perfekt|fint|godt|tak|mange|for|det|er|helt|aldeles|korrekt|rigtigt?|forstået|noteret|"
    r"stemmer|fuldstændig|tusind|svaret|beskeden|correct|right|thanks|thank|you|that|is|s)\b[\s.,!]*){1,12}",
    re.I,
)
_STANDS = re.compile(
    r"\b(?:still\w*|opstil\w*|kandid\w*|meld\w*|byder|selv|undertegnede|rådighed|interesse\w*|foreslår|indstil\w*|stand|candidate)\b",
    re.I,
)
_RESERVED = re.compile(r"\?|\b(?:hvis|måske|maaske|eventuelt|evt|ikke|eller|medmindre|såfremt|enten)\b", re.I)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """``people`` (name, municipality or "") are those who are no longer proposed; ``oneself``: the writer's own candidacy."""

    people: tuple[tuple[str, str], ...]
    oneself: bool


def taken_back(text: str, sender_name: str = "") -> TakenBack | None:
    """What the answer takes back; None when it takes nothing back. Never raises; linear in the length of ``text``."""
    if not text.strip() or len(text) > MAX_READ:
        return None
    written = read(nominees.whole(text), sender_name)
    if too_long(written):
        return None
    own = frozenset(folded(part) for part in re.findall(r"[^\W\d_]+", sender_name))
    back = [one for one in clauses(written, text, own) if one.kind == "withdrawn"]
    if not back:
        return None
    people = tuple((one.name, one.municipality or "") for found in back for one in found.people)
    return TakenBack(people, not people and any(_OWN.search(found.text) for found in back))


def adds(text: str) -> bool:
    """Whether it says that what was said before still stands: "jeg foreslår også ...", and not "i stedet"."""
    return _ALSO.search(text) is not None and _INSTEAD.search(text) is None


def agrees(text: str) -> bool:
    """Whether it says nothing but that something is right: "Ja tak, det er korrekt". ("Tak" is among it.)"""
    return len(text) < 200 and _AGREES.fullmatch(text.strip()) is not None


def stands(text: str) -> bool:
    """Whether a word of standing for something is in it, and not a mere yes."""
    return len(text) <= MAX_READ and _STANDS.search(text) is not None


def by_title(text: str) -> tuple[str, str] | None:
    """ "Jeg foreslår direktøren i Vejle" -> ("direktøren", "Vejle"); None when a name stands beside it, or a reservation."""
    if len(text) > MAX_READ or _RESERVED.search(text):
        return None
    found = _TITLED.findall(text)
    if len(found) != 1:
        return None
    title, place = found[0]
    written = read(nominees.whole(text), "")
    if any(nominees.named(sentence, text) for sentence in written.sentences):
        return None
    way = fold(place)
    known = PLACES.get(way) or PLACES.get(way.split(" ")[0]) or PLACES.get(way.removesuffix("s"))
    return (title, known) if known else None
