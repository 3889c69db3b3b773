"""Killed at every step, then started again: nothing lost, nothing acted on twice, nothing sent twice unmarked.

The process is killed from outside the code: a logging handler, put in place by the test, sends it SIGKILL at the n-th time
that it logs a step. Each step of ``docs/flow.md``'s crash table has a case here, and ``test_the_table_is_complete`` keeps
the two the same.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import re
import signal
from collections import Counter
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from house import CPH, NAMES, Fixture, address_of, at
from servers.dovecot import until
from sqlalchemy import select

from mailflow.models import Answer, LedgerLine, Letter
from mailflow.models import Mail as MailRow
from mailflow.steps import deliver
from mailflow.store import audit

# (step, which time it is reached): every named step of receive, deliver and publish, and the edges below them.
STEPS = [
    ("receive.begin", 1), ("receive.take", 1), ("receive.take", 2), ("receive.before-commit", 1), ("receive.after-commit", 1),
    ("receive.end", 1), ("receive.moved", 1), ("imap.connected", 1), ("imap.open", 3), ("imap.fetch", 1), ("imap.fetch", 2),
    ("due.before-commit", 1), ("due.after-commit", 1),
    ("deliver.claimed", 1), ("deliver.begin", 1), ("deliver.begin", 2), ("deliver.before-sending", 1), ("deliver.sending", 1),
    ("deliver.sending", 2),
    ("smtp.mail", 1), ("smtp.mail", 2), ("smtp.rcpt", 1), ("smtp.rcpt.answered", 2), ("smtp.data", 1), ("smtp.data.answered", 1),
    ("smtp.body", 1), ("smtp.dot", 1), ("smtp.dot.answered", 1), ("deliver.answered", 1), ("deliver.answered", 3),
    ("deliver.begun", 1), ("deliver.before-commit", 1), ("deliver.after-commit", 1),
    ("publish.begin", 1), ("publish.before-gate-commit", 1), ("publish.gate-passed", 1), ("publish.uploaded", 1),
    ("publish.read-back", 1), ("publish.before-commit", 1), ("publish.after-commit", 1),
]  # fmt: skip

_spawn = multiprocessing.get_context("forkserver")
_spawn.set_forkserver_preload(["house", "mailflow.daemon"])


class _Killer(logging.Handler):
    def __init__(self, verb: str, times: int) -> None:
        super().__init__(logging.DEBUG)
        self._verb, self._left = verb, times

    def emit(self, record: logging.LogRecord) -> None:
        if getattr(record, "verb", "") == self._verb:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def _one_tick(where: dict[str, Any], url: str, folder: str, now: str, kill: tuple[str, int] | None) -> None:
    """In a process of its own: one pass, killed at the step if it is reached."""
    logger = logging.getLogger("mailflow")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    if kill is not None:
        logger.addHandler(_Killer(*kill))
    logger.addHandler(logging.NullHandler())
    fixture = Fixture(SimpleNamespace(**where), url, Path(folder), now, imap_move_to="Behandlet")
    fixture.tokens = iter(lambda: int.from_bytes(os.urandom(8)), None)  # type: ignore[assignment]
    fixture.tick()


class Story:
    """One whole round, each pass in its own process; ``kill`` strikes the first time that its step is reached."""

    def __init__(self, fixture: Fixture, kill: tuple[str, int]) -> None:
        self.fixture, self.kill, self.struck = fixture, kill, False

    def tick(self) -> None:
        """One pass; if it is killed, what it left over must come right by itself in the next two."""
        far_from_it = self.kill[0].startswith("publish.") and self.fixture.now() < at("2026-09-04 08:00")
        if self.struck or far_from_it:
            self.fixture.tick()
        elif self._run(self.kill) == -signal.SIGKILL:
            self.struck = True
            if (
                not self.fixture.house.store.is_sqlite
            ):  # another machine may be sending: the dead one's lease must run out
                self.fixture.clock.set(self.fixture.now() + deliver.LEASE + timedelta(minutes=1))
                until(self._lock_is_free, "the server keeps the dead one's connection")
            for _again in range(2):
                self.fixture.tick()
            self.settle_unknown()
            self.fixture.tick()

    def _lock_is_free(self) -> bool:
        with self.fixture.house.store.mailbox_lock(self.fixture.office.mailbox) as mine:
            return mine

    def _run(self, kill: tuple[str, int] | None) -> int | None:
        servers = self.fixture.servers
        where = {name: getattr(servers, name) for name in ("host", "imap_port", "smtp_port", "user", "password")}
        now = self.fixture.now().astimezone(CPH).strftime("%Y-%m-%d %H:%M")
        arguments = (where, self.fixture.url, str(self.fixture.folder), now, kill)
        process = _spawn.Process(target=_one_tick, args=arguments)
        process.start()
        process.join(60)
        assert process.exitcode is not None, "the pass hangs"
        return process.exitcode

    def settle_unknown(self) -> None:
        """The human's part: a letter whose fate nobody knows is shown to her; she looks, and sends it again if it never came."""
        with self.fixture.house.store.writing() as session:
            for letter in session.scalars(select(Letter).where(Letter.state == "unknown")):
                arrived = [s for s in self.fixture.servers.outgoing if letter.message_id.encode() in s.raw]
                assert len(arrived) <= 1
                if arrived:
                    letter.state, letter.sent_at = "sent", self.fixture.now()
                else:
                    letter.state, letter.next_at = "queued", self.fixture.now()


@pytest.mark.parametrize(("step", "times"), STEPS, ids=lambda value: str(value))
def test_killed_at_this_step(step: str, times: int, servers: Any, store_url: str, tmp_path: Path) -> None:
    fixture = Fixture(servers, store_url, tmp_path, imap_move_to="Behandlet")
    story = Story(fixture, (step, times))
    fixture.people()
    fixture.tick()  # the first look is the baseline
    slug = fixture.send()
    story.tick()

    fixture.at("2026-08-29 09:00")
    fixture.mail("Anna Berg", "Ingen bemærkninger.", fixture.letter_to("Anna Berg"))
    fixture.mail("Bo Carstensen", "Punkt 2: Rejsekontoen blev ikke halveret.", fixture.letter_to("Bo Carstensen"))
    story.tick()

    fixture.at("2026-08-30 09:00")
    answers = [answer for answer in fixture.case(slug).answers if answer.open]
    assert len(answers) == 1, "the objection holds, once"
    fixture.dismiss(slug, answers[0].number)
    story.tick()
    for moment in ("2026-09-01 09:00", "2026-09-04 03:00", "2026-09-04 09:00", "2026-09-04 09:30"):
        fixture.at(moment)
        story.tick()

    assert story.struck, f"{step} was never reached {times} times"
    _nothing_lost_nothing_doubled(fixture, slug)
    fixture.close()


def _nothing_lost_nothing_doubled(fixture: Fixture, slug: str) -> None:
    case = fixture.case(slug)
    assert case.state == "published"
    assert fixture.house.site.read_back(slug) == case.version.public_html.encode()
    with fixture.house.store.reading() as session:
        letters = session.scalars(select(Letter)).all()
        assert {letter.state for letter in letters} == {"sent"}
        accepted = Counter(_message_id(s.raw) for s in fixture.servers.outgoing)
        assert accepted == Counter(letter.message_id for letter in letters), "each letter was accepted once"
        kinds = Counter((letter.kind, letter.recipient) for letter in letters)
        assert kinds[("minutes-objection-noted", address_of("Bo Carstensen"))] == 1
        for name in NAMES:
            assert kinds[("minutes-round", address_of(name))] == 1
            assert kinds[("minutes-published", address_of(name))] == 1
        assert Counter(session.scalars(select(Answer.intent))) == {"approve": 1, "object": 1}
        assert len(session.scalars(select(MailRow)).all()) == 2
        lines = session.execute(select(LedgerLine.folder_id, LedgerLine.uid)).all()
        assert len(lines) == len(set(lines))
        assert audit.broken_link(session) is None


def _message_id(raw: bytes) -> str:
    found = re.search(rb"^Message-ID:\s*(<[^>]+>)", raw, re.MULTILINE | re.IGNORECASE)
    assert found is not None
    return found.group(1).decode()


def test_the_table_is_complete() -> None:
    """Every step of the three dangerous rooms stands in STEPS, and every step in STEPS stands in docs/flow.md."""
    root = Path(__file__).parent.parent
    rooms = [*(root / "mailflow/steps").rglob("*.py")]
    named = {verb for room in rooms for verb in re.findall(r'log\.step\("([a-z.-]+)"', room.read_text())}
    invitations = {verb for verb in named if verb.startswith("invite.")}  # tests/test_crash_invitations.py
    # One transaction each, with nothing outside it; done anew, each finds what it has written.
    single = {f"{room}.before-commit" for room in ("follow", "nominate", "seats", "tasks")}
    assert named - {"unpublish.removed"} - invitations - single == {
        verb for verb, _ in STEPS if verb.split(".")[0] in {"receive", "due", "deliver", "publish"}
    }
    table = (root / "docs/flow.md").read_text()
    assert not [verb for verb, _times in STEPS if f"`{verb}`" not in table]
    assert len(STEPS) >= 25
