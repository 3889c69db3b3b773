# ruff: noqa: E501 - a list is easier to read on one line
"""A person's words that stand on one line with small print: behind "Sendt fra min iPhone", a banner, a footer, a telephone.

Such a line is cut. What is said on it beside the small print is told, so that a human looks; it never makes anything
of its own.
"""

from __future__ import annotations

import re

from mailflow.parsers import furniture as f
from mailflow.parsers.danish import fold
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.lines import WORD
from mailflow.parsers.names import FIRST_NAMES

_LINK = re.compile(
    r"[<(\[]?(?:https?:|www\.|mailto:|tel:)[^\s<>]{0,500}[>)\]]?|[<\[][^<>\[\]\s]{1,300}[>\]]|[\w.+-]{1,64}@[\w.-]{1,120}"
)
_SENTENCE = re.compile(r"[.!?:;]\s|[.!?]$|\s[-–—|]\s")
_SERIOUS = frozenset({"remark", "change", "disagreement", "contrast", "condition", "matter", "negation"})
# What mail programs and organisations speak of; a sentence of a person's about minutes holds none of these.
SUBJECTS = re.compile(
    r"mail|meddelelse|besked|afsend|modtag|adressat|\blinks?\b|vedhæft|fortrolig|indhold|klik|åbn|personoplysning|persondata|privat|oplysning"
    r"|miljø|udskriv|print|papir|virus|scan|message|sender|recipient|information|attach|confidential|disclos|delet|notify|cop(?:y|ies)|internet|website|hjemmeside"
    r"|organi[sz]ation|sikker|secur|digital|borger|databeskyt|gdpr|cookie|kommune|telefon|kontakt|phish|rapport|it-|ekstern|external|genkend|stol|trust|content|safe|person|vigtig|important|læs|se mere|svar|fleksib|arbejd|kontortid|work"
    r"|træer|tree|skov|ressourc|følg|find os|facebook|linkedin|avast|mcafee|defender|unauthori|prohibit|strictly|law|lov|behandl|opbevar|slet|misbrug|uberettig|rettighed|klag",
    re.I,
)
# Why one writes so briefly, and so badly: said of the telephone, not of the minutes.
_EXCUSES = frozenset(
    fold(word) for word in """undskyld beklager venligst eventuelle evt tastefejl stavefejl slåfejl skrivefejl trykfejl tyrkfejl småfejl fejl korthed
    kort kortfattet kortfattetheden korte tonen derfor så hvis der er kan være forekomme og for den det et en min mit med på fra til i via please excuse
    any typos brevity errors mistakes autocorrect autokorrektur tommelfingre store små få new nyt tilgiv forbehold tages tager jeg svar""".split()
)  # fmt: skip
_DISPUTED = frozenset({"remark", "change", "disagreement", "matter"})
_AUXILIARIES = frozenset(
    "var er har havde blev bliver skal skulle kan kunne vil ville boer burde maa faar fik gjorde kommer kom was were is are has have should".split()
)
_COUNTED = re.compile(r"(?<![\d.,:+-])\d{1,4} [a-zæøå]{2,20} [a-zæøå]{2,20}\b")
_PLAIN_VERBS = f.FINITE - {"ved"}


def behind_a_device(bare: str) -> bool:
    """Whether a line such as "Sendt fra min iPhone …" says more than which telephone, and sorry for the slips."""
    words = [fold(word) for word in WORD.findall(_LINK.sub(" ", bare)[:600])]
    first = next((at for at, word in enumerate(words) if word in _DEVICES), len(words) - 1)
    rest = words[first + 1 :]
    return any(word not in _EXCUSES and (kinds(word) & _SERIOUS or word in _PLAIN_VERBS) for word in rest) or (
        _COUNTED.search(bare) is not None
    )


_DEVICES = frozenset(
    "iphone ipad galaxy samsung huawei android mobil mobilen mobiltelefon telefon telefonen phone outlook ios mail windows tablet mac yahoo gmail proton tuta tutanota icloud smartphone blackberry".split()
)


def in_small_print(paragraph: str) -> bool:
    """Whether a sentence in a banner or footer, or a clause behind a comma, speaks of minutes and not of what these speak of."""
    for sentence in _SENTENCE.split(_LINK.sub(" ", paragraph)[:4000]):
        pieces = [sentence] if not SUBJECTS.search(sentence) else sentence.split(",")[1:]
        if any(not SUBJECTS.search(piece) and _says(piece) and _of_minutes(piece) for piece in pieces):
            return True
    return False


def beside_a_telephone(bare: str) -> bool:
    """Whether a line with a telephone, an address or a title holds a clause besides: a verb, or a word by which one objects."""
    for piece in re.split(r"\s[|•·–—-]\s|\s{2,}|[.,;]\s", _LINK.sub(" ", bare)[:600]):
        if f.TITLE.search(piece) and not any(word in _PLAIN_VERBS for word in map(fold, WORD.findall(piece))):
            continue
        if _says(piece) and len(WORD.findall(piece)) > 1 and not f.FOOTER.match(piece) and not f.ABSENCE.match(piece):
            return True
    return False


def _says(piece: str) -> bool:
    words = [fold(word) for word in WORD.findall(piece)[:60]]
    counted = _COUNTED.search(piece) is not None  # "24 til stede"
    return (
        counted
        or len(words) > 1
        and any(word in _PLAIN_VERBS or kinds(word) & (_SERIOUS - {"matter"}) for word in words)
    )


def _of_minutes(piece: str) -> bool:
    words = [fold(word) for word in WORD.findall(piece)[:60]]
    return (
        _COUNTED.search(piece) is not None
        or any(word in FIRST_NAMES for word in words)
        or any(kinds(word) & _DISPUTED and word not in _AUXILIARIES for word in words)
    )
