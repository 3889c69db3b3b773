"""A workbook as rows of cells: what a person sees in an Excel (.xlsx, .xls) or OpenDocument (.ods) sheet, as text.

Dates come as 2026-08-29, whole numbers without a decimal point, formulas as the value last computed. A cell merged over
several rows is seen to belong to all of them: its value is filled in, and ``Table.merged`` says where.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from mailflow.parsers.csvtable import LARGEST, Table

LARGEST_WHOLE = 50_000_000  # octets unpacked; 50,000 members need 20 million
LARGEST_RATIO = 250
_HEAD = 20
_MANY = 200  # columns; a sheet whose whole width is formatted has 16,384


def read(data: bytes, known: Callable[[str], bool]) -> Table:
    """The rows of the visible sheet with most headings in one of its first rows (``known`` tells a heading). Never raises.

    ``trouble`` of the table: too-large, protected, not-workbook (damaged, or something else in a zip), empty.
    """
    if len(data) > LARGEST or (data.startswith(b"PK") and _is_bomb(data)):
        return Table(trouble="too-large")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            one.name for one in book.sheets_metadata
            if one.visible is SheetVisibleEnum.Visible and one.typ is SheetTypeEnum.WorkSheet
        ]  # fmt: skip
        tables = [_table(book.get_sheet_by_name(name)) for name in shown]
    except PasswordError:
        return Table(trouble="protected")
    except (CalamineError, OSError, ValueError):
        return Table(trouble="not-workbook")
    found = max(tables, key=lambda table: _headings(table, known), default=Table())
    return found if found.rows else Table(trouble="empty")


def _is_bomb(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False  # the reader will say that it is damaged
    bomb = any(e.file_size > 1_000_000 and e.file_size > LARGEST_RATIO * max(e.compress_size, 1) for e in entries)
    return bomb or len(entries) > 5000 or sum(entry.file_size for entry in entries) > LARGEST_WHOLE


def _headings(table: Table, known: Callable[[str], bool]) -> int:
    return max((sum(map(known, cells)) for _number, cells in table.rows[:_HEAD]), default=0)


def _table(sheet: CalamineSheet) -> Table:
    values: list[list[object]] = [list(row[:_MANY]) for row in sheet.to_python(skip_empty_area=False)]
    merged: dict[int, str] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        value = _shown(values[top][left]) if top < len(values) and left < len(values[top]) else ""
        if value and bottom > top and left == right:
            for row in range(top + 1, min(bottom + 1, len(values))):
                values[row][left] = value
                merged[row + 1] = value
    rows = []
    for number, line in enumerate(values, 1):
        cells = [_shown(value) for value in line]
        while cells and not cells[-1]:
            cells.pop()
        if any(cell.strip() for cell in cells):
            rows.append((number, tuple(cells)))
    return Table(tuple(rows), encoding="workbook", merged=tuple(merged.items()))


def _shown(value: object) -> str:
    match value:
        case str():
            return value
        case bool():
            return "ja" if value else "nej"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time(0):
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
    return str(value)
