"""What is written or dictated for form's sake: initials at the very end, "Godkendt /bk", and "punktum"."""

from __future__ import annotations

import re

from mailflow.parsers import beside
from mailflow.parsers.danish import fold
from mailflow.parsers.lexicon import kinds

_AT_THE_END = re.compile(r"(?<=[^\s/])[\s,.]*\s/ ?(?P<who>[^\W\d_]{1,3}|[A-ZÆØÅ]{4}|[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ])\.?\s*$")
LONGEST = 40  # characters from the end
# Short words that begin a remark, and stand in no other list.
_NOT = frozenset("nb obs ps nr pkt se jf sv vs re fx bl evt st osv mv cc ang vedr".split())


# "Samtykker. E.B.": as a sentence of their own.
_ALONE = re.compile(r"(?<=[.!?\n])\s*(?:[A-ZÆØÅ]\. ?){2,3}(?=\s*(?:\n\s*\S.*){0,4}\s*$)")
# "ingen kommentarer punktum god dag": a full stop that was dictated.
_DICTATED = re.compile(
    r"(?<!\bet)(?<!\bsæt)(?<!\bsidste)(?<!\bmanglende)(?<!\bmangler)(?<!\bnyt)(?<!\bslut)(?<!\bsætte)\s+punktum(?=\s+\w|\s*$)"
)


def spoken(text: str) -> str:
    """The answer with the full stops that were dictated as words; only where none was typed."""
    return text if "." in text else _DICTATED.sub(".", text)


def without(text: str) -> str:
    """The answer without them. A word that rules know stays, whatever stands before it."""
    alone = _ALONE.search(text, max(0, len(text) - 4 * LONGEST))  # a sign-off of a few lines may follow
    if alone is not None:  # blanks, so that what follows stays where it stands
        text = text[: alone.start()] + " " * (alone.end() - alone.start()) + text[alone.end() :]
    begin = max(0, len(text) - LONGEST)
    signed = _AT_THE_END.search(text, begin)
    if signed is None:
        return text
    words = [fold(word) for word in signed["who"].split()]
    if any(word in _NOT or kinds(word) or beside.risky(word) for word in words):
        return text
    return f"{text[: signed.start()]}."
