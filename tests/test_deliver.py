"""Letters that were begun together: what becomes of those that cannot go after all, and of all of them after a power cut."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from house import Fixture
from sqlalchemy import select

from mailflow.errors import StoreError
from mailflow.models import Association, Letter
from mailflow.steps import deliver, receive
from mailflow.store import installation, journal

MEMBERS = ("Anna Berg", "Bo Carstensen", "Citta Dam")


def ready(servers: Any, url: str, folder: Path) -> Fixture:
    """Three copies of the minutes wait."""
    fixture = Fixture(servers, url, folder)
    house = fixture.house
    fixture.people(*MEMBERS)
    receive.look(house.store, house.mailbox, house.office, house.clock)
    fixture.send()
    return fixture


def run(fixture: Fixture) -> deliver.Delivered:
    house = fixture.house
    return deliver.run(house.store, house.smtp, house.office, house.clock, installation.stop_file(house.store))


def rows(fixture: Fixture) -> list[tuple[str, int, str]]:
    with fixture.house.store.reading() as session:
        letters = session.scalars(select(Letter).order_by(Letter.id)).all()
        return [(letter.state, letter.attempts, letter.claimed_by) for letter in letters]


def test_a_server_that_will_not_have_us_any_more_costs_no_try(embedded: Any, store_url: str, tmp_path: Path) -> None:
    fixture = ready(embedded, store_url, tmp_path)
    own = fixture.office.config.imap.address
    embedded.refuse = lambda _sender, rcpt: "550 5.7.54 relaying denied" if embedded.outgoing and rcpt != own else None
    done = run(fixture)
    assert (dict(done.counts), done.refused) == ({"sent": 1}, True)
    assert rows(fixture) == [("sent", 1, ""), ("queued", 0, ""), ("queued", 0, "")]
    fixture.close()


def test_a_recipient_that_is_refused_has_used_one_try(embedded: Any, store_url: str, tmp_path: Path) -> None:
    fixture = ready(embedded, store_url, tmp_path)
    second = fixture.letters()[1].recipient
    embedded.refuse = lambda _sender, rcpt: "451 4.7.1 later" if rcpt == second else None
    assert dict(run(fixture).counts) == {"sent": 2, "deferred": 1}
    assert rows(fixture) == [("sent", 1, ""), ("deferred", 1, ""), ("sent", 1, "")]
    fixture.close()


def test_the_epoch_file_counts_every_letter_that_left(embedded: Any, store_url: str, tmp_path: Path) -> None:
    fixture = ready(embedded, store_url, tmp_path)
    run(fixture)
    with fixture.house.store.reading() as session:
        assert session.scalars(select(Association.epoch)).one() == len(MEMBERS)
    assert int((fixture.house.store.folder / "epoch").read_text()) == len(MEMBERS)
    fixture.close()


def test_a_letter_that_grew_too_old_while_the_server_kept_us_does_not_go(
    embedded: Any, store_url: str, tmp_path: Path
) -> None:
    fixture = ready(embedded, store_url, tmp_path)
    second = fixture.letters()[1]

    def slow(_sender: str, rcpt: str) -> str | None:
        if rcpt == second.recipient:
            fixture.clock.set(second.not_after + timedelta(minutes=1))
        return None

    embedded.refuse = slow
    assert dict(run(fixture).counts) == {"sent": 1}
    assert [sent.rcpt_tos[0] for sent in embedded.outgoing] == [fixture.letters()[0].recipient]
    assert [state for state, _tries, _claim in rows(fixture)] == ["sent", "queued", "queued"]
    fixture.close()


def _cut(fixture: Fixture, folder: Path, boot: str, lines: int) -> None:
    """As the disk is after a power cut: the store as at the last transaction, the journal's last lines lost, another boot."""
    fixture.house.store.close()
    for file in folder.iterdir():
        shutil.copy(file, fixture.folder / file.name)
    said = [json.loads(line) for line in journal.path(fixture.folder).read_text().splitlines()]
    kept = [said[0] | {"boot": boot or said[0]["boot"]}, *said[1 : 1 + lines]]
    journal.path(fixture.folder).write_text("".join(json.dumps(line) + "\n" for line in kept))


@pytest.mark.parametrize(
    ("boot", "lines", "states"),
    [
        (
            "another",
            2,
            ["sent", "unknown", "unknown"],
        ),  # a line that is there is believed; that one is missing says nothing
        ("another", 0, ["unknown", "unknown", "unknown"]),
        ("", 3, ["sent", "unknown", "queued"]),  # killed: the journal is whole
        ("", 0, ["queued", "queued", "queued"]),
    ],
)
def test_what_the_journal_tells_of_a_batch(
    boot: str, lines: int, states: list[str], embedded: Any, store_url: str, tmp_path: Path
) -> None:
    if not store_url.startswith("sqlite"):
        pytest.skip("with PostgreSQL each letter is sending by itself, and no journal is read")
    fixture = ready(embedded, store_url, tmp_path)
    copy = tmp_path / "disk"
    second = fixture.letters()[1]

    def snapshot(_sender: str, rcpt: str) -> None:
        if rcpt == second.recipient:
            copy.mkdir(exist_ok=True)
            for file in fixture.house.store.folder.glob("*.db*"):
                shutil.copy(file, copy / file.name)

    embedded.refuse = snapshot
    assert dict(run(fixture).counts) == {"sent": 3}
    _cut(fixture, copy, boot, lines)
    store = fixture.house.store
    assert deliver.recover(store, fixture.office, fixture.now()) == states.count("unknown")
    assert [state for state, _tries, _claim in rows(fixture)] == states
    assert [tries for _state, tries, _claim in rows(fixture)] == [int(state != "queued") for state in states]
    assert deliver.recover(store, fixture.office, fixture.now()) == 0
    fixture.close()


def test_no_room_for_the_journal_sends_nothing(embedded: Any, store_url: str, tmp_path: Path) -> None:
    fixture = ready(embedded, store_url, tmp_path)
    (fixture.folder / "outbox.new").mkdir()  # where the next journal would be written
    with pytest.raises(StoreError, match="cannot be written"):
        run(fixture)
    assert embedded.outgoing == []
    assert {state for state, _tries, _claim in rows(fixture)} == {"queued"}
    fixture.close()
