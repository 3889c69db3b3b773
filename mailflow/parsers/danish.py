"""Words and clauses of short Danish mail (with Norwegian, Swedish and English beside it): folding, tokens, clauses.

People type on phones: without æøå, without full stops, with lines wrapped by a mail client. Everything here is
linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_FOLD = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "é": "e", "è": "e", "ê": "e", "ü": "u", "á": "a", "ó": "o",
     "’": "'", "‘": "'", "´": "'", "`": "'", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
     "\ufe0f": "", "\u00a0": " ", "\u202f": " ", "\u2009": " "}
)  # fmt: skip
_TOKEN = re.compile(
    r"\d[\d.,:/-]*\d|\d|[^\W\d_]+(?:['’\u00ad\u200b-\u200d\u2060\ufeff-][^\W\d_]+)*|:-?[)(DPpoO/|]|;-?\)|\.{2,}|…|[^\w\s]|_+|\s+",
)
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word as it is looked up: small letters, æ ø å as ae oe aa, accents and soft hyphens gone."""
    return unicodedata.normalize("NFKC", word).lower().translate(_FOLD)


def plain(folded: str) -> str:
    """A folded word as people type it who leave the dots off: bemaerkning and bemarkning are the same."""
    return folded.replace("ae", "a").replace("oe", "o").replace("aa", "a")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, sign or line break. ``start`` and ``end`` are offsets in the text that was given."""

    word: str  # folded; "\n" or "\n\n" for breaks
    raw: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.raw[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.raw[0].isdecimal()

    @property
    def capital(self) -> bool:
        return self.raw[0].isupper()


def tokens(text: str) -> list[Token]:
    """The tokens of a text; blanks are dropped, line breaks kept where they end something."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        raw = match[0]
        if raw.isspace():
            if "\n" in raw and found:
                found.append(Token("\n\n" if raw.count("\n") > 1 else "\n", "\n", match.start(), match.end()))
            continue
        clean = _SKIN.sub("", raw).translate(_FOLD)
        if clean:
            found.append(Token(fold(raw), raw, match.start(), match.end()))
    return found


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of words that can be judged by itself. ``end`` is the sign after it; ``joint`` the word before it."""

    tokens: tuple[Token, ...]
    end: str  # ".", "!", "?", ",", "-", ":" or "" (line or text end)
    joint: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(token.word for token in self.tokens)

    @property
    def span(self) -> tuple[int, int]:
        return (self.tokens[0].start, self.tokens[-1].end) if self.tokens else (0, 0)


SMILEYS = {":)", ":-)", ";)", ";-)", ":d", ":-d"}  # with a capital behind them they end a sentence
SENTENCE_ENDS = {".", "!", "?", ";", "...", "…", "\n\n"}
COMMAS = {",", "-", "–", "—", ":", "(", ")", "/", "*", "•", "·"}
_ABBREVIATIONS = {
    "pkt", "nr", "kl", "ad", "ca", "bl", "d", "vedr", "evt", "inkl", "ekskl", "mht", "pga", "osv", "mv", "jf", "stk",
    "s", "f", "eks", "hhv", "ift", "iht", "max", "tlf", "bem", "bemaerk", "komm", "ref", "hr", "fr", "dr", "pt",
}  # fmt: skip


def sentences(found: list[Token], wrapped_at: int = 50) -> list[Clause]:
    """Tokens cut into sentences. A single line break ends one unless the line was long and the next goes on in small."""
    result: list[Clause] = []
    current: list[Token] = []
    line_start = 0

    def flush(end: str) -> None:
        nonlocal current
        while current and current[-1].word == "\n":
            current.pop()
        while current and current[0].word == "\n":
            current.pop(0)
        kept = tuple(token for token in current if token.word != "\n")
        if kept:
            result.append(Clause(kept, end))
        elif end == "?" and result and result[-1].end != "?":
            result[-1] = Clause(result[-1].tokens, "?")
        current = []

    for index, token in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        if token.word == "\n":
            long = token.start - line_start >= wrapped_at
            line_start = token.end
            previous = current[-1].word if current else ""
            goes_on = following is not None and not following.capital and (following.is_word or following.is_number)
            if long and goes_on or (previous in {",", "og", "til", "at", "i", "for", "med", "af"} and goes_on):
                continue
            flush("")
        elif token.word in SMILEYS and following is not None and following.capital and current:
            current.append(token)
            flush("")
        elif token.word in SENTENCE_ENDS or (set(token.word) == {"."} and token.word):
            if token.word == "\n\n":
                line_start = token.end
                flush("")
                continue
            if token.word == "." and following is not None and current and _abbreviates(current[-1], token, following):
                continue
            if token.word == "…" or token.word.startswith(".."):
                flush("...")
            else:
                flush(token.word)
        else:
            current.append(token)
    flush("")
    return result


def _abbreviates(before: Token, stop: Token, following: Token) -> bool:
    """The full stop belongs to the word: "pkt. 4", "den 29. august", "f.eks"."""
    if before.end != stop.start:
        return False
    if before.word in _ABBREVIATIONS:
        return not following.word.startswith("\n")
    if before.is_number:
        return following.is_word and not following.capital
    return (
        before.is_word
        and len(before.word) == 1
        and following.start == stop.end
        and (following.is_word or following.is_number)
    )


def parts(sentence: Clause, at: set[str]) -> list[Clause]:
    """A sentence cut at signs or joints (``at`` holds folded words); a joint that is a word is kept as ``joint``."""
    result: list[Clause] = []
    current: list[Token] = []
    joint = sentence.joint
    for token in sentence.tokens:
        if token.word in at:
            if current:
                result.append(Clause(tuple(current), token.word if not token.is_word else ",", joint))
                current = []
                joint = ""
            if token.is_word:
                joint = token.word
            continue
        current.append(token)
    if current:
        result.append(Clause(tuple(current), sentence.end, joint))
    return result
