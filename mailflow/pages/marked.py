"""The marked-up copy: a corrected version as a whole, with the new words underlined and the old ones struck through.

It holds the closed items too: it is for the board, not for the website.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mailflow.documents import Minutes
from mailflow.pages import typeset
from mailflow.pages.public import whole
from mailflow.pages.typeset import Node

_LARGEST = 2_000_000  # comparisons; beyond that the old stands before the new as a whole
_ALIKE = 0.5  # the share of equal words from which a paragraph is the same one, corrected
_LEGEND = {
    "da": ("Rettelser: ", "Det nye er fedt og understreget. ", "Det udgåede er overstreget.", "Kun til bestyrelsen."),
    "en": ("Corrections: ", "What is new is bold and underlined. ", "What is gone is struck through.", "For the board only."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A heading, paragraph, list entry or row of a table. ``look`` is what it is drawn from; ``cells`` its words."""

    look: tuple[str, int, str]  # kind, level or depth, mark
    cells: tuple[tuple[Node, ...], ...]
    table: int = 0  # rows of one table belong together

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(_plain(cell) for cell in self.cells)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        return self.look[0], self.words


def pdf(old: Minutes, new: Minutes, language: str = "da") -> bytes:
    """The new version with what changed, as a PDF. Call it through ``confined``, as ``typeset.pdf``."""
    title, came, went, only = _LEGEND[language]
    note = {"k": "note", "b": [{"k": "ins", "t": came}, {"k": "del", "t": went}, {"k": "text", "t": f" {only}"}]}
    return typeset.typeset([note, *blocks(old, new)], title + (new.title or "Referat"), (), language)


def blocks(old: Minutes, new: Minutes) -> list[Node]:
    """The blocks of the new version and, where they stood, the words of the old one that are gone."""
    before, after = _leaves(old), _leaves(new)
    return list(_drawn(list(_compared(before, after))))


def _leaves(minutes: Minutes) -> list[_Leaf]:
    tables = 0

    def go(nodes: Sequence[Node], depth: int, mark: str) -> Iterator[_Leaf]:
        nonlocal tables
        for place, node in enumerate(nodes):
            kind = node["k"]
            first = mark if place == 0 else ""
            if kind == "h":
                yield _Leaf(("h", node["level"], ""), (tuple(node["b"]),))
            elif kind == "p":
                yield _Leaf(("p", depth, first), (tuple(node["b"]),))
            elif kind == "pre":
                yield _Leaf(("p", depth, first), (({"k": "text", "t": node["t"]},),))
            elif kind == "quote":
                yield from go(node["b"], depth + 1, "")
            elif kind in {"ul", "ol"}:
                for number, entry in enumerate(node["items"], node.get("start", 1)):
                    yield from go(entry, depth + 1, "•" if kind == "ul" else f"{number}.")
            else:
                tables += 1
                for look, rows in (("head", node["head"]), ("row", node["rows"])):
                    for row in rows:
                        yield _Leaf((look, 0, ""), tuple(tuple(cell["b"]) for cell in row), tables)

    return list(go(typeset.blocks_of(whole(minutes.markdown)), 0, ""))


def _plain(cell: Sequence[Node]) -> str:
    return "".join(piece["t"] if "t" in piece else "\n" if piece["k"] == "br" else _plain(piece["b"]) for piece in cell)


def _compared(before: Sequence[_Leaf], after: Sequence[_Leaf]) -> Iterator[_Leaf]:
    """The leaves of the new version, with changed words marked and those that are gone in their places."""
    for kind, a, b, c, d in _steps([leaf.key for leaf in before], [leaf.key for leaf in after]):
        if kind == "equal":
            yield from after[c:d]
            continue
        old, new = list(before[a:b]), list(after[c:d])
        at = 0
        for leaf in new:
            match = next((place for place in range(at, min(len(old), at + 20)) if _same(old[place], leaf)), None)
            if match is None:
                yield _marked(leaf, "ins")
                continue
            yield from (_marked(gone, "del") for gone in old[at:match])
            yield _corrected(old[match], leaf)
            at = match + 1
        yield from (_marked(gone, "del") for gone in old[at:])


def _steps(old: Sequence[object], new: Sequence[object]) -> list[tuple[str, int, int, int, int]]:
    """As ``SequenceMatcher.get_opcodes``, in bounded time."""
    if len(old) * len(new) > _LARGEST:
        same = 0
        while same < min(len(old), len(new)) and old[same] == new[same]:
            same += 1
        return [("equal", 0, same, 0, same), ("replace", same, len(old), same, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _same(old: _Leaf, new: _Leaf) -> bool:
    """Whether one is the other, corrected."""
    if old.look[0] != new.look[0] or len(old.cells) != len(new.cells):
        return False
    one, two = ([word for cell in leaf.words for word in cell.split()][:400] for leaf in (old, new))
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= _ALIKE


def _corrected(old: _Leaf, new: _Leaf) -> _Leaf:
    cells = []
    for was, now, cell in zip(old.words, new.words, new.cells, strict=True):
        if was == now:
            cells.append(cell)
            continue
        one, two = (re.findall(r"\s+|[^\s]+", words) for words in (was, now))
        pieces: list[Node] = []
        for kind, a, b, c, d in _steps(one, two):
            if kind == "equal":
                pieces.append({"k": "text", "t": "".join(two[c:d])})
            else:
                pieces += [{"k": "del", "t": "".join(one[a:b])}] if b > a else []
                pieces += [{"k": "text", "t": " "}] if b > a and d > c else []
                pieces += [{"k": "ins", "t": "".join(two[c:d])}] if d > c else []
        cells.append(tuple(pieces))
    return _Leaf(new.look, tuple(cells), new.table)


def _marked(leaf: _Leaf, kind: str) -> _Leaf:
    return _Leaf(leaf.look, tuple(({"k": kind, "t": words},) if words else () for words in leaf.words), leaf.table)


def _drawn(leaves: Sequence[_Leaf]) -> Iterator[Node]:
    """Leaves as blocks again; rows that follow each other are one table."""
    place = 0
    while place < len(leaves):
        leaf = leaves[place]
        kind, level, mark = leaf.look
        place += 1
        if kind in {"head", "row"}:
            rows: dict[str, list[list[Node]]] = {"head": [], "row": []}
            rows[kind].append([{"b": list(cell)} for cell in leaf.cells])
            while place < len(leaves) and leaves[place].look[0] == "row":
                rows["row"].append([{"b": list(cell)} for cell in leaves[place].cells])
                place += 1
            yield typeset.table(rows["head"], rows["row"])
        elif kind == "h":
            yield {"k": "h", "level": level, "b": list(leaf.cells[0])}
        else:
            words = [{"k": "text", "t": f"{mark} "}] if mark else []
            yield {"k": "line", "depth": min(level, typeset.DEEPEST), "b": [*words, *leaf.cells[0]]}
