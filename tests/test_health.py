"""Delivery health: what bounces and refusals say of an address, and what makes them forgotten. It never stops a letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from house import Fixture, address_of, reply

from mailflow.demo.clients import bounce
from mailflow.desks import health as desk
from mailflow.models import Trouble
from mailflow.store import health as store

NOW = datetime(2026, 9, 1, 10, tzinfo=UTC)
CITTA = address_of("Citta Dam")


def row(kind: str, days: float, text: str = "", cleared: bool = False) -> Trouble:
    at = NOW - timedelta(days=days)
    return Trouble(address=CITTA, kind=kind, at=at, text=text, cleared_at=NOW if cleared else None)


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        ([], "good"),
        ([row("temporary", 1)], "doubtful"),
        ([row("policy", 1)], "blocked"),
        ([row("permanent", 1)], "dead"),
        ([row("policy", 1), row("permanent", 3), row("temporary", 0)], "dead"),
        ([row("policy", 1), row("temporary", 0)], "blocked"),
        ([row("permanent", 1, cleared=True), row("temporary", 2)], "doubtful"),
    ],
)
def test_the_worst_open_trouble_counts(rows: list[Trouble], state: str) -> None:
    assert desk.of(rows, None).state == state


def test_since_the_oldest_with_the_words_of_the_newest() -> None:
    found = desk.of([row("permanent", 1, "gone"), row("permanent", 4, "unknown"), row("policy", 9)], None)
    assert found == desk.Health("dead", NOW - timedelta(days=4), "gone")


def test_a_later_letter_that_stayed_away_settles_it() -> None:
    assert desk.of([row("permanent", 9)], NOW - timedelta(days=6)).state == "good"
    assert desk.of([row("permanent", 9), row("permanent", 5)], NOW - timedelta(days=6)).state == "dead"


@pytest.fixture
def fixture(embedded: Any, tmp_path: Path, store_url: str) -> Iterator[Fixture]:
    made = Fixture(embedded, store_url, tmp_path)
    made.people("Anna Berg", "Bo Carstensen", "Citta Dam")
    yield made
    made.close()


def state(fixture: Fixture) -> str:
    with fixture.house.store.reading() as session:
        return store.of(session, [CITTA], fixture.now())[CITTA].state


def test_a_bounce_and_a_mail_from_the_address(fixture: Fixture) -> None:
    fixture.send()
    fixture.tick()
    assert state(fixture) == "good"
    letter = fixture.letter_to("Citta Dam")
    fixture.at("2026-08-28 10:30")
    fixture.deliver(bounce(letter, CITTA, "odder.example", fixture.now()), mail_from="")
    fixture.tick()
    assert state(fixture) == "dead"
    fixture.at("2026-08-28 11:30")
    fixture.deliver(reply("Citta Dam", "Ingen bemærkninger.", letter, "SV: Referat", fixture.now()))
    fixture.tick()
    assert state(fixture) == "good"


def test_a_letter_is_written_to_a_dead_address_all_the_same(fixture: Fixture) -> None:
    """A forged bounce may make a round wait for a human; it takes nobody off the list."""
    fixture.send()
    fixture.tick()
    fixture.at("2026-08-28 10:30")
    fixture.deliver(bounce(fixture.letter_to("Citta Dam"), CITTA, "evil.example", fixture.now()), mail_from="")
    fixture.tick()
    slug = fixture.send(day=datetime(2026, 9, 10, tzinfo=UTC).date())
    fixture.tick()
    assert CITTA in [one.recipient for one in fixture.letters() if one.case_id == fixture.case(slug).id]
