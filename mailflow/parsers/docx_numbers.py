"""Word's automatic numbers, computed as Word shows them (ECMA-376 part 1, 17.9): the file holds only how to count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element  # the type only; parsing is defusedxml's

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered. ``text`` is like "%1.%2."."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass
class Numbering:
    """The lists of a document. ``next`` counts; paragraphs must come in the document's order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by numId
    family: dict[str, str] = field(default_factory=dict)  # numId -> abstractNumId: those count together
    restarts: dict[str, set[int]] = field(default_factory=dict)  # numId -> levels that begin anew
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def next(self, number_id: str, depth: int) -> str | None:
        """The marker of the next paragraph at this level; "" for a bullet, None where the list is unknown."""
        levels = self.levels.get(number_id)
        if levels is None or depth not in levels:
            return None
        level = levels[depth]
        if level.form in {"bullet", "none"}:
            return ""
        counts = self._counts.setdefault(self.family.get(number_id, number_id), {})
        if depth in self.restarts.get(number_id, set()) and (number_id, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((number_id, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            here = levels.get(place, Level())
            return _figure(counts.get(place, here.start), here.form)

        return re.sub(r"%([1-9])", shown, level.text).strip()


def read(root: Element | None) -> Numbering:
    """``numbering.xml`` as lists. An empty numbering for a document without one."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstract = {node.get(f"{W}abstractNumId", ""): dict(_levels(node)) for node in root.iter(f"{W}abstractNum")}
    for node in root.iter(f"{W}num"):
        number_id, link = node.get(f"{W}numId", ""), node.find(f"{W}abstractNumId")
        family = link.get(f"{W}val", "") if link is not None else ""
        levels = dict(abstract.get(family, {}))
        for override in node.iter(f"{W}lvlOverride"):
            depth = _whole(override.get(f"{W}ilvl"), 0)
            levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                base = levels.get(depth, Level())
                levels[depth] = Level(base.form, base.text, _whole(start.get(f"{W}val"), 1))
                numbering.restarts.setdefault(number_id, set()).add(depth)
        numbering.levels[number_id], numbering.family[number_id] = levels, family
    return numbering


def _levels(node: Element) -> Iterator[tuple[int, Level]]:
    for level in node.findall(f"{W}lvl"):
        values = {child.tag: child.get(f"{W}val", "") for child in level}
        yield (
            _whole(level.get(f"{W}ilvl"), 0),
            Level(
                values.get(f"{W}numFmt", "decimal"),
                values.get(f"{W}lvlText", "%1."),
                _whole(values.get(f"{W}start"), 1),
            ),
        )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,6}", text) else default


def _figure(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = ""
        for value, figure in _ROMAN:
            roman += figure * (number // value)
            number %= value
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)
