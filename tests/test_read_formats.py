# ruff: noqa: E501 - documents
"""Minutes as OpenDocument, PDF and HTML: read like the same minutes in Word, and refused with a reason when they cannot be."""

from __future__ import annotations

import contextlib
from pathlib import Path

import opendocument as odf
import pytest
import typst
import word
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow import confined
from mailflow.errors import InputError
from mailflow.parsers import document, formats, record

TITLE = "Referat af bestyrelsesmøde 5. januar 2026"


def blocks(data: bytes, name: str) -> list[tuple[str, str, str]]:
    outline, _, _ = formats.read(data, name)
    return [(one.kind, one.marker, one.plain) for one in outline.blocks]


def items(data: bytes, name: str) -> list[str]:
    def below(found, depth):
        for one in found:
            yield f"{depth}{'#' if one.closed else ''}{one.number} {one.title} = {one.decision}"
            yield from below(one.items, depth + "-")

    return list(below(record.read(data, name).items, ""))


def pdf(source: str, tmp_path: Path) -> bytes:
    (tmp_path / "a.typ").write_text('#set text(lang: "da")\n' + source, "utf-8")
    # In a process of its own: typst keeps threads, and a process that has run it can no longer be copied (mailflow.confined).
    return confined.run(typst.compile, str(tmp_path / "a.typ"), result=bytes, memory=confined.TYPESETTING)


# --- OpenDocument -----------------------------------------------------------------------------------------------------


def test_opendocument_lists_are_counted_and_nested() -> None:
    nested = '<text:list><text:list-item><text:p><text:span text:style-name="B">Fra formanden</text:span></text:p></text:list-item></text:list>'
    data = odf.data(
        odf.heading(TITLE, 1) + odf.item("Orientering", goes_on=False) + odf.item("Regnskab", nested)
        + odf.said("Drøftet.") + odf.item("Lukket punkt") + odf.said("Hemmeligt.") + odf.said("Beslutning:", "PB") + odf.said("Godkendt.")
    )  # fmt: skip
    assert items(data, "referat.odt") == [
        "1 Orientering = None", "2 Regnskab = None", "-2.1 Fra formanden = None", "#3 Lukket punkt = Godkendt.",
    ]  # fmt: skip


def test_opendocument_with_changes_comments_notes_and_hidden_text_reads_as_accepted() -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info/><text:p>afviste</text:p>'
        "</text:deletion></text:changed-region></text:tracked-changes>"
    )
    body = (
        'Bestyrelsen <text:change text:change-id="c1"/>godkendte<text:s/>budgettet.<text:span text:style-name="H">Formanden var sur.</text:span>'
        "<office:annotation><text:p>Skal det med?</text:p></office:annotation>"
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Se bilag.</text:p></text:note-body></text:note>'
        '<text:line-break/><draw:frame draw:name="Logo"><draw:image/></draw:frame> Enigt.'
    )
    outline, dropped, _ = formats.read(odf.data(odf.heading(TITLE, 1) + changes + odf.said(body)), "referat.odt")
    assert [one.plain for one in outline.blocks] == [
        TITLE,
        "Bestyrelsen godkendte budgettet.[1]\nEnigt.",
        "[1] Se bilag.",
    ]
    assert [(one.what, one.why) for one in dropped] == [
        ("afviste", "Slettet tekst (sporet ændring)"),
        ("Formanden var sur.", "Skjult tekst i dokumentet"),
        ("Skal det med?", "Kommentar i dokumentet"),
        ("Logo", "Billeder og indlejrede filer kommer ikke med"),
    ]


def test_an_opendocument_table_of_people_is_a_table() -> None:
    cells = "".join(
        f"<table:table-row>{''.join(f'<table:table-cell>{odf.said(cell)}</table:table-cell>' for cell in row)}</table:table-row>"
        for row in (("Navn", "Kommune", "Afbud"), ("Anna Berg", "Odder", ""), ("Bo Dahl", "Samsø", "x"))
    )
    data = odf.data(odf.heading(TITLE, 1) + odf.said("Deltagere") + f"<table:table>{cells}</table:table>")
    reading = record.read(data, "referat.odt")
    assert [(one.name, one.municipality) for one in reading.participants] == [("Anna Berg", "Odder")]
    assert [(one.name, one.municipality) for one in reading.regrets] == [("Bo Dahl", "Samsø")]


# --- PDF --------------------------------------------------------------------------------------------------------------

MINUTES = """
#set page(header: [Foreningen Kommunale Topchefer #h(1fr) Referat], footer: context [Side #counter(page).display() af 2])
= Referat af Hovedbestyrelsesmøde 12. marts 2026
Torsdag den 12. marts 2026, kl. 10.00-12.30

*Deltagere*

Birgitte Lauge, Søndervig (formand) \\
Jens Ravnkilde, Nørrekøbing

*1. Orientering*

Formanden orienterede om arbejdet med kommunaldirektørernes og velfærdschefernes rekrutteringsudfordringer, herunder om børne- og
kulturområdet, og om de mange forskellige opgaver, som foreningen har påtaget sig i de senere år.

*Beslutning*

Sekretariatet sender materialet ud.

#pagebreak()
*2. Mødekalender*

#table(columns: 3, [Dato],[Møde],[Sted],[5. maj 2026],[HB-møde],[Odense],[9. juni 2026],[Generalforsamling],[Vejle])

*3. Eventuelt*

Intet.
"""


def test_a_pdf_is_read_without_its_heads_and_feet_and_its_table_is_a_doubt(tmp_path: Path) -> None:
    data = pdf(MINUTES, tmp_path)
    assert items(data, "referat.pdf") == [
        "1 Orientering = Sekretariatet sender materialet ud.", "2 Mødekalender = None", "3 Eventuelt = None",
    ]  # fmt: skip
    reading = record.read(data, "referat.pdf")
    assert (str(reading.date), reading.start, reading.end, reading.chair) == (
        "2026-03-12",
        "10:00",
        "12:30",
        "Birgitte Lauge",
    )
    assert [(str(one.date), one.title, one.place) for one in reading.upcoming] == [
        ("2026-05-05", "HB-møde", "Odense"), ("2026-06-09", "Generalforsamling", "Vejle"),
    ]  # fmt: skip
    assert any("tabel" in doubt.why for doubt in reading.doubts)
    words = " ".join(words for _, _, words in blocks(data, "referat.pdf"))
    assert "Side 1 af 2" not in words
    for whole in ("kommunaldirektørernes", "velfærdschefernes", "rekrutteringsudfordringer", "børne- og kulturområdet"):
        assert whole in words


def test_two_columns_of_a_pdf_are_read_one_after_the_other_and_said(tmp_path: Path) -> None:
    prose = "Bestyrelsen drøftede sagen grundigt og længe og vendte den på alle ledder. " * 14
    source = f"#set page(columns: 2)\n= {TITLE}\n*1. Velkomst*\n\n{prose}\n\n*2. Regnskab*\n\n{prose}\n\n*3. Valg*\n\n{prose}\n\n*4. Evt.*\n\n{prose}"
    data = pdf(source, tmp_path)
    assert [line.split(" =")[0] for line in items(data, "a.pdf")] == ["1 Velkomst", "2 Regnskab", "3 Valg", "4 Evt."]
    assert any("spalter" in doubt.why for doubt in record.read(data, "a.pdf").doubts)


def test_a_watermark_in_a_pdf_is_left_out_and_said(tmp_path: Path) -> None:
    source = f"#set page(background: rotate(-40deg, text(60pt)[UDKAST]))\n= {TITLE}\nMødet blev holdt."
    outline, dropped, _ = formats.read(pdf(source, tmp_path), "a.pdf")
    assert [one.plain for one in outline.blocks] == [TITLE, "Mødet blev holdt."]
    assert [one.what for one in dropped] == ["UDKAST"]


@pytest.mark.parametrize(
    ("source", "words"), [("#rect()", "holds no text"), ("#for n in range(301) [#n #pagebreak()]", "far longer")]
)
def test_a_pdf_that_cannot_be_minutes_is_refused(source: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        record.read(pdf(source, tmp_path), "a.pdf")
    assert words in str(refused.value)
    assert refused.value.remedy


def test_a_round_is_still_opened_with_word_and_text_alone(tmp_path: Path) -> None:
    for name, data in (("a.pdf", pdf("Referat", tmp_path)), ("a.odt", odf.data(odf.said("Referat")))):
        with pytest.raises(InputError, match="does not read"):
            document.read(data, name)


# --- HTML and whatever else -------------------------------------------------------------------------------------------


def test_a_page_of_html_is_read_as_the_same_in_markdown() -> None:
    html = f"<!DOCTYPE html><html><head><title>x</title></head><body><h1>{TITLE}</h1><h2>1. Budget</h2><p>Drøftet.</p><h2>2. Evt.</h2><p>Intet.</p></body></html>"
    markdown = f"# {TITLE}\n\n## 1. Budget\n\nDrøftet.\n\n## 2. Evt.\n\nIntet.\n"
    assert record.read(html.encode(), "referat.html") == record.read(markdown.encode(), "referat.md")
    assert record.read(html.encode(), "-") == record.read(markdown.encode(), "-")


BROKEN = {
    "cut off": (odf.data(odf.said("Referat"))[:200], "a.odt", "damaged"),
    "no content": (word.package(**{"a.txt": "x"}), "a.odt", "damaged"),
    "nesting": (odf.data("<text:section>" * 5000 + "</text:section>" * 5000), "a.odt", "unpacks"),
    "entities": (odf.data("", "").replace(b"x", b"x"), "a.odt", "no text"),
    "password": (odf.data(odf.said("x"), **{"META-INF/manifest.xml": "<m:a xmlns:m='m'><m:encryption-data/></m:a>"}), "a.odt", "password"),
    "no pdf": (b"%PDF-1.7\n...", "a.pdf", "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_refused_with_a_remedy(name: str) -> None:
    data, filename, words = BROKEN[name]
    with pytest.raises(InputError) as refused:
        record.read(data, filename)
    assert words in str(refused.value)
    assert refused.value.remedy


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda tail: b"%PDF-1.4\n" + tail),
        st.text(max_size=300).map(lambda text: f"<html>{text}".encode("utf-8", "replace")),
        st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")),
    ),
    st.sampled_from(["a.pdf", "a.odt", "a.html", "a.docx", "a.md", "a.txt", "-"]),
)
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    with contextlib.suppress(InputError):
        record.read(data, name)
