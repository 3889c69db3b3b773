"""A real SMTP server (aiosmtpd) that keeps what it accepts, and answers wrongly when told to.

``mailflow demo`` and the tests send their mail to it. A ``Fault`` makes it misbehave at one stage of RFC 5321, as
servers in the wild do: so the two cases that matter, "lost before the final dot" and "lost after it", can be played.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import logging
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

# aiosmtpd warns at each login that an attribute of its own will go away.
logging.getLogger("mail.log").setLevel(logging.ERROR)

Stage = Literal["CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "BODY", "DOT", "RSET", "QUIT"]


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail the server took responsibility for: the envelope, the bytes between DATA and the dot, the instant."""

    mail_from: str
    rcpt_tos: tuple[str, ...]
    raw: bytes
    at: datetime


@dataclass(slots=True)
class Fault:
    """What goes wrong at ``stage``, ``times`` times when ``match`` is in the argument, after ``skip`` good ones.

    ``reply`` answers with a code of our choice ("421 4.3.2 closing"; a 421 also closes); ``drop`` closes without a
    word; ``hang`` never answers; ``drip`` answers a byte at a time; ``garbage`` answers no SMTP; ``half`` sends the
    first line of a multiline reply and closes. At DOT, ``accepted`` says whether the mail was taken before things went
    wrong. BODY strikes after 354, while the body is on its way.
    """

    stage: Stage
    kind: Literal["reply", "drop", "hang", "drip", "garbage", "half"] = "reply"
    reply: str = "451 4.3.0 try again later"
    times: int = 1
    skip: int = 0
    match: str = ""
    accepted: bool = True


class _Gone(ConnectionResetError):
    """We closed the connection ourselves; aiosmtpd ends the session quietly on this error."""


class SmtpServer:
    """Wires one listener. All of it lives in the event loop that calls ``listen``.

    ``accept`` is awaited with every mail accepted, before the answer to the final dot. ``refuse(mail_from, rcpt)``
    answers RCPT: a reply line, or None to accept. ``login(user, password)`` says whether a login is right; None: no
    AUTH needed. ``token(user, token)`` is the same for XOAUTH2, which is then offered.
    """

    def __init__(
        self,
        accept: Callable[[SentMail], Awaitable[None]],
        *,
        refuse: Callable[[str, str], str | None] | None = None,
        login: Callable[[str, str], bool] | None = None,
        token: Callable[[str, str], bool] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tls: ssl.SSLContext | None = None,
        implicit_tls: bool = False,
    ) -> None:
        self.accept, self.refuse, self.login, self.token, self.now = accept, refuse, login, token, now
        self.tls, self.implicit_tls = tls, implicit_tls
        self.faults: list[Fault] = []
        self.connections = 0
        self.log: list[str] = []  # every command line but AUTH, as it came
        self._server: asyncio.Server | None = None
        self._sessions: set[_Session] = set()

    async def listen(self, port: int = 0) -> int:
        """Listen on 127.0.0.1 and return the port."""
        loop = asyncio.get_running_loop()
        ssl_context = self.tls if self.implicit_tls else None
        self._server = await loop.create_server(lambda: _Session(self), "127.0.0.1", port, ssl=ssl_context)
        return int(self._server.sockets[0].getsockname()[1])

    def drop_connections(self) -> None:
        """Close every open connection without a word, as a server does that is restarted or tired of an idle client."""
        for session in list(self._sessions):
            session.abort()

    async def close(self) -> None:
        self.drop_connections()
        if self._server is not None:
            self._server.close()
        await asyncio.sleep(0)

    def strike(self, stage: Stage, argument: str) -> Fault | None:
        """The fault due now, counting it as used."""
        for fault in self.faults:
            if fault.stage != stage or fault.match not in argument or fault.times < 1:
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.times -= 1
            return fault
        return None


class _Session(SMTP):
    """One client's session: aiosmtpd's own, with ``SmtpServer.strike`` asked before each answer."""

    def __init__(self, server: SmtpServer) -> None:
        self._house = server
        super().__init__(
            _Handler(server),
            hostname="mx.fkt.example",
            ident="ESMTP",
            tls_context=None if server.implicit_tls else server.tls,
            require_starttls=bool(server.tls) and not server.implicit_tls,
            auth_require_tls=False,
            authenticator=self._check_password if server.login else None,
            auth_exclude_mechanism=() if server.token else ("XOAUTH2",),
            enable_SMTPUTF8=True,
            loop=asyncio.get_running_loop(),
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._house.connections += 1
        self._house._sessions.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        self._house._sessions.discard(self)
        super().connection_lost(error)

    def abort(self) -> None:
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()

    def _check_password(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
    ) -> AuthResult:
        login = self._house.login
        if login is None or not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        good = login(data.login.decode("utf-8", "replace"), data.password.decode("utf-8", "replace"))
        return AuthResult(success=good, handled=False, auth_data=data)

    async def auth_XOAUTH2(self, _server: SMTP, args: list[str]) -> AuthResult:
        """Microsoft's and Google's SASL XOAUTH2: ``user=U^Aauth=Bearer T^A^A`` in base64."""
        try:
            fields = base64.b64decode(args[1], validate=True).decode().split("\x01")
            user, bearer = fields[0].removeprefix("user="), fields[1].removeprefix("auth=Bearer ")
        except (IndexError, binascii.Error, UnicodeDecodeError):
            return AuthResult(success=False, handled=False)
        good = self._house.token is not None and self._house.token(user, bearer)
        return AuthResult(success=good, handled=False)

    async def misbehave(self, fault: Fault) -> None:
        """Carry a fault out. Returns only where the session goes on afterwards."""
        if fault.kind == "reply":
            await self.push(fault.reply)
            if not fault.reply.startswith("421"):
                return
        elif fault.kind == "hang":
            await asyncio.sleep(3600)
        elif fault.kind == "drip":
            for byte in b"250 2.0.0 well" * 50:
                self._writer.write(bytes([byte]))
                await asyncio.sleep(0.2)
        elif fault.kind == "garbage":
            await self.push("hello? is this the web server?")
            return
        elif fault.kind == "half":
            self._writer.write(b"250-one moment\r\n")
            await self._writer.drain()
        if self.transport is not None:
            self.transport.close()
        raise _Gone

    async def _handle_client(self) -> None:
        try:
            fault = self._house.strike("CONNECT", "")
            if fault is not None:
                await self.misbehave(fault)
                return self.abort()
            await super()._handle_client()
        except ConnectionError:
            return None
        return None

    async def _or_fault(self, stage: Stage, argument: str | None, good: Callable[[Any], Awaitable[None]]) -> None:
        self._house.log.append(stage if stage == "AUTH" else f"{stage} {argument or ''}".strip())
        fault = self._house.strike(stage, argument or "")
        if fault is None:
            await good(argument)
        else:
            await self.misbehave(fault)

    async def smtp_EHLO(self, hostname: str) -> None:
        await self._or_fault("EHLO", hostname, super().smtp_EHLO)

    async def smtp_STARTTLS(self, arg: str) -> None:
        await self._or_fault("STARTTLS", arg, super().smtp_STARTTLS)

    async def smtp_AUTH(self, arg: str) -> None:
        await self._or_fault("AUTH", arg, super().smtp_AUTH)

    async def smtp_MAIL(self, arg: str | None) -> None:
        await self._or_fault("MAIL", arg, super().smtp_MAIL)

    async def smtp_RCPT(self, arg: str | None) -> None:
        await self._or_fault("RCPT", arg, super().smtp_RCPT)

    async def smtp_RSET(self, arg: str) -> None:
        await self._or_fault("RSET", arg, super().smtp_RSET)

    async def smtp_QUIT(self, arg: str) -> None:
        await self._or_fault("QUIT", arg, super().smtp_QUIT)

    async def smtp_DATA(self, arg: str) -> None:
        fault = self._house.strike("BODY", arg or "")
        if fault is not None:
            await self.push("354 End data with <CR><LF>.<CR><LF>")
            await self.misbehave(fault)
            raise _Gone
        await self._or_fault("DATA", arg, super().smtp_DATA)


class _Handler:
    """aiosmtpd's hooks: who may receive, and what happens with an accepted mail."""

    def __init__(self, server: SmtpServer) -> None:
        self._house = server

    async def handle_MAIL(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._house.login is not None and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        refusal = self._house.refuse(envelope.mail_from or "", address) if self._house.refuse else None
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        fault = self._house.strike("DOT", " ".join(envelope.rcpt_tos))
        content = envelope.original_content or b""
        mail_from = "" if envelope.mail_from in (None, "<>") else str(envelope.mail_from)
        if fault is None or (fault.accepted and fault.kind != "reply"):
            await self._house.accept(SentMail(mail_from, tuple(envelope.rcpt_tos), content, self._house.now()))
        if fault is None:
            return "250 2.0.0 OK: queued"
        if fault.kind == "reply" and not fault.reply.startswith("421"):
            return fault.reply
        if not isinstance(server, _Session):
            raise TypeError(server)
        await server.misbehave(fault)
        return "221 2.0.0 Bye"  # garbage was answered: whatever follows, the client has gone
