"""``mailflow minutes send`` takes from the document what it says, and says where something else is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import reading_score
from clerk import Clerk

from mailflow.cli.minutes.send import contradictions
from mailflow.demo.servers import Servers
from mailflow.desks.deadlines import end_of_day
from mailflow.documents import Kind
from mailflow.models import Case, Version
from mailflow.parsers import document, formats, record
from mailflow.parsers.closed import without_mark
from mailflow.reading import AgendaItem

CPH = ZoneInfo("Europe/Copenhagen")
MINUTES = """# Referat

Torsdag den 27. august 2026 kl. 10-14, Odense

Hovedbestyrelsen

**Deltagere:** Anna Berg, Bo Carstensen

## 1. Budget

Budgettet blev godkendt.

## 2. Indsigelser

Indsigelser mod referatet sendes senest den {day}.
"""


def test_the_day_the_body_the_deadline_and_the_doubts_come_from_one_reading() -> None:
    outline, dropped = document.read_outline(MINUTES.format(day="8. september 2026").encode(), "r.md")
    minutes = record.as_minutes(document.of_outline(outline, dropped), record.of_outline(outline))
    assert (minutes.kind, minutes.meeting_date, minutes.body) == (Kind.MINUTES, date(2026, 8, 27), "Hovedbestyrelsen")
    assert (minutes.objection_deadline, minutes.doubts) == (date(2026, 9, 8), ())
    head = "# Referat af møde i Hovedbestyrelsen den 27. august 2026\n\n"
    table = f"{head}| Nr. | Punkt | Beslutning |\n|---|---|---|\n| 1 | Budget | Godkendt |\n"
    outline, dropped = document.read_outline(table.encode(), "r.md")
    minutes = record.as_minutes(document.of_outline(outline, dropped), record.of_outline(outline))
    assert [(one.number, one.title) for one in minutes.items] == [("1", "Budget")]


def test_what_is_given_against_the_document_is_said() -> None:
    outline, dropped = document.read_outline(MINUTES.format(day="1. september 2026").encode(), "r.md")
    minutes = record.as_minutes(document.of_outline(outline, dropped), record.of_outline(outline))
    case = Case(versions=[Version(number=1, deadline=end_of_day(date(2026, 9, 3), CPH))])
    assert contradictions(minutes, None, None, case, CPH) == [
        "The document says that objections can be made until 2026-09-01; the board is told 2026-09-03."
    ]
    said = contradictions(minutes, date(2026, 8, 26), "Kredsbestyrelsen", case, CPH)
    assert [words.partition(";")[2] for words in said] == [
        " 2026-08-26 is taken.",
        " Kredsbestyrelsen is taken.",
        " the board is told 2026-09-03.",
    ]


@pytest.fixture
def clerk(tmp_path: Path, embedded: Servers) -> Clerk:
    clerk = Clerk(tmp_path, embedded, "2026-08-28 10:00")
    clerk.people()
    return clerk


def test_a_later_deadline_in_the_document_holds_and_one_far_away_is_asked_for(clerk: Clerk) -> None:
    later = clerk.json("minutes", "send", clerk.file(MINUTES.format(day="8. september 2026")), "--dry-run")
    assert (later["deadline"], later["deadline_reason"]) == ("2026-09-08T21:59:59+00:00", "document")
    assert later["doubts"] == []
    far = clerk.file(MINUTES.format(day="8. december 2026"))
    assert "until 2026-12-08" in clerk.run("minutes", "send", far, "--dry-run", expect=65).err
    given = clerk.json("minutes", "send", far, "--dry-run", "--deadline", "2026-09-10")
    assert given["deadline"].startswith("2026-09-10")
    assert "until 2026-12-08; the board is told 2026-09-10." in given["doubts"][0]
    assert (
        "the board has until 2026-09-03"
        in clerk.run("minutes", "send", far, "--dry-run", "--deadline", "2026-09-01", expect=65).err
    )


@pytest.mark.parametrize("path", reading_score.documents(), ids=lambda path: path.name)
def test_a_round_has_the_items_that_the_reading_has(path: Path) -> None:
    data = path.read_bytes()
    minutes, reading = formats.minutes(data, path.name), record.read(data, path.name)
    if reading.kind not in {Kind.MINUTES, Kind.AGENDA}:
        return  # no round is opened with a note or a paper
    told = [without_mark(one.title) for one in record.as_minutes(minutes, reading).items if one.title]
    assert told == list(_titles(reading.items))


def _titles(items: Iterable[AgendaItem]) -> Iterator[str]:
    for item in items:
        yield item.title
        yield from _titles(item.items)
