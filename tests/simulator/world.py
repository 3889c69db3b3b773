"""The world: its time, its program (which dies and is started again), and the order in which things happen.

``play`` is the whole story of a seed: weeks of trouble, then calm until everything has come to rest, then the checks.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import logging
import random
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jinja2
from sqlalchemy.orm import Session
from sqlalchemy.util import LRUCache

from mailflow import config as settings
from mailflow import daemon
from mailflow.clock import Clock
from mailflow.documents import PublishedPage
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.letters import compose
from mailflow.models import Association
from mailflow.steps import deliver, receive
from mailflow.store import installation, queries
from mailflow.store.apply import Office
from mailflow.store.engine import Store
from simulator.edges import SimMailbox, SimSite, SimSmtp
from simulator.mailhost import OWN, Mailhost
from simulator.weather import Crash, Reaper, Weather

FIRST_DAY = datetime(2026, 1, 5, 8, tzinfo=UTC)


class World:
    """``now`` is the true time; the program sees it through a clock that may be wrong by ``skew``."""

    def __init__(self, seed: int, folder: Path, tell: Callable[[str], None]) -> None:
        self.seed, self.folder, self._tell = seed, folder, tell
        self.dice = random.Random(f"world {seed}")
        self.weather = Weather(seed)
        self.now = FIRST_DAY + timedelta(days=self.dice.randrange(330), minutes=self.dice.randrange(400))
        self.clock, self.skew = Clock(self.now), timedelta(0)
        self.host = Mailhost(lambda: self.now)
        self.queue: list[tuple[datetime, int, Callable[[], None]]] = []
        self.numbers, self._tokens = itertools.count(1), itertools.count(1)
        self.broken: list[str] = []  # invariants that did not hold
        self.looked_from = self.now  # when the newest look through the mailbox began
        self.by_hand = False  # a named person publishes, past the gate
        self.restored = False
        self.dead: set[str] = set()  # addresses whose mail comes back
        self.refused: set[str] = set()  # addresses that their server does not take
        self.reaper = Reaper(self.tell)
        self.meanwhile: Callable[[], None] = lambda: None  # what people do while the program talks to a server
        self.uploading: Callable[[PublishedPage], None] = lambda page: None
        self.sabotage: Callable[[Session], None] | None = None  # done to the store before each turn, to test the checks
        self.site = SimSite(self.weather, lambda page: self.uploading(page))
        self.smtp = SimSmtp(
            self.host, self.weather, self._other_thread, lambda address: address in self.refused, self.later,
            lambda: installation.stop_file(self.store).exists(),
        )  # fmt: skip
        self.smtp.wrong = self.broken
        self.cron = self.dice.random() < 0.4
        self.config = self._config()
        self.office = Office(self.config, _templates(), lambda: f"{next(self._tokens):032x}")
        self.house: daemon.House | None = None
        shutil.copy(_template(), folder / "mailflow.db")
        self.store = self._open()

    def _config(self) -> settings.Config:
        pick = self.dice.choice
        return settings.Config(
            association=settings.Association(name="Foreningen Kommunale Topchefer", short="FKT"),
            imap=settings.Imap(
                address=OWN, host="127.0.0.1", tls="none", authserv_id="mx.fkt.example", move_to=pick(("", "", "Behandlet"))
            ),
            smtp=settings.Smtp(
                host="127.0.0.1", tls="none", per_minute=pick((3, 25, 10_000)), witness=pick(("copy", "copy", "none"))
            ),
            minutes=settings.MinutesRule(count_from=pick(("meeting", "sending")), reminder_days=pick((0, 2))),
            website=settings.Website(url="https://fkt.example"),
        )  # fmt: skip

    def _open(self) -> Store:
        store = Store(f"sqlite:///{self.folder / 'mailflow.db'}")
        for engine in (store._writer, store._reader):
            engine._compiled_cache = _compiled  # a world of its own is no reason to compile the same SQL again
        return store

    def tell(self, line: str) -> None:
        self._tell(f"{self.now:%d %b %H:%M:%S} {line}")

    # --- time -----------------------------------------------------------------------------------------------------

    def at(self, moment: datetime, happening: Callable[[], None]) -> None:
        heapq.heappush(self.queue, (max(moment, self.now), next(self.numbers), happening))

    def later(self, wait: timedelta, happening: Callable[[], None]) -> None:
        if wait:
            self.at(self.now + wait, happening)
        else:
            happening()

    def go_to(self, moment: datetime) -> None:
        self.now = max(self.now, moment)
        self.clock.set(self.now + self.skew)

    def next_event(self) -> bool:
        """Let the next planned thing happen; False when nothing is planned."""
        if not self.queue:
            return False
        moment, _number, happening = heapq.heappop(self.queue)
        self.go_to(moment)
        happening()
        return True

    # --- the program ------------------------------------------------------------------------------------------------

    def turn(self) -> None:
        """One turn of the program: a whole pass and a delivery; it may die on the way, and is started again next time."""
        self.reaper.left = self.weather.dice.randint(1, 150) if self.weather.strikes("crash") else 0
        if self.sabotage is not None:
            with self.store.writing() as session:
                self.sabotage(session)
        try:
            if self.house is None:
                self._start()
            self.house = self.house or self._make()
            self.looked_from = self.now
            if self.cron:
                daemon.tick(self.house)
            else:
                self._watch_once(self.house)
                self._postman(self.house)
        except Crash:
            self.die()
        except (TemporaryError, UnavailableError) as error:  # cron tries again; the daemon is started again
            self.tell(f"  gave up: {error}")
            self.house = None
        finally:
            self.reaper.left = 0

    def _make(self) -> daemon.House:
        mailbox = SimMailbox(self.host, self.weather, lambda: self.meanwhile())
        return daemon.House(
            store=self.store, office=self.office, clock=self.clock, mailbox=mailbox, smtp=self.smtp, site=self.site,  # type: ignore[arg-type]
        )  # fmt: skip

    def _start(self) -> None:
        """As ``daemon.run`` begins."""
        house = self._make()
        installation.ensure(self.store, self.config, self.clock.now())
        if not self.cron:
            with self.store.reading() as session:
                us = queries.association(session)
            receive.claim(house.mailbox, us.installation, self.clock.now())
            deliver.recover(self.store, self.office, self.clock.now())
        self.house = house

    def _watch_once(self, house: daemon.House) -> None:
        try:
            daemon.one_pass(house)
        except (TemporaryError, UnavailableError) as error:
            self.tell(f"  mailbox lost: {error}")
            house.mailbox.close()

    def _postman(self, house: daemon.House) -> None:
        """The delivery thread: it comes back when the rate limit lets it."""
        for _again in range(4):
            stop = installation.stop_file(self.store)
            done = deliver.run(house.store, house.smtp, house.office, house.clock, stop, most=50)
            if done.again_at is None or done.again_at > self.clock.now() + timedelta(minutes=2):
                return
            self.go_to(self.now + timedelta(minutes=1))

    def _other_thread(self) -> None:
        """While the delivery thread is on the line the main one makes a pass of its own."""
        self.meanwhile()
        if not self.cron and self.house is not None:
            self.tell("  meanwhile, in the main thread:")
            self.looked_from = self.now
            self._watch_once(self.house)

    def die(self) -> None:
        self.tell("  the process is dead")
        self.house = None
        self.store.close()
        self.store = self._open()

    # --- backups ----------------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        with self.store.reading() as session:
            if queries.association(session).installed_at is None:
                return  # there is nothing in it yet
        (self.folder / "backup.db").unlink(missing_ok=True)
        with sqlite3.connect(self.folder / "mailflow.db") as source, sqlite3.connect(self.folder / "backup.db") as copy:
            source.backup(copy)
        source.close()
        copy.close()

    def restore(self) -> None:
        """The store is put back as it was at the last backup; the epoch file beside it is not."""
        if not (self.folder / "backup.db").exists():
            return
        self.tell("the store is restored from the backup")
        self.house, self.restored = None, True
        self.store.close()
        for ending in ("", "-wal", "-shm"):
            (self.folder / f"mailflow.db{ending}").unlink(missing_ok=True)
        shutil.copy(self.folder / "backup.db", self.folder / "mailflow.db")
        self.store = self._open()


@contextmanager
def world(seed: int, tell: Callable[[str], None] = lambda line: None) -> Iterator[World]:
    """A fresh world in a folder of its own, in memory where the system has such a place; the log is listened to."""
    memory = Path("/dev/shm")
    logger = logging.getLogger("mailflow")
    before = (logger.level, logger.propagate, logger.handlers[:])
    with tempfile.TemporaryDirectory(prefix="simulator-", dir=memory if memory.is_dir() else None) as folder:
        made = World(seed, Path(folder), tell)
        logger.handlers[:] = [made.reaper]
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        try:
            yield made
        finally:
            logger.level, logger.propagate, logger.handlers[:] = before
            made.store.close()


_compiled: Any = LRUCache(1000)


@functools.cache
def _templates() -> jinja2.Environment:
    return compose.environment(None, "da")


@functools.cache
def _template() -> Path:
    """An empty store, migrated once a process; the installation's random id is made the same for all."""
    folder = Path(tempfile.mkdtemp(prefix="simulator-empty-"))
    store = Store(f"sqlite:///{folder / 'empty.db'}")
    with store.writing() as session:
        session.add(Association(name="Foreningen Kommunale Topchefer", installation="0" * 32))
    store.close()
    return folder / "empty.db"
