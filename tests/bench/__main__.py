"""``make bench``: reading, intake, delivery and inviting, on the best servers this machine has (MAILFLOW_TEST_STORE=postgres)."""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from servers.real import RealServers, missing

from bench import delivery, documents, intake, inviting, reading
from mailflow import log
from mailflow.demo.servers import Servers


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--mails", type=int, default=360, help="mails taken in")
    parser.add_argument("--letters", type=int, default=600, help="letters delivered (at most 3000)")
    parser.add_argument("--invitations", type=int, default=2_000, help="invitations prepared, after the first 122")
    parser.add_argument("--runs", type=int, default=3, help="the best of so many runs of each, in turn")
    given = parser.parse_args()
    store = os.environ.get("MAILFLOW_TEST_STORE", "sqlite")
    absent = missing()
    log.start("INFO", io.StringIO())  # as the daemon logs, to nobody
    print(f"IMAP: {'embedded (no ' + ', '.join(absent) + ')' if absent else 'Dovecot'}; store: {store}; "
          f"SMTP: {'smtp-sink' if delivery.SMTP_SINK else 'a sink of our own'}; best of {given.runs} runs")  # fmt: skip
    print(f"{'seconds':30}{'mailflow':>10}{'':>18}{'goal':>8}")
    for timed in documents.measure(3 * given.runs):
        print(timed, flush=True)
    print(f"{'mails a second':30}{'mailflow':>10}{'plain':>10}{'ratio':>8}{'goal':>8}")
    for line in reading.measure(3 * given.runs):  # it takes a second
        print(line, flush=True)
    with tempfile.TemporaryDirectory(prefix="mailflow-bench-") as folder:
        with Servers() if absent else RealServers() as servers:
            for line in intake.measure(servers, store, Path(folder), given.mails, given.runs):
                print(line, flush=True)
        with Servers() as servers:
            for line in delivery.measure(servers, store, Path(folder), given.letters, given.runs):
                print(line, flush=True)
            print("-- prepared a second, and asked for")
            for line in inviting.measure(servers, Path(folder), (122, given.invitations)):
                print(line, flush=True)


if __name__ == "__main__":
    main()
