"""The board's page of a call as files: each opens again and says the same, the picture with its words, and it goes to the board."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import docx
import pypdfium2
import pytest
from calling import Calling
from secretary import Office, at_work
from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import select

from mailflow.cli.forums import command
from mailflow.errors import InputError
from mailflow.models import Letter

WORDS = "Jeg stiller gerne op, for jeg har arbejdet med byplan i ti år."


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Two are willing, the deadline has passed."""
    url = f"sqlite:///{tmp_path / 'mailflow.db'}"
    calling = Calling(url, tmp_path)
    calling.say("Anna Berg", WORDS)
    calling.say("Bo Carstensen", "Jeg stiller gerne op.")
    calling.at("2026-09-12 09:00")
    calling.store.close()
    secretary = replace(at_work(tmp_path, url), now="2026-09-12T10:00:00+02:00")
    for municipality, district in (("Odder", "Midt"), ("Vejle", "Syd"), ("Tønder", "Syd"), ("Køge", "Øst")):
        secretary.run("districts", "set", municipality, district)
    return replace(secretary, group=command)


def made(office: Office, form: str) -> Path:
    file = office.folder / f"side.{form}"
    office.run("candidates", "byplanraadet", "--format", form, "--output", file)
    return file


def test_every_format_says_the_same_and_has_the_picture_in_words(office: Office) -> None:
    page = LexborHTMLParser(made(office, "html").read_text("utf-8"))
    written = {
        "text": office.run("candidates", "byplanraadet"),
        "html": page.text(),
        "docx": "\n".join(one.text for one in docx.Document(str(made(office, "docx"))).paragraphs),
    }
    pdf = pypdfium2.PdfDocument(made(office, "pdf"))
    written["pdf"] = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    for form, words in written.items():
        said = " ".join(words.split())
        for expected in ("Anna Berg", "Bo Carstensen", "Byplanrådet"):
            assert expected in said, form
        assert WORDS in said, form
    assert page.css_first("svg title, img[alt], [role=img][aria-label]") is not None
    with zipfile.ZipFile(made(office, "docx")) as package:
        drawing = package.read("word/document.xml").decode()
        assert any(name.startswith("word/media/") for name in package.namelist())
    assert 'descr="' in drawing
    assert 'descr=""' not in drawing


def test_the_files_need_a_name_and_the_board_gets_both(office: Office) -> None:
    assert "--output" in office.run("candidates", "byplanraadet", "--format", "pdf", fails=InputError)
    assert "--yes" in office.run("candidates", "byplanraadet", "--send", "board", fails=InputError)

    def kinds() -> list[str]:
        return office.ask(
            lambda session: list(session.scalars(select(Letter.kind).where(Letter.kind == "forum-candidates")))
        )

    office.run("candidates", "byplanraadet", "--send", "board", "--dry-run")
    assert kinds() == []
    told = office.json("candidates", "byplanraadet", "--send", "board", "--yes")
    assert len(told["letters"]) == len(kinds()) > 1
    raw = office.ask(
        lambda session: session.scalars(select(Letter.raw).where(Letter.kind == "forum-candidates")).first()
    )
    files = [one.get_filename() for one in message_from_bytes(raw, policy=default).iter_attachments()]
    assert [Path(name).suffix for name in files] == [".docx", ".pdf"]


def test_nobody_is_appointed_unconfirmed(office: Office) -> None:
    order = ("appoint", "byplanraadet", "Anna Berg", "--decided", "2026-09-12")
    assert "--yes" in office.run(*order, fails=InputError)
    assert office.json("show", "byplanraadet")["seats"][0]["holder"] is None
    assert "Anna Berg" in office.run(*order, "--dry-run")
    assert office.json("show", "byplanraadet")["seats"][0]["holder"] is None
    office.run(*order, "--yes")
    assert office.json("show", "byplanraadet")["seats"][0]["holder"]["name"] == "Anna Berg"


@pytest.mark.skipif(
    not os.environ.get("MAILFLOW_TEST_OFFICE"), reason="MAILFLOW_TEST_OFFICE is not set: not opened in LibreOffice"
)
def test_the_document_opens_in_libreoffice(office: Office, tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    assert program, "LibreOffice has to be here"
    done = subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profil", "--headless", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", str(tmp_path / "ud"), str(made(office, "docx"))],
        capture_output=True, text=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert WORDS in (tmp_path / "ud" / "side.txt").read_text("utf-8-sig")
