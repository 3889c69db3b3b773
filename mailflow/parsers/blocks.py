"""The one shape every document is brought into before it is understood: a row of blocks with CommonMark inline text.

Word, Markdown and plain text each become blocks; ``outline`` finds the items among them and writes the whole as CommonMark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal
from urllib.parse import urlsplit

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_URL = re.compile(r"<?\b(?P<url>https?://[^\s<>\"']+|www\.[^\s<>\"']+)>?", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
# Characters that are invisible or turn the direction of writing: they can hide words or a link's true end.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ue000-\uf8ff]"
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one dress. ``href`` is where it links to, or ""."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False  # struck through: the words stay, and stay struck
    href: str = ""

    def with_text(self, text: str) -> Run:
        return replace(self, text=text)

    @property
    def dress(self) -> tuple[bool, bool, bool, str]:
        return self.bold, self.italic, self.struck, self.href


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list entry or table.

    ``text`` is CommonMark inline text and ``plain`` the same without marks; "\\n" is a line break in both. ``level`` is a
    heading's (1-6) or a list entry's depth (from 0). ``marker`` is a number as the document shows it: "1.", "1.1", "a)".
    """

    kind: Literal["heading", "text", "bullet", "number", "table"]
    text: str = ""
    plain: str = ""
    level: int = 0
    marker: str = ""
    bold: bool = False  # the whole of it is bold: a heading in looks
    lead: str = ""  # the words in bold that it begins with, where others follow
    listed: bool = False  # a numbered line that is surely an entry of a list, never an item of the agenda
    rows: tuple[tuple[str, ...], ...] = ()  # a table's cells as inline text
    tops: tuple[tuple[str, ...], ...] = ()  # the first line of each cell that has several, otherwise ""
    header: bool = False  # the table's first row names its columns


def tidy(text: str) -> str:
    """One kind of space, no invisible characters; line breaks stay."""
    text = _INVISIBLE.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip("\n")


def escape(text: str) -> str:
    """Plain text as CommonMark inline text that shows just these characters."""
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))


def block(kind: Literal["heading", "text", "bullet", "number"], runs: Sequence[Run], level: int = 0, marker: str = "",
          listed: bool = False) -> Block:  # fmt: skip
    """A block from its runs."""
    runs = _merged(runs)
    plain = "".join(run.text for run in runs)
    visible = [run for run in runs if run.text.strip()]
    bold = bool(visible) and all(run.bold for run in visible)
    lead = (
        ""
        if bold
        else "".join(run.text for run in takewhile(lambda run: run.bold or not run.text.strip(), runs)).strip()
    )
    if kind == "heading":
        runs = [replace(run, bold=False) for run in runs]
    return Block(kind, inline(runs), plain, level, marker, bold, lead, listed)


def after(runs: Sequence[Run], marker: str) -> list[Run]:
    """The runs without the marker they begin with, however Word has cut it into pieces."""
    left, rest = len(marker), []
    for run in runs:
        text = run.text.lstrip() if left == len(marker) else run.text
        rest.append(run.with_text(text[left:]))
        left -= min(left, len(text))
    return rest


def table(rows: Iterable[Iterable[str]], header: bool) -> Block:
    """A table from cells of inline text. ``plain`` is every cell, for those who look for words."""
    # CommonMark's cells have one line; lines end with a comma where they end with nothing.
    given = [tuple(row) for row in rows]
    cells = tuple(tuple(re.sub(r"(?<=\w)\n", ", ", cell).replace("\n", " ") for cell in row) for row in given)
    tops = tuple(tuple(cell.partition("\n")[0] if "\n" in cell else "" for cell in row) for row in given)
    return Block("table", plain="\n".join(" ".join(row) for row in cells), rows=cells, tops=tops, header=header)


def _merged(runs: Sequence[Run]) -> list[Run]:
    """Neighbours in the same dress become one, and spaces are tidied across them all."""
    merged: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", _INVISIBLE.sub("", run.text.replace("\u2028", "\n")))
        before = merged[-1] if merged else None
        if before is None:
            text = text.lstrip()
        elif before.text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if not text:
            continue
        if before and before.dress == run.dress:
            merged[-1] = run.with_text(before.text + text)
        else:
            merged.append(run.with_text(text))
    while merged and not merged[-1].text.rstrip():
        merged.pop()
    if merged:
        merged[-1] = merged[-1].with_text(merged[-1].text.rstrip())
    return [run.with_text(re.sub(r" *\n *", "\n", run.text)) for run in merged]


def inline(runs: Sequence[Run]) -> str:
    """Runs as CommonMark inline text. Emphasis that CommonMark could not show (section 6.2) is left out, its words never."""
    pieces: list[str] = []
    for index, run in enumerate(runs):
        body = run.text.strip()
        if not body:
            pieces.append(run.text)
            continue
        lead, tail = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
        marked = _linked(body, run.href) if run.href else _with_links(body)
        before = (runs[index - 1].text[-1:] if index and not lead else " ") or " "
        after = (runs[index + 1].text[:1] if index + 1 < len(runs) and not tail else " ") or " "
        if (
            "\n" not in body
            and not before.isalnum()
            and not after.isalnum()
            and body[0].isalnum()
            and body[-1].isalnum()
        ):
            if run.bold:
                marked = f"**{marked}**"
            if run.italic:
                marked = f"*{marked}*"
            if run.struck:
                marked = f"~~{marked}~~"
        pieces.append(lead + marked + tail)
    return "".join(pieces)


def _linked(text: str, href: str) -> str:
    target = re.sub(r"[\s<>\\]", "", href)
    if _scheme(target) not in {"http", "https", "mailto"}:
        return escape(text)
    if target == text and "://" in target:
        return f"<{target}>"
    return f"[{escape(text)}](<{target}>)"


def _scheme(url: str) -> str:
    """The scheme of an address in lower case, "" for one that cannot be read."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def _with_links(text: str) -> str:
    """Plain text in which web addresses become links."""
    pieces: list[str] = []
    at = 0
    for match in _URL.finditer(text):
        url = match["url"].rstrip(".,;:!?)]*\u201d\u201c")
        start, end = match.start(), match.start("url") + len(url)
        if match.group().startswith("<") and not match.group().endswith(">"):
            start += 1
        elif match.group().startswith("<") and len(url) == len(match["url"]):
            end = match.end()
        elif match.group().startswith("<"):
            start += 1
        pieces.append(escape(text[at:start]))
        safe = "\\" not in url
        if not safe:
            pieces.append(escape(url))
        else:
            pieces.append(f"<{url}>" if url.lower().startswith("http") else f"[{escape(url)}](<https://{url}>)")
        at = end
    pieces.append(escape(text[at:]))
    return "".join(pieces)
