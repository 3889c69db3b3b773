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


def measure(servers: Any, store: str, folder: Path, count: int, rounds: int) -> Iterator[Line]:
    """``count`` letters of one round; ``rounds`` runs, the best counts.

    Both send the same bytes to the same two recipients (the witness is one) in each transaction, over one connection, with
    as many round trips. What differs is that ours are stored. The second line is the same bare loop that writes one page
    and waits for the disk after each letter: nobody who keeps what became of each letter before the next is faster.
    """
    ours, plain, durable = [], [], []
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
            end = time.perf_counter()
            _plain(port, letters, state / "pages")
            durable.append(time.perf_counter() - end)
            ours.append(end - middle)
            plain.append(middle - begin)
            assert len(letters) == count
            assert done.counts == {"sent": count}
    yield Line("letters delivered", count / min(ours), count / min(plain), goal=0.35)
    yield Line("(bare loop, disk waited for)", count / min(durable), count / min(plain))


def _plain(port: int, letters: list[Letter], pages: Path | None = None) -> None:
    with smtplib.SMTP("127.0.0.1", port) as client, open(pages or os.devnull, "wb", buffering=0) as file:
        for letter in letters:
            client.sendmail(ADDRESS, [letter.recipient, ADDRESS], letter.raw)
            if pages is not None:
                file.write(bytes(4096))
                os.fdatasync(file.fileno())
