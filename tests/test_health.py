"""Delivery health: what bounces and refusals say of an address, and what makes them forgotten. It never stops a letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from clerk import SLUG, Clerk
from house import Fixture, address_of, reply
from sqlalchemy import text

from mailflow.demo.clients import bounce
from mailflow.demo.smtpd import Fault
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


# --- where it is shown ------------------------------------------------------------------------------------------------


@pytest.fixture
def clerk(tmp_path: Path, embedded: Any) -> Clerk:
    clerk = Clerk(tmp_path, embedded, imap='authserv_id = "mx.fkt.example"')
    clerk.people()
    clerk.tick()
    clerk.send()
    clerk.at("2026-08-28 10:30")
    return clerk


def comes_back(clerk: Clerk) -> None:
    clerk.deliver(bounce(clerk.letter(CITTA), CITTA, "odder.example", clerk.now), mail_from="")
    clerk.tick()


def test_the_trouble_stands_wherever_the_person_is(clerk: Clerk) -> None:
    comes_back(clerk)
    listed = {one["key"]: [h["state"] for h in one["health"]] for one in clerk.json("members", "list")}
    assert listed["citta-dam"] == ["dead"]
    assert not any(states for key, states in listed.items() if key != "citta-dam")
    assert (
        [line for line in clerk.run("members", "list").out.splitlines() if "dead" in line][0]
        .strip()
        .startswith("Citta Dam")
    )
    assert clerk.json("members", "show", "citta-dam")["health"][0]["state"] == "dead"
    assert {one["key"]: one["health"] for one in clerk.show()["addressees"]}["citta-dam"] == "dead"
    assert "(dead)" in clerk.run("minutes", "show", SLUG).out
    found = clerk.json("members", "check", expect=1)["findings"]
    assert [one["person"] for one in found if one["kind"] == "bounces-permanent"] == ["citta-dam"]


def test_her_word_ends_it_and_names_her(clerk: Clerk) -> None:
    comes_back(clerk)
    assert "dead" in clerk.run("members", "health", "citta-dam").out
    assert "--clear" in clerk.run("members", "health", "citta-dam", "--by", "Signe Holk", expect=65).err
    assert "No trouble is known." in clerk.run("members", "health", "citta-dam", "--clear", "--by", "Signe Holk").out
    assert clerk.json("members", "health", "citta-dam")["health"][0]["state"] == "good"
    assert "dead" not in clerk.run("members", "list").out
    with clerk.engine().connect() as store:
        (kept,) = [
            row.ids for row in store.execute(text("select verb, ids from event")) if row.verb == "health.cleared"
        ]
    assert "Signe Holk" in kept


# A bounce says in its status what kind it is (RFC 3463): the third figure of 5.7.x is about policy.
@pytest.mark.parametrize(
    ("status", "words", "state"),
    [
        ("5.1.1", "550 5.1.1 User unknown", "dead"),
        ("5.7.1", "554 5.7.1 Message refused by policy, sender listed", "blocked"),
        ("4.2.2", "452 4.2.2 Mailbox full", "doubtful"),
    ],
)
def test_the_kinds_of_bounces_are_told_apart_on_the_wire(clerk: Clerk, status: str, words: str, state: str) -> None:
    raw = bounce(clerk.letter(CITTA), CITTA, "odder.example", clerk.now)
    raw = re.sub(rb"(?m)^Status: .*?\r?$", b"Status: " + status.encode(), raw)
    raw = re.sub(rb"(?m)^Diagnostic-Code: .*?\r?$", b"Diagnostic-Code: smtp; " + words.encode(), raw)
    clerk.deliver(raw, mail_from="")
    clerk.tick()
    assert clerk.json("members", "health", "citta-dam")["health"][0]["state"] == state


def test_a_refusal_in_the_smtp_session_is_noted(tmp_path: Path, embedded: Any) -> None:
    clerk = Clerk(tmp_path, embedded)
    clerk.people()
    clerk.tick()
    embedded.faults.append(Fault("RCPT", "reply", f"550 5.1.1 <{CITTA}>: no such user here", match=CITTA))
    clerk.send()
    (one,) = clerk.json("members", "health", "citta-dam")["health"]
    assert (one["state"], "no such user" in one["words"]) == ("dead", True)
