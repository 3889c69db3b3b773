"""Word documents for the tests, built with python-docx, and with the XML it has no words for: changes, comments, lists.

Run as a program it writes the demo's document: ``python tests/word.py mailflow/demo/referat.docx``.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

DEMO = Path(__file__).parent.parent / "mailflow" / "demo"
_NUMBERED = 900  # above the list ids of python-docx's own template


def new(title: str | None = None) -> Document:
    """An empty document with two lists of ours: 900 = "1." and "1." below, 901 = "1." and "1.1" below."""
    document = docx.Document()
    document.core_properties.author = "Signe Holk"
    document.core_properties.created = document.core_properties.modified = datetime(2026, 8, 28, 9, 0)
    numbering = document.part.numbering_part.element
    for number, texts in ((_NUMBERED, ("%1.", "%2.", "%3)")), (_NUMBERED + 1, ("%1.", "%1.%2", "%1.%2.%3"))):
        levels = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
            for depth, text in enumerate(texts)
        )
        abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{levels}</w:abstractNum>')
        numbering.insert(0, abstract)
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
    if title is not None:
        document.add_heading(title, 0)
    return document


def numbered(document: Document, text: str, depth: int = 0, *, list_id: int = _NUMBERED, style: str | None = None,
             bold: bool = False) -> Paragraph:  # fmt: skip
    """A paragraph that Word numbers by itself."""
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run(text).bold = bold or None
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')
    )
    return paragraph


def another_list(document: Document, list_id: int) -> int:
    """A list of its own, as Word makes for a numbered paragraph that goes on with no other."""
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}">{level}</w:abstractNum>'))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>')
    )
    return list_id


def restarted(document: Document, list_id: int, like: int = _NUMBERED) -> int:
    """The same list begun anew ("start at 1")."""
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{like}"/><w:lvlOverride w:ilvl="0">'
            f'<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        )
    )
    return list_id


def raw(paragraph: Paragraph, xml: str) -> None:
    """Append WordprocessingML to a paragraph: ``<w:ins>…``, ``<w:del>…``."""
    namespaces = nsdecls("w", "r")
    for element in parse_xml(f"<w:p {namespaces}>{xml}</w:p>"):
        paragraph._p.append(element)


def inserted(text: str) -> str:
    return f'<w:ins w:id="1" w:author="A"><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:ins>'


def deleted(text: str) -> str:
    return f'<w:del w:id="2" w:author="A"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def link(document: Document, paragraph: Paragraph, text: str, url: str) -> None:
    target = document.part.relate_to(url, docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    raw(paragraph, f'<w:hyperlink r:id="{target}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')


def table(document: Document, rows: Iterable[Iterable[str]], *, header: bool = True) -> None:
    rows = [list(row) for row in rows]
    made = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(made.add_row().cells, row, strict=True):
            cell.text = words
    if header:
        made.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def data(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def package(**parts: str | bytes) -> bytes:
    """A bare package: ``document`` is word/document.xml, other names as given ("word/styles.xml" by ``**{...}``)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr("word/document.xml" if name == "document" else name, content)
    return out.getvalue()


def body(inner: str) -> str:
    """A document.xml around these paragraphs."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {nsdecls("w", "r")}><w:body>{inner}</w:body></w:document>'
    )


def said(text: str) -> str:
    """A paragraph."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _timeless(content: bytes) -> bytes:
    """The same package with one date for all its parts, so that the same document gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for entry in old.infolist():
            fresh.writestr(
                zipfile.ZipInfo(entry.filename, (2026, 8, 28, 9, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED
            )
    return out.getvalue()


def demo(markdown: str) -> bytes:
    """The demo's minutes as a secretary writes them in Word: items numbered by Word, beginning at 1 again below an item."""
    document = new()
    list_id = _NUMBERED
    below = 0
    rows: list[list[str]] = []
    for line in markdown.split("\n") + [""]:
        heading = re.match(r"(#+) (?:\d\. )?(.*)", line)
        if rows and not line.startswith("|"):
            table(document, rows)
            rows = []
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("| ").split("|")]
            if not set(cells[0]) <= set("-"):
                rows.append(cells + [""] * (len(rows[0]) - len(cells) if rows else 0))
        elif line.startswith("# "):
            document.add_heading(line[2:], 0)
        elif re.match(r"## \d\. ", line):
            numbered(document, line.split(". ", 1)[1], bold=True)
            below = 0
        elif re.match(r"### \d\. ", line):
            below = below or another_list(document, list_id := list_id + 10)
            numbered(document, line.split(". ", 1)[1], list_id=below, bold=True)
        elif heading:
            document.add_paragraph().add_run(heading[2]).bold = True
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif re.match(r"\d\. ", line):
            if line.startswith("1. "):
                another_list(document, list_id := list_id + 10)
            numbered(document, line[3:], list_id=list_id)
        elif line:
            words = re.split(r"\[([^\]]+)\]\(([^)]+)\)", line)
            paragraph = document.add_paragraph(words[0])
            for text, url, after in zip(words[1::3], words[2::3], words[3::3], strict=True):
                link(document, paragraph, text, url)
                paragraph.add_run(after)
    return data(document)


def hidden(paragraph: Paragraph, text: str) -> Any:
    run = paragraph.add_run(text)
    run.font.hidden = True
    return run


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(demo((DEMO / "referat.md").read_text("utf-8")))
