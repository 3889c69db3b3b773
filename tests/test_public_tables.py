"""Closed items that stand in a table: their row, or the rows below their title, leave the public version; nothing else does."""

from __future__ import annotations

import pytest

from mailflow.documents import PublicVersion
from mailflow.pages.public import public_version
from mailflow.parsers import document

HEAD = "# Referat af bestyrelsesmøde 5. januar 2026\n\nDeltagere: Anna Berg, Skovby\n\n"
ROWS = (
    "| Nr. | Sag | Beslutning | Ansvarlig |\n| --- | --- | --- | --- |\n"
    "| 1 | Budget | Godkendt. | Anna Berg |\n"
    "| 2 | {title} | Aftalen på 148.000 kr. blev tiltrådt. | Bo Dahl |\n"
    "| 3 | Eventuelt | Intet. | |\n"
)
TABLES = (
    "| | |\n| --- | --- |\n| **Pkt. 1** | **Budget** |\n| Beslutning | Godkendt. |\n\n"
    "| | |\n| --- | --- |\n| **Pkt. 2** | {title} |\n| Sagsfremstilling | Aftalen er opsagt. |\n"
    "| Beslutning | Forlig på 148.000 kr. |\n| Opgave | Bo Dahl skriver til dem. |\n\n"
    "| | |\n| --- | --- |\n| **Pkt. 3** | **Eventuelt** |\n| | Intet. |\n"
)
CLOSED = [
    "Personalesag (lukket punkt)",
    "Personalesag – lukket punkt",
    "Lukket punkt: Personalesag",
    "Personalesag (fortroligt)",
]


def public(table: str) -> PublicVersion:
    return public_version(document.read((HEAD + table).encode(), "referat.md"))


@pytest.mark.parametrize("table", [ROWS, TABLES, TABLES.replace("\n\n| | |\n| --- | --- |", "")])
@pytest.mark.parametrize("title", CLOSED)
def test_a_closed_item_of_a_table_keeps_its_title_and_loses_the_rest(table: str, title: str) -> None:
    version = public(table.format(title=title))
    assert title in version.text
    for words in ("148.000", "Aftalen", "Bo Dahl"):
        assert words not in version.html
        assert any(words in one.what and one.why == "Lukket punkt" for one in version.removals) or words == "Bo Dahl"
    for words in ("Budget", "Godkendt.", "Eventuelt", "Intet.", "Punktet er lukket."):
        assert words in version.text
    assert not [one for one in version.removals if one.doubtful]


def test_a_closed_title_that_runs_into_its_words_loses_them() -> None:
    """Typed without a blank line, the words below an entry may be taken for the rest of it."""
    for mark in ("(lukket punkt)", "– lukket punkt"):
        # The title's line is so long that the next word would not have fitted.
        title = f"2) Ansættelse {mark} To i sekretariatet, som er presset, og en ekstern"
        typed = f"Referat\n\n1) Budget\n   Godkendt.\n\n{title}\n   indkaldes til samtale.\n"
        version = public_version(document.read(typed.encode(), "referat.txt"))
        assert "Ansættelse" in version.text
        assert "indkaldes" not in version.html
        assert "sekretariatet" not in version.html


@pytest.mark.parametrize("title", ["Personalesag (lukket punkt)", "Personalesag – lukket punkt"])
def test_title_and_content_in_one_cell(title: str) -> None:
    version = public(ROWS.format(title=f"{title}, Det handler om en opsigelse."))
    assert title in version.text
    assert "opsigelse" not in version.html
    assert "148.000" not in version.html


def test_a_row_that_calls_itself_closed_in_a_cell_of_its_own() -> None:
    table = (
        "| Pkt. | Emne | Status | Beslutning |\n| --- | --- | --- | --- |\n| 1 | Budget | Åbent | Godkendt. |\n"
        "| 2 | Personale | Lukket | Afskediget. |\n"
    )
    version = public(table)
    assert "Personale" in version.text
    assert "Afskediget" not in version.html
    assert "Godkendt." in version.text


def test_a_road_that_is_closed_is_no_closed_item() -> None:
    table = (
        "| Vej | Status | Ansvarlig |\n| --- | --- | --- |\n| Havnevej | Lukket | Vejdirektoratet |\n"
        "| Skolevej | Åben | Kommunen |\n"
    )
    version = public(table)
    assert all(words in version.text for words in ("Havnevej", "Vejdirektoratet", "Kommunen"))
    assert not version.removals
