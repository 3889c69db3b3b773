"""Delivery: ``steps.deliver``, every state on disk, against a bare loop that sends the same bytes on one connection."""

from __future__ import annotations

import os
import shutil
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from house import ADDRESS, Fixture
from servers import postgres
from servers.dovecot import answers, free_port, until

from bench.people import names
from bench.table import Line
from mailflow.models import Letter
from mailflow.steps import deliver, receive
from mailflow.store import installation

SMTP_SINK = shutil.which("smtp-sink", path="/usr/sbin:/usr/bin:/usr/local/sbin")


@contextmanager
def sink() -> Iterator[int]:
    """The port of a server that takes everything at once, in a process of its own."""
    port = free_port()
    own = [sys.executable, str(Path(__file__).with_name("sink.py")), str(port)]
    nobody = ["-u", "nobody"] if os.geteuid() == 0 else []
    process = subprocess.Popen([SMTP_SINK, *nobody, f"127.0.0.1:{port}", "100"] if SMTP_SINK else own)
    try:
        until(lambda: answers(port), "the sink does not answer")
        yield port
    finally:
        process.terminate()
        process.wait(10)


def measure(servers: Any, store: str, folder: Path, count: int, rounds: int) -> Line:
    """``count`` letters of one round; ``rounds`` runs, the best counts."""
    ours, plain = [], []
    with ExitStack() as stack:
        port = stack.enter_context(sink())
        server = stack.enter_context(postgres.server()) if store == "postgres" else ""
        for number in range(rounds):
            state = folder / f"outbox{number}"
            state.mkdir()
            empty = stack.enter_context(postgres.database(server)) if server else f"sqlite:///{state / 'mailflow.db'}"
            fixture = Fixture(servers, empty, state, smtp_port=port, smtp_auth="none")
            stack.callback(fixture.close)
            house = fixture.house
            fixture.people(*names(count))
            receive.look(house.store, house.mailbox, house.office, house.clock)  # nothing is sent before it
            fixture.send()
            letters = fixture.letters()
            begin = time.perf_counter()
            _plain(port, letters)
            middle = time.perf_counter()
            done = deliver.run(house.store, house.smtp, house.office, house.clock, installation.stop_file(house.store))
            ours.append(time.perf_counter() - middle)
            plain.append(middle - begin)
            assert len(letters) == count
            assert done.counts == {"sent": count}
    return Line("letters delivered", count / min(ours), count / min(plain), goal=0.35)


def _plain(port: int, letters: list[Letter]) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client:
        for letter in letters:
            client.sendmail(ADDRESS, [letter.recipient, ADDRESS], letter.raw)
