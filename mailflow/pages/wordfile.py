"""A document as a Word file (.docx): real headings, lists and tables, so that it can go into an agenda and be edited there.

The words go in as text runs: nothing in them becomes a field, a link or markup (ECMA-376 part 1, 17.3.2.25 and 17.3.3.31).
Tables say which row is their head (17.4.49 tblHeader), for readers' aids and for every page they go on to, and no row is broken
between two pages (17.4.6 cantSplit).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt

from mailflow.letters.markdown import one_line
from mailflow.pages import blocks
from mailflow.pages.blocks import Block, Heading, Listing, Paragraph, Picture, Table

_LANGUAGES = {"da": "da-DK", "en": "en-GB"}


def document(content: Sequence[Block], title: str, language: str, made: datetime, *, wide: bool = False) -> bytes:
    """The file; ``wide``: on its side, for tables of many columns. ``made`` is the day that it says it was made."""
    word = Document()
    _set_up(word, title, language, made, wide=wide)
    for one in content:
        match one:
            case Heading(level, words):
                word.add_heading(one_line(words), level=min(level, 9))
            case Paragraph(words):
                word.add_paragraph(one_line(words))
            case Listing(entries):
                for entry in entries:
                    word.add_paragraph(one_line(entry), style="List Bullet")
            case Table():
                _table(word, one)
            case Picture(alt=alt, png=png):
                _picture(word, png, alt)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _set_up(word: Word, title: str, language: str, made: datetime, *, wide: bool) -> None:
    properties = word.core_properties
    properties.title, properties.language = one_line(title)[:255], _LANGUAGES[language]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = made.replace(tzinfo=None, microsecond=0)
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(10.5)
    told = OxmlElement("w:lang")
    told.set(qn("w:val"), _LANGUAGES[language])
    style.element.get_or_add_rPr().append(told)
    page = word.sections[0]
    page.page_width, page.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    page.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)


def _picture(word: Word, png: bytes, alt: str) -> None:
    """As wide as the page has room, with its text alternative (20.4.2.5 docPr, descr)."""
    page = word.sections[0]
    room = int(page.page_width or 0) - int(page.left_margin or 0) - int(page.right_margin or 0)
    shape = word.add_picture(io.BytesIO(png))
    high, wide = int(shape.height), int(shape.width)
    share = min(room / wide, int((page.page_height or 0) * 0.75) / high, 1.0)
    shape.width, shape.height = Emu(int(wide * share)), Emu(int(high * share))
    shape._inline.docPr.set("descr", one_line(alt))


def _table(word: Word, one: Table) -> None:
    table = word.add_table(rows=1 + len(one.rows), cols=len(one.head), style="Table Grid")
    cells = table._cells  # by row: asking for one at a time goes through all before it
    shares = blocks.widths(one)
    room = int(word.sections[0].page_width or 0) - 2 * int(word.sections[0].left_margin or 0)
    for place, row in enumerate((one.head, *one.rows)):
        for column, value in enumerate(row):
            cell = cells[place * len(one.head) + column]
            cell.width = Emu(room * shares[column] // sum(shares))
            run = cell.paragraphs[0].add_run(one_line(value))
            run.bold = place == 0 or place - 1 in one.strong
            run.font.size = Pt(9)
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Emu(room * share // sum(shares))
    for place, row in enumerate(table.rows):
        for name in ("w:cantSplit", "w:tblHeader") if place == 0 else ("w:cantSplit",):
            said = OxmlElement(name)
            said.set(qn("w:val"), "true")
            row._tr.get_or_add_trPr().append(said)
