"""Minutes in tables: a row an item, with columns for what it is, what was said, what was decided, and who does it; or a table an
item, with a row for its title and rows below with "Sagsfremstilling", "Beslutning"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailflow.parsers.blocks import Block
from mailflow.parsers.labels import Section, is_label
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
        r"(?:beslutning(?:er)?|besluttet|drøftelse\s*(?:/|og)\s*(?:konklusion|beslutning)(?:er)?|konklusion(?:er)?|afgørelse|(?:referat|konklusion)\s*/\s*beslutning(?:er)?|beslutning(?:er)?\s*(?:/|og)\s*\w+)$",
        re.IGNORECASE,
    ),
    "who": re.compile(
        r"(?:ansvarlig(?:e)?|(?:ansvarlig(?:e)?|hvem|ansv\.?)\s*(?:/|og)\s*(?:frist|hvornår|deadline)|ansv\.?|hvem|opgave\s+til|udføres\s+af|opfølgning|handling(?:er)?|hvem\s+følger\s+op|hvem\s+gør\s+hvad|aktion)\??$",
        re.IGNORECASE,
    ),
    "due": re.compile(r"(?:frist|hvornår|deadline|senest|tid)\??$", re.IGNORECASE),
}
# What stands first in a row that belongs to the item above it.
LABEL = re.compile(
    r"\W*(?:sagsfremstilling|sag|indstilling|beslutning|konklusion|drøftelse|baggrund|resumé|resume|opgaver?|aktion|ansvarlig|frist"
    r"|bilag|referat|bemærkninger|orientering|opfølgning|anbefaling|noter|tidsplan|økonomi|indhold|kommentarer|det videre forløb"
    r"|formål|proces|tid|deltagere|forelæggelse|afgørelse|aftalt|besluttet)(?:er|en|et|erne)?\W*",
    re.IGNORECASE,
)
# What stands first in the row of an item: "Pkt. 4", "4", "Sag nr. 4".
_FIRST = re.compile(
    r"(?:(?:pkt|punkt|dagsordenspunkt|sag|emne|ad|nr)\b\.?\s*)*(?P<number>\d{1,2}(?:\.\d{1,2})?)\s*[.):]?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"(?:\S+\s*){1,7}")
_DOES = re.compile(r"\s[a-zæøå]{2,}r\s|\.$")


def spread(blocks: Sequence[Block]) -> tuple[list[Block], list[int]] | None:
    """The blocks with each item of such a table standing by itself, and which block each comes from; None without a table that
    has a column for items and one for what was said or decided, or rows with an item's number above rows with such labels.
    Never raises."""
    out: list[tuple[Block, int]] = []
    found = False
    for place, block in enumerate(blocks):
        parts = _by_rows(block) or _by_tables(block)
        found = found or bool(parts)
        out += [(one, place) for one in parts or [block]]
    return ([one for one, _ in out], [place for _, place in out]) if found else None


def _by_rows(block: Block) -> list[Block]:
    """A row an item; empty when the table is none of that kind."""
    columns = _columns(block)
    if columns is None:
        return []
    tops = block.tops[1:] or [()] * len(block.rows)
    return [one for row, top in zip(block.rows[1:], tops, strict=False) for one in _row(row, top, columns)]


def _by_tables(block: Block) -> list[Block]:
    """ "Pkt. 4 | Title" above "Sagsfremstilling | ...", once in the table or several times; empty otherwise."""
    out: list[Block] = []
    below = 0
    for row in block.rows:
        cells = [bare(cell).strip() for cell in row]
        if not any(cells):
            continue
        first = _FIRST.fullmatch(cells[0])
        if first and len(cells) > 1 and cells[1] and (not out or below):
            title = f"{first['number']}. {cells[1]}"
            out.append(Block("heading", title, title, 2))
            below = 0
        elif out and (not cells[0] or LABEL.fullmatch(cells[0])):
            below += 1
            said = " ".join(cell for cell in cells[1:] if cell)
            label = cells[0].strip(" :")
            if said:
                out.append(_text(f"{label}: {said}" if label else said))
        else:
            return []
    return out if below else []


def _columns(block: Block) -> dict[str, int] | None:
    head = [bare(cell).strip(" :") for cell in block.rows[0]] if block.rows else []
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        name = next((name for name, pattern in _COLUMNS.items() if name not in found and pattern.match(cell)), None)
        if name is not None:
            found[name] = at
    return found if "title" in found and found.keys() & {"decision", "case"} else None


def _row(row: Sequence[str], tops: Sequence[str], columns: dict[str, int]) -> list[Block]:
    said = {name: bare(row[at]).strip() if at < len(row) else "" for name, at in columns.items()}
    if not said["title"]:
        return []
    top = bare(tops[columns["title"]]).strip() if columns["title"] < len(tops) else ""
    about = ""
    if top and said["title"].startswith(top) and re.search(r"\w", top):
        about, said["title"] = said["title"][len(top) :].strip(" ,"), top
    number = re.sub(r"[.):]+$", "", said.get("number", ""))
    title = f"{number}{' ' if '.' in number else '. '}{said['title']}" if number else said["title"]
    blocks = [Block("heading", title, title, 2), *([_text(about)] if about else [])]
    who, due = said.get("who", ""), said.get("due", "")
    sentence = bool(who) and (not _NAMES.fullmatch(who) or _DOES.search(who) is not None)
    for name, label in (("case", ""), ("proposal", "Indstilling: "), ("decision", "Beslutning: ")):
        if said.get(name):
            label = "" if is_label(said["title"]) is Section.CALENDAR else label  # when they meet is no decision
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
