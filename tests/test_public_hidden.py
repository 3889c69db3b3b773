"""Private words put into many places of a Word document: none of them is ever public, and nothing public is lost."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import pytest
import word
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.documents import PublicVersion
from mailflow.pages.public import public_version
from mailflow.parsers import document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PUBLIC = ["Foreningen fik 3 nye medlemmer.", "Kassereren", "Regnskabet viser 12.500 kr.", "Vi mødes på Rådhuset igen.",
          "En fodnote om regnskabet.", "Rådet for Byens Liv"]  # fmt: skip


def run(words: str, dress: str = "") -> str:
    return (
        f'<w:r>{f"<w:rPr>{dress}</w:rPr>" if dress else ""}<w:t xml:space="preserve">{html.escape(words)}</w:t></w:r>'
    )


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


def box(words: str) -> str:
    return f"<w:r><w:pict><w:txbxContent>{paragraph(run(words))}</w:txbxContent></w:pict></w:r>"


def pieces(words: str) -> str:
    """As Word cuts it up: every few letters another run, some of them bold."""
    return "".join(run(words[at : at + 3], "<w:b/>" if at % 2 else "") for at in range(0, len(words), 3))


# Where words may stand that everybody is meant to read. {} is the run, {n} the number of a note.
SHOWN = {
    "plain": lambda secret: paragraph(run(f"Se her {secret} og videre.")),
    "in pieces": lambda secret: paragraph(run("Se her ") + pieces(secret) + run(" og videre.")),
    "in a table": lambda secret: table(run("Navn"), run(secret), run("Vært")),
    "in a text box": lambda secret: paragraph(run("Boks.") + box(secret)),
    "inserted": lambda secret: paragraph(f'<w:ins w:id="1" w:author="A">{run(secret)}</w:ins>'),
    "moved here": lambda secret: paragraph(f'<w:moveTo w:id="1" w:author="A">{run(secret)}</w:moveTo>'),
    "content control": lambda secret: f"<w:sdt><w:sdtContent>{paragraph(run(secret))}</w:sdtContent></w:sdt>",
    "field result": lambda secret: paragraph(f'<w:fldSimple w:instr=" AUTHOR ">{run(secret)}</w:fldSimple>'),
    "link words": lambda secret: paragraph(f'<w:hyperlink r:id="rOk">{run(secret)}</w:hyperlink>'),
    "list": lambda secret: paragraph(f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr></w:pPr>{run(secret)}'),
    "footnote": lambda secret: paragraph(run("Note") + '<w:r><w:footnoteReference w:id="7"/></w:r>'),
    "endnote": lambda secret: paragraph(run("Note") + '<w:r><w:endnoteReference w:id="7"/></w:r>'),
}  # fmt: skip
# Where words stand that nobody is meant to read.
HIDDEN = {
    "deleted": lambda secret: paragraph(
        run("x") + f'<w:del w:id="1" w:author="A"><w:r><w:delText>{html.escape(secret)}</w:delText></w:r></w:del>'
    ),
    "moved away": lambda secret: paragraph(run("x") + f'<w:moveFrom w:id="1" w:author="A">{run(secret)}</w:moveFrom>'),
    "hidden": lambda secret: paragraph(run("x") + run(secret, "<w:vanish/>")),
    "too small to see": lambda secret: paragraph(run("x") + run(secret, '<w:sz w:val="2"/>')),
    "hidden by style": lambda secret: paragraph(run("x") + run(secret, '<w:rStyle w:val="Skjult"/>')),
    "field code": lambda secret: paragraph(
        run("x") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{html.escape(secret)}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
    "alternative text": lambda secret: paragraph(
        run("x")
        + '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="Billede" descr="{html.escape(secret)}"/></wp:inline></w:drawing></w:r>'
    ),
    "tip of a link": lambda secret: paragraph(
        f'<w:hyperlink r:id="rOk" w:tooltip="{html.escape(secret)}">{run("x")}</w:hyperlink>'
    ),
    "bookmark": lambda secret: paragraph(f'<w:bookmarkStart w:id="1" w:name="{html.escape(secret)}"/>' + run("x")),
    "name of a control": lambda secret: (
        f'<w:sdt><w:sdtPr><w:alias w:val="{html.escape(secret)}"/><w:tag w:val="{html.escape(secret)}"/></w:sdtPr>'
        f"<w:sdtContent>{paragraph(run('x'))}</w:sdtContent></w:sdt>"
    ),
}
PARTS = ("word/comments.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml", "docProps/custom.xml", "word/people.xml",
         "customXml/item1.xml", "word/settings.xml")  # fmt: skip
PRIVATE = st.sampled_from([
    "tlf. 23 45 67 89", "+45 2345 6789", "Mobil: 23456789", "anna.berg@hjem.example", "010170-1234", "adgangskode: Zebra73!",
    "https://zoom.us/j/998877?pwd=abc", "https://teams.microsoft.com/l/meetup-join/998877", "Møde-id: 998 877 665",
    "privat: Bøgevangen 17, 5000 Odense", "c/o Berg, Bøgevangen 17",
])  # fmt: skip


@dataclass(frozen=True)
class Put:
    place: str
    words: str


def made(front: list[Put], first: list[Put], shut: list[Put], last: list[Put], parts: dict[str, str]) -> PublicVersion:
    """Minutes with an open item, a closed one with another below it, and an open one again."""
    notes: list[str] = []

    def drawn(puts: list[Put]) -> str:
        out = []
        for put in puts:
            content = (SHOWN | HIDDEN)[put.place](put.words)
            if put.place in {"footnote", "endnote"}:
                notes.append(put.words)
                content = content.replace('w:id="7"', f'w:id="{len(notes) + 1}"')
            out.append(content)
        return "".join(out)

    def words(text: str) -> str:
        return paragraph(run(text))

    inner = (
        words("Referat af bestyrelsesmøde 5. januar 2026") + drawn(front)
        + words("1. Regnskab") + words(PUBLIC[0]) + drawn(first)
        + paragraph(run(PUBLIC[2]) + '<w:r><w:footnoteReference w:id="1"/></w:r>') + table(run(PUBLIC[1]), run(PUBLIC[5]))
        + words("2. Sag (lukket)") + words("Dette er Zulu Kilo.") + drawn(shut)
        + words("2.1. Navnet Zulu Kilo") + words("Zulu Kilo her.") + drawn(shut)
        + words("3. Eventuelt") + words(PUBLIC[3]) + drawn(last)
    )  # fmt: skip
    body = word.body(inner)
    note = "".join(
        f'<w:footnote w:id="{n}">{paragraph(run(text))}</w:footnote>' for n, text in enumerate([PUBLIC[4], *notes], 1)
    )
    end = "".join(
        f'<w:endnote w:id="{n}">{paragraph(run(text))}</w:endnote>' for n, text in enumerate([PUBLIC[4], *notes], 1)
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rOk" Type="x/hyperlink" Target="https://www.fkt.example/side"/>'
        '<Relationship Id="rH" Type="x/header" Target="header1.xml"/><Relationship Id="rF" Type="x/footer" Target="footer1.xml"/>'
        "</Relationships>"
    )
    styles = f'<w:styles {W}><w:style w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="9"/></w:num></w:numbering>'
    )
    extra = {
        name: f"<w:hdr {W}>{paragraph(run(text))}</w:hdr>" if "header" in name or "footer" in name
        else f"<w:comments {W}><w:comment w:id='1'>{paragraph(run(text))}</w:comment></w:comments>" if "comments" in name
        else f"<x><creator>{html.escape(text)}</creator></x>"
        for name, text in parts.items()
    }  # fmt: skip
    data = word.package(document=body, **{
        "word/footnotes.xml": f"<w:footnotes {W}>{note}</w:footnotes>", "word/endnotes.xml": f"<w:endnotes {W}>{end}</w:endnotes>",
        "word/_rels/document.xml.rels": relations, "word/styles.xml": styles, "word/numbering.xml": numbering, **extra,
    })  # fmt: skip
    return public_version(document.read(data, "referat.docx"))


def out(version: PublicVersion) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"</?(?:strong|em|s)>", "", version.html)) + version.text)


def open_places(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[Put]]:
    return st.lists(st.builds(Put, st.sampled_from(sorted(SHOWN)), words), max_size=2)


SECRETS = st.sampled_from(["Fratrædelse Zulu Kilo", "Zulu Kilo: 400.000 kr."])
HIDDEN_PLACES = st.lists(st.builds(Put, st.sampled_from(sorted(HIDDEN)), SECRETS), max_size=2)


@settings(max_examples=60, deadline=None)
@given(
    front=HIDDEN_PLACES,
    first=st.tuples(open_places(PRIVATE), HIDDEN_PLACES).map(lambda both: both[0] + both[1]),
    shut=st.lists(st.builds(Put, st.sampled_from(sorted(SHOWN | HIDDEN)), SECRETS), max_size=3),
    last=st.tuples(HIDDEN_PLACES, open_places(PRIVATE)).map(lambda both: both[0] + both[1]),
    parts=st.dictionaries(st.sampled_from(PARTS), SECRETS, max_size=3),
)
def test_no_private_word_comes_out_and_no_public_one_is_lost(
    front: list[Put], first: list[Put], shut: list[Put], last: list[Put], parts: dict[str, str]
) -> None:
    version = made(front, first, shut, last, parts)
    shown = out(version)
    assert "Zulu" not in shown
    for put in (*first, *last):
        assert put.words not in shown, put
        for figures in re.findall(r"\d{5,}", re.sub(r"[\s-]", "", put.words)):
            assert figures not in re.sub(r"[\s-]", "", shown), put
    for words in PUBLIC:
        assert shown.count(words) == 2, words  # once in the page, once in the text
    for heading in ("1. Regnskab", "2. Sag (lukket)", "3. Eventuelt"):
        assert heading in shown


@pytest.mark.parametrize("place", sorted(SHOWN | HIDDEN))
def test_a_closed_item_takes_everything_in_it_along(place: str) -> None:
    version = made([], [], [Put(place, "Zulu Kilo")], [], {})
    assert "Zulu" not in out(version)
    assert any(removal.gone and "Zulu" in removal.what for removal in version.removals)


@pytest.mark.parametrize("place", sorted(SHOWN))
def test_public_words_stay_wherever_they_stand(place: str) -> None:
    words = "Udvalget holder møde til foråret"
    assert out(made([], [Put(place, words)], [], [], {})).count(words) == 2


@pytest.mark.parametrize(
    "place", ["deleted", "moved away", "hidden", "too small to see", "hidden by style", "alternative text"]
)
def test_what_nobody_sees_is_told(place: str) -> None:
    version = made([], [Put(place, "Zulu Kilo")], [], [], {})
    assert "Zulu Kilo" in [removal.what for removal in version.removals]


def test_heads_feet_properties_and_comments_are_told() -> None:
    parts = {name: f"Zulu {number}" for number, name in enumerate(PARTS[:4])}
    version = made([], [], [], [], parts)
    assert {removal.what for removal in (*version.removals, *version.form) if removal.what.startswith(("Zulu", "creator"))} == {
        "Zulu 0", "Zulu 1", "Zulu 2", "creator: Zulu 3",
    }  # fmt: skip
