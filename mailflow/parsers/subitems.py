"""Items below an item that are counted with letters: "a) Fælles åbningstid", each with words of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mailflow.parsers.blocks import Block
from mailflow.parsers.numbering import Numbered

_LETTER = re.compile(r"(?P<letter>[a-zæøå])[.)]")
_NUMBERED = re.compile(r"(?P<number>[A-ZÆØÅ]|\d{1,2})\.?(?P<sign>[a-zæøå]|\d{1,2})[.):]?\s+(?P<title>\S.*)")
_IN_TEXT = re.compile(r"(?P<letter>[a-zæøå])[.)]\s+(?P<title>\S.*)")


def with_letters(blocks: Sequence[Block], items: Sequence[Numbered]) -> list[Numbered]:
    """The items, and below each the lettered ones: two or more from a on, each a title of a few words with a paragraph below.

    Entries that are sentences, or that follow each other directly, are a list and no items.
    """
    out: list[Numbered] = []
    if not items:
        return []
    ends = [*(after.place for _, after in pairwise(items)), len(blocks)]
    for item, end in zip(items, ends, strict=True):
        below = [
            Numbered(place, f"{item.number}.{found[0]}", found[1])
            for place in range(item.place + 1, end)
            if (found := _lettered(blocks[place])) and place + 1 < end and blocks[place + 1].kind in {"text", "table"}
            and _lettered(blocks[place + 1]) is None
        ]  # fmt: skip
        led = [
            Numbered(place, f"{item.number}.{found[0]}", found[1])
            for place in range(item.place + 1, end) if (found := _below(blocks[place], item.number))
        ]  # fmt: skip
        if led and [one.number for one in led] in (
            [f"{item.number}.{letter}" for letter in "abcdefghijklmnopqrst"[: len(led)]],
            [f"{item.number}.{count}" for count in range(1, len(led) + 1)],
        ):
            out += [item, *led]
            continue
        counted = all(
            one.number.endswith(f".{letter}") for one, letter in zip(below, "abcdefghijklmnopqrst", strict=False)
        )
        out += [item, *(below if item.number and 2 <= len(below) <= 20 and counted else ())]
    return out


def _below(block: Block, number: str) -> tuple[str, str] | None:
    """(sign, title) of a heading that begins with its item's number: "2.a Tal", "B.1 Horreby"."""
    if not (block.kind == "heading" or (block.kind in {"text", "number"} and block.bold)) or len(block.plain) > 120:
        return None
    match = _NUMBERED.fullmatch(f"{block.marker} {block.plain}".strip())
    return (match["sign"], match["title"]) if match and match["number"] == number else None


def _lettered(block: Block) -> tuple[str, str] | None:
    """(letter, title) of a line that begins with a letter of its own and is no sentence."""
    if len(block.plain) > 120 or block.plain.rstrip().endswith((".", ":", ";", ",")) or "\n" in block.plain:
        return None
    if block.kind == "number":
        mark = _LETTER.fullmatch(block.marker)
        return (mark["letter"], block.plain) if mark else None
    if block.kind == "heading" or (block.kind == "text" and block.bold):
        match = _IN_TEXT.fullmatch(block.plain)
        return (match["letter"], match["title"]) if match else None
    return None
