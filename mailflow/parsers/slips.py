"""Short forms, Norwegian and Swedish words, and slips of the finger in the words that decide an answer. Folded words only."""

from __future__ import annotations

from functools import lru_cache

_SHORT = {
    "dsv": "desvarre",
    "desv": "desvarre",
    "dsvr": "desvarre",
    "desvare": "desvarre",
    "desverre": "desvarre",
    "kdir": "kommunaldirektor",
    "mh": "mulighed",
    "evt": "eventuelt",
    "komdir": "kommunaldirektor",
    "gerna": "gerne",
    "gjern": "gerne",
    "gjerne": "gerne",
    "garna": "gerne",
    "meg": "mig",
    "dere": "i",
    "opp": "op",
    "gern": "gerne",
    "deltar": "deltager",
    "delatger": "deltager",
    "deltger": "deltager",
    "forhidret": "forhindret",
    "forhindet": "forhindret",
    "ieg": "jeg",
    "jge": "jeg",
    "jg": "jeg",
    "tilmler": "tilmelder",
}


# The words that matter most, and what they are typed as when a letter is lost, doubled or exchanged with the next.
_KEY_WORDS = ("deltager", "kommer", "tilmelder", "forhindret", "foreslar", "indstiller", "stiller")
_NO_SLIPS = frozenset(
    "deltage deltages komme kommere deltagere deltagers kommers stille stilles indstille foresla kommet".split()
)


@lru_cache(maxsize=4096)
def spelt(word: str) -> str:
    """A word as it was meant: short forms written out, "dltager" and "kommmer" put right."""
    if word in _SHORT:
        return _SHORT[word]
    if len(word) < 5 or word in _NO_SLIPS:
        return word
    return next((key for key in _KEY_WORDS if word != key and _slip(key, word)), word)


def _slip(key: str, word: str) -> bool:
    """One letter lost or doubled, or two exchanged; another letter is another word ("sommer")."""
    at = next((index for index, (a, b) in enumerate(zip(key, word, strict=False)) if a != b), min(len(key), len(word)))
    if len(word) + 1 == len(key):
        return key[at + 1 :] == word[at:]
    if len(word) == len(key) + 1:
        return word[at + 1 :] == key[at:] and word[at] in word[at - 1 : at]
    return len(word) == len(key) and key[at : at + 2] == word[at : at + 2][::-1] and key[at + 2 :] == word[at + 2 :]
