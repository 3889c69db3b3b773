"""Closed items that stand in a table: a row an item ("Nr. | Sag | Beslutning"), or a table an item ("Pkt. 5 | Titel", with what
was said and decided in the rows below)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from mailflow.pages.headings import plain_of
from mailflow.parsers import closed
from mailflow.parsers.decisiontable import LABEL

_ITEM = re.compile(
    r"\W*(?:(?:pkt|punkt|sag|nr|ad)\.?\s*)*\d{1,2}(?:\.\d{1,2})*\s*(?:[.):–-]|$|[A-ZÆØÅ])", re.IGNORECASE
)
_BARE = re.compile(r"\W*(?:lukket|fortroligt?)\W*", re.IGNORECASE)
_LONG = 160  # characters; a cell that is longer is no title


@dataclass(frozen=True, slots=True)
class Shut:
    """One closed item of a table. ``title`` its words; ``cells`` the places of the inline tokens whose words go; ``tail`` the
    place of a cell that holds title and content, with how many of its characters stay."""

    title: str
    cells: tuple[int, ...]
    tail: tuple[int, int] | None


def closed_rows(tokens: Sequence[Token]) -> list[Shut]:
    """The closed items of every table of the text, in order. Pure."""
    found: list[Shut] = []
    for table in _tables(tokens):
        place = 0
        while place < len(table):
            row = table[place]
            place += 1
            words = [plain_of(tokens[cell]) for cell in row]
            at = next((n for n, cell in enumerate(words) if _closes(cell)), None)
            gone = list(row[at + 1 :]) if at is not None else []
            if at is None and _ITEM.match(words[0]) and any(_BARE.fullmatch(cell) for cell in words[1:]):
                at = 1  # "6 | Personalesag | Lukket | ..."
                gone = [cell for cell, said in zip(row[2:], words[2:], strict=True) if not _BARE.fullmatch(said)]
            if at is None:
                continue
            while place < len(table) and _belongs(table[place], tokens):
                gone += table[place]
                place += 1
            stays = end_of_title(words[at])
            tail = (row[at], stays) if words[at][stays:].strip(" .:;–-\n") else None
            found.append(Shut(words[at][:stays].strip(), tuple(gone), tail))
    return found


def _tables(tokens: Sequence[Token]) -> Iterator[list[list[int]]]:
    """Each table as rows of the places of its cells' inline tokens; rows without a word are left out."""
    rows: list[list[int]] = []
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and place and tokens[place - 1].type in {"td_open", "th_open"}:
            rows[-1].append(place)
        elif token.type == "table_close":
            yield [row for row in rows if any(plain_of(tokens[cell]).strip() for cell in row)]


def _closes(words: str) -> bool:
    """Whether a cell says that its item is closed; "Lukket" alone may be said of a road."""
    title = words[: end_of_title(words)]
    if _BARE.fullmatch(words) or len(title) > _LONG:
        return False
    return closed.title_closes(title) or any(closed.line_closes(line) for line in words.split("\n"))


def end_of_title(words: str) -> int:
    """Where the title of a closed item ends that stands in one cell with what was said: at the line's end, or behind the
    bracket that closes it."""
    line = words.find("\n")
    comma = re.search(r"\b(?:lukket|fortroligt?)(?:\s+(?:punkt|sag))?(?=, [A-ZÆØÅ])", words, re.IGNORECASE)
    mark = re.search(r"[)\]]", words)
    # "Ansættelse – lukket punkt Tre kandidater indkaldes": the title ran into its words
    behind = re.search(
        r"(?<=\w{4}\W)\W*\b(?:lukket|fortroligt?)\s+(?:punkt|sag|behandling|drøftelse)[.)\]]*(?=\s+[A-ZÆØÅ])", words
    )
    ends = [
        end
        for end in (
            line,
            comma.end() if comma else -1,
            behind.end() if behind else -1,
            mark.end() if mark and closed.title_closes(words[: mark.end()]) else -1,
        )
        if end > 0
    ]
    return min(ends, default=len(words))


def _belongs(row: Sequence[int], tokens: Sequence[Token]) -> bool:
    """Whether a row goes on about the item above it."""
    first = plain_of(tokens[row[0]])
    return not _ITEM.match(first) if len(row) == 1 else not first.strip() or LABEL.fullmatch(first) is not None
