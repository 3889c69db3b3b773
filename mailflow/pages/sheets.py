"""Tables as files for Excel and LibreOffice. What stands in a cell is what was meant: text never becomes a formula.

Names, titles and addresses come from lists that others have written. A cell that begins with = + - @, a tab or a line end
would be run by the program that opens it (OWASP, "CSV injection"). In a workbook such a cell is written as a string and
marked as quoted (ECMA-376 part 1, 18.8.45 xf, quotePrefix); in CSV, which knows no types, an apostrophe stands before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from mailflow.letters.markdown import one_line

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_WIDEST = 60  # characters
_LONGEST = 32_767  # characters in a cell (Excel's limit)

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """``title`` up to 31 characters. Numbers stay numbers; everything else is text in one line."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """An .xlsx file: headings in bold that stay in sight, columns as wide as what is in them."""
    book = Workbook()
    book.remove(book.active)
    for one in sheets:
        page = book.create_sheet(one.title[:31])
        for row, values in enumerate((one.head, *one.rows), 1):
            for column, value in enumerate(values, 1):
                cell = page.cell(row, column)
                _write(cell, value)
                if row == 1:
                    cell.font = Font(bold=True)
        page.freeze_panes = "A2"
        for column in range(1, len(one.head) + 1):
            cells = [str(row[column - 1] or "") for row in (one.head, *one.rows) if len(row) >= column]
            page.column_dimensions[get_column_letter(column)].width = min(max(map(len, cells)) + 2, _WIDEST)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: Cell, value: Value) -> None:
    if isinstance(value, int):
        cell.value = value
        return
    text = _text(value)
    if text:
        cell.value = text
        cell.data_type = "s"  # whatever openpyxl has guessed from a first "="
        cell.quotePrefix = text.startswith(_RUNS)


def table(one: Sheet) -> bytes:
    """A .csv file as Danish Excel opens it: UTF-8 with a BOM, semicolons, CRLF."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in (one.head, *one.rows):
        writer.writerow([value if isinstance(value, int) else _harmless(_text(value)) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _text(value: Value) -> str:
    return one_line(value or "")[:_LONGEST]


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_RUNS) else text
