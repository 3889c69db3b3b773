"""Minutes that are one table: a row an item, with columns for what it is, what was said, what was decided, and who does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.parsers.blocks import Block
from mailflow.parsers.sections import bare

_COLUMNS = {
    "number": re.compile(r"(?:nr|nummer|pkt|punkt\s+nr|#)\.?$", re.IGNORECASE),
    "title": re.compile(r"(?:punkt|dagsordenspunkt|dagsorden|emne|sag|titel|overskrift|tema)$", re.IGNORECASE),
    "case": re.compile(
        r"(?:sagsfremstilling|drøftelse|baggrund|orientering|bemærkninger|kommentarer|resumé|referat|noter|indhold|debat)$",
        re.IGNORECASE,
    ),
    "proposal": re.compile(r"(?:indstilling|anbefaling|forslag)$", re.IGNORECASE),
    "decision": re.compile(
        r"(?:beslutning(?:er)?|besluttet|konklusion(?:er)?|afgørelse|(?:referat|konklusion)\s*/\s*beslutning(?:er)?|beslutning\s+og\s+\w+)$",
        re.IGNORECASE,
    ),
    "who": re.compile(
        r"(?:ansvarlig(?:e)?|ansv\.?|hvem|opgave\s+til|udføres\s+af|opfølgning|handling(?:er)?|hvem\s+følger\s+op|hvem\s+gør\s+hvad|aktion)\??$",
        re.IGNORECASE,
    ),
    "due": re.compile(r"(?:frist|hvornår|deadline|senest|tid)\??$", re.IGNORECASE),
}
_NAMES = re.compile(r"(?:\S+\s*){1,7}")
_DOES = re.compile(r"\s[a-zæøå]{2,}r\s|\.$")


def spread(blocks: Sequence[Block]) -> tuple[list[Block], list[int]] | None:
    """The blocks with each row of such a table as an item of its own, and which block each comes from; None without a table
    that has a column for items and one for what was said or decided. Never raises."""
    out: list[tuple[Block, int]] = []
    found = False
    for place, block in enumerate(blocks):
        columns = _columns(block)
        if columns is None:
            out.append((block, place))
            continue
        found = True
        for row in block.rows[1:]:
            out += [(one, place) for one in _row(row, columns)]
    return ([one for one, _ in out], [place for _, place in out]) if found else None


def _columns(block: Block) -> dict[str, int] | None:
    head = [bare(cell).strip(" :") for cell in block.rows[0]] if block.rows else []
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        name = next((name for name, pattern in _COLUMNS.items() if name not in found and pattern.match(cell)), None)
        if name is not None:
            found[name] = at
    return found if "title" in found and found.keys() & {"decision", "case"} else None


def _row(row: Sequence[str], columns: dict[str, int]) -> list[Block]:
    said = {name: bare(row[at]).strip() if at < len(row) else "" for name, at in columns.items()}
    if not said["title"]:
        return []
    number = re.sub(r"[.):]+$", "", said.get("number", ""))
    title = f"{number}{' ' if '.' in number else '. '}{said['title']}" if number else said["title"]
    blocks = [Block("heading", title, title, 2)]
    who, due = said.get("who", ""), said.get("due", "")
    sentence = bool(who) and (not _NAMES.fullmatch(who) or _DOES.search(who) is not None)
    for name, label in (("case", ""), ("proposal", "Indstilling: "), ("decision", "Beslutning: ")):
        if said.get(name):
            blocks.append(_text(f"{label}{said[name]}"))
    if who and due:
        due = f" ({bare(due)})"
    if sentence:
        blocks.append(_text(f"Opfølgning: {who}{due}"))
    elif who:
        blocks.append(_text(f"Ansvarlig: {who}{due}"))
    return blocks


def _text(words: str) -> Block:
    return Block("text", words, words)
