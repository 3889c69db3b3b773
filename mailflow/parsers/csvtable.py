"""A CSV file as a Danish office saves it: bytes in, rows of cells out (RFC 4180, and what Excel makes of it).

Excel writes windows-1252 or UTF-8 with a BOM and a semicolon, "Unicode text" is UTF-16 with tabs, an old system writes
code page 850, a Mac its own Roman set. Nothing in the file says which: both are read from the content.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

SEPARATORS = (";", ",", "\t", "|")
LARGEST = 20_000_000  # bytes
_HEAD = 20  # records in which the heading row is looked for
_BOMS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # xlsx and ods; xls
_EIGHT_BIT = ("cp1252", "cp850", "mac_roman")
_PLAUSIBLE = frozenset("æøåÆØÅéÉèüÜöÖäÄëáóßñçšž–—’‘”“´§½°…€ \u00a0")
_SEP_LINE = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)
# æøåÆØÅéü written in UTF-8 and read as windows-1252 or Latin-1.
_MOJIBAKE = re.compile("Ã[¦¸¥†˜…©¼\u0086\u0098\u0085]|\ufffd")


@dataclass(frozen=True, slots=True)
class Table:
    """``rows``: the number a spreadsheet shows beside the row, and its cells as they stand; blank rows are left out.

    ``trouble`` is "" or why the file could not be read (to the end): empty, too-large, workbook, not-text, quotes (from
    ``trouble_row`` on; the rows before are there). ``merged``: rows and values that stand in a cell further up (Excel only).
    """

    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    encoding: str = ""
    separator: str = ""
    trouble: str = ""
    trouble_row: int = 0
    merged: tuple[tuple[int, str], ...] = ()


def read(data: bytes, known: Callable[[str], bool]) -> Table:
    """The table in these bytes. ``known`` says whether a cell is a heading one looks for: the separator that gives most
    of them in one row is the file's. Never raises."""
    if len(data) > LARGEST:
        return Table(trouble="too-large")
    if data.startswith(WORKBOOKS):
        return Table(trouble="workbook")
    text, encoding = _decode(data)
    if text is None:
        return Table(trouble="not-text")
    if not text.strip("\ufeff\x00 \t\r\n;,|"):
        return Table(trouble="empty")
    text = text.lstrip("\ufeff")
    said = _SEP_LINE.match(text)
    if said:  # a line for Excel that Excel does not show
        text = text[said.end() :]
        return _split(text, said[1], encoding)
    separator = max(SEPARATORS, key=lambda candidate: _headings(text, candidate, known))  # the first of equals
    return _split(text, separator, encoding)


def garbled(cell: str) -> bool:
    """The letters were already broken when the file was saved: "SÃ¸ren"."""
    return bool(_MOJIBAKE.search(cell))


def _decode(data: bytes) -> tuple[str | None, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding), encoding
    if b"\x00" in data[:2000]:
        # UTF-16 that lost its mark: the zeros of Latin letters stand at every second place.
        even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
        encoding = "utf-16-le" if odd > even else "utf-16-be"
        text = _strict(data, encoding)
        return (text if text is not None and "\x00" not in text else None), encoding
    text = _strict(data, "utf-8")
    if text is not None:
        return (None if "\x00" in text else text), "utf-8"
    # Any byte is a letter in an eight-bit set: take the one in which the letters are those that Danes write.
    candidates = [(found, encoding) for encoding in _EIGHT_BIT if (found := _strict(data, encoding)) is not None]
    return max(candidates, key=lambda pair: _danish(pair[0]))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _danish(text: str) -> float:
    """The share of its non-ASCII characters that Danes write."""
    foreign = [c for c in text if ord(c) > 127]
    return sum(c in _PLAUSIBLE for c in foreign) / max(1, len(foreign))


def _headings(text: str, separator: str, known: Callable[[str], bool]) -> tuple[int, int]:
    """How many headings one looks for stand in the best of the first rows, and how many cells that row has."""
    start = text[:100_000]
    rows = _split(start, separator, "", _HEAD).rows
    return max(((sum(map(known, cells)), len(cells)) for _, cells in rows), default=(0, 0))


def _split(text: str, separator: str, encoding: str, most: int | None = None) -> Table:
    # strict: an unclosed quotation mark would otherwise swallow the rest of the file, members and all.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    number = 0
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                rows.append((number, tuple(cells)))
            if number == most:
                break
    except csv.Error:
        return Table(tuple(rows), encoding, separator, "quotes", number + 1)
    return Table(tuple(rows), encoding, separator)
