"""The outline of a document: its title, its items, its labels ("Deltagere", "Beslutning"), written as one CommonMark text.

In that text the title is a heading of the first level, an item one of the second, a nested item one of the third, and a label
stands below the item it belongs to. Reading that text again gives the same outline.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mailflow.documents import Item
from mailflow.parsers import closed, serial, subitems
from mailflow.parsers.blocks import Block
from mailflow.parsers.commonmark import Open, entry, heading, joined, marked, paragraph, table
from mailflow.parsers.numbering import Line, Numbered, items

_KIND_WORD = re.compile(r"\b(?:\w*referat|\w+protokol|dagsorden|\w*notat|noter)\b", re.IGNORECASE)
_KIND_ALONE = re.compile(r"^\W*(?:udkast til )?(?:\w*referat|\w+protokol|dagsorden|\w*notat)\W*$", re.IGNORECASE)
_MEETING_NAME = re.compile(r"møde|\bHB\b|bestyrelse|udvalg", re.IGNORECASE)
_NOT_TITLE = re.compile(r"udarbejdet af|godkendelse af|referent\b", re.IGNORECASE)
_NUMBER_IN_TEXT = re.compile(
    r"^(?P<word>(?:ad\s+(?:pkt\.?|punkt)|ad|pkt\.?|punkt|dagsordenspunkt|sag|§)\s*(?:nr\.?\s*)?)?(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<mark>[.):]*)\s*[–—-]?\s+(?P<title>\S.*)$",
    re.IGNORECASE,
)
_POINT = re.compile(r"^punkt(?:\s+på\s+dagsordenen)?\s*[:–—-]\s*(?=\S)", re.IGNORECASE)  # "1. punkt: Regnskab"
_MARKER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}")

_PEOPLE = r"(?:møde)?deltagere|til\s?stede|tilstedeværende|afbud|fraværende|gæster"
_FRONT = re.compile(
    rf"^(?:{_PEOPLE}|tid og sted|dagsorden|punkter|mødeleder|referent)(?:\s*\([^)]*\))?\s*:?$", re.IGNORECASE
)
_PEOPLE_LABEL = re.compile(rf"^(?:{_PEOPLE})(?:\s*\([^)]*\))?\s*:?$", re.IGNORECASE)
_BACK = re.compile(r"^(?:kalender|mødekalender|underskrift(?:er)?)\s*:?$", re.IGNORECASE)
_LABEL = re.compile(
    r"^(?:beslutning(?:er)?(?:\s+(?:i|fra|af)\s.{1,40})?|indstilling|sagsfremstilling|baggrund|bilag(?:\s+vedlagt)?|drøftelse"
    r"|referat|konklusion|opfølgning|økonomi|status|resumé|begrundelse|vurdering)\s*:?$",
    re.IGNORECASE,
)  # fmt: skip
_MAY_BE_ITEM = re.compile(r"^(?:kalender|mødekalender|økonomi|status|opfølgning)$", re.IGNORECASE)
_ITEM_LABEL = re.compile(
    r"^(?:beslutning|besluttet|konklusion|indstilling|sagsfremstilling)\b[^.:\n]{0,30}:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Outline:
    """What the blocks turned out to be. ``front`` is everything before the first item, as plain lines, the title first."""

    title: str
    items: tuple[Item, ...]
    markdown: str
    front: tuple[str, ...]
    labels: frozenset[str]  # the labels that occur, in lower case: "beslutning"
    ambiguous: str  # the title of an item whose nesting cannot be told, or ""
    strong: bool  # the items are headings, or bodies stand between them: no mere list
    blocks: tuple[Block, ...] = ()  # what it was read from; the places below count in them
    named: tuple[Numbered, ...] = ()  # the items and where they stand
    shut: frozenset[int] = frozenset()  # the places of the closed ones
    title_place: tuple[int, ...] = ()


def read(blocks: Sequence[Block]) -> Outline:
    """The outline of a document. Never raises."""
    blocks = _unstacked(blocks)
    title_place, title = _title(blocks)
    best, other = items(_lines(blocks, title_place))
    if best == other:
        best = other = subitems.with_letters(blocks, best)
    shut_best, shut_other = _closed(blocks, best), _closed(blocks, other)
    # In doubt about nesting with something closed nearby, rather too much is closed than too little.
    numbered, shut = (other, shut_other) if len(shut_other) > len(shut_best) else (best, shut_best)
    named = {item.place: item for item in numbered}
    if named and _only_lists(blocks, named, title_place):
        named = {}
    if not named:
        counted = subitems.with_letters(blocks, list(_serial(blocks, title_place).values()))
        named = {item.place: item for item in counted} or _unnumbered(blocks, title_place)
        shut = _closed(blocks, list(named.values()))
    first = min(named, default=len(blocks))
    front = [title, *(line for block in blocks[: min(first, 40)] for line in block.plain.split("\n"))]
    writer = _Writer(blocks, named, shut, title_place, title)
    return Outline(
        title=title,
        items=tuple(writer.items()),
        markdown=writer.markdown(),
        front=tuple(dict.fromkeys(front)),
        labels=frozenset(block.plain.strip(" :").casefold() for block in blocks if _LABEL.match(block.plain)),
        ambiguous="" if best == other else next(a.title for a, b in zip(best, other, strict=False) if a != b),
        strong=bool(named) and len(named) < len(blocks[first:]),
        blocks=tuple(blocks),
        named=tuple(named[place] for place in sorted(named)),
        shut=shut,
        title_place=title_place,
    )


def _unstacked(blocks: Sequence[Block]) -> list[Block]:
    """The first lines one by one where they stand close together: "REFERAT", the meeting, the date."""
    out: list[Block] = []
    for place, block in enumerate(blocks):
        lines = block.text.split("\n")
        if place < 2 and block.kind == "text" and len(lines) > 1 and _opens(block.plain.split("\n")):
            out += [
                replace(block, text=text, plain=plain)
                for text, plain in zip(lines, block.plain.split("\n"), strict=True)
            ]
        else:
            out.append(block)
    return out


def _opens(lines: Sequence[str]) -> bool:
    """Whether lines that stand close together open the document: the first says what it is, or a short one below a short one."""
    short = all(len(line) <= 100 for line in lines)
    return _KIND_WORD.search(lines[0]) is not None or (
        short and _KIND_WORD.search(lines[1]) is not None and ":" not in lines[0]
    )


def _title(blocks: Sequence[Block]) -> tuple[tuple[int, ...], str]:
    """The blocks that are the title (two when the first only says "Referat"), and its words."""
    head = [
        place
        for place, block in enumerate(blocks[:12])
        if block.kind in {"heading", "text"} and "\n" not in block.plain and not _is_group(block)
    ]  # fmt: skip
    named = [
        place for place in head
        if len(blocks[place].plain) <= 150 and _KIND_WORD.search(blocks[place].plain) and not _NOT_TITLE.search(blocks[place].plain)
    ]  # fmt: skip
    headings = [place for place in head if blocks[place].kind == "heading"]
    top = [place for place in headings if blocks[place].level == 1]
    place = next(
        iter([*top[:1], *named[:1], *headings[:1], *[p for p in head if len(blocks[p].plain) <= 150][:1]]), None
    )
    if place is None:
        return (), ""
    words = blocks[place].plain
    following = blocks[place + 1] if place + 1 < len(blocks) else None
    if (
        _KIND_ALONE.match(words) and following is not None and following.kind in {"heading", "text"}
        and len(following.plain) <= 100 and _MEETING_NAME.search(following.plain) and ":" not in following.plain
    ):  # fmt: skip
        return (place, place + 1), f"{words.strip(' :')} – {following.plain}"
    return (place,), words


def _lines(blocks: Sequence[Block], title_place: Sequence[int]) -> list[Line]:
    lines = []
    people = False  # under "Deltagere": a numbered list of people is no agenda
    for place, block in enumerate(blocks):
        if block.kind in {"heading", "text"}:
            people = _PEOPLE_LABEL.match(block.plain) is not None
        elif block.kind == "bullet":
            people = False  # they stand in a list without numbers
        if place in title_place or block.kind in {"bullet", "table"} or "\n" in block.plain:
            continue
        strong = block.kind == "heading" or block.bold
        depth = block.level if block.kind in {"heading", "number"} else None
        if block.kind == "number":
            figures = _MARKER.search(block.marker)
            if figures:
                title = _POINT.sub("", block.plain)
                lines.append(Line(place, _path(figures.group()), title, depth, strong, block.listed or people))
            continue
        match = _NUMBER_IN_TEXT.match(block.plain)
        if match and (strong or match["word"]) and len(block.plain) <= 250:
            title = _POINT.sub("", match["title"])
            lines.append(Line(place, _path(match["number"]), title, depth, strong=True))
    if any(line.strong for line in lines):
        lines = [replace(line, strong=line.strong or _has_label(blocks, line.place)) for line in lines]
    top = min((blocks[line.place].level for line in lines if blocks[line.place].kind == "heading"), default=0)
    return [
        replace(line, depth=blocks[line.place].level - top) if blocks[line.place].kind == "heading" else line for line in lines
    ]  # fmt: skip


def _has_label(blocks: Sequence[Block], place: int) -> bool:
    """Whether what follows a numbered line inside another, up to the next such line, says "Beslutning:" and the like: an item
    has that, an entry of a list has not."""
    if blocks[place].kind != "number" or len(blocks[place].plain) > 120:
        return False
    for block in blocks[place + 1 : place + 12]:
        numbered = block.kind == "text" and _NUMBER_IN_TEXT.match(block.plain)
        if block.kind in {"number", "heading"} or (numbered and numbered["word"]):
            return False
        if block.kind == "text" and _ITEM_LABEL.match(block.plain):
            return True
    return False


def _path(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


def _only_lists(blocks: Sequence[Block], named: Mapping[int, Numbered], title_place: Sequence[int]) -> bool:
    """Whether the numbered lines are entries of lists below headings that are the items: plain lines, below fewer than half of
    three or more headings of one kind."""
    if any(blocks[place].kind != "number" or blocks[place].bold for place in named):
        return False
    heads = sorted(_serial(blocks, title_place) or _unnumbered(blocks, title_place))
    if len(heads) < 3 or min(named) < heads[0]:
        return False
    ends = [*heads[1:], len(blocks)]
    counted = sum(any(head < place < end for place in named) for head, end in zip(heads, ends, strict=True))
    return counted * 2 < len(heads)


def _serial(blocks: Sequence[Block], title_place: Sequence[int]) -> dict[int, Numbered]:
    """Headings that count in another way are the items where no numbers are."""
    places = [
        place for place, block in enumerate(blocks)
        if place not in title_place and (block.kind == "heading" or (block.kind in {"text", "number"} and block.bold))
    ]  # fmt: skip
    return {item.place: item for item in serial.read(blocks, places)}


def _unnumbered(blocks: Sequence[Block], title_place: Sequence[int]) -> dict[int, Numbered]:
    """Headings without numbers are the items when there is nothing better: two or more of one level, with words below."""
    headings = [(place, one) for place, one in enumerate(blocks) if one.kind == "heading" and place not in title_place]
    capitals = sum(block.plain.isupper() for _, block in headings) * 2 > len(headings)  # then "ØKONOMI" is one of them
    headings = [
        (place, block)
        for place, block in headings
        if (capitals and block.plain.isupper()) or not _is_label(block.plain)
    ]
    level = min((block.level for _, block in headings), default=0)
    found = [Numbered(place, "", block.plain) for place, block in headings if block.level == level]
    if len(found) < 2:
        return {}
    # "Økonomi" or "Kalender" among them, once and in the same dress, is one of them too.
    once = Counter(block.plain.strip().casefold() for block in blocks)
    found += [
        Numbered(place, "", block.plain) for place, block in enumerate(blocks)
        if block.kind == "heading" and block.level == level and place > found[0].place
        and _MAY_BE_ITEM.match(block.plain) and once[block.plain.strip().casefold()] == 1
    ]  # fmt: skip
    return {item.place: item for item in found}


def _is_group(block: Block) -> bool:
    """Whether the block opens the closed or the open part of the agenda."""
    return block.kind in {"heading", "text"} and (closed.begins_closed(block.plain) or closed.begins_open(block.plain))


def _is_label(words: str) -> bool:
    return any(pattern.match(words.strip()) for pattern in (_FRONT, _BACK, _LABEL))


def _closed(blocks: Sequence[Block], found: Sequence[Numbered]) -> frozenset[int]:
    """The places of the items that are closed: by their title, a line inside, a heading over them, or the item around them."""
    shut: set[int] = set()
    places = {item.place: item for item in found}
    contents_closed = {
        re.sub(r"\W+", " ", block.marker).strip() for block in blocks[: min(places, default=0)]
        if block.kind == "number" and closed.title_closes(block.plain)
    }  # fmt: skip
    above: list[Numbered] = []
    group = False
    for place, block in enumerate(blocks):
        item = places.get(place)
        if item is not None:
            above = [*(parent for parent in above if parent.level < item.level), item]
            group = (group or closed.begins_closed(item.title)) and not closed.begins_open(item.title)
            if (
                group
                or closed.title_closes(item.title)
                or item.number in contents_closed
                or any(p.place in shut for p in above)
            ):
                shut.add(place)
        elif block.kind in {"heading", "text"} and closed.begins_closed(block.plain):
            group = True
        elif block.kind in {"heading", "text"} and closed.begins_open(block.plain):
            group = False
        elif above and any(closed.line_closes(line) for line in block.plain.split("\n")):
            shut.add(above[-1].place)
    return frozenset(shut)


@dataclass
class _Writer:
    """Writes the blocks as CommonMark; knows where among the items it is."""

    blocks: Sequence[Block]
    named: dict[int, Numbered]
    shut: frozenset[int]
    title_place: Sequence[int]
    title: str

    def items(self) -> list[Item]:
        found = []
        for place, block in enumerate(self.blocks):
            item = self.named.get(place)
            if item is not None:
                found.append(Item(item.number, item.title, place in self.shut))
            elif (
                place not in self.title_place
                and block.kind in {"heading", "text"}
                and closed.begins_closed(block.plain)
            ):
                found.append(Item("", block.plain, closed=True))
        return found

    def markdown(self) -> str:
        out: list[str] = []
        indents: list[Open] = []
        level = 1  # of the heading we are below
        before: Block | None = None
        for place, block in enumerate(self.blocks):
            if place in self.title_place:
                text = (
                    [heading(1, joined([self.blocks[p].text for p in self.title_place]))]
                    if place == self.title_place[0]
                    else []
                )
            elif place in self.named:
                level = 1 + self.named[place].level
                text = [heading(min(level, 6), marked(block))]
            elif block.kind in {"bullet", "number"}:
                follows = before is not None and before.kind in {"bullet", "number"}
                text = entry(block, before if follows else None, indents)
                if follows and out and text:
                    out.pop()  # entries of one list stand close together
            elif block.kind == "table":
                text = table(block)
            elif _is_group(block):
                level = 1
                text = [heading(2, block.text)]
            else:
                outside = _BACK.match(block.plain) or (level == 1 and _FRONT.match(block.plain))
                if outside:
                    level = 1
                if block.kind == "heading" or outside or _is_label(block.plain):
                    text = [
                        heading(min(max(level + 1, block.level if not self.named else 0), 6), block.text.strip("*"))
                    ]
                else:
                    text = [paragraph(block.text)]
            before = None if place in self.named else block
            if text:
                out += [*text, ""]
        return "\n".join(out).strip() + "\n"
