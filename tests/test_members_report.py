"""The report on the members: what it counts, what it says of changes, how it is drawn, written and sent; groups, history."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import warnings
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from register import PER_DISTRICT, as_csv, clean
from secretary import BO, EVA, Office, at_work
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from mailflow.errors import InputError, RefusedError
from mailflow.models import Letter, Report
from mailflow.pages import memberreport, sheets
from mailflow.store import people

HOSTILE = [
    "=1+1",
    "+45 12",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://x.example","y")',
    "|calc",
    "%0A=1",
    "Anna = Bo",
]


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    return at_work(tmp_path, store_url)


@pytest.fixture
def full(office: Office) -> Office:
    path = office.folder / "122.csv"
    path.write_bytes(as_csv(clean()))
    office.run("import", path, "--yes")
    return office


def of_municipality(office: Office, name: str) -> str:
    return next(one["key"] for one in office.json("list") if one["municipality"] == name)


def reports(office: Office) -> int:
    return office.ask(lambda s: len(list(s.scalars(select(Report)))))


# --- what it says -----------------------------------------------------------------------------------------------------


def test_a_clean_list_counts_as_it_should(full: Office) -> None:
    told = full.json("report")
    assert {one["name"]: one["members"] for one in told["districts"]} == PER_DISTRICT
    assert {one["name"]: one["members"] for one in told["regions"]} == PER_DISTRICT
    assert (told["members"], told["missing"], told["since"], told["kept"]) == (122, [], None, False)
    shown = full.run("report")
    assert "This is the first report" in shown
    assert "All 98 municipalities have at least one member." in shown
    assert reports(full) == 0, "to look at it is not to have reported"


def test_the_regions_are_those_of_the_day(full: Office) -> None:
    full.run("report", "--keep")
    full.now = "2027-01-01T10:00:00+01:00"
    told = full.json("report")
    regions = {one["name"]: (one["members"], one["before"]) for one in told["regions"]}
    assert regions["Østdanmark"] == (56, 56), "nobody has moved for that"
    assert len(regions) == 4


def test_what_has_changed_since_the_last_report(full: Office) -> None:
    full.run("report", "--keep")
    assert "No changes." in full.run("report")
    gone, mover, renamed = (of_municipality(full, name) for name in ("Ærø", "Samsø", "Læsø"))
    full.now = "2026-10-01T10:00:00+02:00"
    full.run("leave", gone)
    full.run("edit", mover, "--municipality", "Aarhus")
    full.run("edit", renamed, "--address", "ny@laesoe.example", "--role", "Valgudvalg")
    full.run("add", "--name", "Ny Person", "--address", "ny@odder.example", "--municipality", "Odder")
    told = full.json("report")
    assert (told["since"], told["members_before"], told["members"]) == ("2026-09-01", 122, 122)
    assert [one["key"] for one in told["joined"]] == ["ny-person"]
    assert [one["key"] for one in told["left"]] == [gone]
    assert [(one["key"], one["before"], one["municipality"]) for one in told["moved"]] == [(mover, "Samsø", "Aarhus")]
    assert [(one["key"], one["fields"]) for one in told["changed"]] == [(renamed, ["address", "roles"])]
    assert told["missing"] == ["Samsø", "Ærø"]
    counts = {one["name"]: (one["members"], one["before"]) for one in told["districts"]}
    assert counts["Syddanmark"] == (26, 27)
    assert counts["Midtjylland"] == (26, 25)
    shown = full.run("report")
    assert "Ny Person, Odder" in shown
    assert "from Samsø" in shown


def test_what_is_kept_names_nobody(full: Office) -> None:
    full.run("report", "--keep")
    kept = full.ask(lambda s: str(s.scalars(select(Report)).one().data))
    assert "@" not in kept
    assert "Agerholm" not in kept
    key = of_municipality(full, "Ærø")
    number = full.ask(lambda s: next(p.id for p in people.everybody(s) if p.key == key))
    full.run("leave", key)
    full.run("forget", key, "--reason", "ønske", "--yes")
    assert str(number) not in full.ask(lambda s: s.scalars(select(Report)).one().data)["members"]


def test_members_without_a_district_are_counted_apart(office: Office) -> None:
    office.load(EVA, "Kim Ude;;Malmø;kim@malmoe.example;;;")
    told = office.json("report")
    assert told["districts"] == [{"name": None, "members": 2, "before": None}]
    assert {one["name"]: one["members"] for one in told["regions"]} == {"Midtjylland": 1, None: 1}
    assert len(told["missing"]) == 97


# --- the page and the picture -----------------------------------------------------------------------------------------


def test_the_picture_has_a_text_alternative_and_needs_no_colour(full: Office) -> None:
    path = full.folder / "rapport.html"
    full.run("report", "--format", "html", "--output", path)
    page = path.read_text("utf-8")
    tree = LexborHTMLParser(page)
    pictures = tree.css("svg")
    assert len(pictures) == 2
    for picture in pictures:
        assert picture.attributes["role"] == "img"
        named = [tree.css_first(f"#{one}") for one in (picture.attributes["aria-labelledby"] or "").split()]
        assert all(one is not None and one.text() for one in named)
    assert "Hovedstaden: 36, Syddanmark: 27, Midtjylland: 25, Sjælland: 20, Nordjylland: 14" in pictures[0].text()
    lengths = [int(bar.attributes["width"] or 0) for bar in pictures[0].css("rect")]
    assert lengths == [round(380 * count / 36) for count in (36, 27, 25, 20, 14)]
    assert "fill=" not in page, "one colour: what it says is in lengths, names and numbers"
    assert [cell.text() for cell in tree.css("table")[0].css("td")] == ["36", "27", "25", "20", "14"]
    assert not [word for word in ("src=", "<script", "url(", "@import", "href=") if word in page]


def test_names_in_the_page_and_the_letter_are_no_markup(office: Office) -> None:
    office.load(EVA)
    office.run("districts", "set", "Odder", '<b>"Øst" & | *Vest*')
    office.run("report", "--keep")
    page = office.run("report", "--format", "html")
    assert "<b>" not in page
    assert "&lt;b&gt;" in page
    assert '<b>"Øst" & | *Vest*' in office.run("report")


# --- files ------------------------------------------------------------------------------------------------------------


def hostile() -> sheets.Sheet:
    return sheets.Sheet("Fjendtlig", ("Navn", "Tal"), tuple((value, number) for number, value in enumerate(HOSTILE)))


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    page = openpyxl.load_workbook(io.BytesIO(sheets.workbook([hostile()]))).active
    assert isinstance(page, Worksheet)
    cells = [row[0] for row in page.iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * len(HOSTILE)
    assert [cell.value for cell in cells] == [" ".join(value.split()) for value in HOSTILE], "nothing is lost"
    assert [bool(cell.quotePrefix) for cell in cells] == [value != "Anna = Bo" for value in HOSTILE]
    assert [row[1].value for row in page.iter_rows(min_row=2)] == list(range(len(HOSTILE))), "numbers stay numbers"


def test_no_cell_of_a_csv_file_begins_like_a_formula() -> None:
    data = sheets.table(hostile())
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))[1:]
    assert [row[0] for row in rows] == [f"'{' '.join(v.split())}" if v != "Anna = Bo" else v for v in HOSTILE]


def soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def test_exports_open_in_libreoffice_and_nothing_is_computed(full: Office, tmp_path: Path) -> None:
    program = soffice()
    assert program or not os.environ.get("MAILFLOW_TEST_OFFICE"), "LibreOffice has to be here"
    if program is None:
        warnings.warn("LibreOffice is not installed: whether exports open in it was NOT tested", stacklevel=1)
        pytest.skip("LibreOffice is not installed")
    full.run("edit", of_municipality(full, "Ærø"), "--title", "=1+1")
    (tmp_path / "fjendtlig.xlsx").write_bytes(sheets.workbook([hostile()]))
    full.run("list", "--output", tmp_path / "medlemmer.xlsx")
    full.run("list", "--output", tmp_path / "liste.csv")
    full.run("report", "--format", "xlsx", "--output", tmp_path / "rapport.xlsx")
    out = tmp_path / "ud"
    files = [str(tmp_path / name) for name in ("fjendtlig.xlsx", "medlemmer.xlsx", "rapport.xlsx")]
    done = subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to",
         "csv:Text - txt - csv (StarCalc):59,34,76,1", "--outdir", str(out), *files],
        capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr

    def rows(name: str) -> list[list[str]]:
        return list(csv.reader(io.StringIO((out / name).read_text("utf-8")), delimiter=";"))

    assert [row[0] for row in rows("fjendtlig.csv")[1:]] == [" ".join(value.split()) for value in HOSTILE]
    members = rows("medlemmer.csv")
    assert len(members) == 123
    assert "=1+1" in {row[1] for row in members}, "shown as it was written, not as 2"
    assert [row[:2] for row in rows("rapport.csv")[1:]] == [
        [name, str(count)] for name, count in sorted(PER_DISTRICT.items(), key=lambda one: -one[1])
    ]
    assert "'=1+1" in (tmp_path / "liste.csv").read_text("utf-8-sig")


def test_files_of_other_kinds_are_refused(full: Office) -> None:
    assert ".xlsx" in full.run("list", "--output", full.folder / "liste.pdf", fails=InputError)
    assert "--output" in full.run("report", "--format", "xlsx", fails=InputError)
    assert "written" in full.run("report", "--output", full.folder / "nowhere" / "x.html", fails=InputError)


# --- to the board -----------------------------------------------------------------------------------------------------


def letters(office: Office) -> list[bytes]:
    return office.ask(lambda s: [one.raw for one in s.scalars(select(Letter).order_by(Letter.id))])


def test_a_dry_run_shows_the_letter_and_sends_and_keeps_nothing(full: Office) -> None:
    shown = full.run("report", "--send-to", "board", "--dry-run")
    assert "Report on the members" in shown
    assert "█" in shown
    assert "Attached: members-report-2026-09-01.xlsx" in shown
    assert (letters(full), reports(full)) == ([], 0)


def test_it_has_to_be_confirmed(full: Office) -> None:
    assert "--yes" in full.run("report", "--send-to", "board", fails=InputError)
    assert letters(full) == []


def test_it_goes_to_everybody_on_the_board_once(full: Office) -> None:
    told = full.json("report", "--send-to", "board", "--yes")
    assert (len(told["letters"]), told["kept"], reports(full)) == (12, True, 1)
    raws = letters(full)
    assert len(raws) == 12
    mail = message_from_bytes(raws[0], policy=default)
    files = list(mail.iter_attachments())
    assert [one.get_filename() for one in files] == ["members-report-2026-09-01.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(files[0].get_content()))
    assert book.sheetnames[0] == "Members by district"
    html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert "<svg" not in html, "mail programs do not show it"
    assert [cell.text() for cell in LexborHTMLParser(html).css("table")[0].css("tr")[1].css("td")] == [
        "Hovedstaden",
        "36",
        "█" * 20,
    ]
    assert "Hovedstaden | 36 | " in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    full.now = "2026-10-01T10:00:00+02:00"
    assert full.json("report")["since"] == "2026-09-01", "what was sent is the last report"


def test_reports_that_went_are_erased_with_a_person(full: Office) -> None:
    full.json("report", "--send-to", "board", "--yes")
    key = of_municipality(full, "Ærø")
    full.run("leave", key)
    with full.context() as context, context.store.writing() as session:
        for letter in session.scalars(select(Letter)).all()[1:]:
            letter.state = "sent"
    full.run("forget", key, "--reason", "ønske", "--yes")
    assert [bool(raw) for raw in letters(full)] == [True] + [False] * 11, "what waits still goes"


def test_sent_but_not_kept(full: Office) -> None:
    full.json("report", "--send-to", "board", "--yes", "--no-keep")
    assert (len(letters(full)), reports(full)) == (12, 0)


def test_without_a_board_or_an_address_nothing_is_sent(office: Office) -> None:
    office.load("Eva Holm;;Odder;eva@odder.example;;;")
    assert "board" in office.run("report", "--send-to", "board", "--yes", fails=RefusedError)
    assert (letters(office), reports(office)) == ([], 0)


# --- groups and history -----------------------------------------------------------------------------------------------


def test_groups(office: Office) -> None:
    office.load(EVA, BO)
    assert "There is no group" in office.run("groups")
    office.run("edit", "eva", "--role", "Valgudvalg")
    office.run("edit", "bo", "--role", "valgudvalg", "--role", "Redaktion")
    told = [(one["group"], one["count"], [m["key"] for m in one["members"]]) for one in office.json("groups")]
    assert told == [("redaktion", 1, ["bo-soe"]), ("valgudvalg", 2, ["bo-soe", "eva-holm"])]
    assert "valgudvalg (2): Bo Sø, Eva Holm" in office.run("groups")


def test_history_of_a_person_and_of_all(office: Office) -> None:
    office.load(EVA, BO)
    office.run("districts", "set", "Odder", "Midt")
    office.now = "2026-10-01T10:00:00+02:00"
    office.run("edit", "eva", "--municipality", "Aarhus", "--role", "Valgudvalg", "--title", "Chef")
    office.run("edit", "eva", "--address", "eva@aarhus.example")
    office.run("districts", "set", "Aarhus", "Midt")
    office.run("districts", "set", "Aarhus", "Øst", "--from", "2026-11-01")
    office.now = "2026-11-02T10:00:00+01:00"
    office.run("leave", "bo")
    shown = office.run("history", "eva")
    for line in (
        "2026-10-01  Eva Holm [eva-holm]: municipality changed",
        "2026-10-01  Eva Holm [eva-holm]: + role: valgudvalg",
        "2026-10-01  Eva Holm [eva-holm]: title changed",
        "eva@odder.example",
        "2026-11-01  Aarhus: district: + Øst",
    ):
        assert line in shown
    assert "Bo Sø" not in shown
    assert "2026-11-02  Bo Sø [bo-soe]: left" in office.run("history")
    days = [one["day"] for one in office.json("history")]
    assert days == sorted(days)
    assert {one["day"] for one in office.json("history", "--from", "2026-11-01")} == {"2026-11-01", "2026-11-02"}


def test_history_says_nothing_that_was_erased(office: Office) -> None:
    office.load(EVA, BO)
    office.run("edit", "bo", "--address", "bo.ny@ringsted.example")
    office.run("leave", "bo")
    office.run("forget", "bo", "--reason", "ønske", "--yes")
    told = office.run("history", "--json")
    assert "ringsted" not in told.lower()
    assert "Bo Sø" not in told
    assert "forgotten" in told


def test_the_words_of_a_report_are_the_same_in_both_languages() -> None:
    words = memberreport._WORDS
    assert set(words["da"]) == set(words["en"])


def test_every_key_is_documented(full: Office) -> None:
    documented = (Path(__file__).parents[1] / "docs" / "json.md").read_text("utf-8").partition("## members")[2]

    def keys(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    full.run("report", "--keep")
    full.run("districts", "set", "Odder", "Øst", "--from", "2026-12-01")
    full.run("edit", "anna-agerholm", "--role", "Valgudvalg")
    full.run("leave", of_municipality(full, "Ærø"))
    told = [full.json(*words) for words in (["report"], ["history"], ["groups"], ["districts"])]
    told.append(full.json("report", "--send-to", "board", "--dry-run"))
    told.append(full.json("districts", "set", "Ærø", "Øst", "--dry-run"))
    found = set().union(*map(keys, told))
    assert {"fields", "to_come", "kept", "group", "letters"} <= found
    assert {key for key in found if f"`{key}`" not in documented} == set()
