"""The mail house on Dovecot and Postfix, with the interface of ``mailflow.demo.servers.Servers``."""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import imapclient

from mailflow.demo.servers import sender_of, traced
from mailflow.demo.smtpd import Fault, SentMail, SmtpServer
from servers import certificate
from servers.dovecot import PROGRAM as DOVECOT
from servers.dovecot import Dovecot, free_port, until
from servers.faulty import FaultyProxy
from servers.postfix import COPIES, MASTER, Postfix


def missing() -> list[str]:
    """What these servers need and this machine does not have."""
    absent = [path for path in (DOVECOT, MASTER) if not Path(path).exists()]
    return absent if os.geteuid() == 0 else [*absent, "root (for Postfix's master)"]


class RealServers:
    """One Dovecot, one Postfix, a sink for everybody else's mail. ``reset()`` makes it as new for the next test.

    ``outgoing`` is complete when it is read: it waits until Postfix has nothing on its way. INTERNALDATE of what
    Postfix delivers itself is the machine's time; ``deliver`` goes in by IMAP, so that it can be any.
    """

    def __init__(self) -> None:
        self.user = self.address = "sekretariatet@fkt.example"
        self.password = "hemmeligt-på-dansk"
        self.host = "127.0.0.1"
        self._folder = Path(tempfile.mkdtemp(prefix="mailhouse-"))
        self._folder.chmod(0o755)  # Postfix and Dovecot give up root
        self.ca_file, cert = certificate.make(self._folder)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._sink = SmtpServer(self._accept, now=lambda: self.now())
        self._dovecot = Dovecot(self._folder, self.user, self.password, cert)
        self._cert = cert
        self._connections = 0
        self.imap_port, self.imaps_port = self._dovecot.imap_port, self._dovecot.imaps_port
        self._postman: imapclient.IMAPClient | None = None
        self._clear()

    def _clear(self) -> None:
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.refuse: Callable[[str, str], str | None] = lambda _mail_from, _rcpt: None
        self._outgoing: list[SentMail] = []
        self._arrived = 0  # not len(_outgoing): a test may empty that

    def __enter__(self) -> RealServers:
        self._thread.start()
        sink = self._call(self._sink.listen())
        policy = self._call(self._listen_policy())
        self._dovecot.start()
        self._postfix = Postfix(
            self._folder, self.address, self._cert, port=free_port(), lmtp=self._dovecot.lmtp_port,
            auth=self._dovecot.auth_port, policy=policy, sink=sink,
        )  # fmt: skip
        self._postfix.start()
        self.direct_smtp_port = self._postfix.port
        self._proxy = FaultyProxy(self._postfix.port)
        self.smtp_port = self._call(self._proxy.listen())
        return self

    def __exit__(self, *_: object) -> None:
        if self._postman is not None:
            self._postman.shutdown()
        self._postfix.stop()
        self._dovecot.stop()
        self._call(self._proxy.close())
        self._call(self._sink.close())
        self._policy.close()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        shutil.rmtree(self._folder, ignore_errors=True)

    def reset(self) -> None:
        self._settle()
        self.drop_connections()
        self._dovecot.reset()
        self._proxy.faults.clear()
        self._proxy.log.clear()
        self._proxy.connections = self._proxy.accepted = 0
        self._clear()

    def _settle(self) -> None:
        """Wait until Postfix has got rid of all it has accepted."""
        done = lambda: self._arrived >= self._proxy.accepted and self._postfix.settled()  # noqa: E731
        until(done, "Postfix still has mail on its way", 20)

    @property
    def faults(self) -> list[Fault]:
        return self._proxy.faults

    @property
    def commands(self) -> list[str]:
        return self._proxy.log

    @property
    def connections(self) -> int:
        return self._proxy.connections

    @property
    def outgoing(self) -> list[SentMail]:
        self._settle()
        return self._outgoing

    def sent(self, count: int, timeout: float = 10) -> list[SentMail]:
        until(lambda: len(self._outgoing) >= count, f"{len(self._outgoing)} mails went out, not {count}", timeout)
        return list(self._outgoing)

    def deliver(
        self, raw: bytes, folder: str = "INBOX", when: datetime | None = None, *, mail_from: str | None = None,
        authentication: str = "",
    ) -> None:  # fmt: skip
        at = when or self.now()
        envelope = sender_of(raw) if mail_from is None else mail_from
        client = self._postman = self._postman or self._imap()  # one login for all mail: a test may bring hundreds
        try:
            client.append(folder, traced(raw, envelope, self.address, at, authentication), (), at)
        except imapclient.exceptions.IMAPClientError:
            self._postman = None
            raise

    def drop_connections(self) -> None:
        self._call(self._proxy.drop_connections())
        self._dovecot.doveadm("kick", self.user, allowed=True)  # fails when nobody is logged in
        if self._postman is not None:
            self._postman.shutdown()
            self._postman = None

    def renumber(self, folder: str) -> None:
        with self._imap() as client:
            old = client.select_folder(folder, readonly=True)[b"UIDVALIDITY"]
        self._dovecot.doveadm("mailbox", "update", "-u", self.user, "--uid-validity", str(old + 1), folder)

    def expunge(self, folder: str) -> None:
        with self._imap() as client:
            client.select_folder(folder)
            client.delete_messages(client.search("ALL"))
            client.expunge()

    def flags(self, folder: str) -> list[tuple[int, set[str]]]:
        with self._imap() as client:
            client.select_folder(folder, readonly=True)
            fetched = client.fetch(client.search("ALL"), ["FLAGS"])
        return [
            (uid, {flag.decode() for flag in data[b"FLAGS"] if flag != b"\\Recent"}) for uid, data in fetched.items()
        ]

    def _imap(self) -> imapclient.IMAPClient:
        client = imapclient.IMAPClient(self.host, self.imap_port, ssl=False, timeout=20)
        client.plain_login(self.user, self.password)
        return client

    def _call(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(20)

    async def _accept(self, mail: SentMail) -> None:
        """Keep a mail as it was before Postfix: without its Received line, with the recipients that were given."""
        first, _, rest = mail.raw.partition(b"\r\n")
        while rest.startswith((b" ", b"\t")):
            _, _, rest = rest.partition(b"\r\n")
        raw = rest if first.startswith(b"Received:") else mail.raw
        copies = (rcpt.rpartition("@") for rcpt in mail.rcpt_tos if rcpt.endswith("@" + COPIES))
        rcpts = tuple("@".join(user.rsplit("=", 1)) for user, _, _ in copies)
        if rcpts:
            self._arrived += 1
            self._outgoing.append(SentMail(mail.mail_from, rcpts, raw, mail.at))

    async def _listen_policy(self) -> int:
        """Postfix asks at each RCPT (SMTPD_POLICY_README) whether ``refuse`` has anything against it."""

        async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            facts: dict[str, str] = {}
            while line := (await reader.readline()).decode():
                name, _, value = line.rstrip("\n").partition("=")
                if name:
                    facts[name] = value
                    continue
                refusal = self.refuse(facts.get("sender", ""), facts.get("recipient", ""))
                writer.write(f"action={refusal or 'DUNNO'}\n\n".encode())
                facts = {}
            writer.close()

        self._policy = await asyncio.start_server(ask, "127.0.0.1", 0)
        return int(self._policy.sockets[0].getsockname()[1])
