"""Documents of many layouts, in Word, Markdown and text: what kind, whose, when, and which items, as a person reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import edges
import pytest
import word
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.documents import Item, Kind
from mailflow.parsers import dates, document

HERE = Path(__file__).parent / "documents"
TITLE = "Referat af bestyrelsesmøde 5. januar 2026\n\n"
DEMO = Path(__file__).parent.parent / "mailflow" / "demo"

# (kind, body, meeting date, title, items); "#" marks a closed item. Read from the documents by hand.
EXPECTED: dict[str, tuple[Kind, str | None, date | None, str, list[str]]] = {
    "nested-restart.txt": (
        Kind.MINUTES, "Bestyrelsen", date(2026, 3, 12), "Referat af Bestyrelsesmøde 12. marts 2026",
        ["1 Orientering", "1.1 Fra formanden", "1.2 Fra sekretariatet", "2 Regnskab 2025", "3 Aktiviteter", "3.1 Årsmøde",
         "#3.2 Lukket punkt", "3.3 Webinarer", "4 Evt."],
    ),
    "contents-first.txt": (
        Kind.MINUTES, "Hovedbestyrelsen", date(2025, 10, 14), "Referat – Hovedbestyrelsesmøde",
        ["0 Meddelelser", "1 Godkendelse af referat fra sidste møde", '2 "En ny aftale" – hvad nu?',
         "#3 Valg af repræsentant", "4 Evt."],
    ),
    "agenda.txt": (
        Kind.AGENDA, "Hovedbestyrelsen", date(2026, 2, 10), "Dagsorden HB-møde",
        ["1 Meddelelser", "2 INDSATS: Lokale fællesskaber", "3 Mødekalender", "4 Eventuelt"],
    ),
    "paper.txt": (Kind.PAPER, None, None, "Fokusområder 2026-2028", []),
    "note-without-year.txt": (
        Kind.NOTE, None, None, "Møde med direktørforeningen og cheferne i landsdelen", [],
    ),
    "decimal.md": (
        Kind.MINUTES, "Forretningsudvalget", date(2026, 2, 2), "Beslutningsreferat, møde i Forretningsudvalget",
        ["1 Godkendelse af dagsorden", "2 Økonomi", "2.1 Budget", "#2.2 Fortroligt: Forhandling med leverandør", "2.3 Regler",
         "3 Eventuelt"],
    ),
    "bold-lines.md": (
        Kind.MINUTES, "Kredsbestyrelsen", date(2026, 2, 4),
        "Mødereferat – Møde i Kredsbestyrelsen onsdag d. 4/2-2026 kl. 10-12",
        ["1 Velkomst", "2 Nyt fra kredsen", "3 Eventuelt"],
    ),
    "unnumbered.md": (
        Kind.MINUTES, "Repræsentantskabet", date(2026, 5, 7), "Referat fra møde i Repræsentantskabet 2026-05-07",
        [" Valg af dirigent", " Formandens beretning", "# Indkomne forslag (lukket)", " Eventuelt"],
    ),
    "closed-part.txt": (
        Kind.MINUTES, "Bestyrelsen", date(2026, 2, 19), "REFERAT – Bestyrelsesmøde torsdag den 19. februar 2026",
        ["1 Dagsorden", "2 Regnskab", "# Lukkede punkter", "#3 Ansættelse", "#4 Gaver"],
    ),
    "pasted-page.md": (
        Kind.MINUTES, "Hovedbestyrelsen", date(2026, 1, 20), "Referat af møde i Hovedbestyrelsen",
        ["1 Budget", "2 Valg", "3 Evt."],
    ),
}  # fmt: skip


def shown(items: tuple[Item, ...]) -> list[str]:
    return [f"{'#' if item.closed else ''}{item.number} {item.title}" for item in items]


def read(words: str, name: str = "referat.txt"):
    return document.read(words.encode(), name)


@pytest.mark.parametrize("name", EXPECTED)
def test_layouts(name: str) -> None:
    minutes = document.read((HERE / name).read_bytes(), name)
    assert (minutes.kind, minutes.body, minutes.meeting_date, minutes.title, shown(minutes.items)) == EXPECTED[name]


@pytest.mark.parametrize(
    "path", [*(HERE / name for name in EXPECTED), DEMO / "referat.docx"], ids=lambda path: path.name
)
def test_the_markdown_of_a_document_says_the_same_when_it_is_read_again(path: Path) -> None:
    minutes = document.read(path.read_bytes(), path.name)
    again = document.read(minutes.markdown.encode(), "referat.md")
    for part in ("kind", "title", "body", "meeting_date", "items", "markdown", "dates", "doubts"):
        assert getattr(again, part) == getattr(minutes, part), part


def test_no_document_lies_untested() -> None:
    assert {path.name for path in HERE.iterdir()} == set(EXPECTED)


# --- Word -------------------------------------------------------------------------------------------------------------


def test_the_demo_in_word_reads_as_the_demo_in_markdown() -> None:
    from_word = document.read((DEMO / "referat.docx").read_bytes(), "referat.docx")
    from_markdown = document.read((DEMO / "referat.md").read_bytes(), "referat.md")
    assert all(one.form for one in from_word.dropped)  # the author's name
    assert replace(from_word, dropped=()) == from_markdown
    assert shown(from_word.items) == [
        "1 Meddelelser", "1.1 Medlemmer", "1.2 Webinar om beredskab", "1.3 Efterårets møder i andre foreninger",
        "2 Referater fra Hovedbestyrelsens møder", "3 Fokusområder for de næste to år", "4 Udpegning til fora",
        "#5 Lukket punkt: Personsag i sekretariatet", "6 Eventuelt",
    ]  # fmt: skip
    assert (from_word.meeting_date, from_word.body, from_word.doubts) == (date(2026, 8, 27), "Hovedbestyrelsen", ())


def test_the_committed_word_document_is_what_its_builder_writes() -> None:
    made = word.demo((DEMO / "referat.md").read_text("utf-8"))
    assert document.read(made, "referat.docx") == document.read((DEMO / "referat.docx").read_bytes(), "referat.docx")


def test_word_numbers_headings_and_nests_them_by_level() -> None:
    paper = word.new("Referat af bestyrelsesmøde 5. januar 2026")
    for text, depth in (("Økonomi", 0), ("Budget", 1), ("Regnskab", 1), ("Valg", 0), ("Formand", 1)):
        word.numbered(paper, text, depth, list_id=901, style=f"Heading {depth + 1}")
        paper.add_paragraph("Drøftet.")
    assert shown(document.read(word.data(paper), "a.docx").items) == [
        "1 Økonomi", "1.1 Budget", "1.2 Regnskab", "2 Valg", "2.1 Formand",
    ]  # fmt: skip


def test_word_cuts_a_typed_number_into_pieces() -> None:
    paper = word.new("Referat af bestyrelsesmøde 5. januar 2026")
    for number, title in enumerate(("Velkomst", "Lukket punkt", "Evt."), 1):
        paragraph = paper.add_paragraph(" ")
        paragraph.add_run(str(number)).bold = True
        paragraph.add_run(f".\t{title}")
        paper.add_paragraph("Drøftet.")
    assert shown(document.read(word.data(paper), "a.docx").items) == ["1 Velkomst", "#2 Lukket punkt", "3 Evt."]


def test_word_counts_an_empty_numbered_line_and_a_list_begun_anew() -> None:
    paper = word.new("Referat af bestyrelsesmøde 5. januar 2026")
    again = word.restarted(paper, 950)
    for text in ("Velkomst", "", "Økonomi"):
        word.numbered(paper, text)
        paper.add_paragraph("Drøftet." if text else "")
    for text in ("Æbler", "Pærer"):
        word.numbered(paper, text, list_id=again)
    read_ = document.read(word.data(paper), "a.docx")
    assert shown(read_.items) == ["1 Velkomst", "3 Økonomi"]
    assert "1. Æbler\n2. Pærer" in read_.markdown


def test_word_with_changes_comments_and_hidden_text_reads_as_accepted() -> None:
    paper = word.new("Referat af bestyrelsesmøde 5. januar 2026")
    word.numbered(paper, "Budget", bold=True)
    changed = paper.add_paragraph("Bestyrelsen ")
    word.raw(changed, word.deleted("afviste ") + word.inserted("godkendte ") + "<w:r><w:t>budgettet.</w:t></w:r>")
    word.hidden(paper.add_paragraph("Ingen bemærkninger."), "Formanden var sur.")
    commented = paper.add_paragraph("Til orientering.")
    paper.add_comment(commented.runs, text="Skal det med?", author="A", initials="A")
    word.numbered(paper, "Evt.", bold=True)
    minutes = document.read(word.data(paper), "a.docx")
    assert "Bestyrelsen godkendte budgettet." in minutes.markdown
    for gone in ("afviste", "sur", "Skal det med"):
        assert gone not in minutes.markdown
    assert [(removal.what, removal.why) for removal in minutes.dropped if not removal.form] == [
        ("afviste", "Slettet tekst (sporet ændring)"),
        ("Formanden var sur.", "Skjult tekst i dokumentet"),
        ("Skal det med?", "Kommentar i dokumentet"),
    ]


def test_white_words_on_white_paper_are_hidden_and_on_a_colour_they_are_not() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    blue = '<w:shd w:val="clear" w:fill="1F3864"/>'

    def run(words: str, *, dress: str = "") -> str:
        return f"<w:r><w:rPr>{white}{dress}</w:rPr><w:t>{words}</w:t></w:r>"

    def cell(words: str, properties: str) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(words)}</w:p></w:tc>"

    content = word.body(
        f"<w:p><w:r><w:t>Referat</w:t></w:r>{run(' Lønnen er 900')}</w:p><w:p>{run('Kan læses', dress=blue)}</w:p>"
        f"<w:p><w:pPr>{blue}</w:pPr>{run('Kan også læses')}</w:p>"
        f"<w:tbl><w:tr>{cell('Punkt', blue)}{cell('Usynligt', '')}{cell('Ansvarlig', blue)}</w:tr></w:tbl>"
    )
    minutes = document.read(word.package(document=content), "referat.docx")
    assert [one.what for one in minutes.dropped if not one.form] == ["Lønnen er 900 Usynligt"]
    for shown in ("Kan læses", "Kan også læses", "Punkt", "Ansvarlig"):
        assert shown in minutes.markdown


def test_word_hides_by_style_too_and_a_run_may_show_itself_again() -> None:
    styles = (
        f'<w:styles {word.nsdecls("w")}><w:style w:type="paragraph" w:styleId="S"><w:name w:val="Skjult"/>'
        '<w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="T"/>'
        '<w:basedOn w:val="S"/></w:style></w:styles>'
    )
    content = word.body(
        "<w:p><w:r><w:t>Referat af bestyrelsesmøde 5. januar 2026</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>væk</w:t></w:r>'
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>med</w:t></w:r></w:p>'
    )
    minutes = document.read(word.package(document=content, **{"word/styles.xml": styles}), "a.docx")
    assert "med" in minutes.markdown
    assert "væk" not in minutes.markdown


def test_word_in_tables_text_boxes_content_controls_footnotes_and_links() -> None:
    paper = word.new("Referat af bestyrelsesmøde 5. januar 2026")
    word.table(paper, [["Navn", "Kommune"], ["Anna Berg\nBo Dahl", "Skovby"]])
    linked = paper.add_paragraph("Se ")
    word.link(paper, linked, "rammen", "https://www.fkt.example/a_b")
    word.link(paper, linked, " og ondt", "javascript:alert(1)")
    word.raw(
        paper.add_paragraph(),
        "<w:sdt><w:sdtContent><w:r><w:t>Fra et felt.</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>',
    )
    minutes = document.read(word.data(paper), "a.docx")
    assert "| Navn | Kommune |\n| --- | --- |\n| Anna Berg, Bo Dahl | Skovby |" in minutes.markdown
    assert "[rammen](<https://www.fkt.example/a_b>) og ondt" in minutes.markdown
    assert "Fra et felt." in minutes.markdown
    assert "PAGE" not in minutes.markdown


def test_a_word_table_that_is_only_layout_is_read_as_text() -> None:
    paper = word.new("Referat af bestyrelsesmøde 5. januar 2026")
    cell = paper.add_table(rows=1, cols=1).rows[0].cells[0]
    for text in ("Velkomst", "Lukket punkt: Løn", "Evt."):
        cell.add_paragraph(f"{len(cell.paragraphs)}. {text}").runs[0].bold = True
        cell.add_paragraph("Talt om.")
    minutes = document.read(word.data(paper), "a.docx")
    assert [item.title for item in minutes.items if item.closed] == ["Lukket punkt: Løn"]
    assert "|" not in minutes.markdown


# --- items ------------------------------------------------------------------------------------------------------------


def test_a_date_in_a_list_stays_a_date() -> None:
    """CommonMark takes "- 22. september" for a list in a list and would show 22, 23, ..."""
    minutes = read(
        "# Referat 5. januar 2026\n\n- 22. september: Møde\n- 3. november: Møde\n\n3. februar 2027: Møde\n", "a.md"
    )
    for words in ("22\\. september", "3\\. november", "3\\. februar 2027"):
        assert words in minutes.markdown


def test_numbers_that_commonmark_would_count_differently_stay_as_they_are() -> None:
    minutes = read(TITLE + "1. Valg\n\nValgt blev:\n\n1) Anna\n2) Bo\n5) Carla\na) Didrik\n\n2. Evt.\n\nIntet.\n")
    assert "\n1) Anna\n2) Bo\n- 5\\) Carla\n- a) Didrik\n" in minutes.markdown
    assert shown(minutes.items) == ["1 Valg", "2 Evt."]


def test_when_the_count_fits_two_readings_it_is_told() -> None:
    text = TITLE + "1. A\n\nTekst.\n\n2. B\n\n1. B et\n\nTekst.\n\n2. B to\n\nTekst.\n\n3. C\n\nTekst.\n"
    minutes = read(text)
    assert shown(minutes.items) == ["1 A", "2 B", "2.1 B et", "2.2 B to", "3 C"]
    assert any("“C”" in doubt for doubt in minutes.doubts)


def test_when_the_item_in_doubt_may_stand_inside_a_closed_one_it_is_closed_too() -> None:
    text = TITLE + "1. A\n\nTekst.\n\n2. Lukket punkt\n\n1. B et\n\nTekst.\n\n2. B to\n\nTekst.\n\n3. C\n\nTekst.\n"
    assert shown(read(text).items) == ["1 A", "#2 Lukket punkt", "#2.1 B et", "#2.2 B to", "#2.3 C"]


@pytest.mark.parametrize(
    "line",
    ["Lukket punkt", "LUKKET PUNKT.", "(Lukket punkt)", "Fortroligt", "Fortroligt: må ikke offentliggøres", "Punktet er lukket.",
     "Punktet blev behandlet for lukkede døre.", "Ikke-offentligt punkt"],
)  # fmt: skip
def test_a_line_inside_closes_its_item(line: str) -> None:
    minutes = read(
        f"Referat af bestyrelsesmøde 5. januar 2026\n\n1. A\n\nTekst.\n\n2. B\n\n{line}\n\nHemmeligt.\n\n3. C\n\nTekst.\n"
    )
    assert shown(minutes.items) == ["1 A", "#2 B", "3 C"]


@pytest.mark.parametrize(
    ("title", "is_closed"),
    [("Lukket punkt: Løn", True), ("Løn (lukket)", True), ("Løn – lukket", True), ("LUKKET: Løn", True), ("Løn [fortroligt]", True),
     ("Lukket", True), ("Sag for lukkede døre", True), ("Lukkede institutioner", False), ("Fortrolighed i bestyrelsen", False)],
)  # fmt: skip
def test_a_title_closes_its_item(title: str, is_closed: bool) -> None:
    minutes = read(
        f"Referat af bestyrelsesmøde 5. januar 2026\n\n1. A\n\nTekst.\n\n2. {title}\n\nTekst.\n\n3. C\n\nTekst.\n"
    )
    assert [item.closed for item in minutes.items] == [False, is_closed, False]


def test_a_numbered_heading_over_the_closed_items_closes_those_after_it() -> None:
    parts = ["1. Valg", "Bo.", "2. Lukkede punkter", "3. Løn", "Hemmeligt.", "4. Åbne punkter", "5. Evt.", "Intet."]
    assert shown(read(TITLE + "\n\n".join(parts)).items) == [
        "1 Valg", "#2 Lukkede punkter", "#3 Løn", "4 Åbne punkter", "5 Evt.",
    ]  # fmt: skip


def test_headings_forgotten_to_be_made_bold_are_items_all_the_same() -> None:
    text = "**1. Velkomst**\n\nOrd.\n\n2. Lukket punkt\n\nOrd.\n\n**3. Valg**\n\nOrd.\n\n**4. Evt.**\n\nIntet.\n"
    assert shown(read(f"# {TITLE}{text}", "a.md").items) == ["1 Velkomst", "#2 Lukket punkt", "3 Valg", "4 Evt."]


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("tirsdag den 29. august 2023 kl. 13.00-15.00", [(2023, 8, 29, 1, None)]),
        ("fredag d. 8/12-2023 kl. 10-12", [(2023, 12, 8, 4, None)]),
        ("den 17. nov. kl. 13.00–15.00", [(None, 11, 17, None, None)]),
        ("29.08.2023, 29.8.23 og 2023-08-29", [(2023, 8, 29, None, None)] * 3),
        ("26.-27. okt. 2023", [(2023, 10, 26, None, (10, 27))]),
        ("30. nov.-1. dec. 2023", [(2023, 11, 30, None, (12, 1))]),
        ("29. december - 2. januar 2024", [(2023, 12, 29, None, (1, 2))]),
        ("Torsdag/fredag 6-7. maj", [(None, 5, 6, 3, (5, 7))]),
        ("pkt. 1.3, 30-40 sek., 2013/2014, 5.700 SEK, kl. 10.12, tlf. 12.34.56.78", []),
    ],
)
def test_danish_dates(words: str, expected: list[tuple[object, ...]]) -> None:
    assert [(m.year, m.month, m.day, m.weekday, m.last) for m in dates.find(words)] == expected


@pytest.mark.parametrize(
    ("head", "expected", "doubt"),
    [
        ("Referat af møde i HB\n\nDato: 29. august 2023", date(2023, 8, 29), ""),
        ("Referat af møde i HB 2023\n\nTirsdag den 29. august", date(2023, 8, 29), ""),
        ("Referat af møde i HB 29. august 2023\n\nTid og sted\n\nTirsdag den 29. august kl. 13", date(2023, 8, 29), ""),
        ("Referat af møde i HB den 29. august 2023\n\nUdsendt 4. september 2023", date(2023, 8, 29), ""),
        ("Referat af møde i HB\n\nDato: 29. august", None, "hvilket år"),
        ("Referat af møde i HB\n\nDato: onsdag den 29. august 2023", None, "ugedagen og datoen"),
        ("Referat af møde i HB den 29. august 2023\n\nDato: 30. august 2023", None, "flere datoer"),
        ("Referat af møde i HB\n\nDato: 29.-30. august 2023", date(2023, 8, 29), ""),  # two days: dated by the first
        ("Referat af møde i HB\n\nDato: 29. august-5. september 2023", None, "flere datoer"),
        ("Referat af møde i HB\n\nDato: 31. juni 2023", None, "findes ikke"),
        ("Referat af møde i HB", None, "står ikke"),
    ],
)
def test_the_meetings_date_is_certain_or_a_doubt(head: str, expected: date | None, doubt: str) -> None:
    minutes = read(f"{head}\n\n1. Budget\n\nMødet i ministeriet er den 3. marts 2024.\n\n2. Evt.\n\nIntet.\n")
    assert minutes.meeting_date == expected
    assert (doubt in " ".join(minutes.doubts)) if doubt else not minutes.doubts


def test_two_dates_are_offered_as_candidates() -> None:
    minutes = read("Referat af møde i HB den 29. august 2023\n\nDato: 30. august 2023\n\n1. A\n\nTekst.\n")
    assert minutes.dates == (date(2023, 8, 29), date(2023, 8, 30))


@given(st.text(max_size=200))
def test_dates_never_raise_and_are_where_they_say(words: str) -> None:
    for mention in dates.find(words):
        assert words[mention.start : mention.end] == mention.text


# --- any text ----------------------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=25), st.booleans())
def test_any_counting_is_read_and_keeps_every_word(numbers: list[int], loose: bool) -> None:
    between = "\n\nTekst.\n\n" if loose else "\n"
    text = "Referat af bestyrelsesmøde 5. januar 2026\n\n" + between.join(
        f"{n}. Ord{place}" for place, n in enumerate(numbers)
    )
    minutes = read(text)
    for place, number in enumerate(numbers):
        assert f"Ord{place}" in minutes.markdown
        shown_as = {f"{number}. Ord{place}", f"{number}\\. Ord{place}"}
        assert any(line.lstrip("#- ").strip() in shown_as for line in minutes.markdown.split("\n"))


def test_a_long_document_is_read() -> None:
    text = "Referat af bestyrelsesmøde 5. januar 2026\n\n" + "".join(
        f"{n}. Punkt {n}\n\n"
        + "Bestyrelsen drøftede sagen grundigt og længe. " * 60
        + "\n\nBeslutning\n\nGodkendt.\n\n"
        for n in range(1, 90)
    )
    with edges.ends():
        assert len(read(text).items) == 89
