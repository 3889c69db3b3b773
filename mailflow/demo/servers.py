"""A whole mail house in one thread: SMTP in (aiosmtpd), the secretariat's mailbox out over IMAP with IDLE (pymap).

Both are real servers on loopback ports, so that what ``mailflow demo`` shows and the tests prove went over real
protocols. pymap is pinned: its in-memory backend is used from inside.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from argparse import Namespace
from collections.abc import Callable, Collection, Coroutine, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, TypeVar
from uuid import uuid4

from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxSet
from pymap.imap import IMAPServer
from pymap.listtree import ListEntry, ListTree
from pymap.parsing.message import AppendMessage
from pymap.user import Passwords, UserMetadata
from pysasl import SASLAuth
from pysasl.hashing import BuiltinHash

from mailflow.demo.smtpd import Fault, SentMail, SmtpServer

__all__ = ["FOLDERS", "Fault", "SentMail", "Servers", "traced"]

# The folders of a mailbox as Dovecot and Exchange make them, with their special use (RFC 6154).
FOLDERS = {"Sent": "Sent", "Junk": "Junk", "Trash": "Trash", "Drafts": "Drafts"}

_T = TypeVar("_T")


def traced(raw: bytes, mail_from: str, rcpt: str, at: datetime, authentication: str = "") -> bytes:
    """What the last receiving MTA puts on top of a mail: Return-Path, Received (RFC 5321 section 4.4) and, if
    ``authentication`` is given ("dmarc=pass header.from=kommune.example"), Authentication-Results (RFC 8601)."""
    lines = [f"Return-Path: <{mail_from}>"]
    if authentication:
        lines.append(f"Authentication-Results: mx.fkt.example; {authentication}")
    lines.append(
        f"Received: from client.example (client.example [192.0.2.1])\r\n\tby mx.fkt.example with ESMTPS id "
        f"{uuid4().hex[:10]}\r\n\tfor <{rcpt}>; {format_datetime(at)}"
    )
    return "\r\n".join(lines).encode() + b"\r\n" + raw


def sender_of(raw: bytes) -> str:
    """The address in the From header, roughly: what a client would give as MAIL FROM."""
    for line in raw.split(b"\r\n\r\n")[0].split(b"\r\n"):
        if line.lower().startswith(b"from:"):
            return line.split(b"<")[-1].split(b">")[0].removeprefix(b"From:").strip().decode("ascii", "replace")
    return ""


class _SpecialEntry(ListEntry):
    @property
    def attributes(self) -> Sequence[bytes]:
        special = FOLDERS.get(self.name)
        return [*super().attributes, special.encode()] if special else super().attributes


class _SpecialTree(ListTree):
    """pymap's folder tree, telling the special use of the folders that have one."""

    __slots__ = ()

    def list_matching(self, ref_name: str, filter_: str) -> list[ListEntry]:
        found = super().list_matching(ref_name, filter_)
        return [_SpecialEntry(entry.name, entry.exists, entry.marked, entry.has_children) for entry in found]


class _Folders(MailboxSet):
    async def list_mailboxes(self) -> ListTree:
        plain = await super().list_mailboxes()
        return _SpecialTree(self.delimiter).update(*(entry.name for entry in plain.list() if entry.exists))


class _Config(Config):
    """pymap's configuration, able to leave IMAP extensions out as older servers do."""

    without: frozenset[str] = frozenset()

    @property
    def initial_auth(self) -> SASLAuth:
        return self.tls_auth  # pymap would not let anybody in on the port where TLS begins at once

    @property
    def login_capability(self) -> Sequence[bytes]:
        return [name for name in super().login_capability if name.decode() not in self.without]


class Servers:
    """The secretariat's mail provider. ``start()`` returns when both ports listen; use it as a context manager.

    - ``deliver`` puts a mail into the mailbox as the receiving MTA would; ``when`` sets INTERNALDATE (or ``now()``).
    - ``outgoing`` holds every mail that SMTP accepted, for anyone; what is for the mailbox itself is in INBOX as well.
    - ``refuse(mail_from, rcpt)`` may answer RCPT with a reply line such as "550 5.1.1 no such user".
    - ``faults`` (see ``smtpd.Fault``) are struck in order, each as often as it says.
    - ``tls`` adds STARTTLS to both ports, required for SMTP, and ``imaps_port`` with TLS from the start.
    - ``without`` names IMAP extensions to leave out: {"MOVE", "UIDPLUS", "IDLE"}.
    """

    def __init__(
        self,
        address: str = "sekretariatet@fkt.example",
        password: str = "hemmeligt-på-dansk",
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        without: Collection[str] = (),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.user = self.address = address
        self.password = password
        self.now = now
        self.host = "127.0.0.1"
        self.imap_port = 0
        self.imaps_port = 0
        self.smtp_port = 0
        self.outgoing: list[SentMail] = []
        self.refuse: Callable[[str, str], str | None] = lambda _mail_from, _rcpt: None
        self._without = frozenset(without)
        self._smtp = SmtpServer(
            self._accept,
            refuse=lambda mail_from, rcpt: self.refuse(mail_from, rcpt),
            login=lambda user, password: (user, password) == (self.user, self.password),
            now=lambda: self.now(),
            tls=tls,
        )
        self._tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="mail-servers", daemon=True)
        self._arrived = threading.Condition()
        self._clients: set[asyncio.Task[None]] = set()
        self._imap: asyncio.Server | None = None
        self._imaps: asyncio.Server | None = None

    @property
    def faults(self) -> list[Fault]:
        return self._smtp.faults

    @property
    def commands(self) -> list[str]:
        """Every SMTP command received, AUTH without its argument."""
        return self._smtp.log

    @property
    def connections(self) -> int:
        """How often somebody connected to the SMTP port."""
        return self._smtp.connections

    def __enter__(self) -> Servers:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        self._thread.start()
        self._call(self._start())

    def stop(self) -> None:
        """Close both ports and every connection. Calling it twice is allowed."""
        if self._thread.is_alive():
            self._call(self._stop())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
            self._loop.close()

    def deliver(
        self,
        raw: bytes,
        folder: str = "INBOX",
        when: datetime | None = None,
        *,
        mail_from: str | None = None,
        authentication: str = "",
    ) -> None:
        """Put a mail (CRLF lines) into a folder, with the headers a receiving MTA adds (``traced``).

        ``mail_from`` is the envelope sender, "" the null path of bounces; None takes the From header's.
        """
        at = when or self.now()
        envelope = sender_of(raw) if mail_from is None else mail_from
        self._call(self._append(folder, traced(raw, envelope, self.address, at, authentication), at))

    def sent(self, count: int, timeout: float = 10) -> list[SentMail]:
        """The outgoing mails, waiting until there are at least ``count`` of them. Raises TimeoutError."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.outgoing) >= count, timeout):
                raise TimeoutError(f"{len(self.outgoing)} mails went out, {count} were expected")
            return list(self.outgoing)

    def drop_connections(self) -> None:
        """Close every open IMAP and SMTP connection without a word."""
        self._call(self._drop())

    def change_password(self, password: str) -> None:
        """From now on only this one lets anybody in; connections that are open stay."""
        self.password = password
        self._call(self._set_password())

    def renumber(self, folder: str) -> None:
        """Give a folder a new UIDVALIDITY, as a server does after restoring or rebuilding it."""
        self._call(self._renumber(folder))

    def expunge(self, folder: str) -> None:
        """Another client empties a folder."""
        self._call(self._expunge(folder))

    def flags(self, folder: str) -> list[tuple[int, set[str]]]:
        """The UID and flags of every mail in a folder, as the server has them."""
        return self._call(self._flags(folder))

    def _call(self, coroutine: Coroutine[Any, Any, _T]) -> _T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(15)

    async def _start(self) -> None:
        arguments = Namespace(
            host=self.host, port=0, debug=False, cert=None, key=None, tls=self._tls is not None, passlib_cfg=None,
            proxy_protocol=None, demo_data=False, demo_user=self.user, demo_password=self.password,
        )  # fmt: skip
        # One round: honest hashing would cost each login a quarter of a second, and protect nothing here.
        config = _Config.from_args(
            arguments, invalid_user_sleep=0.0, hash_context=BuiltinHash(rounds=1), ssl_context=self._tls
        )
        config.without = self._without
        config.apply_context()
        login = Login(config)
        self._login = login
        await self._set_password()
        self._folders = _Folders()
        config.set_cache[self.user] = (self._folders, FilterSet())
        for name in FOLDERS:
            await self._folders.add_mailbox(name)
        serve = IMAPServer(login, config)

        async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            # pymap's own start() keeps no reference to its tasks, so that 3.13 may collect them; we hold ours.
            task = asyncio.current_task()
            if task is not None:
                self._clients.add(task)
                task.add_done_callback(self._clients.discard)
            info = SocketInfo.get(writer, ProxyResultUnknown(), unique_id=uuid4().bytes)
            with suppress(asyncio.CancelledError, ConnectionError):
                await serve(reader, writer, info)

        self._imap = await asyncio.start_server(client, self.host, 0)
        self.imap_port = int(self._imap.sockets[0].getsockname()[1])
        if self._tls is not None:
            self._imaps = await asyncio.start_server(client, self.host, 0, ssl=self._tls)
            self.imaps_port = int(self._imaps.sockets[0].getsockname()[1])
        self.smtp_port = await self._smtp.listen()

    async def _set_password(self) -> None:
        config = self._login.config
        hashed = await Passwords(config).hash_password(self.password)
        self._login.users_dict.pop(self.user, None)  # pymap replaces nobody it was not told the version of
        await self._login.demo_user_identity.set(UserMetadata(config, self.user, password=hashed))

    async def _stop(self) -> None:
        for listener in (self._imap, self._imaps):
            if listener is not None:
                listener.close()
        await self._smtp.close()
        await self._drop()

    async def _drop(self) -> None:
        self._smtp.drop_connections()
        for task in list(self._clients):
            task.cancel()
        await asyncio.sleep(0.01)

    async def _accept(self, mail: SentMail) -> None:
        for rcpt in mail.rcpt_tos:
            if rcpt.lower() == self.address.lower():
                await self._append("INBOX", traced(mail.raw, mail.mail_from, rcpt, mail.at), mail.at)
        with self._arrived:
            self.outgoing.append(mail)
            self._arrived.notify_all()

    async def _append(self, folder: str, raw: bytes, at: datetime) -> None:
        box = await self._folders.get_mailbox(folder)
        await box.append(AppendMessage(raw, at, frozenset()), recent=True)

    async def _renumber(self, folder: str) -> None:
        box = await self._folders.get_mailbox(folder)
        box._uid_validity += 1

    async def _expunge(self, folder: str) -> None:
        box = await self._folders.get_mailbox(folder)
        await box.delete(list(box._messages))

    async def _flags(self, folder: str) -> list[tuple[int, set[str]]]:
        box = await self._folders.get_mailbox(folder)
        return [(message.uid, {str(flag) for flag in message.permanent_flags}) async for message in box.messages()]
