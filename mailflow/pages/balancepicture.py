"""The balance as a picture: for each district a bar of its members and a bar of its seats, today and with each outcome (SVG 1.1).

Readable in black and white: members are an empty bar, seats a hatched one, and each says its share. Nothing in it runs or is
fetched. The text alternative stands in ``aria-label``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape

import typst

from mailflow.desks.balance import Balance

_WIDTH, _PANEL, _NAME, _BAR = 720, 350, 96, 185
_HEAD, _ROW, _THICK, _GAP, _LEGEND = 30, 36, 13, 20, 30
_LONGEST = {"name": 15, "title": 48}
_FONT = "Libertinus Serif"


def percent(share: Fraction, language: str) -> str:
    """One decimal, a half upwards: "29,5 %"."""
    tenths = int(abs(share) * 1000 + Fraction(1, 2)) * (-1 if share < 0 else 1)
    mark = "-" if tenths < 0 else ""
    whole, part = divmod(abs(tenths), 10)
    return f"{mark}{whole}{',' if language == 'da' else '.'}{part}{' ' if language == 'da' else ''}%"


def svg(panels: Sequence[tuple[str, Balance]], legend: tuple[str, str], alt: str, language: str) -> str:
    """``panels``: a title and a balance each; ``legend``: what the empty and the hatched bar are."""
    rows = max((len(balance.shares) for _title, balance in panels), default=0)
    most = max(
        (max(one.of_members, one.of_seats) for _t, balance in panels for one in balance.shares), default=Fraction(0)
    )
    tall = _HEAD + rows * _ROW + _GAP
    height = _LEGEND + tall * ((len(panels) + 1) // 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}" font-family="{_FONT}" font-size="13" style="font-size:13px" fill="currentColor">',
        '<defs><pattern id="seats" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line x1="1" y1="0" x2="1" y2="6" stroke="currentColor" stroke-width="3"/></pattern></defs>',
        _bar(0, 4, 26, "none"), _words(34, 15, legend[0]), _bar(_PANEL, 4, 26, "url(#seats)"),
        _words(_PANEL + 34, 15, legend[1]),
    ]  # fmt: skip
    for place, (title, balance) in enumerate(panels):
        left, top = (place % 2) * (_WIDTH - _PANEL), _LEGEND + (place // 2) * tall
        parts.append(_words(left, top + 18, _short(title, "title"), bold=True))
        for row, one in enumerate(balance.shares):
            y = top + _HEAD + row * _ROW
            parts.append(_words(left, y + 18, _short(one.district, "name")))
            for down, share, fill in ((0, one.of_members, "none"), (_THICK + 1, one.of_seats, "url(#seats)")):
                long = int(_BAR * share / most) if most else 0
                parts.append(_bar(left + _NAME, y + down, long, fill))
                parts.append(_words(left + _NAME + long + 6, y + down + 11, percent(share, language)))
    return "".join([*parts, "</svg>"])


def png(picture: str, dots: float = 144.0) -> bytes:
    """The same as points, for a Word file. Typst keeps threads: call it through ``confined``."""
    layout = '#set page(width: auto, height: auto, margin: 2pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
    made: bytes = typst.compile(
        layout.encode(), format="png", ppi=dots, ignore_system_fonts=True, sys_inputs={"svg": picture}
    )
    return made


def _bar(x: int, y: int, long: int, fill: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{max(long, 1)}" height="{_THICK}" fill="{fill}" stroke="currentColor"/>'


def _words(x: int, y: int, words: str, *, bold: bool = False) -> str:
    return f'<text x="{x}" y="{y}"{" font-weight=" + chr(34) + "bold" + chr(34) if bold else ""}>{escape(words)}</text>'


def _short(words: str, what: str) -> str:
    longest = _LONGEST[what]
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
