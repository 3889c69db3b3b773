"""Items counted in another way than "1.": with letters, Roman or circled figures, in brackets, as cases of a year, or with a word
in front ("Emne 1:", "Nr. 1"). What shows them is that the document counts so from its first to its last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from mailflow.parsers.blocks import Block
from mailflow.parsers.numbering import Numbered

LONGEST = 120  # characters of an item's line
_FEWEST = 3
_TITLE = r"\s*(?:[–—·•-]\s+)?(?P<title>[^\W\d_].*)$"
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ"


def _roman(figures: str) -> int:
    return _ROMAN.index(figures) + 1 if figures in _ROMAN else -1


def _letter(figures: str) -> int:
    return _LETTERS.find(figures.upper()) + 1


def _circled(figures: str) -> int:
    return ord(figures) - 0x245F  # Unicode, Enclosed Alphanumerics: ① is U+2460


# How an item may begin, and how its figures are counted.
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], int]], ...] = tuple(
    (re.compile(pattern + _TITLE), count)
    for pattern, count in (
        (
            r"(?i:(?:emne|tema|nr|nummer|sag|sag\s+nr|punkt|pkt|dagsordenens\s+punkt|dagsordenspunkt|ad|ad\s+punkt|ad\s+pkt)\.?)\s*(?P<number>\d{1,2})(?:/(?:20)?\d\d)?\s*[.):–—-]*(?<=\W|\d)",
            int,
        ),
        (r"(?P<number>\d{1,2})\.?\s*(?i:punkt|emne|sag)(?:\s+på\s+dagsordenen)?\s*[:–—-]", int),
        (r"(?P<number>\d{1,2})/(?:20)?\d\d\b\s*[.):]?", int),
        (r"[\[(](?P<number>\d{1,2})[\])]", int),
        (r"#\s?(?P<number>\d{1,2})[.):]?(?=\s)", int),
        (r"(?P<number>[\u2460-\u2473])", _circled),
        (r"(?:(?i:punkt|pkt\.?)\s+)?(?P<number>[IVX]{1,5})(?:[.):]|(?=\s))", _roman),
        (r"(?:(?i:punkt|pkt\.?)\s+)?(?P<number>[A-ZÆØÅ])[.):]", _letter),
        (r"(?P<number>[a-zæøå])[.)]", _letter),
        (r"(?P<number>\d{1,2})(?:\s*[:·•–—-](?=\s)|(?=\s))", int),
    )
)


def read(blocks: Sequence[Block], places: Iterable[int]) -> list[Numbered]:
    """The items among the blocks at these places: three or more in one shape that count up from the first without a gap.

    The shape with most of them counts; a table of contents above them is left out. Empty when there is none.
    """
    best: list[Numbered] = []
    lines = [(place, _line(blocks[place])) for place in places]
    for shape, count in _SHAPES:
        found = [
            (count(match["number"]), Numbered(place, match["number"], match["title"]))
            for place, line in lines if len(line) <= LONGEST and (match := shape.match(line))
        ]  # fmt: skip
        items = _counted(found)
        if len(items) >= _FEWEST and len(items) > len(best):
            best = items
    return best


def _line(block: Block) -> str:
    return f"{block.marker} {block.plain}".strip()


def _counted(found: Sequence[tuple[int, Numbered]]) -> list[Numbered]:
    """The last stretch that begins at the first figure, if nothing but such stretches is there."""
    stretch: list[Numbered] = []
    last = -1
    for number, item in found:
        if number in (0, 1) and number != last + 1:
            stretch = []
        elif stretch and number != last + 1 or not stretch and number not in (0, 1):
            return []
        stretch.append(item)
        last = number
    return stretch
