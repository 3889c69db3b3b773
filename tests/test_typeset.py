"""The public version as PDF: what it says, how it is tagged (PDF/UA-1), and that no word in it can be a command."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Callable

import edges
import pypdfium2
import pypdfium2.raw as raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow import confined
from mailflow.pages import typeset

HTML = (
    "<h1>Referat æøå ÆØÅ é “citat” – ½ €</h1>\n<h3>Springer et trin</h3>\n<p>Ét <strong>fedt</strong> og <em>kursivt</em>, "
    '<a href="https://a.example/x" rel="noopener noreferrer">link</a><br>ny linje</p>\n<ul>\n<li>A<ul><li>B</li></ul></li>\n</ul>\n'
    '<ol start="4">\n<li>Fire</li>\n</ol>\n<blockquote><p>Citat</p></blockquote><pre><code>kode her</code></pre>'
    "<table><thead><tr><th>Forum</th><th>Plads</th></tr></thead><tbody><tr><td>Rådet</td></tr></tbody></table>\n"
)


def made(html: str) -> bytes:
    return confined.run(typeset.pdf, html, result=bytes, memory=confined.TYPESETTING)


def words_of(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)).replace("\r\n", "\n")


def tags(data: bytes) -> list[str]:
    """The structure elements of the first page, in the order of reading."""
    found: list[str] = []
    page = pypdfium2.PdfDocument(data)[0]
    tree = raw.FPDF_StructTree_GetForPage(page)

    def text(read: Callable[[object, object, int], int], element: object) -> str:
        length = read(element, None, 0)
        buffer = ctypes.create_string_buffer(length)
        read(element, buffer, length)
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    def walk(element: object) -> None:
        if element:
            found.append(text(raw.FPDF_StructElement_GetType, element))
            for place in range(raw.FPDF_StructElement_CountChildren(element)):
                walk(raw.FPDF_StructElement_GetChildAtIndex(element, place))

    for place in range(raw.FPDF_StructTree_CountChildren(tree)):
        walk(raw.FPDF_StructTree_GetChildAtIndex(tree, place))
    return [tag for tag in found if tag]


def test_it_says_what_the_page_says_and_the_same_page_gives_the_same_bytes() -> None:
    data = made(HTML)
    assert data == made(HTML)
    shown = words_of(data)
    for words in (
        "Referat æøå ÆØÅ é “citat” – ½ €",
        "Ét fedt og kursivt, link\nny linje",
        "4. Fire",
        "kode her",
        "Forum Plads",
        "Rådet",
    ):
        assert words in shown, shown
    found = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert found["Title"] == "Referat æøå ÆØÅ é “citat” – ½ €"
    assert found["Keywords"] == f"sha256:{hashlib.sha256(HTML.encode()).hexdigest()}"
    assert found["Author"] == found["CreationDate"] == ""


def test_it_is_tagged_as_the_standard_asks() -> None:
    data = made(HTML)
    assert b"pdfuaid" in data
    found = tags(data)
    for tag in ("H1", "H2", "P", "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Link", "BlockQuote"):
        assert tag in found, found
    assert "H3" not in found  # no step is left out
    assert found.count("L") == 3


MARKUP = r"""
#eval("1")
#read("/etc/passwd")
*fed* _skrå_ `rå` ```x```
= Overskrift
@reference <mærke>
// kommentar /* x */
$x$ ~ --- ...
\u{1f600} \
- liste
/ begreb: x
#import "@preview/x:1.0.0"
[#x] {#y}
https://a.example
""".strip().splitlines()


@pytest.mark.parametrize("words", MARKUP)
def test_no_word_is_read_as_markup(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    shown = words_of(made(f"<h1>T</h1><p>{escaped}</p><table><tbody><tr><td>{escaped}</td></tr></tbody></table>"))
    assert shown.count(words) == 2, shown


def test_a_character_that_no_font_has_is_written_in_words() -> None:
    shown = words_of(made("<h1>Godt 👍🏽 gået</h1><p>☐ boks, 漢, и, Ω, ✓\ufe0f og a\u030a</p>"))
    for words in ("[thumbs up sign]", "[cjk unified ideograph-6f22]", "и", "Ω", "å"):
        assert words in shown
    assert "\ufffd" not in shown


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=60))
def test_any_text_can_be_set(words: str) -> None:
    escaped = words.replace("&", "&amp;").replace("<", "&lt;")
    assert made(f"<h2>{escaped}</h2><p>{escaped}</p>").startswith(b"%PDF-1.7")


def test_a_document_of_nothing_but_lists_in_lists_or_wide_tables_is_set() -> None:
    deep = "<ul><li>a" * 20 + "</li></ul>" * 20
    wide = f"<table><tbody><tr>{'<td>x</td>' * 60}</tr></tbody></table>"
    with edges.ends():
        assert words_of(made(deep)).replace("af", "").count("a") == 20
        made(wide)
        made("")


def test_a_heading_without_a_visible_word_is_none() -> None:
    assert "H1" not in tags(made("<h1>\u2060</h1><p>Ord</p><h2><em> </em></h2>"))


def test_headings_have_no_gaps_and_keep_their_order() -> None:
    blocks = [{"k": "h", "level": level, "b": [{"k": "text", "t": "x"}]} for level in (2, 4, 2, 3, 6, 1, 2)]
    assert [one["level"] for one in typeset.levelled(blocks)] == [1, 2, 1, 2, 3, 1, 2]
