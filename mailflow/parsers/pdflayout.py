# ruff: noqa: E501 - patterns are easier read on one line
"""Where the pieces of a PDF page stand: lines, columns, tables, and the order in which people read them."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from mailflow.parsers.blocks import Block, escape, table


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters in a row. Places in points from the lower left corner of the page; ``first_word`` is a width."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    turned: bool = False
    first_word: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text, or (``cells``) the rows of a table. ``edge`` is how far right its column reaches."""

    text: str
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    first_word: float
    edge: float
    page: int
    column: int = 0
    cells: tuple[tuple[str, ...], ...] = ()


def arrange(pieces: Sequence[Piece], page: int, doubts: list[str]) -> list[Line]:
    """The lines of a page in reading order. Two columns and tables are told from each other by how full their lines are;
    both are guesses, and said in ``doubts``."""
    rows = _rows(pieces)
    gutter = _gutter(pieces, rows)
    if gutter is None:
        return _with_tables(rows, page, doubts)
    doubts.append(f"Side {page} har vist to spalter; den venstre er læst før den højre.")
    out: list[Line] = []
    left: list[list[Piece]] = []
    right: list[list[Piece]] = []

    def flush() -> None:
        for column, part in enumerate((left, right), 1):
            edge = max((piece.right for row in part for piece in row), default=0.0)
            out.extend(_line(row, page, edge, column) for row in part)
            part.clear()

    for row in rows:
        across = [piece for piece in row if piece.left < gutter - 2 and piece.right > gutter + 2]
        if across:
            flush()
            out.append(_line(row, page, max(piece.right for piece in row), 0))
            continue
        for part, side in (
            (left, [p for p in row if p.right <= gutter + 2]),
            (right, [p for p in row if p.left >= gutter - 2]),
        ):
            if side:
                part.append(side)
    flush()
    return out


def _rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces on one line, lines from top to bottom, pieces from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -(one.bottom + one.top) / 2):
        middle = (piece.bottom + piece.top) / 2
        if rows and abs(_middle(rows[-1]) - middle) < max(piece.size, rows[-1][0].size) * 0.45:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    rows = [sorted(row, key=lambda one: one.left) for row in rows]
    edges = Counter(edge for row in rows for edge in {round(piece.left / 2) for piece in row[1:]})
    aligned = {edge for edge, count in edges.items() if count >= 3}  # where three lines have something begin: a column
    return [_joined(row, aligned) for row in rows]


def _middle(row: Sequence[Piece]) -> float:
    return statistics.fmean((piece.bottom + piece.top) / 2 for piece in row)


def _joined(row: list[Piece], aligned: Container[int]) -> list[Piece]:
    """Pieces that stand close together are one: a bold word in a line, a number and its words."""
    out: list[Piece] = []
    for piece in row:
        if out and piece.left - out[-1].right < (0.7 if round(piece.left / 2) in aligned else 1.6) * piece.size:
            before = out[-1]
            space = " " if piece.left - before.right > 0.15 * piece.size and not before.text.endswith(" ") else ""
            bold = (
                before.bold
                and piece.bold
                or (before.bold and len(before.text) > len(piece.text))
                or (piece.bold and len(piece.text) > len(before.text))
            )
            out[-1] = Piece(
                f"{before.text}{space}{piece.text}", before.left, max(before.right, piece.right), min(before.bottom, piece.bottom),
                max(before.top, piece.top), max(before.size, piece.size), bold, False, before.first_word,
            )  # fmt: skip
        elif (
            out
            and len(out) == 1
            and re.fullmatch(r"\W*(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[•●▪■○◦‣⁃–-]|[a-zæøå]\))\W*", out[-1].text)
            and piece.left - out[-1].right < 5 * piece.size
        ):
            before = out[-1]  # a number or bullet, a tab, and its words
            out[-1] = Piece(
                f"{before.text.strip()} {piece.text}", before.left, piece.right, piece.bottom, piece.top, piece.size, piece.bold, False,
                before.first_word,
            )  # fmt: skip
        else:
            out.append(piece)
    return out


def _gutter(pieces: Sequence[Piece], rows: Sequence[Sequence[Piece]]) -> float | None:
    """Where the gap between two columns of running text is, or None. A table has short cells; columns have full lines."""
    if len(rows) < 8:
        return None
    low, high = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    if high - low < 200:
        return None
    best: tuple[int, float] | None = None
    for step in range(30, 71, 2):
        at = low + (high - low) * step / 100
        flat = [piece for row in rows for piece in row]
        crossing = sum(piece.left < at - 2 and piece.right > at + 2 for piece in flat)
        if crossing * 4 <= len(rows) and (best is None or crossing < best[0]):
            left, right = [p for p in flat if p.right <= at + 2], [p for p in flat if p.left >= at - 2]
            if min(len(left), len(right)) >= 5 and _full(left, at - low) and _full(right, high - at):
                best = crossing, at
    return best[1] if best else None


def _full(side: Sequence[Piece], width: float) -> bool:
    """Whether the lines of a column are as wide as running text is."""
    return statistics.median(piece.right - piece.left for piece in side) > 0.6 * width and sum(
        len(piece.text) > 20 for piece in side
    ) * 2 > len(side)


def _with_tables(rows: Sequence[list[Piece]], page: int, doubts: list[str]) -> list[Line]:
    edge = max((piece.right for row in rows for piece in row), default=0.0)
    out: list[Line] = []
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and len(rows[end]) > 1:
            end += 1
        columns = _columns(rows[at:end]) if end - at >= 2 else []
        if len(columns) > 1:
            cells = tuple(_cells(row, columns) for row in rows[at:end])
            first = rows[at][0]
            out.append(
                Line("", first.left, edge, rows[end - 1][0].bottom, first.size, False, 0.0, edge, page, 0, cells)
            )
            doubts.append(f"Side {page} har vist en tabel; dens kolonner er læst efter, hvor ordene står.")
            at = end
            continue
        out.append(_line(rows[at], page, edge, 0))
        at += 1
    return out


def _columns(rows: Sequence[Sequence[Piece]]) -> list[float]:
    """The left edges that most rows share."""
    edges: list[list[float]] = []
    for left in sorted(piece.left for row in rows for piece in row):
        if edges and left - edges[-1][-1] < 8:
            edges[-1].append(left)
        else:
            edges.append([left])
    return [min(group) for group in edges if len(group) * 2 >= len(rows)]


def _cells(row: Sequence[Piece], columns: Sequence[float]) -> tuple[str, ...]:
    cells = [""] * len(columns)
    for piece in row:
        at = max((index for index, left in enumerate(columns) if piece.left >= left - 8), default=0)
        cells[at] = f"{cells[at]} {piece.text.strip()}".strip()
    return tuple(cells)


def _line(row: Sequence[Piece], page: int, edge: float, column: int) -> Line:
    text = "  ".join(piece.text.strip() for piece in row)
    first = row[0]
    return Line(
        text, first.left, max(piece.right for piece in row), first.bottom, max(piece.size for piece in row), all(piece.bold for piece in row),
        first.first_word, edge, page, column,
    )  # fmt: skip


def table_of(line: Line) -> Block:
    """The block of a table's rows; whether the first names the columns cannot be seen."""
    return table([[escape(cell) for cell in row] for row in line.cells], header=False)
