"""Inviting: the letters of one event prepared (rendered, checked, stored), against the rate that is asked for.

122 members in two seconds and ten thousand in a minute, with memory that does not grow with them.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from house import Fixture, address_of, at

from bench.table import Line
from mailflow.desks.eventform import EventForm
from mailflow.models import Address, Person
from mailflow.steps import invite, receive
from mailflow.store import events

WORDS = "Vi gennemgår *budgettet* for 2027.\n\n- Oplæg ved Signe Holk\n- Spørgsmål og drøftelse"


def measure(servers: Any, folder: Path, counts: tuple[int, ...]) -> Iterator[Line]:
    """One line for each count, on SQLite: letters a second beside those asked for, and what memory grew by."""
    for count in counts:
        state = folder / f"invited{count}"
        state.mkdir()
        fixture = Fixture(servers, f"sqlite:///{state / 'mailflow.db'}", state, start="2026-10-01 10:00")
        house = fixture.house
        receive.look(house.store, house.mailbox, house.office, house.clock)
        _members(fixture, count)
        start = at("2026-10-26 08:00")
        form = EventForm("webinar", "Webinar om budget 2027", start, start + timedelta(hours=1), ("all",),
                         link="https://moede.fkt.example/webinar?id=123", description=WORDS)  # fmt: skip
        with house.store.writing() as session:
            events.add(session, form, house.office, fixture.now(), "Signe Holk")
        before, begin = _peak(), time.perf_counter()
        written = invite.run(house.store, house.office, house.clock)
        seconds = time.perf_counter() - begin
        assert written.counts.total() == count, written
        fixture.close()
        asked = count / (2 if count <= 122 else 60 * count / 10_000)
        yield Line(f"{count:,} invitations", count / seconds, asked, goal=1.0)
        yield Line("  (memory grown by, MB)", _peak() - before, max(1.0, before))


def _members(fixture: Fixture, count: int) -> None:
    with fixture.house.store.writing() as session:
        for number in range(count):
            name = f"Medlem{number} Navn{number}"
            session.add(
                Person(
                    key=f"medlem{number}",
                    name=name,
                    municipality="Odder",
                    addresses=[Address(address=address_of(name))],
                )
            )


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
