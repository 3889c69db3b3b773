"""The public version: nothing private on the website, nothing public lost, nothing that could run in a reader's browser."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import edges
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mailflow.documents import Item, Kind, Minutes, PublicVersion, Removal
from mailflow.errors import InputError
from mailflow.pages.changes import Change, changes
from mailflow.pages.plain import plain_text
from mailflow.pages.public import public_version
from mailflow.parsers import document

HERE = Path(__file__).parent / "documents"
DEMO = Path(__file__).parent.parent / "mailflow" / "demo"
HEAD = (
    "Referat af bestyrelsesmøde 5. januar 2026\n\nTid og sted\n\n{place}\n\nDeltagere\n\n{people}\n\n"
    "1. Budget\n\n{text}\n\n2. Evt.\n\nIntet.\n"
)


def read(words: str, name: str = "referat.txt") -> Minutes:
    return document.read(words.encode(), name)


def public(text: str = "Drøftet.", place: str = "Rådhuset", people: str = "Anna Berg, Skovby") -> PublicVersion:
    return public_version(read(HEAD.format(text=text, place=place, people=people)))


def test_the_demos_public_version_whole() -> None:
    version = public_version(document.read((DEMO / "referat.docx").read_bytes(), "referat.docx"))
    assert version.removals == (
        Removal("Virtuelt link: meet.soendervig.example/fkt-hb", "Link til et onlinemøde", "Tid og sted"),
        Removal("tlf. 12 34 56 78", "Telefonnummer", "Tid og sted"),
        Removal(
            "Hovedbestyrelsen drøftede en medarbejders fratrædelse og vilkårene for den. Beslutning Formanden fik bemyndigelse til"
            " at indgå aftalen.", "Lukket punkt", "5. Lukket punkt: Personsag i sekretariatet",
        ),
    )  # fmt: skip
    assert version.doubts == ()
    for words in (
        "<h1>Referat af møde i Hovedbestyrelsen den 27. august 2026</h1>",
        "<h2>1. Meddelelser</h2>",
        "<h3>1. Medlemmer</h3>",
        "<p>Foreningens Hus, Kanalgade 12, 2. sal, 1999 Søndervig</p>",
        "<th>Forum</th>",
        "<li>Peter Mølholt, Agerskov (deltog i punkt 1-4)</li>",
        '<a href="https://www.fkt.example/fokus" rel="noopener noreferrer">fælles ramme</a>',
        "<h2>5. Lukket punkt: Personsag i sekretariatet</h2>\n<p><em>Punktet er lukket.</em></p>\n<h2>6. Eventuelt</h2>",
        "<h2>Kalender</h2>",
        "Signe Holk, [udeladt]</p>",
    ):
        assert words in version.html


def test_nothing_but_what_was_removed_is_lost() -> None:
    """Every word of the document is on the website, or in the list of removals."""
    for path in [*HERE.iterdir(), DEMO / "referat.docx"]:
        minutes = document.read(path.read_bytes(), path.name)
        version = public_version(minutes)
        words = re.findall(r"\w+", plain_text(f"<p>{LexborHTMLParser(_unmarked(minutes.markdown)).text()}</p>"))
        kept = set(re.findall(r"\w+", version.text + " ".join(removal.what for removal in version.removals)))
        assert [word for word in words if word not in kept] == [], path.name


def _unmarked(markdown: str) -> str:
    return re.sub(r"[\\*|<>]|^#+ |^\s*- |\]\(|-{3}|~~", " ", markdown, flags=re.MULTILINE)


# --- what is private --------------------------------------------------------------------------------------------------

CERTAIN = [
    ("Virtuelt link: meet.skovby.example/anna", "meet.skovby", "Link til et onlinemøde"),
    (
        "Mød op på https://teams.microsoft.com/l/meetup-join/19%3ameeting_x?context=y inden kl. 10.",
        "meetup-join",
        "Link til et onlinemøde",
    ),
    ("Vi ses på https://eu01web.zoom.us/j/12345", "zoom", "Link til et onlinemøde"),
    ("Link til mødet: https://moede.skovby.example/rum/7", "rum/7", "Link til et onlinemøde"),
    ("Se https://fil.skovby.example/a?token=hemmelig", "hemmelig", "Link med adgangskode"),
    ("Møde-id: 123 456 789 012", "456", "Kode til et onlinemøde"),
    ("Adgangskode: aB3xYz", "aB3xYz", "Kode til et onlinemøde"),
    ("Anna Berg, tlf. 12 34 56 78, deltog.", "34 56", "Telefonnummer"),
    ("Mobil: 1234 5678", "5678", "Telefonnummer"),
    ("Ring på 12 34 56 78.", "34 56", "Telefonnummer"),
    ("Ring på +45 12345678.", "12345678", "Telefonnummer"),
    ("Ring på +46 70 123 45 67.", "123 45", "Telefonnummer"),
    ("Skriv til anna.berg@skovby.example.", "skovby.example", "E-mailadresse"),
    ("Skriv til anna (at) skovby.example.", "skovby.example", "E-mailadresse"),
    ("Hendes CPR-nr. er 010190-1234.", "1234", "CPR-nummer"),
    ("Født 010190-xxxx.", "010190", "CPR-nummer"),
    ("Anna bor på Birkevej 12, 2. tv., 4999 Skovby.", "Birkevej", "Privat adresse"),
    ("Deltag i webinaret med kode 551 209.", "551 209", "Kode til et onlinemøde"),
    ("Vi ses på https://meet.example/kreds-nord.", "kreds-nord", "Link til et onlinemøde"),
    ("Bo Dahl bor fra 1. november på Kirkestien 11, 4999 Skovby.", "Kirkestien", "Privat adresse"),
    ("Næste møde er hjemme hos Anna, Gammel Byvej 3.", "Byvej", "Privat adresse"),
]

DOUBTFUL = [
    ("Ring på 12345678.", "12345678"),
    ("Ring på 12-34-56-78.", "12-34-56-78"),
    ("Anna Berg, Birkevej 12, 4999 Skovby", "Birkevej 12, 4999 Skovby"),
    ("Portens kode 44712 er ny.", "kode 44712"),
    ("Nummeret er 0101901234.", "0101901234"),
    ("Se https://fkt.sharepoint.com/sites/hb/plan.docx", "https://fkt.sharepoint.com/sites/hb/plan.docx"),
    ("Se video.skovby.example/rum7", "video.skovby.example/rum7"),
    ("Der blev talt om fortrolige oplysninger.", "fortrolige"),
    ("Se C:\\planer\\hb.docx", "C:\\planer\\hb.docx"),
]

PUBLIC = [
    "Programmet kan læses her - <https://messe.example/program/>",
    "Se www.fkt.example/referater og fkt.example.",
    "CVR 12345678, EAN 5798001234567, sagsnr. 12345678.",
    "Budgettet er 12 345 678 kr., 12.345.678 kr. og 5.700 SEK/3.534 DKK.",
    "I 2024 2025 og den 20240105 var der 97 medlemmer pr. 15. august 2023.",
    "Mødet holdes på rådhuset, Torvegade 3, 1999 Søndervig.",
    "Konferencen 26.-27. okt. 2023 kl. 13.00-15.00, 30-40 sek., pkt. 1-3.",
    "Adgangskoder udleveres ved indgangen.",
    "Overvej 3 muligheder.",
    "Koden er læst af alle 12, og kode 3 blev valgt.",
]


@pytest.mark.parametrize(("text", "secret", "why"), CERTAIN)
def test_what_is_private_goes(text: str, secret: str, why: str) -> None:
    version = public(text)
    assert secret not in version.html
    assert secret not in version.text
    assert [(removal.why, removal.where, removal.certain) for removal in version.removals] == [(why, "1. Budget", True)]


@pytest.mark.parametrize(("text", "secret", "why"), CERTAIN)
def test_private_words_in_bold_in_a_link_in_a_cell_or_heading_go_too(text: str, secret: str, why: str) -> None:
    middle = text.find(secret) + len(secret) // 2
    cut = f"{text[:middle]}**{text[middle : middle + 2]}**{text[middle + 2 :]}"
    for shape in (
        f"- {text}",
        f"> {text}",
        f"| a | b |\n|---|---|\n| x | {text} |",
        f"### {text}",
        f"1. a\n   - {text}",
        cut,
        f"`{text}`",
        f"    {text}",
    ):
        version = public_version(
            read(
                f"# Referat af bestyrelsesmøde 5. januar 2026\n\n## 1. Budget\n\nOrd.\n\n{shape}\n\n## 2. Evt.\n\nIntet.\n",
                "a.md",
            )
        )
        if shape is cut and "**" in version.text:
            continue  # CommonMark does not take these stars for emphasis
        assert secret not in version.html.replace("<strong>", "").replace("</strong>", ""), shape
        assert why in [removal.why for removal in version.removals], shape


@pytest.mark.parametrize(("text", "words"), DOUBTFUL)
def test_what_is_perhaps_private_stays_and_is_a_doubt(text: str, words: str) -> None:
    version = public(text)
    assert words in version.text
    assert [doubt.certain for doubt in version.doubts] == [False]
    assert words in version.doubts[0].what


@pytest.mark.parametrize("text", PUBLIC)
def test_what_is_public_stays(text: str) -> None:
    version = public(text)
    assert version.removals == ()
    assert re.sub(r"[<>]", "", text) in version.text


def test_the_meetings_place_is_public_but_not_a_home() -> None:
    assert public(place="KL, Kanalgade 10, 1999 Søndervig").removals == ()
    assert [removal.why for removal in public(place="Hjemme hos formanden, Birkevej 12, 4999 Skovby").removals] == [
        "Privat adresse"
    ]
    assert len(public(people="Anna Berg, Birkevej 12, 4999 Skovby").doubts) == 1


def test_a_link_whose_words_hide_where_it_leads() -> None:
    version = public_version(
        read(
            "# Referat af bestyrelsesmøde 5. januar 2026\n\n[Klik her](https://zoom.us/j/1) "
            "[Anna](mailto:a@b.example) [fil](ftp://x/y) [ok](https://a.example)\n",
            "a.md",
        )
    )
    assert re.findall(r'href="([^"]*)"', version.html) == ["https://a.example"]
    assert "Klik her" not in version.text
    assert "Anna" in version.text
    assert {removal.what for removal in version.removals} == {"Klik her", "https://zoom.us/j/1", "mailto:a@b.example"}


def test_a_line_of_which_only_a_label_is_left_goes_whole_and_others_say_that_something_is_left_out() -> None:
    version = public("Virtuelt link: meet.skovby.example/a\nTlf.: 12 34 56 78\nRing til Anna på 12 34 56 78 i dag.")
    assert "Virtuelt" not in version.text
    assert "Tlf" not in version.text
    assert "Ring til Anna på [udeladt] i dag." in version.text


# --- closed items -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "secrets", "kept"),
    [
        ("nested-restart.txt", ["Ole Stenager", "Lise Damgaard"], ["2. Lukket punkt", "3. Webinarer", "To webinarer"]),
        ("contents-first.txt", ["syv stemmer", "Birk"], ["3. Valg af repræsentant", "4. Evt."]),
        (
            "decimal.md",
            ["12 procent", "Videre forløb", "svares"],
            ["2.2 Fortroligt: Forhandling med leverandør", "Alle kan foreslå"],
        ),
        ("closed-part.txt", ["ansættes", "vingave"], ["Lukkede punkter", "3. Ansættelse", "4. Gaver"]),
        ("unnumbered.md", ["nedstemt"], ["Indkomne forslag (lukket)", "Eventuelt"]),
    ],
)
def test_closed_items_keep_their_heading_and_lose_the_rest(name: str, secrets: list[str], kept: list[str]) -> None:
    version = public_version(document.read((HERE / name).read_bytes(), name))
    for secret in secrets:
        assert secret not in version.html
        assert any(secret in removal.what for removal in version.removals)
    for words in kept:
        assert words in version.text
    assert "Punktet er lukket." in version.text
    assert version.doubts == ()


def test_a_closed_item_that_cannot_be_found_is_a_doubt() -> None:
    minutes = Minutes(
        Kind.MINUTES,
        "Referat",
        "Bestyrelsen",
        date(2026, 1, 5),
        (Item("7", "Løn", closed=True),),
        "# Referat\n\nLøn: 1.\n",
    )
    assert [doubt.what for doubt in public_version(minutes).doubts] == ["Løn"]


def test_what_the_file_hides_is_listed() -> None:
    version = public_version(document.read((HERE / "pasted-page.md").read_bytes(), "pasted-page.md"))
    assert {removal.what for removal in version.removals} >= {
        "Husk: formanden vil ikke nævnes",
        "efter kampvalg",
        "logo",
    }


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Økonomi", "Valg", "Lukket punkt", "Sag (lukket)", "Fortroligt: Løn"]), st.booleans()
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_words_of_closed_items_never_come_through(items: list[tuple[str, bool]]) -> None:
    parts = ["Referat af bestyrelsesmøde 5. januar 2026"]
    for number, (title, marked) in enumerate(items, 1):
        is_closed = marked or title not in {"Økonomi", "Valg"}
        parts += [
            f"{number}. {title}",
            *(["Fortroligt"] if marked else []),
            "HEMMELIGT." if is_closed else "ÅBENT.",
            "Beslutning",
            "HEMMELIGT" if is_closed else "ÅBENT",
        ]
    version = public_version(read("\n\n".join(parts)))
    assert "HEMMELIGT" not in version.html + version.text
    opened = sum(not marked and title in {"Økonomi", "Valg"} for title, marked in items)
    assert version.text.count("ÅBENT") == 2 * opened
    assert all(f"{number}. {title}" in version.text for number, (title, _) in enumerate(items, 1))


# --- nothing that runs ------------------------------------------------------------------------------------------------

HOSTILE = st.one_of(
    st.sampled_from([
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", "<style>*{x:url(//e)}</style>",
        "[a](javascript:alert(1))", "[a](JaVa\tScript:alert(1))", "![a](https://e.example/p.png)",
        "<a href='data:text/html,x'>a</a>",
        "<iframe src=//e>", "<base href=//e>", "<meta http-equiv=refresh content=0>", "<p style='background:url(//e)'>a</p>",
        "<math><mi xlink:href='data:x'>", "<![CDATA[<script>]]>", "<!--><script>x</script>-->", "&lt;script&gt;",
        "<noscript><p title='</noscript><img src=x onerror=y>'>",
        "<form action=//e><button>", "<a href=vbscript:x>", "[x]: javascript:alert(1)\n\n[x]",
        "<https://e.example/'onclick=alert(1)>", "\\<script>",
        "<object data=//e>", "<b onmouseover=alert(1)>b</b>", "<details open ontoggle=alert(1)>", "`</code><script>`",
        "<x\x00script>", "\u2028<script>\u2028",
    ]),
    st.text(alphabet="<>!-/\\\"'=&;:#()[]*_`|~ \n\tascriptonload:jvhref0123", max_size=40),
)  # fmt: skip


def _harmless(html: str) -> None:
    allowed = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "ul", "ol", "li", "strong", "em", "s", "blockquote", "code", "pre",
               "a", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
    body = LexborHTMLParser(html).body
    assert body is not None
    for node in body.traverse():
        if node.mem_id == body.mem_id:
            continue
        assert node.tag in allowed, node.html
        for name, value in node.attributes.items():
            assert (node.tag, name) in {("a", "href"), ("a", "rel"), ("ol", "start")}, node.html
            assert name != "href" or re.match(r"https?://", value or "", re.IGNORECASE), node.html


@settings(max_examples=300, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=6).map("\n".join), st.sampled_from(["a.md", "a.txt"]))
@example("<svg><style><img src=x onerror=alert(1)></style></svg>", "a.md")
def test_nothing_in_a_document_can_run_on_the_website(text: str, name: str) -> None:
    try:
        minutes = document.read(
            f"# Referat af bestyrelsesmøde 5. januar 2026\n\n{text}\n".encode("utf-8", "replace"), name
        )
    except InputError:
        return
    version = public_version(minutes)
    _harmless(version.html)
    assert public_version(minutes) == version


@settings(max_examples=200, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=6).map("\n".join))
def test_even_markdown_that_no_reader_made_cannot_run(text: str) -> None:
    _harmless(public_version(Minutes(Kind.MINUTES, "Referat", None, None, (), text)).html)


@pytest.mark.parametrize(
    "unit", ["http://a ", "Aa ", "1 ", "a.", "tlf ", "kode ", "Vej 1 ", "a@", "[a](", "*", "\n|a|", "\n- ", "> "]
)
def test_the_reading_is_linear_in_the_text(unit: str) -> None:
    with edges.ends():
        public(unit * 2000)


# --- as text ----------------------------------------------------------------------------------------------------------


def test_the_text_is_readable_on_a_phone() -> None:
    html = (
        "<h1>Referat</h1>\n<p>Anna\n<br>Bo</p>\n<ul>\n<li>Et\n<ul>\n<li>To</li>\n</ul>\n</li>\n<li><p>Tre</p></li>\n</ul>\n"
        '<ol start="3"><li>Fire</li><li>Fem</li></ol><p>Se <a href="https://a.example/x">her</a> og <a href="https://b.example">https://b.example</a>.</p>'
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table><blockquote><p>Citat</p></blockquote>"
    )
    assert plain_text(html) == (
        "Referat\n\nAnna\nBo\n\n- Et\n  - To\n- Tre\n\n3. Fire\n4. Fem\n\nSe her (https://a.example/x) og https://b.example.\n\n"
        "A · B\n1 · 2\n\nCitat\n"
    )


# --- what changed -----------------------------------------------------------------------------------------------------


def test_what_the_corrected_version_changed() -> None:
    old = document.read((DEMO / "referat.docx").read_bytes(), "referat.docx")
    new = document.read((DEMO / "referat-rettet.md").read_bytes(), "referat-rettet.md")
    (change,) = changes(old, new)
    assert (change.item, change.title) == ("3", "Fokusområder for de næste to år")
    assert change.before.startswith("De tre fokusområder blev vedtaget. Formanden")
    assert change.after.startswith(
        "De tre fokusområder blev vedtaget efter en længere drøftelse, hvor der især blev talt om rækkefølgen."
    )


def test_items_that_came_went_moved_or_were_renamed() -> None:
    def minutes(*items: str, head: str = "Rådhuset") -> Minutes:
        return read(
            "\n\n".join(
                [
                    f"Referat af bestyrelsesmøde 5. januar 2026\n\nSted\n\n{head}",
                    *(f"{n}. {item}" for n, item in enumerate(items, 1)),
                ]
            )
            + "\n"
        )

    old = minutes("Budget\n\nDrøftet.", "Valg\n\nBo valgt.", "Evt.\n\nIntet.")
    assert changes(old, old) == []
    new = minutes("Budget for 2027\n\nDrøftet.\n\nGodkendt.", "Løn\n\nNyt.", "Valg\n\nBo valgt.", head="Biblioteket")
    assert changes(old, new) == [
        Change("", "Referat af bestyrelsesmøde 5. januar 2026", "Rådhuset", "Biblioteket"),
        Change("1", "Budget for 2027", "Budget", "Budget for 2027"),
        Change("1", "Budget for 2027", "", "Godkendt."),
        Change("2", "Løn", "", "Løn\nNyt."),
        Change("3", "Evt.", "Evt.\nIntet.", ""),
    ]
