"""Every kind of document that can be read, to blocks: those a round can be opened with, and PDF, OpenDocument and HTML.

The file's name says little, its bytes say what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mailflow.documents import Minutes, Removal
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import dates, document, markdown, odt, outline, pdf, sections
from mailflow.parsers.blocks import Block
from mailflow.parsers.outline import Outline

_ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"  # ODF 1.3 part 2, 3.3: the first entry, stored
# A line that may stand above an item: no sentence, no date, no name with a municipality.
_SHORT = re.compile(r"[A-ZÆØÅ][^\n.:,;!()]{2,60}\??")
_ITEM = re.compile(r"(?i:ad|pkt\.?|punkt|dagsordenspunkt)\s*(?i:nr\.?\s*)?\d{1,2}\s*(?:[.):–-]|\s[A-ZÆØÅ])")
_MEETING = re.compile(r"\b(?:\w*referat|dagsorden)\b", re.IGNORECASE)
_HTML = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def read(data: bytes, filename: str) -> tuple[Outline, list[Removal], list[str]]:
    """The outline of a document, what was left out of it, and what is uncertain about its layout (in Danish).

    Raises ``InputError`` as ``document.read`` does, and for PDF and OpenDocument as their readers do.
    """
    blocks, dropped, doubts = _blocks(data, filename)
    document.check_blocks(blocks, filename)
    blocks = _unstacked(blocks)
    found = outline.read(blocks)
    if not found.named:
        titled = _titled(blocks, found)
        found = outline.read(titled) if titled else found
    return found, dropped, doubts


def minutes(data: bytes, filename: str) -> Minutes:
    """The document as ``document.read`` gives it, of PDF, OpenDocument and HTML too. Raises ``InputError`` as ``read`` does."""
    if _is_ours(data, filename):
        return document.read(data, filename)
    found, dropped, layout = read(data, filename)
    return document.of_outline(found, dropped, layout)


def _unstacked(blocks: Sequence[Block]) -> list[Block]:
    """Lines one by one where an item begins in the middle of a paragraph: minutes typed without blank lines."""
    out: list[Block] = []
    for one in blocks:
        lines = one.plain.split("\n")
        texts = one.text.split("\n")
        if (
            one.kind == "text"
            and len(lines) > 1
            and len(lines) == len(texts)
            and any(_ITEM.match(line) for line in lines)
        ):
            out += [
                replace(one, text=text, plain=line) for text, line in zip(texts, lines, strict=True) if line.strip()
            ]
        else:
            out.append(one)
    return out


def _titled(blocks: Sequence[Block], found: Outline) -> list[Block]:
    """The blocks with short lines made headings, where a document of a meeting has no other sign of its items: a line of few
    words without a full stop, above a paragraph. Empty when there are not two such lines."""
    places = [
        place
        for place, (one, below) in enumerate(pairwise(blocks))
        if place >= 2 and place not in found.title_place and one.kind == "text" and _SHORT.fullmatch(one.plain)
        and sections.is_label(one.plain) in {None, sections.Section.CALENDAR}
        and (
            below.kind in {"bullet", "number", "table"} or dates.find(below.plain[:300])
            or below.plain.rstrip().endswith((".", "!", "?", ":"))
        )
    ]  # fmt: skip
    first = next((place for place, one in enumerate(blocks) if _MEETING.search(one.plain)), None)
    if len(places) < 2 or first is None:
        return []
    return [replace(one, kind="heading", level=2) if place in places else one for place, one in enumerate(blocks)]


def _is_ours(data: bytes, filename: str) -> bool:
    """Whether it is of the kinds that a round can be opened with."""
    name = filename.lower()
    if data.startswith(b"PK\x03\x04"):
        return not (_ODT_MARK in data[:200] or name.endswith((".odt", ".ott")))
    return not (data.lstrip()[:5] == b"%PDF-" or name.endswith((".html", ".htm", ".xhtml")) or _HTML.match(_head(data)))


def _blocks(data: bytes, filename: str) -> tuple[list[Block], list[Removal], list[str]]:
    document.check_size(data, filename)
    if _is_ours(data, filename):
        return *document.blocks(data, filename), []
    if data.lstrip()[:5] == b"%PDF-":
        return pdf.read(data)
    if data.startswith(b"PK\x03\x04"):
        return *odt.read(data), []
    text = document.decoded(data, filename)
    if len(text) > document.LONGEST:
        raise InputError(
            _("{filename} is far longer than minutes are.").format(filename=filename), _("Is it the right file?")
        )
    return *markdown.read_html(text), []


def _head(data: bytes) -> str:
    return data[:2000].decode("utf-8", "replace").lstrip("\ufeff")
