"""One mail at a time through the house: what it brought about, and what others do meanwhile. Shared by the tests of intake,
identity and loops."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import imapclient
from house import Fixture, address_of
from sqlalchemy import select

from mailflow.models import Answer, LedgerLine, Letter
from mailflow.steps import receive

BO = "Bo Carstensen"
BO_FROM = f"From: {BO} <{address_of(BO)}>".encode()
OBJECTION = "Punkt 2: Rejsekontoen blev ikke halveret. Jeg gør indsigelse."
WITHDRAWAL = "Jeg trækker min indsigelse tilbage."
OURS = "dmarc=pass header.from="  # our server's word on the sender's domain


@dataclass
class Came:
    """What one mail brought about."""

    answers: list[Answer]
    letters: list[Letter]
    outcome: str
    reason: str

    @property
    def holds(self) -> bool:
        return any(answer.holds for answer in self.answers)

    @property
    def verified(self) -> bool:
        return any(answer.verified for answer in self.answers)


def begun(servers: Any, store_url: str, tmp_path: Path, **changes: Any) -> Fixture:
    """A house with three members and an empty outbox."""
    fixture = Fixture(servers, store_url, tmp_path, **changes)
    fixture.people()
    fixture.tick()
    return fixture


def look(fixture: Fixture) -> receive.Look:
    return receive.look(fixture.house.store, fixture.house.mailbox, fixture.office, fixture.clock)


def feed(fixture: Fixture, raw: bytes, folder: str = "INBOX", proof: str = "", mail_from: str | None = None) -> Came:
    """The mail arrives with the receiving server's verdict on its sender, and is read."""
    before = {kind: _ids(fixture, kind) for kind in (Answer, Letter, LedgerLine)}
    fixture.servers.deliver(raw, folder, fixture.now(), mail_from=mail_from, authentication=proof)
    assert look(fixture).complete
    with fixture.house.store.reading() as session:
        new = {
            kind: list(session.scalars(select(kind).where(kind.id.not_in(ids)).order_by(kind.id)))
            for kind, ids in before.items()
        }
    line = new[LedgerLine][-1]
    return Came(new[Answer], new[Letter], line.outcome, line.reason)


def _ids(fixture: Fixture, kind: Any) -> list[int]:
    with fixture.house.store.reading() as session:
        return list(session.scalars(select(kind.id)))


def header(raw: bytes, *lines: bytes) -> bytes:
    """The same mail with its From replaced by these lines."""
    head, _, body = raw.partition(b"\r\n\r\n")
    kept = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"from:")]
    return b"\r\n".join([*lines, *kept]) + b"\r\n\r\n" + body


# --- others in the same mailbox, and what happens in the middle of a pass ---------------------------------------------


@contextmanager
def outlook(fixture: Fixture) -> Iterator[imapclient.IMAPClient]:
    """A human in another mail program."""
    servers = fixture.servers
    with imapclient.IMAPClient(servers.host, servers.imap_port, ssl=False) as client:
        client.plain_login(servers.user, servers.password)
        yield client


class _When(logging.Handler):
    """Does something in the middle of a pass: the first time that the step is logged with these words."""

    def __init__(self, words: str, action: Callable[[], None]) -> None:
        super().__init__(logging.DEBUG)
        self._words, self._action = words, action
        self.done = False

    def emit(self, record: logging.LogRecord) -> None:
        if not self.done and self._words in record.getMessage():
            self.done = True
            self._action()


@contextmanager
def meanwhile(words: str, action: Callable[[], None]) -> Iterator[_When]:
    logger, handler = logging.getLogger("mailflow"), _When(words, action)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert handler.done, f"the pass never came to {words}"


@contextmanager
def heard() -> Iterator[list[str]]:
    """What is logged."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    logger, listener = logging.getLogger("mailflow"), Listener(logging.DEBUG)
    level = logger.level
    logger.addHandler(listener)
    logger.setLevel(logging.DEBUG)
    yield said
    logger.removeHandler(listener)
    logger.setLevel(level)
