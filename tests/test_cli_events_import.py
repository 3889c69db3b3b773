"""``mailflow events import``: shown first, made once, all mistakes at once, and nobody hears of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import event_samples
import pytest
from clerk import Clerk
from test_cli_bad_input import refused

from mailflow.demo.servers import Servers
from mailflow.letters import calendar

LIST = (
    "Titel;Type;Dato;Tid;Sted;Målgruppe\n"
    "Webinar om økonomi;;26. oktober;8.00-9.00;;\n"
    "Møde i Hovedbestyrelsen;;torsdag den 26. november 2026;10-14.30;Rådhuset;\n"
    "Seminar;andet;3.-4. december;;Hotel Fjorden;Bo Carstensen; \n"
)


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    clerk = Clerk(tmp_path, embedded, "2026-10-01 10:00")
    clerk.people()
    return clerk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "møder.csv"
    file.write_text(LIST, "utf-8")
    return file


def test_what_would_be_made_is_shown_and_nothing_is(clerk: Clerk, file: Path) -> None:
    said = clerk.run("events", "import", str(file), "--dry-run").out
    assert "New (3):" in said
    assert "Webinar om økonomi  [webinar-2026-10-26]  webinar" in said
    assert "Thursday 26 November 2026, 10:00–14:30, Rådhuset" in said
    assert "For 1 people: person:bo-carstensen." in said
    assert clerk.json("events", "list") == []


def test_they_are_made_once_and_nobody_hears_of_it(clerk: Clerk, file: Path) -> None:
    made = clerk.json("events", "import", str(file), "--yes")
    assert (made["applied"], [one["id"] for one in made["new"]]) == (
        True, ["webinar-2026-10-26", "hb-moede-2026-11-26", "moede-2026-12-03"],
    )  # fmt: skip
    assert [one["audience"] for one in made["new"]] == [["all"], ["board"], ["person:bo-carstensen"]]
    assert [one["all_day"] for one in made["new"]] == [False, False, True]
    assert clerk.servers.outgoing == []
    again = clerk.json("events", "import", str(file), "--yes")
    assert (again["applied"], again["new"], len(again["there"])) == (False, [], 3)
    assert "The file has no new event." in clerk.run("events", "import", str(file), "--yes").out


def test_it_is_not_made_without_a_yes(clerk: Clerk, file: Path) -> None:
    refused(clerk, 65, "it was not confirmed", "events", "import", str(file))
    assert clerk.json("events", "list") == []


def test_all_mistakes_are_told_at_once_and_nothing_is_made(clerk: Clerk, file: Path) -> None:
    file.write_text(LIST + "Uden dag;;;8-9;;alle\nFest;gilde;1. november;8-9;;Ingen Kendt\n", "utf-8")
    for words in ("Row 5, Dato: It does not say when it is.", "Row 6, Type, “gilde”: That is no kind of event."):
        refused(clerk, 65, words, "events", "import", str(file), "--yes")
    file.write_text(
        LIST + "Fest;andet;1. november;8-9;;Ingen Kendt\nGilde;andet;2. november;8-9;;kreds Atlantis\n", "utf-8"
    )
    for words in ("Row 5, “Fest”: ", "Row 6, “Gilde”: Nobody is meant by “district:Atlantis” today."):
        refused(clerk, 65, words, "events", "import", str(file), "--yes")
    assert clerk.json("events", "list") == []


def test_a_calendar_that_has_changed_since_is_told_and_not_taken(clerk: Clerk, tmp_path: Path) -> None:
    file, entry = tmp_path / "webinar.ics", replace(event_samples.WEBINAR, title="Webinar om økonomi")
    file.write_bytes(calendar.render(entry, "Velkommen"))
    (made,) = clerk.json("events", "import", str(file), "--audience", "board", "--yes")["new"]
    assert (made["audience"], made["description"]) == (["board"], "Velkommen")
    file.write_bytes(calendar.render(replace(entry, place="Odense"), "Velkommen"))
    said = clerk.run("events", "import", str(file), "--yes").out
    assert f"Row 1: That event is there already: {made['id']}. The file has it otherwise." in said
    assert clerk.json("events", "show", made["id"])["place"] == ""


def test_an_event_that_was_called_off_does_not_come_back(clerk: Clerk, file: Path) -> None:
    clerk.run("events", "import", str(file), "--yes")
    clerk.run("events", "cancel", "webinar-2026-10-26", "--reason", "Syg")
    assert "[webinar-2026-10-26]  webinar  called off" in clerk.run("events", "import", str(file), "--yes").out
