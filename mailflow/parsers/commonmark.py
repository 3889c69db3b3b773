"""Blocks written as CommonMark, each so that it is read as itself again: headings, paragraphs, list entries, tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailflow.parsers.blocks import Block, escape

_LINE_START = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$|-{2,}|\*(?=\s|$)|~{3}|:?-+:?\s*\|)")
_LINE_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def joined(texts: Sequence[str]) -> str:
    return " – ".join(text.strip(" :*") for text in texts)


def marked(block: Block) -> str:
    """An item's heading with its number, as the document has it."""
    text = block.text.removeprefix("**").removesuffix("**") if block.bold else block.text
    return f"{block.marker} {text}" if block.kind == "number" else text


def heading(level: int, text: str) -> str:
    words = re.sub(r"(#+)$", r"\\\1", text.replace("\n", " ").strip())
    return f"{'#' * level} {words}"


def paragraph(text: str) -> str:
    return "\\\n".join(guarded(line) for line in text.split("\n") if line.strip())


def guarded(line: str) -> str:
    """A line that CommonMark would take for the beginning of something else than words."""
    if _LINE_START.match(line):
        return f"\\{line}"
    return _LINE_NUMBER.sub(r"\1\\\2", line, count=1) if _LINE_NUMBER.match(line) else line


@dataclass(frozen=True, slots=True)
class Open:
    """An open list entry while writing: how deep, how wide its mark, and its number ("" for a bullet)."""

    depth: int
    width: int
    number: int
    mark: str


def entry(block: Block, before: Block | None, indents: list[Open]) -> list[str]:
    """A list entry. A number that CommonMark would show otherwise (a letter, a gap in the count) stays as words: there, only
    the first number of a list counts (section 5.3)."""
    if before is None:
        indents.clear()
    beside: Open | None = None
    while indents and indents[-1].depth >= block.level:
        last = indents.pop()
        beside = last if last.depth == block.level else beside
    margin = " " * sum(entry.width for entry in indents)
    text, mark, number = block.text, "-", 0
    figures = re.fullmatch(r"(\d{1,9})([.)])", block.marker) if block.kind == "number" else None
    if figures and (beside is None or (beside.mark == figures[2] and beside.number + 1 == int(figures[1]))):
        mark, number = block.marker, int(figures[1])
    elif block.kind == "number":
        text = f"{escape(block.marker)} {text}"
    indents.append(Open(block.level, len(mark) + 1, number, mark[-1]))
    pad = margin + " " * (len(mark) + 1)
    lines = [guarded(line) for line in text.split("\n") if line.strip()]
    return [f"{margin}{mark} " + f"\\\n{pad}".join(lines)]


def table(block: Block) -> list[str]:
    width = max(len(row) for row in block.rows)
    rows = [[cell.strip() for cell in row] + [""] * (width - len(row)) for row in block.rows]
    head = rows[0] if block.header else [""] * width
    body = rows[1:] if block.header else rows
    lines = ["| " + " | ".join(row) + " |" for row in [head, ["---"] * width, *body]]
    return ["\n".join(lines)]
