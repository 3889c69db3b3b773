"""A fictional register of 122 members: the 98 municipalities, 36/20/27/25/14 to a district, and the dirt real lists have."""

from __future__ import annotations

import csv
import io

import openpyxl

from mailflow.parsers.regions import REGIONS

HEAD = ["Navn", "Titel", "Kommune", "Kreds", "E-mail", "Telefon", "Rolle(r)"]
MORE = {
    "Hovedstaden": 7,
    "Sjælland": 3,
    "Syddanmark": 5,
    "Midtjylland": 6,
    "Nordjylland": 3,
}  # beside one a municipality
PER_DISTRICT = {"Hovedstaden": 36, "Sjælland": 20, "Syddanmark": 27, "Midtjylland": 25, "Nordjylland": 14}
_FIRST = "Anna Bo Citta Dan Eva Frede Grethe Hans Ida Jens Kirsten Leif Mette Niels Oda Poul Rikke Søren Tove Uffe Vibe Åse".split()
_LAST = "Agerholm Bakkær Dalsgård Enghave Fjordlund Højbo Kærvang".split()


def clean() -> list[list[str]]:
    """The rows without the headings. The first twelve are the board, the first of them the chair."""
    places = [(name, district) for district, names in REGIONS.items() for name in names]
    places += [(name, district) for district, names in REGIONS.items() for name in names[: MORE[district]]]
    rows = []
    for number, (municipality, district) in enumerate(places):
        first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST)]
        roles = "bestyrelse, formand" if number == 0 else "bestyrelse" if number < 12 else ""
        address = f"medlem{number + 1}@kommune{number + 1}.example"
        rows.append(
            [f"{first} {last}", "Kommunaldirektør", municipality, district, address, f"{70000000 + number}", roles]
        )
    return rows


def as_csv(rows: list[list[str]], encoding: str = "utf-8-sig", separator: str = ";") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerows([HEAD, *rows])
    return out.getvalue().encode(encoding)


def as_workbook(rows: list[list[str]], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [HEAD, *rows]:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
