"""Every kind of document that can be read, to blocks: those a round can be opened with, and PDF, OpenDocument and HTML.

The file's name says little, its bytes say what it is.
"""

from __future__ import annotations

import re

from mailflow.documents import Minutes, Removal
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import arranged, document, markdown, odt, pdf
from mailflow.parsers.blocks import Block
from mailflow.parsers.outline import Outline

_ODT_MARK = b"mimetypeapplication/vnd.oasis.opendocument.text"  # ODF 1.3 part 2, 3.3: the first entry, stored
_HTML = re.compile(r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)


def read(data: bytes, filename: str) -> tuple[Outline, list[Removal], list[str]]:
    """The outline of a document, what was left out of it, and what is uncertain about its layout (in Danish).

    Raises ``InputError`` as ``document.read`` does, and for PDF and OpenDocument as their readers do.
    """
    blocks, dropped, doubts = _blocks(data, filename)
    document.check_blocks(blocks, filename)
    return arranged.read(blocks), dropped, doubts


def minutes(data: bytes, filename: str) -> Minutes:
    """The document as ``document.read`` gives it, of PDF, OpenDocument and HTML too. Raises ``InputError`` as ``read`` does."""
    if _is_ours(data, filename):
        return document.read(data, filename)
    found, dropped, layout = read(data, filename)
    return document.of_outline(found, dropped, layout)


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
