"""Full-text search without a server: an index of words as JSON, which a small script on the page reads.

Danish letters are folded as people type them without a Danish keyboard (å is aa, æ is ae, ø is oe), other accents go. The script
(templates/site/search.js) folds what is searched for in the same way: a change here is a change there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import msgspec
from selectolax.lexbor import LexborHTMLParser

from mailflow.pages.website import Entry

_WORD = re.compile(r"[0-9a-z]+")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
LONGEST = 40  # letters of a word that are kept


def fold(text: str) -> str:
    lower = unicodedata.normalize("NFC", text).lower().translate(_DANISH)
    return "".join(letter for letter in unicodedata.normalize("NFD", lower) if not unicodedata.combining(letter))


def words(text: str) -> set[str]:
    return {word[:LONGEST] for word in _WORD.findall(fold(text))}


def index(pages: Iterable[tuple[Entry, str]], day: str = "%Y-%m-%d") -> bytes:
    """``pages``: each entry with its fragment. The newest first; the same pages in any order make the same bytes.

    ``{"pages": [[slug, title, body, ISO date]…], "words": {folded word: [places in pages]}}``
    """
    ordered = sorted(pages, key=lambda one: (one[0].meeting_date, one[0].slug), reverse=True)
    told = [[entry.slug, entry.title, entry.body or "", entry.meeting_date.strftime(day)] for entry, _html in ordered]
    found: dict[str, list[int]] = {}
    for place, (entry, html) in enumerate(ordered):
        body = LexborHTMLParser(f"<body>{html}</body>").body
        text = body.text(separator=" ") if body is not None else ""
        for word in words(f"{entry.title} {entry.body or ''} {entry.meeting_date.year} {text}"):
            found.setdefault(word, []).append(place)
    return msgspec.json.encode({"pages": told, "words": dict(sorted(found.items()))}) + b"\n"
