"""A document of the secretariat to values: .docx, .md and .txt. The file's name says little, its bytes say what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mailflow.documents import Kind, Minutes, Removal
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import arranged, docx, front, markdown, plaintext
from mailflow.parsers.blocks import Block, tidy
from mailflow.parsers.outline import Outline

LARGEST = 20 * 1024 * 1024  # bytes of a file
LONGEST = 1_000_000  # characters of a text; a long year's minutes are a tenth of it
MOST_BLOCKS = 20_000
MARKDOWN_NAMES = (".md", ".markdown", ".mdown")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: a .doc, or a .docx with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 1.3.2


def read(data: bytes, filename: str) -> Minutes:
    """What the document says, as far as it is certain.

    Raises ``InputError`` for a file that is empty, larger than ``LARGEST``, damaged, protected, no text, or of a kind that is
    not read, with what to do about it. Doubts about what it says are no error: they are in the result.
    """
    return of_outline(*read_outline(data, filename))


def of_outline(found: Outline, dropped: Sequence[Removal], layout: Sequence[str] = ()) -> Minutes:
    """What an outline says; ``layout`` is what is uncertain about how the document was laid out (in Danish)."""
    head = front.read(found)
    # Numbered thoughts in a paper are no items of an agenda.
    items = found.items if head.kind in {Kind.MINUTES, Kind.AGENDA} else tuple(i for i in found.items if i.closed)
    return Minutes(
        kind=head.kind,
        title=found.title,
        body=head.body,
        meeting_date=head.meeting_date,
        items=items,
        markdown=found.markdown,
        dates=head.dates,
        doubts=(*head.doubts, *layout),
        dropped=_together(dropped),
    )


def read_outline(data: bytes, filename: str) -> tuple[Outline, list[Removal]]:
    """The outline of the document, and what the file holds beside its text. Raises as ``read`` does."""
    found, dropped = blocks(data, filename)
    check_blocks(found, filename)
    return arranged.read(found), dropped


def check_blocks(blocks: Sequence[Block], filename: str) -> None:
    """Raises ``InputError`` for a document without words, and one that is far too long."""
    if not any(block.plain.strip() for block in blocks):
        raise InputError(
            _("{filename} holds no text.").format(filename=filename),
            _("If it is a scanned picture, save the document itself as .docx and try again."),
        )
    if len(blocks) > MOST_BLOCKS or sum(len(block.plain) for block in blocks) > LONGEST:
        raise InputError(
            _("{filename} is far longer than minutes are.").format(filename=filename), _("Is it the right file?")
        )


def check_size(data: bytes, filename: str) -> None:
    """Raises ``InputError`` for an empty file, and one larger than ``LARGEST``."""
    if not data.strip(b"\0 \t\r\n"):
        raise InputError(_("{filename} is empty.").format(filename=filename), _("Is it the right file?"))
    if len(data) > LARGEST:
        raise InputError(
            _("{filename} is larger than {size} MB.").format(filename=filename, size=LARGEST // 2**20),
            _("Take the pictures out, or copy the text into a new document."),
        )


def blocks(data: bytes, filename: str) -> tuple[list[Block], list[Removal]]:
    """The blocks of a .docx, .md or .txt, and what the file holds beside its text. Raises as ``read`` does."""
    check_size(data, filename)
    name = filename.lower()
    if data.startswith(b"PK\x03\x04"):
        if name.endswith((".odt", ".ods", ".odp", ".xlsx", ".pptx", ".zip", ".epub", ".pages")):
            raise _not_read(filename)
        return docx.read(data)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise InputError(
                _("{filename} is protected by a password.").format(filename=filename),
                _("Save it without a password and try again."),
            )
        raise InputError(
            _("{filename} is in Word's old format (.doc).").format(filename=filename),
            _("Open it in Word, save it as .docx and try again."),
        )
    if data.lstrip()[:5] in {b"%PDF-", b"{\\rtf"} or name.endswith((".pdf", ".rtf", ".odt", ".doc", ".docx", ".docm")):
        raise _not_read(filename)
    text = decoded(data, filename)
    if len(text) > LONGEST:
        raise InputError(
            _("{filename} is far longer than minutes are.").format(filename=filename), _("Is it the right file?")
        )
    if name.endswith(MARKDOWN_NAMES) or markdown.looks_like_markdown(text):
        return markdown.read(text)
    return plaintext.read(text), []


def _not_read(filename: str) -> InputError:
    return InputError(
        _("{filename} is of a kind that mailflow does not read.").format(filename=filename),
        _("Save the minutes as .docx in Word (or as .md or .txt) and try again; a PDF cannot be read yet."),
    )


def decoded(data: bytes, filename: str) -> str:
    """The text in UTF-8 or UTF-16 (by its mark), or else as Windows writes Danish (windows-1252)."""
    encodings = ["utf-16"] if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ["utf-8-sig", "windows-1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # A text has words and few control characters; pictures and programs have neither.
        strange = sum(1 for character in text if character < " " and character not in "\t\n\r\f\v")
        if strange * 100 <= len(text):
            return text.replace("\0", "")
    raise InputError(
        _("{filename} is neither a Word document nor a text.").format(filename=filename),
        _("Save the minutes as .docx in Word (or as .md or .txt) and try again."),
    )


def _together(dropped: Sequence[Removal]) -> tuple[Removal, ...]:
    """Removals that follow each other for the same reason are one: Word cuts hidden and deleted text into small pieces."""
    whole: list[Removal] = []
    for removal in dropped:
        if whole and whole[-1].why == removal.why and removal.why.startswith(("Slettet", "Skjult tekst")):
            whole[-1] = replace(whole[-1], what=re.sub(r"\s+", " ", f"{whole[-1].what} {tidy(removal.what)}"))
        else:
            whole.append(replace(removal, where=removal.where or "Dokumentet"))
    return tuple(whole)
