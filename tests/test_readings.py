# ruff: noqa: E501 - documents
"""Minutes of many layouts read as a person reads them: tests/readings holds each document and beside it what it says.

The readings were written down by hand; ``MAILFLOW_REWRITE=1`` writes what is read now, for a look at the difference.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import edges
import pytest
import word
from hypothesis import given, settings
from hypothesis import strategies as st

from mailflow.cli.read import as_object
from mailflow.documents import Kind
from mailflow.errors import InputError
from mailflow.parsers import record
from mailflow.reading import Reading

HERE = Path(__file__).parent / "readings"
DOCUMENTS = sorted(path for path in HERE.iterdir() if path.suffix in {".txt", ".md"})
OTHERS = sorted((Path(__file__).parent / "documents").iterdir())


def read(path: Path) -> Reading:
    return record.read(path.read_bytes(), path.name)


def shown(name: str, reading: Reading) -> str:
    """The reading as JSON for people: a value a line, and evidence as "field: paragraph"."""
    found = as_object(name, reading)
    found["evidence"] = {one.field: one.paragraph for one in reading.evidence}
    text = json.dumps(found, ensure_ascii=False, indent=1)
    flat = re.sub(r"\{\n\s+([^{}\[\]]*?)\n\s+\}", lambda match: "{" + re.sub(r"\n\s+", " ", match[1]) + "}", text)
    return flat + "\n"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_says_what_stands_beside_it(path: Path) -> None:
    golden = path.with_suffix(".json")
    said = shown(path.name, read(path))
    if os.environ.get("MAILFLOW_REWRITE"):
        golden.write_text(said, "utf-8")
    assert json.loads(said) == json.loads(golden.read_text("utf-8"))


def test_no_reading_is_left_without_its_document() -> None:
    assert {path.with_suffix("") for path in HERE.glob("*.json")} == {path.with_suffix("") for path in DOCUMENTS}


@pytest.mark.parametrize("path", [*DOCUMENTS, *OTHERS], ids=lambda path: path.name)
def test_every_value_has_its_place_in_the_document(path: Path) -> None:
    """The evidence points at what there is, and its words stand in the document."""
    reading = read(path)
    found = as_object(path.name, reading)
    hidden = r'<span style="display: none">[^<]*</span>'
    source = re.sub(r"\W+", "", re.sub(rf"{hidden}|<[^>]*>", "", path.read_text("utf-8")))
    for one in reading.evidence:
        value = found
        for step in one.field.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value is not None, one
        for part in re.split(r"[\n·:,]|(?<=\.) ", one.words):
            assert re.sub(r"\W+", "", part) in source, one
    pointed = {one.field for one in reading.evidence}
    for name in ("date", "start", "end", "place", "online_link", "chair", "minute_taker", "objection_deadline"):
        assert (found[name] is not None) == (f"/{name}" in pointed), name
    for name in ("participants", "regrets", "upcoming", "appointments", "actions"):
        assert {f"/{name}/{at}" for at in range(len(found[name]))} <= pointed


def same(reading: Reading) -> Reading:
    """The reading without paragraph numbers: a line break more or less is another paragraph, not another document."""
    return replace(reading, evidence=(), doubts=tuple(replace(one, paragraph=None) for one in reading.doubts))


# --- one document in Word, Markdown and text ---------------------------------------------------------------------------

NAMES = ["Anna Berg", "Bo Dahl", "Carla Friis", "Dorthe Juhl", "Erik Lund", "Åse Bøgh-Holm", "Jens Chr. Møller"]
PLACES = ["Odder", "Samsø", "Viborg", "Høje-Taastrup", "Aarhus"]


@st.composite
def minutes(draw: st.DrawFn) -> list[tuple[str, str]]:
    """(kind, words) of the paragraphs of some minutes: title, heading, words, item."""
    names = draw(st.permutations(NAMES))
    here = draw(st.integers(1, 4))
    person = [f"{name}, {draw(st.sampled_from(PLACES))}" for name in names]
    day = draw(st.dates(min_value=date(2024, 1, 1), max_value=date(2027, 12, 31)))
    months = "januar februar marts april maj juni juli august september oktober november december".split()
    out = [("title", f"Referat af møde i Hovedbestyrelsen den {day.day}. {months[day.month - 1]} {day.year}")]
    out += [("heading", "Deltagere"), *[("words", one) for one in person[:here]]]
    out += [("heading", "Afbud"), *[("words", one) for one in person[here:]]]
    for number in range(1, draw(st.integers(2, 4)) + 1):
        out += [
            ("item", f"{number}. Punkt {draw(st.sampled_from(['om økonomi', 'om valg', 'om skoler']))}"),
            ("words", "Sagen blev drøftet."),
        ]
        if draw(st.booleans()):
            out += [
                ("heading", "Beslutning"),
                ("words", draw(st.sampled_from(["Godkendt.", "Sekretariatet sender materialet ud.", "Udsat."]))),
            ]
    return out


@settings(max_examples=15, deadline=None)
@given(minutes())
def test_the_same_minutes_in_word_markdown_and_text_say_the_same(parts: list[tuple[str, str]]) -> None:
    text = "\n\n".join(words for _, words in parts) + "\n"
    marks = {"title": "# ", "item": "## ", "heading": "### ", "words": ""}
    markdown = "\n\n".join(marks[kind] + words for kind, words in parts) + "\n"
    paper = word.new()
    for kind, words in parts:
        if kind == "words":
            paper.add_paragraph(words)
        else:
            paper.add_heading(words, {"title": 0, "item": 1, "heading": 2}[kind])
    readings = [
        same(record.read(data, name))
        for data, name in ((text.encode(), "a.txt"), (markdown.encode(), "a.md"), (word.data(paper), "a.docx"))
    ]
    assert readings[0] == readings[1] == readings[2]
    first = readings[0]
    assert first.kind is Kind.MINUTES
    present = [
        words for kind, words in parts[2 : [at for at, part in enumerate(parts) if part == ("heading", "Afbud")][0]]
    ]
    assert [f"{one.name}, {one.municipality}" for one in first.participants] == present
    assert [one.path for one in first.items] == [str(at + 1) for at in range(sum(kind == "item" for kind, _ in parts))]


# --- anything ----------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    """Deltagere: Afbud Beslutning Indstilling Kalender Dagsorden Referat Mødekalender 1. 2. 1.1 - Anna Berg, Odder (formand) og Bo Dahl
    sekretariatet undersøger sender Hovedbestyrelsen besluttede at udpege til udvalget i stedet for Carla Friis den 8/12-2026 kl. 10-12
    fredag d. 5. maj uge 45 webinar møde konference ( ) : ; , . ? " | \n \n\n --- # ** <b> https://a.example/b""".split(
        " "
    )
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map(" ".join)))
def test_any_text_is_read(words: str) -> None:
    for name in ("a.txt", "a.md"):
        with contextlib.suppress(InputError):  # "no text", "neither a Word document nor a text"
            json.dumps(as_object(name, record.read(words.encode("utf-8", "replace"), name)))


@pytest.mark.parametrize(
    "long",
    [
        "Anna Berg, " * 4000, "1. A\n\nx.\n\n" * 300, "Hovedbestyrelsen besluttede at udpege " + "Anna Berg, Bo Dahl og " * 2000, "kl. 10-" * 9000,
        "den 5., " * 9000, "Sekretariatet og formanden, " * 3000, "møde " * 20000, "(" * 30000, "uge 4 " * 9000, "Anna Berg afløser " * 4000,
        "fra " * 20000, "A" * 100_000, "Aa " * 30_000, "senest den 1. maj indsigelser " * 3000,
    ],
)  # fmt: skip
def test_long_lines_are_read_in_a_straight_line(long: str) -> None:
    head = "Referat af bestyrelsesmøde 5. januar 2026\n\nDeltagere: "
    with edges.ends():
        record.read(
            f"{head}{long}\n\n1. Valg\n\n{long}\n\nBeslutning\n\n{long}\n\nKalender\n\n{long}\n".encode(), "a.txt"
        )
