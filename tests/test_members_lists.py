"""A list of 122 as an office keeps it: the clean one counts right, the dirty one is told row by row, and nothing is invented."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from register import PER_DISTRICT, as_csv, as_workbook, clean
from secretary import Office, at_work

from mailflow.errors import InputError
from mailflow.parsers.municipalities import MUNICIPALITIES
from mailflow.store import districts, people

TOTAL = ["I alt", "", "", "", "", "", "122"]


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    return at_work(tmp_path, store_url)


def load(office: Office, data: bytes, name: str, *options: str, fails: type[Exception] | None = None) -> dict:
    path = office.folder / name
    path.write_bytes(data)
    return office.json("import", path, *options, fails=fails)


@pytest.mark.parametrize(
    ("data", "name"),
    [(as_csv(clean()), "liste.csv"), (as_csv(clean(), "cp1252"), "liste.csv"), (as_workbook(clean()), "liste.xlsx")],
    ids=["utf-8", "windows-1252", "excel"],
)
def test_a_clean_list_counts_right_and_twice_changes_nothing(office: Office, data: bytes, name: str) -> None:
    told = load(office, data, name, "--yes")
    assert told["findings"] == []
    assert len(told["joined"]) == 122
    assert len(told["districts"]) == 98

    def counted(session):
        table = districts.table(session, date(2026, 9, 1))
        members = people.everybody(session)
        return Counter(table[person.municipality] for person in members), {person.municipality for person in members}

    per_district, represented = office.ask(counted)
    assert per_district == PER_DISTRICT
    assert represented == set(MUNICIPALITIES)
    assert len(office.board()) == 12
    again = load(office, data, name, "--yes")
    assert (again["joined"], again["changed"], again["districts"], again["unchanged"]) == ([], [], {}, 122)


def dirty() -> list[list[str]]:
    """Trailing blanks everywhere; one trouble a row."""
    rows = [[f"{cell}  " for cell in row] for row in clean()]
    rows[9][4] = rows[3][4]  # row 11: the address of row 5
    rows[19][4] = "a@kommune20.example / b@kommune20.example"
    rows[29][2] = "Albertslund Komune"
    rows[39][2] = "Oddense"
    rows[49][2] = ""
    rows[59][3] = "Midtjylland"  # Middelfart lies in Syddanmark
    rows[69][5] = "ring til Lis"
    rows[79][0] = ""
    rows[89][6] = "bestyrlse"
    return [*rows, TOTAL]


EXPECTED = [
    (11, "address-twice", True), (21, "address-two", True), (31, "municipality-unknown", True),
    (41, "municipality-unknown", True), (51, "municipality-missing", False), (71, "phone-odd", False),
    (81, "name-missing", True), (91, "role-misspelt", True), (124, "total-row", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name"),
    [(as_csv(dirty(), "cp1252"), "liste.csv"), (as_csv(dirty()), "liste.csv"), (as_workbook(dirty()), "liste.xlsx")],
    ids=["windows-1252", "utf-8 with a BOM", "excel"],
)
def test_every_trouble_is_told_with_its_row_and_none_is_invented(office: Office, data: bytes, name: str) -> None:
    told = load(office, data, name, "--dry-run", fails=InputError)
    found = [(one["row"], one["kind"], one["stops"]) for one in told["findings"]]
    assert [one for one in found if one[1] != "district-two"] == EXPECTED
    assert {(row, stops) for row, kind, stops in found if kind == "district-two"} <= {(61, True)}
    assert all(one["remedy"] or not one["stops"] for one in told["findings"])
    by_row = {one["row"]: one for one in told["findings"]}
    assert "Albertslund" in by_row[31]["remedy"]
    assert "Odense" in by_row[41]["remedy"]
    assert office.json("list") == [], "nothing is half imported"


def test_the_table_decides_against_a_list_that_contradicts_it(office: Office) -> None:
    load(office, as_csv(clean()), "liste.csv", "--yes")
    rows = clean()
    rows[59][3] = "Midtjylland"
    told = load(office, as_csv(rows), "liste.csv", "--yes")
    assert [(one["row"], one["kind"], one["stops"]) for one in told["findings"]] == [
        (61, "district-contradicts", False)
    ]
    assert (told["changed"], told["districts"]) == ([], {})


def test_a_merged_cell_belongs_to_all_its_rows(office: Office) -> None:
    rows = clean()[:3]
    rows[1][2] = rows[2][2] = ""
    told = load(office, as_workbook(rows, merge="C2:C4"), "liste.xlsx", "--yes")
    assert [(one["row"], one["kind"], one["stops"]) for one in told["findings"]] == [
        (3, "merged", False),
        (4, "merged", False),
    ]
    assert {one["municipality"] for one in told["joined"]} == {rows[0][2]}


def test_a_heading_that_is_nearly_known_is_asked_about(office: Office) -> None:
    data = as_csv(clean()[:2]).replace(b"Telefon", b"Telefonn")
    told = load(office, data, "liste.csv", "--yes", fails=InputError)
    assert [one["kind"] for one in told["findings"]] == ["column-unsure"]
    told = load(office, data, "liste.csv", "--yes", "--column", "Telefonn=phone")
    assert told["joined"][0]["phone"] == "70 00 00 00"
    load(office, data, "liste.csv", "--yes", "--column", "Telefonn=")
    path = office.folder / "liste.csv"
    assert "phone" in office.run("import", path, "--column", "Telefonn=fax", fails=InputError)


def test_former_members_in_the_list_are_not_brought_back(office: Office) -> None:
    load(office, as_csv(clean()[:2]), "liste.csv", "--yes")
    head = "Navn;Kommune;E-mail;Fra;Til\r\n"
    rows = [
        "Anna Agerholm;Albertslund;medlem1@kommune1.example;1/1-2020;31. juli 2026",
        "Palle Forhen;Odder;palle@odder.example;2001-01-01;2019-05-01",
        "Bo Agerholm;Allerød;medlem2@kommune2.example;2021-03-01;",
    ]
    told = load(office, (head + "\r\n".join(rows)).encode("utf-8-sig"), "liste.csv", "--yes", "--really")
    assert [(one["row"], one["kind"]) for one in told["findings"]] == [(3, "has-left")]
    assert told["joined"] == []
    listed = {one["name"]: (one["joined"], one["left"]) for one in office.json("list", "--all")}
    assert listed == {"Anna Agerholm": ("2020-01-01", "2026-07-31"), "Bo Agerholm": ("2021-03-01", None)}
