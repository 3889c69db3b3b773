# ruff: noqa: E501 - patterns are easier read on one line
"""PDF to blocks: letters with places on a page become lines, lines become paragraphs.

A PDF knows no paragraphs and no order of reading; what is guessed about it is a doubt. Repeated heads and feet of pages,
turned text (watermarks) and text too small to read are left out and reported. Files without letters (scans) are refused.
"""

from __future__ import annotations

import ctypes
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from mailflow.documents import Removal
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.parsers import pdflayout
from mailflow.parsers.blocks import Block, Run, block, tidy
from mailflow.parsers.pdflayout import Piece
from mailflow.parsers.plaintext import begins_entry, begins_with_month, numbered

MOST_PAGES = 300
MOST_LETTERS = 1_000_000
SMALLEST = 3.0  # points; smaller letters are not read by anybody

_HYPHEN = "\x02"  # PDFium's sign for a hyphen that ends a line
_HYPHENS = re.compile(r"[\x02\u00ad\u2010\u2011]")
_CUT_WITHIN = re.compile(
    r"(?<=[a-zæøå])[\x02\u00ad]\s*(?=[a-zæøå])(?!(?:og|eller|samt)\b)"
)  # PDFium joins some lines itself
_BULLET = re.compile(r"^[•▪◦‣⁃●○■–*·\uf0b7\u2022o-]\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"^\W*(?:side\s+)?\d{1,3}(?:\s*(?:af|/|of)\s*\d{1,3})?\W*$", re.IGNORECASE)
_HEAD_OR_FOOT = "Sidehoved eller sidefod"


def read(data: bytes) -> tuple[list[Block], list[Removal], list[str]]:
    """Blocks, what was left out, and what is uncertain about the layout (in Danish). Raises ``InputError`` for a PDF that is
    damaged, protected, too long, or has no letters in it."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(
                _("The PDF is protected by a password."), _("Save it without a password and try again.")
            ) from error
        raise InputError(
            _("The PDF is damaged and cannot be read."), _("Save it anew from Word and try again.")
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise InputError(_("The PDF is far longer than minutes are."), _("Is it the right file?"))
        dropped: list[Removal] = []
        doubts: list[str] = []
        pages = [_page(document, number, dropped) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise InputError(
            _("The PDF is damaged and cannot be read."), _("Save it anew from Word and try again.")
        ) from error
    finally:
        document.close()
    _readable(pages)
    pages = _without_heads(pages, dropped)
    ordered = [pdflayout.arrange(page, number, doubts) for number, page in enumerate(pages, 1)]
    return _blocks(ordered), dropped, doubts


def _page(document: pdfium.PdfDocument, number: int, dropped: list[Removal]) -> list[Piece]:
    """The pieces of one page: letters in a row without a wide gap."""
    page = document[number]
    try:
        text = page.get_textpage()
        width, height = page.get_size()
        count = raw.FPDFText_CountChars(text)
        if count > MOST_LETTERS:
            raise InputError(_("The PDF is far longer than minutes are."), _("Is it the right file?"))
        pieces = list(_pieces(text, count))
        text.close()
    finally:
        page.close()
    kept = []
    for piece in pieces:
        words = piece.text.strip()
        if not words:
            continue
        if piece.turned:
            dropped.append(Removal(words, "Drejet tekst (vandmærke)", f"Side {number + 1}"))
        elif piece.size < SMALLEST or piece.right < 0 or piece.left > width or piece.top < 0 or piece.bottom > height:
            dropped.append(Removal(words, "Tekst, som ingen kan se", f"Side {number + 1}"))
        else:
            kept.append(piece)
    return kept


def _pieces(text: pdfium.PdfTextPage, count: int) -> Iterator[Piece]:
    """Letters in a row, cut at line ends, wide gaps and changes of direction."""
    left, right, bottom, top = (ctypes.c_double() for _unused in range(4))
    row: list[tuple[str, float, float, float, float]] = []  # letter, left, right, bottom, top
    size, bold, turned = 0.0, 0, False

    def piece() -> Piece:
        letters = "".join(letter for letter, *_box in row)
        word = next((at for at, (letter, *_box) in enumerate(row) if letter.isspace() and at), len(row)) - 1
        return Piece(
            unicodedata.normalize("NFKC", letters) if re.search("[ﬀ-ﬆ]", letters) else letters,
            min(one[1] for one in row), max(one[2] for one in row), min(one[3] for one in row), max(one[4] for one in row),
            size, bold * 2 > len(row), turned, row[max(0, word)][2] - row[0][1],
        )  # fmt: skip

    for at in range(count):
        letter = chr(raw.FPDFText_GetUnicode(text, at))
        if letter in "\r\n":
            if row:
                yield piece()
            row, bold = [], 0
            continue
        if not raw.FPDFText_GetCharBox(text, at, left, right, bottom, top):
            continue
        own, angle = raw.FPDFText_GetFontSize(text, at), abs(raw.FPDFText_GetCharAngle(text, at))
        scaled = _height(text, at, own)
        askew = 0.05 < angle % 3.14159 < 3.09
        box = (letter, left.value, right.value, bottom.value, top.value)
        if row and (letter != " " and letter == row[-1][0] and abs(box[1] - row[-1][1]) < scaled * 0.08):
            continue  # printed twice to look bold
        if row and (_gap(row, box[1]) > 0.7 * scaled or askew != turned or box[1] < row[0][1] - scaled):
            yield piece()
            row, bold = [], 0
        if not row:
            if letter.isspace():
                continue
            size, turned = scaled, askew
        row.append(box)
        bold += raw.FPDFText_GetFontWeight(text, at) >= 600 or _bold_name(text, at)
    if row:
        yield piece()


def _gap(row: list[tuple[str, float, float, float, float]], left: float) -> float:
    """How far the next letter stands from the last that is no space."""
    return left - next((one[2] for one in reversed(row) if not one[0].isspace()), left)


def _height(text: pdfium.PdfTextPage, at: int, size: float) -> float:
    """The size of a letter on the page: the font's, scaled as the page scales it."""
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text, at, matrix):
        return float(size * (matrix.b**2 + matrix.d**2) ** 0.5) or float(size)
    return float(size)


def _bold_name(text: pdfium.PdfTextPage, at: int) -> bool:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, at, buffer, 128, flags)
    return bool(length) and re.search(rb"bold|black|heavy|semibold|-bd", buffer.value.lower()) is not None


def _readable(pages: Sequence[Sequence[Piece]]) -> None:
    letters = "".join(piece.text for page in pages for piece in page)
    if not re.search(r"\w{2}", letters):
        raise InputError(
            _("The PDF holds no text; it is a picture of one."),
            _("Save the document itself as .docx or PDF from Word and try again."),
        )
    odd = sum(
        unicodedata.category(letter) in {"Co", "Cn", "Cc"} or letter == "\ufffd"
        for letter in letters
        if letter != _HYPHEN
    )
    if odd * 20 > len(letters):
        raise InputError(
            _("The PDF does not say which letters its signs are."),
            _("Save the document itself as .docx and try again."),
        )


def _without_heads(pages: list[list[Piece]], dropped: list[Removal]) -> list[list[Piece]]:
    """Pages without what stands at the same place on most of them, and without page numbers."""
    edges: Counter[tuple[str, int]] = Counter()
    found: list[list[Piece]] = []
    for page in pages:
        ys = sorted({round(piece.bottom) for piece in page})
        outermost = {*ys[:2], *ys[-2:]} if len(ys) > 4 else set(ys[:1])
        found.append([piece for piece in page if round(piece.bottom) in outermost])
        edges.update({(re.sub(r"\d+", "0", piece.text.strip()), round(piece.bottom)) for piece in found[-1]})
    out = []
    for page, edge in zip(pages, found, strict=True):
        repeated = [
            piece for piece in edge
            if len(pages) > 1 and edges[(re.sub(r"\d+", "0", piece.text.strip()), round(piece.bottom))] * 2 > len(pages)
            or (_PAGE_NUMBER.match(piece.text) and (piece is page[0] or piece is page[-1]) and (len(pages) > 1 or "side" in piece.text.lower()))
        ]  # fmt: skip
        dropped += [Removal(piece.text.strip(), _HEAD_OR_FOOT, "", form=True) for piece in repeated]
        gone = {id(piece) for piece in repeated}
        out.append([piece for piece in page if id(piece) not in gone])
    return out


# --- lines to paragraphs -----------------------------------------------------------------------------------------------


@dataclass
class _Paragraph:
    lines: list[pdflayout.Line]

    @property
    def last(self) -> pdflayout.Line:
        return self.lines[-1]


def _blocks(pages: Sequence[Sequence[pdflayout.Line]]) -> list[Block]:
    """Lines in reading order become headings, paragraphs, list entries and tables."""
    lines = [line for page in pages for line in page]
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    heads = sorted({round(line.size, 1) for line in lines if line.size > body * 1.12}, reverse=True)
    leading = _leading(lines)
    out: list[Block] = []
    open_: _Paragraph | None = None
    for line in lines:
        if line.cells:
            if open_:
                out.append(_block(open_, body, heads))
                open_ = None
            out.append(pdflayout.table_of(line))
            continue
        if open_ and _goes_on(open_.last, line, leading):
            open_.lines.append(line)
            continue
        if open_:
            out.append(_block(open_, body, heads))
        open_ = _Paragraph([line])
    if open_:
        out.append(_block(open_, body, heads))
    return _depths([one for one in out if one.plain.strip()])


def _leading(lines: Sequence[pdflayout.Line]) -> float:
    gaps = [before.bottom - line.bottom for before, line in pairwise(lines) if 0 < before.bottom - line.bottom < 60]
    return statistics.median(gaps) if gaps else 14.0


def _goes_on(before: pdflayout.Line, line: pdflayout.Line, leading: float) -> bool:
    """Whether a line goes on with the paragraph of the one before."""
    if abs(before.size - line.size) > 0.6 or before.bold != line.bold:
        return False
    if re.search(r"\b(?:den|d\.)\s+\d{1,2}\.$", before.text) and begins_with_month(line.text):
        return True  # "fredag den 4." / "december 2026"
    if _starts(line.text):
        return False
    across = before.page != line.page or before.column != line.column
    # A word cut at a line's end makes one piece of two lines: its bottom is the lower's.
    gap = before.bottom - line.bottom - leading * len(_CUT_WITHIN.findall(line.text))
    if not across and (gap > leading * 1.35 + 0.5 or gap <= 0):
        return False
    if across and re.search(r"[.!?:]$", before.text):
        return False
    listed = begins_entry(before.text) or begins_entry(line.text)
    if (
        not across
        and not listed
        and _UNENDED.search(before.text)
        and (line.text[:1].islower() or len(before.text) >= 60)
    ):
        return True  # a long line that ends within a sentence
    # The next word would have had room: the line was ended on purpose.
    return not before.right + line.first_word + before.size * 0.3 < before.edge - before.size * 0.5


_UNENDED = re.compile(r"^.{24,}[^\W\d_]{2,}[,]?$")


def _starts(text: str) -> bool:
    return _BULLET.match(text) is not None or numbered(text) is not None


def _block(paragraph: _Paragraph, body: float, heads: Sequence[float]) -> Block:
    first = paragraph.lines[0]
    text = _flow([line.text for line in paragraph.lines])
    bold = all(line.bold for line in paragraph.lines)
    size = round(first.size, 1)
    bullet = _BULLET.match(text)
    if size in heads and len(text) < 200:
        return block("heading", [Run(text)], min(heads.index(size) + 1, 6))
    if bullet:
        return replace(block("bullet", [Run(text[bullet.end() :], bold=bold)]), level=round(first.left))
    typed = numbered(text)
    if typed and not begins_with_month(typed[1]):
        return block("number", [Run(text[len(typed[0]) :].lstrip(), bold=bold)], 0, typed[0])
    return block("text", [Run(text, bold=bold)])


def _flow(lines: Sequence[str]) -> str:
    """Lines joined to a text; a hyphen at a line's end goes where the word was cut, and stays in "børne- og" and "HB-møde"."""
    out = ""
    for line in lines:
        words = tidy(_HYPHENS.sub("-", _CUT_WITHIN.sub("", line))).strip()
        if not out:
            out = words
        elif re.search(r"[a-zæøå]-$", out) and re.match(r"(?!og\b|eller\b|samt\b|/)[a-zæøå]", words):
            out = out[:-1] + words
        elif (
            out.endswith("-")
            and re.search(r"\w-$", out)
            and re.match(r"\w", words)
            and not re.match(r"(?:og|eller|samt)\b", words)
        ):
            out += words
        else:
            out += f" {words}"
    return out


def _depths(blocks: list[Block]) -> list[Block]:
    """Bullets carry their left edge as a level until all are known: then it is their depth."""
    edges = sorted({one.level for one in blocks if one.kind == "bullet"})
    steps: list[int] = []
    for edge in edges:
        if not steps or edge - steps[-1] > 6:
            steps.append(edge)
    return [
        replace(one, level=max((at for at, step in enumerate(steps) if step <= one.level), default=0)) if one.kind == "bullet" else one
        for one in blocks
    ]  # fmt: skip
