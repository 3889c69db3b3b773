"""Districts: the dated table from the command line, what follows from it for a member, and lists by district and group."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from register import PER_DISTRICT, as_csv, clean
from secretary import EVA, Office, at_work

from mailflow.errors import InputError
from mailflow.parsers.municipalities import MUNICIPALITIES
from mailflow.parsers.regions import REGIONS
from mailflow.store import districts


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    return at_work(tmp_path, store_url)


@pytest.fixture
def full(office: Office) -> Office:
    path = office.folder / "122.csv"
    path.write_bytes(as_csv(clean()))
    office.run("import", path, "--yes")
    return office


def table(office: Office, *rows: str, name: str = "kredse.csv") -> Path:
    path = office.folder / name
    path.write_text("\n".join(["Kommune;Kreds;Fra", *rows, ""]), "utf-8")
    return path


def test_the_table_counts_its_members(full: Office) -> None:
    told = full.json("districts")
    assert {one["district"]: one["members"] for one in told["districts"]} == PER_DISTRICT
    assert [one["municipality"] for one in told["municipalities"]] == list(MUNICIPALITIES)
    assert sum(one["members"] for one in told["municipalities"]) == 122
    shown = full.run("districts")
    assert "Sjælland: 20 members, 17 municipalities" in shown
    assert "Without a district" not in shown


def test_lists_by_district_and_by_group(full: Office) -> None:
    assert len(full.json("list", "--district", "NORDJYLLAND")) == 14
    full.run("edit", "anna-agerholm", "--role", "Valgudvalg")
    assert [one["key"] for one in full.json("list", "--group", "valgudvalg")] == ["anna-agerholm"]
    message = full.run("list", "--district", "Fyn", fails=InputError)
    assert "Nordjylland" in message, "what there is, is named"
    assert "valgudvalg" in full.run("list", "--group", "valgudvaget", fails=InputError)


def test_the_district_follows_from_the_municipality_and_the_day(office: Office) -> None:
    office.load(EVA)
    assert office.json("show", "eva")["district"] is None
    assert office.json("show", "eva")["region"] == "Midtjylland"
    office.run("districts", "set", "odder kommune", "Midt")
    assert office.json("show", "eva")["district"] == "Midt"
    office.run("districts", "set", "Odder", "Øst", "--from", "2026-10-01")
    assert office.json("show", "eva")["district"] == "Midt"
    assert office.json("districts")["to_come"] == [{"municipality": "Odder", "district": "Øst", "from": "2026-10-01"}]
    assert "From 2026-10-01 on: Odder: Øst" in office.run("districts")
    office.now = "2026-10-01T08:00:00+02:00"
    assert office.json("show", "eva")["district"] == "Øst"
    office.run("edit", "eva", "--municipality", "Ærø")
    assert office.json("show", "eva")["district"] is None, "nothing is stored with the person"


def test_the_regions_are_four_from_the_new_year(office: Office) -> None:
    office.load("Eva Holm;;Greve;eva@greve.example;;;HB")
    assert office.json("show", "eva")["region"] == "Sjælland"
    office.now = "2027-01-01T08:00:00+01:00"
    assert office.json("show", "eva")["region"] == "Østdanmark"


def test_a_day_before_the_present_district_is_refused(office: Office) -> None:
    office.run("districts", "set", "Odder", "Midt")
    office.run("districts", "set", "Odder", "Øst", "--from", "2026-09-15")
    assert "2026-09-15" in office.run("districts", "set", "Odder", "Vest", "--from", "2026-09-10", fails=InputError)
    assert "2026-09-15" in office.run("districts", "set", "Odder", "Vest", fails=InputError), "today is earlier, too"


@pytest.mark.parametrize("name", ["Oder Kommune", "Sverige", ""])
def test_only_the_98_have_a_district(office: Office, name: str) -> None:
    message = office.run("districts", "set", name, "Midt", fails=InputError)
    assert name != "Oder Kommune" or "Odder" in message
    assert office.json("districts")["districts"] == []


def test_a_table_is_imported_shown_first_and_twice_changes_nothing(office: Office) -> None:
    rows = [f"{name} Kommune;{region};" for region, names in REGIONS.items() for name in names]
    path = table(office, *rows)
    told = office.json("districts", "import", path, "--dry-run")
    assert (len(told["changes"]), told["applied"], told["findings"]) == (98, False, [])
    assert office.json("districts")["districts"] == []
    assert "--yes" in office.run("districts", "import", path, fails=InputError)
    assert office.json("districts", "import", path, "--yes")["applied"]
    assert office.ask(lambda s: len(districts.table(s, date(2000, 1, 1)))) == 98, "since ever"
    assert office.json("districts", "import", path, "--yes")["changes"] == []


def test_a_workbook_with_days(office: Office) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Kreds", "Kommune", "Fra"], ["Midt", "Odder", "01-01-2020"], ["Øst", "Odder", "1. januar 2027"]):
        sheet.append(row)
    path = office.folder / "kredse.xlsx"
    book.save(path)
    told = office.json("districts", "import", path, "--yes")
    assert [(one["after"], one["from"]) for one in told["changes"]] == [("Midt", "2020-01-01"), ("Øst", "2027-01-01")]
    assert [one["kind"] for one in told["findings"]] == ["municipalities-lacking"]
    assert office.ask(lambda s: districts.table(s, date(2027, 1, 1))) == {"Odder": "Øst"}


def test_every_trouble_of_a_table_is_told_with_its_row_and_nothing_half_done(office: Office) -> None:
    path = table(
        office,
        "Odder;Midt;",
        "Oder;Midt;",
        "Malmø;Syd;",
        "Ærø;;",
        ";Midt;",
        "Odder;Øst;",
        "Odder;Midt;",
        "Vejle;Syd;snart",
    )
    told = office.json("districts", "import", path, "--yes", fails=InputError)
    assert [(one["row"], one["kind"], one["stops"]) for one in told["findings"] if one["row"]] == [
        (3, "municipality-unknown", True), (4, "municipality-none", True), (5, "district-missing", True),
        (6, "municipality-missing", True), (7, "municipality-twice", True), (8, "municipality-twice", False),
        (9, "date-invalid", True),
    ]  # fmt: skip
    assert all(one["remedy"] for one in told["findings"] if one["stops"])
    assert not told["applied"]
    assert office.json("districts")["districts"] == []


@pytest.mark.parametrize(
    ("data", "kind"), [(b"", "empty"), (b"Navn;Mail\nEva;x\n", "no-headings"), (b"Kommune;Kreds\n", "no-rows")]
)
def test_what_is_no_table_is_refused(office: Office, data: bytes, kind: str) -> None:
    path = office.folder / "kredse.csv"
    path.write_bytes(data)
    assert [one["kind"] for one in office.json("districts", "import", path, fails=InputError)["findings"]][0] == kind


def test_add_and_edit_know_telephone_gender_and_the_98(office: Office) -> None:
    told = office.json(
        "add", "--name", "Eva Holm", "--address", "eva@odder.example", "--municipality", "odder kommune",
        "--phone", "+45 12345678", "--gender", "kvinde", "--role", "HB",
    )  # fmt: skip
    assert (told["municipality"], told["phone"], told["gender"]) == ("Odder", "12 34 56 78", "woman")
    shown = office.run("show", "eva")
    assert "Telephone: 12 34 56 78" in shown
    assert "Gender: woman" in shown
    assert "Odder" in office.run("edit", "eva", "--municipality", "Oder Kommune", fails=InputError)
    assert "kvinde" in office.run("edit", "eva", "--gender", "dame", fails=InputError)
    told = office.json("edit", "eva", "--gender", "other", "--phone", "-", "--municipality", "Aarhus")
    assert (told["municipality"], told["phone"], told["gender"]) == ("Aarhus", None, "other")
    assert "gender: other → man" in office.run("edit", "eva", "--gender", "mand")
