"""How Danish minutes say that an item is closed to the public ("Lukket punkt", "Fortroligt", "(lukket)").

Only the sure ways are here. Where the words occur otherwise ("lukkede institutioner", "fortrolighed"), the public version
asks a human.
"""

from __future__ import annotations

import re

_TITLE = re.compile(
    r"\blukket\s+(?:dagsordens)?(?:punkt|sag|møde|behandling|drøftelse)\b"
    r"|\bfortroligt\s+punkt\b|\bfortrolige?\s+sag(?:er)?\b|\bikke[- ]offentligt\s+punkt\b|\bfor\s+lukkede\s+døre\b"
    r"|[(\[]\s*(?:lukket|fortroligt?|ikke[- ]offentligt?)\b[^)\]]*[)\]]"
    r"|^\W*(?:lukket|fortroligt)\s*(?:[:–—-]|$)|[–—-]\s*(?:lukket|fortroligt)\s*$|^\W*lukkede\s+punkter\b",
    re.IGNORECASE,
)
_LINE = re.compile(
    r"^\W*(?:lukket(?:\s+(?:dagsordens)?(?:punkt|sag|behandling|drøftelse))?"
    r"|fortroligt(?:\s+punkt)?|ikke[- ]offentligt(?:\s+punkt)?)\s*(?:[.:;!)\]–—-]|$)"
    r"|^\W*(?:punktet|sagen|dette\s+punkt)\s+(?:er|var|blev|behandles|behandledes)\b.{0,30}?\b(?:lukket|fortroligt?|lukkede\s+døre)\b",
    re.IGNORECASE,
)
_GROUP = re.compile(r"^\W*lukke(?:t|de)\s+(?:punkter|dagsorden|del|møde|sager)\W*$", re.IGNORECASE)
_OPEN_GROUP = re.compile(r"^\W*åb(?:en|ent|ne)\s+(?:punkter|dagsorden|del|møde|sager)\W*$", re.IGNORECASE)


def title_closes(title: str) -> bool:
    """Whether an item's title says that it is closed."""
    return _TITLE.search(title) is not None


_MARK = re.compile(
    r"\s*[(\[]\s*(?:lukket|fortroligt?)(?:\s+(?:punkt|sag|behandling|drøftelse))?\s*[)\]]\s*$", re.IGNORECASE
)


def without_mark(title: str) -> str:
    """A title without the brackets behind it that only say that it is closed."""
    return _MARK.sub("", title) or title


def line_closes(paragraph: str) -> bool:
    """Whether a paragraph inside an item says that the item is closed."""
    return _LINE.match(paragraph) is not None


def begins_closed(line: str) -> bool:
    """Whether a line opens the closed part of the agenda: "Lukkede punkter"."""
    return _GROUP.match(line) is not None


def begins_open(line: str) -> bool:
    """Whether a line opens the open part of the agenda again: "Åbne punkter"."""
    return _OPEN_GROUP.match(line) is not None
