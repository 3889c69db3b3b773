"""A line of a mail's text on its way to being classified: shared by ``quotes``, ``signatures`` and ``newtext``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Line:
    """``start`` is its offset in the text; ``hint`` what the HTML says (see ``html.Line``); ``kind`` what it turns out to be:
    "" (new), "quote", "intro", "signature", "banner" or "footer". ``bare`` is as much of it as tells what it is."""

    text: str
    start: int
    hint: str = ""
    kind: str = ""
    bare: str = field(init=False)

    def __post_init__(self) -> None:
        self.bare = self.text.strip()[:2000]
