"""The outline of blocks whose author used neither headings nor blank lines: his items stand in the middle of paragraphs, or
below short lines that nothing marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mailflow.parsers import dates, outline, sections
from mailflow.parsers.blocks import Block
from mailflow.parsers.outline import Outline

# A line that may stand above an item: no sentence, no date, no name with a municipality.
_SHORT = re.compile(r"[A-ZÆØÅ][^\n.:,;!()]{2,60}\??")
_ITEM = re.compile(r"(?i:ad|pkt\.?|punkt|dagsordenspunkt)\s*(?i:nr\.?\s*)?\d{1,2}\s*(?:[.):–-]|\s[A-ZÆØÅ])")
_MEETING = re.compile(r"\b(?:\w*referat|dagsorden)\b", re.IGNORECASE)


def read(blocks: Sequence[Block]) -> Outline:
    """The outline of a document, however plainly it is typed. Never raises."""
    blocks = _unstacked(blocks)
    found = outline.read(blocks)
    if found.named:
        return found
    titled = _titled(blocks, found)
    return outline.read(titled) if titled else found


def _unstacked(blocks: Sequence[Block]) -> list[Block]:
    """Lines one by one where an item begins in the middle of a paragraph: minutes typed without blank lines."""
    out: list[Block] = []
    for one in blocks:
        lines = one.plain.split("\n")
        texts = one.text.split("\n")
        if (
            one.kind == "text"
            and len(lines) > 1
            and len(lines) == len(texts)
            and any(_ITEM.match(line) for line in lines)
        ):
            out += [
                replace(one, text=text, plain=line) for text, line in zip(texts, lines, strict=True) if line.strip()
            ]
        else:
            out.append(one)
    return out


def _titled(blocks: Sequence[Block], found: Outline) -> list[Block]:
    """The blocks with short lines made headings, where a document of a meeting has no other sign of its items: a line of few
    words without a full stop, above a paragraph. Empty when there are not two such lines."""
    places = [
        place
        for place, (one, below) in enumerate(pairwise(blocks))
        if place >= 2 and place not in found.title_place and one.kind == "text" and _SHORT.fullmatch(one.plain)
        and sections.is_label(one.plain) in {None, sections.Section.CALENDAR}
        and (
            below.kind in {"bullet", "number", "table"} or dates.find(below.plain[:300])
            or below.plain.rstrip().endswith((".", "!", "?", ":"))
        )
    ]  # fmt: skip
    first = next((place for place, one in enumerate(blocks) if _MEETING.search(one.plain)), None)
    if len(places) < 2 or first is None:
        return []
    return [replace(one, kind="heading", level=2) if place in places else one for place, one in enumerate(blocks)]
