"""What a signature says of who wrote: the name above the title, and the municipality."""

from __future__ import annotations

import re

from mailflow.parsers.municipalities import PLACES
from mailflow.parsers.people import NAME, is_place
from mailflow.parsers.personname import fold

_HOME = re.compile(r"([^\W\d_]+(?:[ -][^\W\d_]+)?) (?:Kommune|Regionskommune)\b", re.I)
_HOME_WORD = re.compile(r"(?<!\w)([^\W\d_]+(?:-[^\W\d_]+)?) (?:Kommune|Regionskommune)\b", re.I)
# "Kommunaldirektør, Nyborg", "Merete Fogh, Ærø": no "Kommune", but a municipality's name alone behind a comma.
_BEHIND_COMMA = re.compile(r"^[^,\n]{3,60},\s*([^\W\d_]+(?:[ -][^\W\d_]+)?)\s*$", re.M)
_SIGN_OFF = re.compile(
    r"^(?:(?:med\s+)?(?:(?:de|mange|rigtig|mange\s+)?\s*(?:venlig|venlige|bedste|kærlig|kærlige|mange|varme|gode)\s+)?(?:hilsen|hilsner)(?:\s+fra)?"
    r"|m\.?v\.?h|d?b\.?h|v\.?h|k\.?h|best\s+regards|kind\s+regards|regards|best|venligst|/)[\s.,:!]*",
    re.I,
)
_LINES = 4  # the name stands at a signature's head


def home_of(signature: str) -> str | None:
    """The municipality that a signature names ("Kerteminde Kommune"), or None when none or two."""
    found = _named(_HOME, signature) | _named(_HOME_WORD, signature) or _named(_BEHIND_COMMA, signature)
    return found.pop() if len(found) == 1 else None


def _named(pattern: re.Pattern[str], signature: str) -> set[str]:
    ways = (fold(match[1]) for match in pattern.finditer(signature))
    return {name for way in ways if (name := PLACES.get(way) or PLACES.get(way.removesuffix("s")))}


def name_of(signature: str) -> str:
    """The full name at the head of a signature, or "" when there is none: a first name alone is nobody's."""
    lines = [line.strip() for line in signature.split("\n") if line.strip()]
    for line in lines[:_LINES]:
        words = _SIGN_OFF.sub("", line).split(",")[0].strip(" .")
        if NAME.fullmatch(words) and not is_place(words):
            return words
        if words:
            return ""
    return ""
