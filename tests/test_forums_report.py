"""The revised overview: what has changed is marked, who appoints is plain, and every format says the same."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from secretary import Office, at_work
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from mailflow.cli.forums import command
from mailflow.cli.members import command as members
from mailflow.errors import InputError
from mailflow.models import Letter, Report

LIST = """Forum;Id;Organisation;Plads;Hverv;Udpegningsret;Navn;Kommune;Siden;Til;I stedet for
Byplanrådet;byplanraadet;Byplanhuset;1;medlem;Foreningen;Anna Berg;Odder;1.1.2024;31.12.2027;
;;;2;suppleant;Foreningen;Bo Lund;Vejle;1.1.2024;31.12.2027;Ebba Tranholt
Klimaforum;klimaforum;;1;medlem;KL;Eva Holm;Skive;1.6.2023;31.5.2027;
;;;2;medlem;Forsvarsfællesskabet;Ib Dal;Morsø;;;
Vandpartnerskabet;vandpartnerskabet;;1;medlem;;ledig;;;;
Velfærdsforum;velfaerdsforum;;1;medlem;KL;Ida Sø;Faxe;;31.12.2026;
"""
BOARD = "Navn;E-mail;Rolle\nAnna Berg;anna@odder.example;HB, formand\nBo Lund;bo@vejle.example;HB\n"


@pytest.fixture
def office(tmp_path: Path, store_url: str) -> Office:
    """The list is the register; the last overview was kept the day before."""
    found = replace(at_work(tmp_path, store_url), group=command, now="2026-11-23T10:00:00+01:00")
    (tmp_path / "medlemmer.csv").write_text(BOARD, "utf-8")
    (tmp_path / "liste.csv").write_text(LIST, "utf-8")
    replace(found, group=members).run("import", tmp_path / "medlemmer.csv", "--yes")
    found.run("import", tmp_path / "liste.csv", "--yes")
    assert found.json("report", "--keep")["changes"] == [], "the first says nothing of changes"
    found.now = "2026-11-24T10:00:00+01:00"
    return found


def change_everything(office: Office) -> None:
    office.run("vacate", "klimaforum/2", "--on", "2026-11-01", "--reason", "sygdom")
    office.run("correct", "byplanraadet/2", "--in-place-of", "Ebba Tranholm", "--reason", "oplyst på mødet")
    office.run("retire", "velfaerdsforum", "--on", "2026-11-24")
    office.run("seat", "add", "vandpartnerskabet", "--right", "other", "--right-holder", "Vandforum")
    office.run("edit", "klimaforum", "--notes", "kun til os", "--contact-phone", "12 34 56 78")


def marks(told: dict[str, Any]) -> dict[str, str]:
    return {one["seat"]: one["mark"] for one in told["seats"] if one["mark"]}


def test_what_has_changed_since_the_last_one_is_marked(office: Office) -> None:
    assert (office.json("report")["changes"], marks(office.json("report"))) == ([], {})
    _who_appoints(office)
    change_everything(office)
    told = office.json("report")
    assert told["since"] == "2026-11-23"
    assert marks(told) == {
        "klimaforum/2": "vacated",
        "byplanraadet/2": "corrected",
        "vandpartnerskabet/2": "new",
    }
    assert [one["verb"] for one in told["changes"]] == ["vacated", "corrected", "retired", "seat-added"]
    text = office.run("report")
    assert "Klimaforum, seat 2: Ib Dal has left the seat; it is vacant from 1 November 2026" in text
    assert "corrected: in place of: Ebba Tranholm (before: Ebba Tranholt)" in text
    assert "sygdom" not in text, "why is the secretariat's own"
    assert "kun til os" not in text
    _the_files_for_the_agenda(office)
    office.run("report", "--keep")
    assert office.json("report")["changes"] == [], "that is the last one now"
    assert [one["verb"] for one in office.json("report", "--since", "2026-11-24")["changes"]] == [
        "vacated", "corrected", "retired", "seat-added",
    ]  # fmt: skip
    assert len(office.json("report", "--since", "2026-11-23")["seats"]) == 6


def _who_appoints(office: Office) -> None:
    """It is counted, and stands beside every seat."""
    told = office.json("report")
    assert [(one["right"], one["holder"], one["seats"], one["vacant"]) for one in told["rights"]] == [
        ("association", None, 2, 0), ("kl", None, 2, 0), ("other", "Forsvarsfællesskabet", 1, 0), (None, None, 1, 1),
    ]  # fmt: skip
    page = LexborHTMLParser(office.run("report", "--format", "html"))
    second = [row.css("td")[0].text() for row in page.css("table")[1].css("tbody tr")]
    assert second.count("KL") == 2
    assert second.count("Unclear") == 1
    assert not page.css("script, img, link")


def _the_files_for_the_agenda(office: Office) -> None:
    """They say what the page says."""
    for form in ("docx", "pdf", "xlsx"):
        office.run("report", "--format", form, "--output", office.folder / f"r.{form}")
    word = docx.Document(str(office.folder / "r.docx"))
    assert word.core_properties.title == "Appointments, Tuesday 24 November 2026"
    table = word.tables[1]
    assert len(table.rows) == 7
    rows = {row.cells[0].text: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["Klimaforum, seat 2 (medlem)"][-1] == "VACANT"
    assert "tblHeader" in table.rows[0]._tr.xml, "readers' aids know the head"
    pdf = pypdfium2.PdfDocument(office.folder / "r.pdf")
    words = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "Klimaforum, seat 2" in words
    assert pdf[0].get_width() > pdf[0].get_height(), "on its side"
    assert b"pdfuaid" in (office.folder / "r.pdf").read_bytes()
    sheet = openpyxl.load_workbook(office.folder / "r.xlsx").worksheets[0]
    assert (sheet.max_row, [cell.value for cell in sheet[1]][-1]) == (7, "Changed")


def test_no_cell_is_a_formula_and_no_word_is_markup(office: Office) -> None:
    office.run("correct", "byplanraadet/1", "--name", "=1+1 **<b>Anna</b>**", "--reason", "prøve")
    office.run("report", "--format", "xlsx", "--output", office.folder / "r.xlsx")
    office.run("list", "--output", office.folder / "l.csv")
    sheet = openpyxl.load_workbook(office.folder / "r.xlsx").worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if "Anna</b>" in str(cell.value))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    rows = list(csv.reader(io.StringIO((office.folder / "l.csv").read_text("utf-8-sig")), delimiter=";"))
    assert any(value.startswith("'=1+1") for row in rows for value in row)
    assert "=1+1 **<b>Anna</b>**" in LexborHTMLParser(office.run("report", "--format", "html")).text()
    assert "=1+1 **<b>Anna</b>**" in office.run("report")


def test_it_goes_to_the_board_and_is_the_last_one_then(office: Office) -> None:
    assert "--output" in office.run("report", "--format", "docx", fails=InputError)
    change_everything(office)
    assert "--yes" in office.run("report", "--send", "board", fails=InputError)
    shown = office.run("report", "--send", "board", "--dry-run")
    assert "Udpegninger" in shown or "Appointments" in shown
    told = office.json("report", "--send", "board", "--yes")
    assert (len(told["letters"]), told["kept"]) == (2, True)
    raw = office.ask(lambda session: [one.raw for one in session.scalars(select(Letter))][0])
    files = [one.get_filename() for one in message_from_bytes(raw, policy=default).iter_attachments()]
    assert files == ["appointments-2026-11-24.docx", "appointments-2026-11-24.xlsx"]
    assert office.json("report")["changes"] == []
    kept = office.ask(lambda session: session.scalars(select(Report).order_by(Report.id.desc())).first().data)
    assert set(kept) == {"day", "change"}, "nobody's name is kept with it"


@pytest.mark.skipif(
    not os.environ.get("MAILFLOW_TEST_OFFICE"), reason="MAILFLOW_TEST_OFFICE is not set: not opened in LibreOffice"
)
def test_the_files_open_in_libreoffice(office: Office, tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice has to be here"
    change_everything(office)
    for form in ("docx", "xlsx"):
        office.run("report", "--format", form, "--output", tmp_path / f"r-{form}.{form}")
    for form, target in (("docx", "txt:Text (encoded):UTF8"), ("xlsx", "csv:Text - txt - csv (StarCalc):59,34,76,1")):
        done = subprocess.run(
            [program, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", target,
             "--outdir", str(tmp_path / "ud"), str(tmp_path / f"r-{form}.{form}")],
            capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    words = (tmp_path / "ud" / "r-docx.txt").read_text("utf-8-sig")
    assert "Klimaforum, seat 2" in words
    assert "VACANT" in words
    rows = list(csv.reader(io.StringIO((tmp_path / "ud" / "r-xlsx.csv").read_text("utf-8")), delimiter=";"))
    assert len(rows) == 7
