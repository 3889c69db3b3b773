"""What the tests of mailbox and SMTP share: settings for a port, a mail, and limits to waiting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from mailflow import config
from mailflow.smtp import Smtp

USER = "sekretariatet@fkt.example"
PATIENCE = 0.6  # seconds; a good answer takes a few milliseconds
ANNA, BO = "anna.berg@odder.example", "bo.carstensen@samso.example"
RAW = b"From: FKT <sekretariatet@fkt.example>\r\nTo: Anna <anna.berg@odder.example>\r\nSubject: Referat\r\n\r\nHej\r\n"


def imap_settings(port: int, **more: Any) -> config.Imap:
    return config.Imap(**{"host": "127.0.0.1", "port": port, "tls": "none", "user": USER, "address": USER, **more})


def smtp_settings(port: int, **more: Any) -> config.Smtp:
    return config.Smtp(**{"host": "127.0.0.1", "port": port, "tls": "none", "user": USER, **more})


@contextmanager
def quick(servers: Any) -> Iterator[Smtp]:
    """A sender that soon loses patience."""
    made = Smtp(
        smtp_settings(servers.smtp_port), lambda: servers.password, command_seconds=PATIENCE, dot_seconds=PATIENCE
    )
    try:
        yield made
    finally:
        made.close()


def nothing() -> None:
    """Nothing to commit before the body."""


def later(seconds: float, what: Callable[[], Any]) -> None:
    threading.Timer(seconds, what).start()


@contextmanager
def ends() -> Iterator[None]:
    """What is inside is no square of its input. Thirty seconds of computing is far more than any machine needs for a
    linear reader and far less than a square takes: how fast it is, the benchmark tells."""
    begin = time.process_time()
    yield
    assert time.process_time() - begin < 30


@contextmanager
def soon(seconds: float) -> Iterator[None]:
    """What is inside takes less than so long."""
    begin = time.monotonic()
    yield
    assert time.monotonic() - begin < seconds
