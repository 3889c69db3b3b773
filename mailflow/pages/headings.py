"""Where the items of the minutes stand among the headings of their CommonMark text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from mailflow.documents import Item
from mailflow.parsers.closed import without_mark


def plain_of(inline: Token) -> str:
    """An inline token's words without marks."""
    pieces = []
    for child in inline.children or []:
        pieces.append("\n" if child.type in {"softbreak", "hardbreak"} else child.content)
    return "".join(pieces)


def find_items(tokens: Sequence[Token], items: Iterable[Item]) -> dict[int, Item]:
    """The place of each item's heading_open, both in the document's order. An item without a heading is not there."""
    places = [place for place, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    found: dict[int, Item] = {}
    start = 0
    for item in items:
        for at in range(start, len(places)):
            if _is(plain_of(tokens[places[at] + 1]), item):
                found[places[at]] = item
                start = at + 1
                break
    return found


def _is(heading: str, item: Item) -> bool:
    """Whether a heading is the item's: its title, with its number (or the number's last part) before it."""
    words, title = _squeezed(without_mark(heading)), _squeezed(without_mark(item.title))
    if not item.number:
        return words == title
    if not words.endswith(title):
        return False
    return item.number.rsplit(".", 1)[-1] in re.findall(r"\d+", words[: len(words) - len(title)])


def _squeezed(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()
