"""Sends mail (aiosmtplib): MAIL, RCPT, DATA and the final dot are driven one by one, so that "never accepted" and
"nobody knows" are told apart. The bytes given are the bytes sent.

asyncio lives inside this file only: an ``Smtp`` belongs to one thread, and each call runs the loop until it is done.
"""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import aiosmtplib

from mailflow import config, log, tls
from mailflow.errors import MailflowError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.smtp_reply import Outcome, Stage, classify, clean

__all__ = ["Outcome", "Smtp"]

COMMAND_SECONDS = 300.0  # RFC 5321 section 4.5.3.2: five minutes for MAIL and RCPT
DOT_SECONDS = 900.0  # RFC 5321 section 4.5.3.2.6: at least ten minutes at the final dot, or mail is doubled

_LONGEST_LINE = 998  # RFC 5321 section 4.5.3.1.6, without CRLF
_CHUNK = 65536
_CONNECT_SECONDS = 30.0
_QUIT_SECONDS = 5.0
_NETWORK = (aiosmtplib.SMTPException, OSError)  # TimeoutError and ssl.SSLError are OSErrors
_NO_ADDRESS = re.compile(r"[\x00-\x20<>\x7f]")

_T = TypeVar("_T")


class Smtp:
    """One connection to the submission server, opened when needed and used for many mails.

    ``password`` and ``token`` are called at each login; at most one is given. The two times are in seconds.
    """

    def __init__(
        self,
        settings: config.Smtp,
        password: Callable[[], str] | None = None,
        token: Callable[[], str] | None = None,
        *,
        command_seconds: float = COMMAND_SECONDS,
        dot_seconds: float = DOT_SECONDS,
    ) -> None:
        self._settings = settings
        self._password = password
        self._token = token
        self._command_seconds = command_seconds
        self._dot_seconds = dot_seconds
        self._loop: asyncio.AbstractEventLoop | None = None
        self._client: aiosmtplib.SMTP | None = None
        self._clean = True  # no transaction is open on the connection

    def open(self) -> None:
        """Connect, secure and log in, for ``doctor``; ``send`` does it by itself.

        Raises UnavailableError when the server refuses us (certificate, password), TemporaryError when it cannot be
        reached.
        """
        try:
            self._run(self._connect())
        except _Trouble as trouble:
            outcome = trouble.outcome
            refused = trouble.refused or (outcome.code or 0) >= 500
            said = f"{outcome.code or ''} {outcome.text}".strip()
            where = f"{self._settings.host}:{self._settings.port}"
            remedy = (
                _("Check user and password (or the token).")
                if outcome.stage == "auth"
                else _("Check host, port and tls.")
            )
            message = _("The SMTP server {server} cannot be used ({stage}): {words}.").format(
                server=where, stage=_("connecting") if outcome.stage == "connect" else _("logging in"), words=said
            )
            raise (UnavailableError if refused else TemporaryError)(message, remedy) from None

    def size_limit(self) -> int | None:
        """The largest mail the connected server takes, in octets (RFC 1870); None when it sets no fixed limit."""
        given = (self._client.esmtp_extensions.get("size") or "") if self._client is not None else ""
        return int(given) if given.isascii() and given.isdigit() and int(given) else None

    def close(self) -> None:
        """Say QUIT and close. A server that is gone by now changes nothing. The next ``send`` connects again."""
        if self._client is not None:
            self._run(self._quit())
        if self._loop is not None:
            self._loop.close()
            self._loop = None

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, before_body: Callable[[], None]) -> Outcome:
        """Send one mail: to ``recipients[0]``, with the others as witnesses in the same transaction.

        ``raw`` are the mail's bytes with CRLF line ends; a line may have 998 octets. ``before_body`` is called before
        DATA, when nothing can have been accepted yet: what it commits holds for whatever follows; if it raises, nothing
        is sent and the exception goes on. A witness that is refused does not keep the mail from its recipient.
        Network trouble is an ``Outcome``, never an exception; so are a secret or token that cannot be had (stage auth).
        """
        broken = _broken(sender, recipients, raw)
        if broken:
            return Outcome("failed", None, broken, "check")
        return self._run(self._send(sender, recipients, raw, before_body))

    def _run(self, work: Coroutine[Any, Any, _T]) -> _T:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        return self._loop.run_until_complete(work)

    async def _send(
        self, sender: str, recipients: Sequence[str], raw: bytes, before_body: Callable[[], None]
    ) -> Outcome:
        try:
            witnessed = await self._envelope(sender, recipients, raw)
        except _Trouble as trouble:
            return trouble.outcome
        before_body()
        try:
            await self._verb("data", "DATA", good=(354,))
            answer = await self._body(raw)
        except _Trouble as trouble:
            return trouble.outcome
        outcome = await self._verdict(answer)
        return replace(outcome, witness_accepted=witnessed)

    async def _envelope(self, sender: str, recipients: Sequence[str], raw: bytes) -> bool:
        """MAIL and RCPT; whether all witnesses were accepted. An idle connection that turns out dead is opened anew."""
        used = self._client is not None
        for fresh in (False, True) if used else (True,):
            try:
                await self._connect()
                if not self._clean:
                    await self._verb("mail", "RSET", good=(250,))
                await self._verb("mail", self._mail_from(sender, recipients, raw), good=(250,))
                break
            except _Trouble as trouble:
                if fresh or not trouble.lost:
                    raise
        self._clean = False
        await self._verb("rcpt", f"RCPT TO:<{recipients[0]}>", good=(250, 251))
        witnessed = len(recipients) > 1
        for witness in recipients[1:]:
            try:
                await self._verb("rcpt", f"RCPT TO:<{witness}>", good=(250, 251))
            except _Trouble as trouble:
                if trouble.lost:
                    raise
                log.warning("smtp.witness-refused", code=trouble.outcome.code, text=trouble.outcome.text)
                witnessed = False
        return witnessed

    def _mail_from(self, sender: str, recipients: Sequence[str], raw: bytes) -> str:
        client = self._connected("mail")
        options = []
        if client.supports_extension("size"):
            options.append(f"SIZE={len(raw)}")
        if not raw.isascii():
            if not client.supports_extension("8bitmime"):
                raise _Trouble(Outcome("failed", None, _("the server takes no 8-bit mail (8BITMIME)"), "check"))
            options.append("BODY=8BITMIME")
        if not all(address.isascii() for address in (sender, *recipients)):
            if not client.supports_extension("smtputf8"):
                raise _Trouble(
                    Outcome("failed", None, _("the server takes no address with such letters (SMTPUTF8)"), "check")
                )
            options.append("SMTPUTF8")
        return " ".join([f"MAIL FROM:<{sender}>", *options])

    async def _connect(self) -> None:
        """Connect, secure and log in, unless that is done. Raises _Trouble."""
        if self._client is not None and self._client.is_connected:
            return
        server = self._settings
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            local_hostname=_own_name(),
            use_tls=server.tls == "implicit",
            start_tls=server.tls == "starttls",
            tls_context=None if server.tls == "none" else tls.context(server.ca_file),
            timeout=self._command_seconds,
        )
        stage: Stage = "connect"
        log.step("smtp.connect")
        try:
            await client.connect(timeout=min(_CONNECT_SECONDS, self._command_seconds))
            await client.ehlo()
            stage = "auth"
            await self._login(client)
        except MailflowError as error:  # the secret or the token cannot be had
            client.close()
            raise _Trouble(Outcome("deferred", None, str(error), "auth", ours=True), refused=True) from None
        except _NETWORK as error:
            client.close()
            raise _trouble(stage, error) from None
        self._client, self._clean = client, True
        log.step("smtp.connected")

    async def _login(self, client: aiosmtplib.SMTP) -> None:
        server = self._settings
        if server.auth == "password" and self._password is not None:
            # As UTF-8 bytes (RFC 4616): aiosmtplib would refuse the letters æ, ø and å in a str.
            await client.login(server.user.encode(), self._password().encode())
        elif server.auth == "oauth" and self._token is not None:
            await client.auth_xoauth2(server.user, self._token())

    async def _verb(self, stage: Stage, line: str, good: tuple[int, ...]) -> None:
        """One command and its answer. Raises _Trouble for every answer but the good ones."""
        name = line.split(" ")[0].lower()
        log.step(f"smtp.{name}")
        try:
            response = await self._connected(stage).execute_command(line.encode())
        except _NETWORK as error:
            self._abandon()
            raise _trouble(stage, error) from None
        log.step(f"smtp.{name}.answered", code=response.code)
        if response.code in good:
            return
        lost = response.code == 421  # RFC 5321 section 3.8: the server closes the connection after it
        if lost:
            self._abandon()
        raise _Trouble(classify(stage, response.code, clean(response.message)), lost=lost)

    async def _body(self, raw: bytes) -> asyncio.Future[aiosmtplib.SMTPResponse]:
        """Send the mail and its final dot; returns the answer to come. Raises _Trouble: then nothing was accepted.

        The dot goes only when the rest has left us on a living connection, so that a connection lost on the way is
        a plain failure and not a doubt.
        """
        client = self._connected("body")
        protocol, transport = client.protocol, client.transport
        if protocol is None or not isinstance(transport, asyncio.WriteTransport):
            raise _trouble("body", ConnectionError(_("the connection was lost")))
        answer = asyncio.ensure_future(protocol.read_response())  # listening from now on: a refusal may come half-way
        data = _dot_stuffed(raw)
        log.step("smtp.body", octets=len(data))
        try:
            for start in range(0, len(data), _CHUNK):
                protocol.write(data[start : start + _CHUNK])
                async with asyncio.timeout(self._command_seconds):
                    while transport.get_write_buffer_size() and not answer.done():
                        await asyncio.sleep(0.005)
            await asyncio.sleep(0)  # let the loop notice what has come meanwhile
            if answer.done():
                early = _read(answer, "body")
                self._abandon()
                raise _Trouble(early, lost=True)
            log.step("smtp.dot")
            protocol.write(b".\r\n")
        except _NETWORK as error:
            answer.cancel()
            self._abandon()
            raise _trouble("body", error) from None
        return answer

    async def _verdict(self, answer: asyncio.Future[aiosmtplib.SMTPResponse]) -> Outcome:
        """The answer to the final dot. A connection lost or an answer not understood here means that nobody knows."""
        await asyncio.wait([answer], timeout=self._dot_seconds)
        if answer.done():
            outcome = _read(answer, "dot")
        else:
            answer.cancel()
            outcome = Outcome(
                "unknown",
                None,
                _("no answer to the final dot within {seconds} seconds").format(seconds=f"{self._dot_seconds:g}"),
            )
        log.step("smtp.dot.answered", code=outcome.code, state=outcome.state)
        if outcome.state == "unknown" or outcome.code == 421:
            self._abandon()
        self._clean = True  # the answer to the dot, whatever it is, ends the transaction (RFC 5321 section 4.1.1.4)
        return outcome

    async def _quit(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            await client.quit(timeout=_QUIT_SECONDS)
        except _NETWORK as error:
            log.step("smtp.quit-failed", error=type(error).__name__)  # whatever was sent stays sent
        client.close()
        await asyncio.sleep(0)

    def _abandon(self) -> None:
        """Throw the connection away without a word; the next mail gets a new one."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self, stage: Stage) -> aiosmtplib.SMTP:
        if self._client is None:
            raise _trouble(stage, ConnectionError(_("the connection was lost")))
        return self._client


class _Trouble(Exception):
    """Not the answer we need. ``lost``: the connection is gone; ``refused``: trying again alone will not help."""

    def __init__(self, outcome: Outcome, *, lost: bool = False, refused: bool = False) -> None:
        super().__init__(outcome.text)
        self.outcome, self.lost, self.refused = outcome, lost, refused


def _trouble(stage: Stage, error: Exception) -> _Trouble:
    """A network failure before the final dot: nothing was accepted."""
    code = getattr(error, "code", None)
    if isinstance(code, int) and 400 <= code <= 599:
        return _Trouble(classify(stage, code, clean(str(getattr(error, "message", "")))))
    causes = (error, error.__cause__)
    refused = isinstance(error, aiosmtplib.SMTPException) and not isinstance(error, OSError)
    refused = refused or any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes)
    ours = stage in ("connect", "auth", "mail")
    return _Trouble(Outcome("deferred", None, _words(error), stage, ours=ours), lost=True, refused=refused)


def _read(answer: asyncio.Future[aiosmtplib.SMTPResponse], stage: Stage) -> Outcome:
    error = answer.exception()
    if error is None:
        response = answer.result()
        return classify(stage, response.code, clean(response.message))
    return Outcome("unknown" if stage == "dot" else "deferred", None, _words(error), stage)


def _words(error: BaseException) -> str:
    return clean(str(getattr(error, "message", error))) or type(error).__name__


def _broken(sender: str, recipients: Sequence[str], raw: bytes) -> str:
    """Why this mail must not go out at all, or ""."""
    if not recipients:
        return _("there is no recipient")
    for address in (sender, *recipients):
        if _NO_ADDRESS.search(address) or (address and "@" not in address):
            return _("an address is not one address")
    if not recipients[0]:
        return _("there is no recipient")
    if not raw.endswith(b"\r\n") or not raw.count(b"\r\n") == raw.count(b"\r") == raw.count(b"\n"):
        return _("a line does not end with CRLF (RFC 5321 section 2.3.8)")
    if max(map(len, raw.split(b"\r\n"))) > _LONGEST_LINE:
        return _("a line is longer than {count} octets (RFC 5321 section 4.5.3.1.6)").format(count=_LONGEST_LINE)
    return ""


def _dot_stuffed(raw: bytes) -> bytes:
    """RFC 5321 section 4.5.2."""
    stuffed = raw.replace(b"\r\n.", b"\r\n..")
    return b"." + stuffed if stuffed.startswith(b".") else stuffed


def _own_name() -> str:
    """Who we say we are in EHLO: our full name if we have one, else an address literal (RFC 5321 section 4.1.3)."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
