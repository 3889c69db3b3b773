# ruff: noqa: E501 - lists and patterns are easier to read on one line
"""Words as people type them on phones: without æ, ø and å, or with one letter too many, too few, wrong or swapped.

Only a long word of consent is put right, and only if it is no other word that any list knows: a slip of the finger may
cost a look, but may not turn another word into consent.
"""

from __future__ import annotations

from functools import lru_cache

from mailflow.parsers.danish import fold
from mailflow.parsers.lexicon import kinds
from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.names import FIRST_NAMES

# Words that are put right, if a slip of one letter is all that is wrong with them.
_LONG = """
godkendt godkender godkendes godkende godkendelse bemærkninger bemærkning kommentarer kommentar indsigelser indsigelse indvendinger rettelser referatet referat
tilslutter tiltræder accepteret accepterer accepteres udmærket perfekt glimrende fuldstændig ændringer tilføjelser tilføje bemærke indvende yderligere weekend hilsen hilsner
ingen approved objections comments læst gennemlæst vedkommende
"""
# Real words one letter from a listed one.
_REAL = frozenset(
    fold(word)
    for word in "godkendte kommenterer kommentere bemærket bemærker bemærkede accepterede tilføjede tilføjet tilføjer indvendte tiltræde tilslutte indvender indvendig indvendige læse laset last lest lost list lyst løst lagt låst rettelsen tiltrådte fratræder refererer refereret hilste hilset accepten kommentator fast mast rest test perfekte rettelses".split()
)


@lru_cache(maxsize=4096)
def corrected(word: str) -> str:
    """The listed word that a folded word is meant to be, or the word itself."""
    if len(word) < 6 or len(word) > 16 or word in _REAL or word in FIRST_NAMES or word in PLACES:
        return word
    listed = kinds(word)
    near = [one for form in _forms(word) for one in _ONE_OFF.get(form, ()) if not listed or listed <= kinds(one)]
    meant = [one for one in near if one[0] == word[0] and apart(word, one)]
    return min(meant, key=_TARGETS.index) if meant else word


def _forms(word: str) -> set[str]:
    """The word, and the word with one letter left out: two words that share a form are at most a slip or a swap apart."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def apart(one: str, other: str) -> bool:
    """One letter too many, too few, wrong, or two swapped (Damerau's distance 1)."""
    if abs(len(one) - len(other)) > 1:
        return False
    front = 0
    while front < min(len(one), len(other)) and one[front] == other[front]:
        front += 1
    rest, rest_other = one[front:], other[front:]
    return (
        rest[1:] == rest_other
        or rest == rest_other[1:]
        or rest[1:] == rest_other[1:]
        or (rest[2:] == rest_other[2:] and rest[:2] == rest_other[1::-1])
    )


_TARGETS = [fold(word) for word in _LONG.split()]
_ONE_OFF: dict[str, list[str]] = {}
for _target in _TARGETS:
    for _form in _forms(_target):
        _ONE_OFF.setdefault(_form, []).append(_target)


def slips_of(word: str, keys: tuple[str, ...]) -> bool:
    """Whether a word of five letters or more is one of ``keys`` or a slip of the finger away from one."""
    if len(word) < 5:
        return False
    near = _near(keys)
    return any(apart(word, key) for form in _forms(word) for key in near.get(form, ()))


@lru_cache(maxsize=8)
def _near(keys: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key in keys:
        for form in _forms(key):
            found.setdefault(form, []).append(key)
    return found
