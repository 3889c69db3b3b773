"""The public version as an accessible PDF (PDF/UA-1, ISO 14289-1): tagged, with a title, a language and bookmarks.

Typst sets it. The words go to it as data, never as markup, so that nothing in a document can be a command; the layout is
``templates/pdf/document.typ``. The same fragment always gives the same bytes: only the fonts inside typst are used, and no date.

Typst keeps threads: call ``pdf`` through ``confined``.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import typst
from selectolax.lexbor import LexborHTMLParser, LexborNode

DEEPEST = 8  # lists in lists; what lies deeper stands beside the eighth
FOOTERS = {"da": "Side {page} af {pages}", "en": "Page {page} of {pages}"}
REHEARSALS = {
    "da": "[ØVELSE] Dette er en øvelse og ikke et offentliggjort referat.",
    "en": "[REHEARSAL] This is a rehearsal and no published minutes.",
}

Node = dict[str, Any]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {*_HEADINGS, "p", "ul", "ol", "blockquote", "pre", "table"}
# What the fonts surely have: Latin, Greek, Cyrillic, and the signs of ordinary text.
_ORDINARY = re.compile(
    r"[\u0000-\u024f\u0370-\u03ff\u0400-\u045f\u2000-\u206f\u20ac\u2122\u2190-\u2193\u2212\u25a0\u25cf]"
)
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


def pdf(html: str, language: str = "da", *, rehearsal: bool = False) -> bytes:
    """A fragment as ``public_version`` makes it, as a PDF. Its keywords name the fragment by its SHA-256."""
    blocks = blocks_of(html)
    if rehearsal:
        blocks.insert(0, {"k": "note", "b": [{"k": "strong", "b": [{"k": "text", "t": REHEARSALS[language]}]}]})
    return typeset(blocks, title_of(html), (f"sha256:{hashlib.sha256(html.encode()).hexdigest()}",), language)


def title_of(html: str) -> str:
    """The first heading's words; "Referat" for a document without headings."""
    for heading in LexborHTMLParser(html).css("h1, h2, h3, h4, h5, h6"):
        words = " ".join(heading.text(deep=True).split())
        if _visible([{"t": words}]):
            return words[:300]
    return "Referat"


def typeset(
    blocks: Sequence[Node], title: str, keywords: Iterable[str] = (), language: str = "da", *, wide: bool = False
) -> bytes:
    """Blocks as ``blocks_of`` makes them, as a PDF. Characters that no font has are written by their Unicode names.

    ``wide``: on its side. A table may have ``widths``, a number for each column.
    """
    given = {
        "title": title, "keywords": list(keywords), "language": language, "page": FOOTERS[language],
        "blocks": levelled(blocks), "wide": wide,
    }  # fmt: skip
    for spelled in (_as_is, _spelled_signs, _spelled_all):
        try:
            return typst.compile(
                _layout(), format="pdf", pdf_standards=["ua-1"], ignore_system_fonts=True,
                sys_inputs={"document": json.dumps(_mapped(given, spelled), ensure_ascii=False)},
            )  # fmt: skip
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    raise AssertionError("ASCII can be displayed")


@cache
def _layout() -> bytes:
    return resources.files("mailflow").joinpath("templates/pdf/document.typ").read_bytes()


# --- the fragment as data ---------------------------------------------------------------------------------------------


def blocks_of(html: str) -> list[Node]:
    """The fragment's blocks: headings (h), paragraphs (p), lists (ul, ol), tables, quotations and code (pre)."""
    body = LexborHTMLParser(html).body
    return _blocks(body, 0) if body is not None else []


def _blocks(node: LexborNode, depth: int) -> list[Node]:
    out: list[Node] = []
    loose: list[Node] = []  # words that stand in no paragraph
    for child in node.iter(include_text=True):
        if child.tag not in _BLOCKS:
            loose += _inline(child)
            continue
        _paragraph(out, loose)
        loose = []
        if child.tag in _HEADINGS:
            out.append({"k": "h", "level": _HEADINGS[child.tag], "b": _trimmed(_inlines(child))})
        elif child.tag == "p":
            _paragraph(out, _inlines(child))
        elif child.tag == "pre":
            out.append({"k": "pre", "t": child.text(deep=True).strip("\n")})
        elif child.tag == "table":
            out.append(_table(child))
        elif child.tag == "blockquote":
            inner = _blocks(child, depth + 1)
            out += [{"k": "quote", "b": inner}] if depth < DEEPEST else inner
        else:
            out += _list(child, depth)
    _paragraph(out, loose)
    return out


def _paragraph(out: list[Node], words: list[Node]) -> None:
    words = _trimmed(words)
    if words:
        out.append({"k": "p", "b": words})


def _list(node: LexborNode, depth: int) -> list[Node]:
    entries = [_blocks(entry, depth + 1) for entry in node.iter() if entry.tag == "li"]
    if depth >= DEEPEST:
        return [block for entry in entries for block in entry]
    if node.tag == "ol":
        start = node.attributes.get("start") or "1"
        return [{"k": "ol", "start": int(start) if re.fullmatch(r"\d{1,9}", start) else 1, "items": entries}]
    return [{"k": "ul", "items": entries}]


def _table(node: LexborNode) -> Node:
    head: list[list[Node]] = []
    rows: list[list[Node]] = []
    for row in node.css("tr"):
        cells = [{"b": _trimmed(_inlines(cell))} for cell in row.iter() if cell.tag in {"td", "th"}]
        (head if row.parent is not None and row.parent.tag == "thead" else rows).append(cells)
    return table(head, rows)


def table(head: list[list[Node]], rows: list[list[Node]]) -> Node:
    """A table of rows of cells ({"b": words}), each row filled up to the longest."""
    columns = max((len(row) for row in (*head, *rows)), default=1) or 1
    for cells in (*head, *rows):
        cells += [{"b": []} for _ in range(columns - len(cells))]
    return {"k": "table", "columns": columns, "head": head, "rows": rows}


def _inlines(node: LexborNode) -> list[Node]:
    return [piece for child in node.iter(include_text=True) for piece in _inline(child)]


def _inline(node: LexborNode) -> list[Node]:
    if node.tag == "-text":
        words = re.sub(r"\s+", " ", node.text_content or "")
        return [{"k": "text", "t": words}] if words else []
    if node.tag == "br":
        return [{"k": "br"}]
    if node.tag == "code":
        return [{"k": "code", "t": node.text(deep=True)}]
    inner = _inlines(node)
    if node.tag in {"strong", "em", "s"}:
        return [{"k": node.tag, "b": inner}]
    href = node.attributes.get("href") if node.tag == "a" else None
    if href and re.match(r"https?://", href, re.IGNORECASE) and len(href) <= 2000 and any(inner):
        return [{"k": "a", "href": href, "b": inner}]
    return inner


def _trimmed(words: list[Node]) -> list[Node]:
    """Without spaces and breaks at either end, and round the breaks; the source's line ends mean nothing."""
    out = [dict(piece) for piece in words]
    for place, piece in enumerate(out):
        if piece["k"] == "text":
            if place == 0 or out[place - 1]["k"] == "br":
                piece["t"] = piece["t"].lstrip()
            if place == len(out) - 1 or out[place + 1]["k"] == "br":
                piece["t"] = piece["t"].rstrip()
    out = [piece for piece in out if piece["k"] != "text" or piece["t"]]
    while out and out[0]["k"] == "br":
        out.pop(0)
    while out and out[-1]["k"] == "br":
        out.pop()
    return out


def _visible(words: Sequence[Node]) -> bool:
    return any(
        unicodedata.category(character)[0] in "LNPS" for piece in words for character in piece.get("t", "")
    ) or any(_visible(piece["b"]) for piece in words if "b" in piece)


def levelled(blocks: Sequence[Node]) -> list[Node]:
    """Headings without gaps, the first of level 1 (PDF/UA-1, 7.4.2)."""
    above: list[int] = []

    def go(some: Sequence[Node]) -> list[Node]:
        out: list[Node] = []
        for one in some:
            if one["k"] == "h" and not _visible(one["b"]):
                out.append({"k": "p", "b": one["b"]})  # a heading without words is no heading (PDF/UA-1)
            elif one["k"] == "h":
                while above and above[-1] >= one["level"]:
                    above.pop()
                above.append(one["level"])
                out.append({**one, "level": len(above)})
            elif one["k"] in {"ul", "ol"}:
                out.append({**one, "items": [go(entry) for entry in one["items"]]})
            elif one["k"] == "quote":
                out.append({**one, "b": go(one["b"])})
            else:
                out.append(one)
        return out

    return go(blocks)


# --- characters -------------------------------------------------------------------------------------------------------


def _mapped(value: Any, spelled: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return "".join(spelled(character) for character in unicodedata.normalize("NFC", value))
    if isinstance(value, dict):
        return {key: inner if key in {"k", "href"} else _mapped(inner, spelled) for key, inner in value.items()}
    return [_mapped(inner, spelled) for inner in value] if isinstance(value, list) else value


def _as_is(character: str) -> str:
    return character


def _spelled_signs(character: str) -> str:
    if _ORDINARY.match(character):
        return character
    name = unicodedata.name(character, "")
    if name.startswith(_SCRIPTS) or unicodedata.category(character) in {"Mn", "Sm"}:
        return character
    return _named(character)


def _spelled_all(character: str) -> str:
    return character if _ORDINARY.match(character) and unicodedata.category(character)[0] != "C" else _named(character)


def _named(character: str) -> str:
    """A picture sign in words: "[grinning face]"; marks that only choose its looks are nothing."""
    if unicodedata.category(character) in {"Mn", "Cf", "Cc"}:
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
