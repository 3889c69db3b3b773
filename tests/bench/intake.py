"""Intake: ``steps.receive`` against a script that fetches, parses and stores, both on the same mailbox."""

from __future__ import annotations

import email
import email.policy
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import imapclient
from house import Fixture, at
from servers import postgres

from bench import mails
from bench.people import names
from bench.table import Line
from mailflow.parsers import mail as parse_mail
from mailflow.steps import receive

MEMBERS = 120
START = "2026-08-28 10:00"


def measure(servers: Any, store: str, folder: Path, count: int, rounds: int) -> Iterator[Line]:
    """Two lines: answers to an open round, and mail that concerns none. ``rounds`` runs of each, the best counts."""
    with ExitStack() as stack:
        houses = []
        server = stack.enter_context(postgres.server()) if store == "postgres" else ""
        for number in range(rounds):
            state = folder / f"house{number}"
            state.mkdir()
            empty = stack.enter_context(postgres.database(server)) if server else f"sqlite:///{state / 'mailflow.db'}"
            house = Fixture(servers, empty, state, START)
            stack.callback(house.close)
            house.people(*names(MEMBERS))
            _look(house)  # what lies there now is the baseline
            house.send(mails.MINUTES)
            houses.append(house)
        # The tokens in Message-IDs are counted, so the same letters went out of each house.
        letters = {parse_mail.parse(letter.raw).to[0].name: letter.raw for letter in houses[0].letters()}
        when = at(START)
        yield _run("answers to a round", servers, houses, mails.replies(letters, count, when), folder)
        yield _run("mail about other things", servers, houses, mails.others(count, when), folder)


def _run(what: str, servers: Any, houses: list[Fixture], sent: Iterable[bytes], folder: Path) -> Line:
    before = _last_uid(servers)
    count = 0
    for raw in sent:
        servers.deliver(raw, "INBOX", at(START), authentication="dmarc=pass header.from=odder.example")
        count += 1
    plain_seconds, our_seconds = [], []
    for number, house in enumerate(houses):
        begin = time.perf_counter()
        assert _plain(servers, before, folder / f"plain-{before}-{number}.db") == count
        middle = time.perf_counter()
        look = _look(house)
        our_seconds.append(time.perf_counter() - middle)
        plain_seconds.append(middle - begin)
        assert look.taken + look.ignored == count, f"{look.taken} + {look.ignored} of {count} mails"
    return Line(what, count / min(our_seconds), count / min(plain_seconds), goal=0.75)


def _look(house: Fixture) -> receive.Look:
    """A look with a connection of its own, as the script's."""
    house.house.mailbox.close()
    return receive.look(house.house.store, house.house.mailbox, house.office, house.clock)


def _plain(servers: Any, above: int, path: Path) -> int:
    """What anybody would write first: fetch by fifties, parse with the standard library, one durable commit a mail."""
    store = sqlite3.connect(path, isolation_level=None)
    store.execute("PRAGMA journal_mode=WAL")
    store.execute("PRAGMA synchronous=FULL")
    store.execute("CREATE TABLE mail (uid INTEGER PRIMARY KEY, message_id, sender, subject, body, raw)")
    with imapclient.IMAPClient(servers.host, servers.imap_port, ssl=False) as client:
        client.plain_login(servers.user, servers.password)
        client.select_folder("INBOX", readonly=True)
        uids = [uid for uid in client.search(["UID", f"{above + 1}:*"]) if uid > above]
        for start in range(0, len(uids), 50):
            for uid, data in client.fetch(uids[start : start + 50], ["BODY.PEEK[]", "INTERNALDATE"]).items():
                raw = data[b"BODY[]"]
                mail = email.message_from_bytes(raw, policy=email.policy.default)
                body = mail.get_body(("plain", "html"))
                words = body.get_content() if body is not None else ""
                row = (uid, mail["Message-ID"], mail["From"], mail["Subject"], words, raw)
                store.execute("BEGIN IMMEDIATE")
                store.execute("INSERT INTO mail VALUES (?, ?, ?, ?, ?, ?)", row)
                store.execute("COMMIT")
    store.close()
    return len(uids)


def _last_uid(servers: Any) -> int:
    with imapclient.IMAPClient(servers.host, servers.imap_port, ssl=False) as client:
        client.plain_login(servers.user, servers.password)
        return int(client.select_folder("INBOX", readonly=True)[b"UIDNEXT"]) - 1
