"""From the document to the website on the command line: render, doubts settled at sending, adopted papers."""

from __future__ import annotations

import hashlib
import io
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pypdfium2
import pytest
from clerk import MEMBERS, SLUG, Clerk
from house import MINUTES
from sqlalchemy import text

from mailflow.cli import main
from mailflow.demo.servers import Servers

DEMO = Path(main.__file__).parents[1] / "demo"
DOUBTFUL = MINUTES.replace("Intet.", "Nøglen er hos Bo, Birkevej 12. Sagen har nummer: 4711 0815.")
PAPER = "# Fokusområder 2026-2028\n\nVedtaget 27. august 2026.\n\n- Ét\n- To\n\nRing på 12 34 56 78.\n"


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    found = Clerk(tmp_path, embedded)
    found.people(MEMBERS)
    return found


def words_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).replace("\r\n", "\n")


def test_render_shows_what_the_website_would_and_says_what_is_left_out(clerk: Clerk, tmp_path: Path) -> None:
    document = DEMO / "referat.docx"
    html = clerk.run("render", document).out
    facts = clerk.json("render", document)
    assert facts["html"] == html
    assert facts["sha256"] == hashlib.sha256(html.encode()).hexdigest()
    assert clerk.run("render", document, "--format", "text").out == facts["text"]
    clerk.run("render", document, "--format", "pdf", "--output", tmp_path / "a.pdf")
    assert "Punktet er lukket." in words_of((tmp_path / "a.pdf").read_bytes())
    explained = clerk.run("render", document, "--explain").out
    assert "tlf. 12 34 56 78” (Telefonnummer)" in explained
    assert "creator: Signe Holk" in explained
    assert clerk.run("render", document, "--keep", "12 34 56 78").out.count("12 34 56 78") == 1
    wrong = clerk.run("render", document, "--remove", "Bøgevangen", expect=65)
    assert "Bøgevangen" in wrong.err


def test_no_round_opens_before_the_doubts_are_settled_and_what_was_said_is_kept(clerk: Clerk) -> None:
    paper = clerk.file(DOUBTFUL, "referat.md")
    refused = clerk.run("minutes", "send", paper, "--yes", expect=65)
    assert "Birkevej 12" in refused.err
    assert "--keep" in refused.err
    sent = clerk.json("minutes", "send", paper, "--yes", "--keep", "4711 0815", "--remove", "Birkevej 12")
    assert [one["what"] for one in sent["kept_in_public_version"]] == ["4711 0815"]
    assert [one["settled"] for one in sent["removed_from_public_version"]] == ["removed"]
    assert sent["attachments"] == ["referat.md", "offentlig-version.pdf"]
    certificate = clerk.run("minutes", "certificate", SLUG).words
    assert "»4711 0815«" in certificate or "“4711 0815”" in certificate
    with clerk.engine().connect() as store:
        html, pdf, raw = store.execute(
            text("select v.public_html, v.public_pdf, l.raw from version v join letter l on l.version_id = v.id")
        ).first()
    (_, public) = message_from_bytes(raw, policy=default).iter_attachments()
    assert public.get_content() == pdf
    assert hashlib.sha256(html.encode()).hexdigest() in pypdfium2.PdfDocument(io.BytesIO(pdf)).get_metadata_value(
        "Keywords"
    )
    assert "Bo, [udeladt]" in words_of(pdf)
    # The corrected version shows what changed, and what was left out before is left out again.
    revised = clerk.file(DOUBTFUL.replace("at rejsekontoen halveres", "at kontoen nedsættes"), "rettet.md")
    clerk.run("minutes", "resolve", SLUG, "--revise", revised)
    with clerk.engine().connect() as store:
        html, marked = store.execute(text("select public_html, marked_pdf from version where number = 2")).first()
    assert "Birkevej" not in html
    assert "4711 0815" in html
    shown = words_of(marked)
    assert "rejsekontoen kontoen" in shown.replace("\n", " ")
    assert "halveres. nedsættes." in shown.replace("\n", " ")


def test_an_adopted_paper_goes_on_the_website_and_comes_down_again(clerk: Clerk) -> None:
    paper = clerk.file(PAPER, "fokus.md")
    before = clerk.json("publish", "paper", paper, "--adopted", "2026-08-27", "--dry-run")
    assert (before["id"], before["title"], before["dry_run"]) == (
        "fokusomraader-2026-2028-2026",
        "Fokusområder 2026-2028",
        True,
    )
    assert clerk.run("publish", "paper", paper, "--adopted", "2026-08-27", expect=65).err
    shown = clerk.json(
        "publish", "paper", paper, "--adopted", "2026-08-27", "--id", "fokus", "--body", "Hovedbestyrelsen", "--yes"
    )
    page = (clerk.folder / "site" / "fokus.html").read_text("utf-8")
    assert shown["html"] in page
    assert "12 34 56 78" not in page
    assert "Vedtaget af Hovedbestyrelsen" in page
    assert "Mødet blev holdt" not in page
    assert "fokus" in clerk.run("publish", "remove", "fokus", "--dry-run").out
    clerk.run("publish", "remove", "fokus")
    assert not (clerk.folder / "site" / "fokus.html").exists()
    clerk.run("publish", "remove", "fokus", expect=66)
    minutes = clerk.file(MINUTES, "referat.md")
    assert "minutes send" in clerk.run("publish", "paper", minutes, "--yes", expect=77).err
