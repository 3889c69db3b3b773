"""``send-invites`` killed at every step, and two of them at once: every member gets each version exactly once, in order.

As in ``test_crash``: the process is killed from outside, by a logging handler of the test's, the n-th time a step is logged.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections import Counter
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from house import Fixture, address_of, at
from replay import calendars, objects
from sqlalchemy import select
from test_crash import STEPS as ALL_STEPS
from test_crash import _Killer

from mailflow.cli import sending
from mailflow.desks.eventform import EventForm
from mailflow.models import Dispatch, Invitation, Letter
from mailflow.steps import deliver, invite
from mailflow.store import audit, events

NAMES = ("Anna Berg", "Bo Carstensen", "Citta Dam", "Dan Eg", "Eva Fynbo")
SLUG = "webinar-2026-10-26"
STEPS = [
    ("invite.before-commit", 2), ("invite.after-commit", 1),
    ("deliver.claimed", 1), ("deliver.begin", 3), ("deliver.before-sending", 1), ("deliver.sending", 2), ("deliver.answered", 2),
    ("deliver.before-commit", 1), ("deliver.begun", 1), ("deliver.after-commit", 1),
    ("smtp.mail", 1), ("smtp.rcpt", 1), ("smtp.rcpt.answered", 2), ("smtp.data", 1), ("smtp.data.answered", 1), ("smtp.body", 1),
    ("smtp.dot", 1), ("smtp.dot.answered", 1),
]  # fmt: skip

_spawn = multiprocessing.get_context("forkserver")
_spawn.set_forkserver_preload(["house", "mailflow.daemon", "test_crash"])


def send_invites(fixture: Fixture) -> None:
    """What ``mailflow send-invites`` does, two people a transaction."""
    house = fixture.house
    ctx: Any = SimpleNamespace(store=house.store, office=house.office, clock=house.clock, house=house)
    sending.recover(ctx)
    invite.run(house.store, house.office, house.clock, people=2)
    sending.send_invitations(ctx)


def _child(where: dict[str, Any], url: str, folder: str, now: str, kill: tuple[str, int] | None, start: Any) -> None:
    logger = logging.getLogger("mailflow")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(_Killer(*kill) if kill is not None else logging.NullHandler())
    fixture = Fixture(SimpleNamespace(**where), url, Path(folder), now)
    fixture.tokens = iter(lambda: int.from_bytes(os.urandom(8)), None)  # type: ignore[assignment]
    if start is not None:
        start.wait(60)
    send_invites(fixture)


def process(fixture: Fixture, kill: tuple[str, int] | None = None, start: Any = None) -> Any:
    servers = fixture.servers
    where = {name: getattr(servers, name) for name in ("host", "imap_port", "smtp_port", "user", "password")}
    now = fixture.now().astimezone(fixture.office.zone).strftime("%Y-%m-%d %H:%M")
    started = _spawn.Process(target=_child, args=(where, fixture.url, str(fixture.folder), now, kill, start))
    started.start()
    return started


@pytest.fixture
def fixture(servers: Any, store_url: str, tmp_path: Path) -> Any:
    """Five members and a webinar; nobody is invited yet."""
    fixture = Fixture(servers, store_url, tmp_path, start="2026-10-01 10:00")
    fixture.people(*NAMES)
    fixture.tick()  # the first look is the baseline
    start = at("2026-10-26 08:00")
    form = EventForm("webinar", "Webinar om økonomi", start, start + timedelta(hours=1), ("all",))
    with fixture.house.store.writing() as session:
        assert events.add(session, form, fixture.office, fixture.now(), "Signe Holk").slug == SLUG
    yield fixture
    fixture.close()


def move(fixture: Fixture, title: str, hours: int) -> None:
    with fixture.house.store.writing() as session:
        event = events.find(session, SLUG, lock=True)
        form = events.form_of(event)
        start = event.start_at + timedelta(hours=hours)
        changed = EventForm("webinar", title, start, start + timedelta(hours=1), form.audience)
        events.change(session, event, changed, fixture.office, fixture.now(), "Signe Holk")


def killed(fixture: Fixture, kill: tuple[str, int]) -> None:
    child = process(fixture, kill)
    child.join(60)
    assert child.exitcode == -signal.SIGKILL, f"{kill} was never reached"
    if not fixture.house.store.is_sqlite:  # another machine may be sending: the dead one's lease must run out
        fixture.clock.set(fixture.now() + deliver.LEASE + timedelta(minutes=1))
    for _again in range(2):
        send_invites(fixture)
    settle_unknown(fixture)
    for _again in range(2):  # what waited for the one whose fate was unknown goes now
        send_invites(fixture)


def settle_unknown(fixture: Fixture) -> None:
    """The human's part: she looks whether it arrived."""
    with fixture.house.store.writing() as session:
        for letter in session.scalars(select(Letter).where(Letter.state == "unknown")):
            arrived = [sent for sent in fixture.servers.outgoing if letter.message_id.encode() in sent.raw]
            assert len(arrived) <= 1
            letter.state, letter.next_at = ("sent" if arrived else "queued"), fixture.now()


def each_version_once(fixture: Fixture, versions: list[tuple[str, int]], starts: str) -> None:
    """Of each member: these (METHOD, SEQUENCE), in this order, once; and the calendar holds what they say."""
    got: dict[str, list[tuple[str, int]]] = {}
    for sent in fixture.servers.outgoing:
        got.setdefault(sent.rcpt_tos[0], []).extend((method, int(one["SEQUENCE"])) for method, one in objects(sent.raw))
    assert got == {address_of(name): versions for name in NAMES}
    assert {
        one.start.strftime("%d/%m %H") for held in calendars(fixture.servers.outgoing).values() for one in held
    } == {starts}
    with fixture.house.store.reading() as session:
        invitations = session.scalars(select(Invitation)).all()
        assert Counter(one.person_id for one in invitations) == Counter({one.person_id: 1 for one in invitations})
        assert len(invitations) == len(NAMES)
        letters = session.scalars(select(Letter).where(Letter.invitation_id.is_not(None))).all()
        assert {letter.state for letter in letters} == {"sent"}
        assert len(session.scalars(select(Dispatch)).all()) == len(letters) == len(NAMES) * len(versions)
        assert audit.broken_link(session) is None


@pytest.mark.parametrize("kill", STEPS, ids=lambda kill: f"{kill[0]}-{kill[1]}")
def test_killed_at_this_step(kill: tuple[str, int], fixture: Fixture) -> None:
    killed(fixture, kill)
    each_version_once(fixture, [("REQUEST", 0)], "26/10 08")
    move(fixture, "Webinar om økonomien", 2)
    killed(fixture, kill)
    each_version_once(fixture, [("REQUEST", 0), ("REQUEST", 1)], "26/10 10")


def test_two_at_once(fixture: Fixture) -> None:
    for versions, starts in (([("REQUEST", 0)], "26/10 08"), ([("REQUEST", 0), ("REQUEST", 1)], "26/10 10")):
        start = _spawn.Barrier(2)
        children = [process(fixture, start=start) for _each in range(2)]
        for child in children:
            child.join(60)
        assert [child.exitcode for child in children] == [0, 0]
        send_invites(fixture)  # what the second wrote while the first was leaving
        each_version_once(fixture, versions, starts)
        move(fixture, "Webinar om økonomien", 2)


def test_moved_while_it_is_being_sent(fixture: Fixture) -> None:
    """Killed with some sent, one in doubt and the rest not begun; then the event moves: nobody gets an old version late."""
    child = process(fixture, ("deliver.sending", 3))
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    if not fixture.house.store.is_sqlite:
        fixture.clock.set(fixture.now() + deliver.LEASE + timedelta(minutes=1))
    move(fixture, "Webinar om økonomi", 2)
    for _again in range(2):
        send_invites(fixture)
    settle_unknown(fixture)
    for _again in range(2):
        send_invites(fixture)
    held = calendars(fixture.servers.outgoing)
    assert set(held) == {address_of(name) for name in NAMES}
    assert [[one.start.strftime("%H") for one in lying] for lying in held.values()] == [["10"]] * len(NAMES)
    sequences: dict[str, list[int]] = {}
    for sent in fixture.servers.outgoing:
        sequences.setdefault(sent.rcpt_tos[0], []).extend(int(one["SEQUENCE"]) for _method, one in objects(sent.raw))
    assert sorted(map(tuple, sequences.values())) == [(0, 1), (0, 1), (0, 1), (1,), (1,)]


def test_every_step_of_the_outbox_is_here() -> None:
    wanted = {verb for verb, _times in ALL_STEPS if verb.startswith(("deliver.", "smtp."))}
    assert wanted <= {verb for verb, _times in STEPS}
