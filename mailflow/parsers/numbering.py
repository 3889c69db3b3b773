"""Which numbered lines of a document are items of the agenda, and how they nest.

A secretary numbers by hand: an item's sub-items begin at 1 again, lists inside an item do so too, and a table of contents
comes first. Every line may be a top item, a nested item or an entry of a list; the reading that breaks the fewest rules of
counting wins. Where two readings break equally few, the caller is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST = 400  # numbered lines; a document with more is no agenda, and its lines are read as lists

_LAST_ITEM = re.compile(r"^(?:evt\.?|eventuelt)\W*$", re.IGNORECASE)
_TRAILING_PAGE = re.compile(r"[\s.…]*\d{0,3}\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that begins with a number. ``place`` is its block's index, ``depth`` its indentation or heading level
    (None when the layout says nothing), ``strong`` that it is a heading or bold."""

    place: int
    path: tuple[int, ...]  # (1,) or (1, 3)
    title: str
    depth: int | None = None
    strong: bool = False
    listed: bool = False  # surely a list's entry


@dataclass(frozen=True, slots=True)
class Numbered:
    """An item's place among the blocks and its number, nested numbers joined."""

    place: int
    number: str
    title: str

    @property
    def level(self) -> int:
        return self.number.count(".") + 1


def items(lines: Sequence[Line]) -> tuple[list[Numbered], list[Numbered]]:
    """The items, and the other reading that breaks as few rules; the two are equal when there is no doubt.

    The first reading nests as little as it can, the second as much.
    """
    strong = [line for line in lines if line.strong and not line.listed]
    readings = [_both(strong), _both(lines)] if strong and len(strong) < len(lines) else [_both(lines)]
    # Headings alone are the items, unless the count shows that some of them were forgotten to be made headings.
    _, best, other = min(readings, key=lambda reading: reading[0])
    return best, other


def _both(chosen: Sequence[Line]) -> tuple[int, list[Numbered], list[Numbered]]:
    """How many rules the best reading breaks, that reading, and the other as good."""
    if not chosen or len(chosen) > MOST:
        return 0, [], []
    runs = _runs(chosen)
    forced = [line.listed for line in chosen]
    contents = _contents(chosen, runs)
    for begin, end in runs:
        if (begin, end) == contents or (chosen[begin].path[-1] <= 1 and not all(forced[:begin])):
            forced[begin:end] = [True] * (end - begin)
    # Where everything stands at one depth, the layout tells nothing about nesting.
    told = len({line.depth for line, is_list in zip(chosen, forced, strict=True) if not is_list}) > 1
    depths = [line.depth if told else None for line in chosen]
    shallow = _read(chosen, forced, depths, prefer_nested=False)
    nested = _read(chosen, forced, depths, prefer_nested=True)
    other = nested if nested[0] == shallow[0] else shallow
    return shallow[0], _named(chosen, shallow[1]), _named(chosen, other[1])


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches [begin, end) of two or more lines that follow each other directly and count up by one: lists, mostly."""
    runs, begin = [], 0
    for place in range(1, len(lines) + 1):
        follows = (
            place < len(lines)
            and lines[place].place == lines[place - 1].place + 1
            and lines[place].path[:-1] == lines[place - 1].path[:-1]
            and lines[place].path[-1] == lines[place - 1].path[-1] + 1
            and lines[place].depth == lines[place - 1].depth
            and not lines[place].strong
        )
        if not follows:
            if place - begin > 1:
                runs.append((begin, place))
            begin = place
    return runs


def _contents(lines: Sequence[Line], runs: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first run, if it is a table of contents: its titles come again further down."""
    if not runs:
        return None
    begin, end = runs[0]
    later = {_plain(line.title) for line in lines[end:]}
    again = sum(_plain(line.title) in later for line in lines[begin:end])
    return runs[0] if again * 2 > end - begin else None


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", _TRAILING_PAGE.sub("", title)).strip().casefold()


_State = tuple[int | None, int | None]  # the last top number, the last nested number below it
_Path = tuple[int, "_Path"] | tuple[()]  # levels chosen so far, last first


def _read(
    lines: Sequence[Line], forced: Sequence[bool], depths: Sequence[int | None], *, prefer_nested: bool
) -> tuple[int, list[int]]:
    """The cheapest reading: how many rules it breaks, and each line's level (0 = a list's entry)."""
    best: dict[_State, tuple[int, int, _Path]] = {(None, None): (0, 0, ())}
    for line, is_list, depth in zip(lines, forced, depths, strict=True):
        after: dict[_State, tuple[int, int, _Path]] = {}
        for state, (broken, preference, path) in best.items():
            for level, cost, then in [(0, 0, state)] if is_list else _choices(line, state, depth):
                taste = preference + (level == (1 if prefer_nested else 2))
                candidate = (broken + cost, taste, (level, path))
                if then not in after or candidate[:2] < after[then][:2]:
                    after[then] = candidate
        best = after
    broken, _, path = min(best.values(), key=lambda found: found[:2])
    levels: list[int] = []
    while path:
        level, path = path
        levels.append(level)
    return broken, levels[::-1]


def _choices(line: Line, state: _State, depth: int | None) -> list[tuple[int, int, _State]]:
    """What the line may be after ``state``: (level, rules broken, state then)."""
    top, nested = state
    number = line.path[-1]
    choices: list[tuple[int, int, _State]] = [(0, 3 if line.strong else 2, state)]
    if len(line.path) > 1:  # "1.3" says itself where it belongs
        return [*choices, (min(len(line.path), 3), int(line.path[0] != top), (line.path[0], line.path[1]))]
    if depth is None or depth == 0:
        if top is None:
            choices.append((1, int(number > 1), (number, None)))
        elif number >= top:
            choices.append((1, int(number != top + 1), (number, None)))
    if depth != 0 and top is not None:
        odd = int(_LAST_ITEM.match(line.title) is not None)  # "Eventuelt" ends the agenda, not an item
        if depth is not None and depth > 1:
            choices.append((3, 0, state))
        elif nested is None and (number == 1 or depth == 1):
            choices.append((2, odd + int(number != 1), (top, number)))
        elif nested is not None and number > nested:
            choices.append((2, odd + int(number != nested + 1), (top, number)))
    return choices


def _named(lines: Sequence[Line], levels: Sequence[int]) -> list[Numbered]:
    found: list[Numbered] = []
    trail: list[str] = []
    for line, level in zip(lines, levels, strict=True):
        if level == 0:
            continue
        above = line.path[:-1] if len(line.path) > 1 else trail[: level - 1]
        trail = [*map(str, above), str(line.path[-1])]
        found.append(Numbered(line.place, ".".join(trail), line.title))
    return found
