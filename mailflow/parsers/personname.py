"""People's names as they are compared and as keys are made of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache

_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "u", "ð": "d", "þ": "th", "ł": "l", "đ": "d"}
)
_KEY_LENGTH = 60  # person.key holds 80; the rest is for a number


@lru_cache(100_000)  # a list is compared with itself and with the members, name by name
def fold(name: str) -> str:
    """Small ASCII letters and figures, one blank between words: "Åse  Bøgh-Holm" and "aase boegh holm" are one."""
    small = unicodedata.normalize("NFC", name).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", bare))


def same(one: str, other: str) -> bool:
    """The same name, or the same with a middle name more or less (two words or more have to be shared)."""
    first, second = fold(one).split(), fold(other).split()
    if first == second:
        return True
    shared = set(first) & set(second)
    return len(shared) >= 2 and shared in (set(first), set(second))


def key(name: str, taken: Container[str]) -> str:
    """A short readable key of ASCII letters: "anna-berg", and "anna-berg-2" for the next of that name."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    base = "-".join(words)[:_KEY_LENGTH].rstrip("-") or "person"
    number, made = 1, base
    while made in taken:
        number += 1
        made = f"{base}-{number}"
    return made
