"""One IMAP connection (imapclient): time-outs that hold, TLS, login, and an IDLE that can be woken.

imapclient's own ``idle_check`` gives up on a line that TCP has split, and returns an empty list for ever once the
connection is dead. Here waiting looks at the socket only: whatever comes, IDLE is ended in the ordinary way and read
with the ordinary time-outs, so a split line is read whole and the end of the connection is an error.
"""

# imapclient is typed in part only:
# mypy: disable-error-code="no-untyped-call, misc"

from __future__ import annotations

import imaplib
import select
import socket
import ssl
import time
from collections.abc import Callable

import imapclient
from imapclient.exceptions import LoginError, ProtocolError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from mailflow import config, log, tls
from mailflow.errors import MailflowError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.smtp_reply import clean

CONNECT_SECONDS = 15.0
READ_SECONDS = 30.0
_LONGEST_LINE = 20_000_000  # a SEARCH answer over two million mails; imaplib's own limit is one million octets
_SLOWEST = 20_000  # octets a second a literal may crawl in before the connection counts as dead
_LARGEST = 200_000_000  # octets of one literal; the caller asks for no mail over its own, smaller limit
_LEAVE_SECONDS = 3.0
# RFC 5530: the server says that it will be otherwise later.
_LATER = ("[UNAVAILABLE]", "[SERVERBUG]", "[INUSE]", "[LIMIT]", "[OVERQUOTA]", "[CORRUPTION]")

# What imapclient and imaplib raise. ``abort`` is an ``error``; time-outs and ssl.SSLError are OSErrors; an answer that
# cannot be parsed is a ProtocolError or, from some of imapclient's parsers, a plain ValueError.
FAILURES = (imaplib.IMAP4.error, OSError, ValueError)


class _Reading:
    """imaplib's ``read`` and ``readline``, made to be overridden, with our own buffer and a deadline for the whole.

    A time-out per ``recv`` would let a server that drips a byte at a time hold us for ever; and only with a buffer of
    our own can IDLE know that a line is already here.
    """

    sock: socket.socket

    def __init__(self, read_seconds: float, *arguments: object) -> None:
        self.read_seconds = read_seconds
        self.buffer = bytearray()
        self._source: socket.socket | None = None  # the socket that the buffer came from
        super().__init__(*arguments)

    def read(self, size: int) -> bytes:
        if size > _LARGEST:
            raise imaplib.IMAP4.abort(f"the server announced {size} octets at once")
        until = time.monotonic() + self.read_seconds + size / _SLOWEST
        while len(self.buffer) < size:
            if not self._more(until):
                raise imaplib.IMAP4.abort("socket error: EOF inside a literal")
        return self._take(size)

    def readline(self) -> bytes:
        until = time.monotonic() + self.read_seconds
        searched = 0
        while (end := self.buffer.find(b"\n", searched)) < 0:
            searched = len(self.buffer)
            if searched > _LONGEST_LINE:
                raise imaplib.IMAP4.abort("the server sent a line without end")
            if not self._more(until):
                return self._take(searched)  # imaplib takes a line without its end for the end of the connection
        return self._take(end + 1)

    def _more(self, until: float) -> bool:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the server answers too slowly")
        self.sock.settimeout(left)
        try:
            chunk = self.sock.recv(1 << 16)
        finally:
            self.sock.settimeout(self.read_seconds)
        self._source = self.sock
        self.buffer += chunk
        return bool(chunk)

    def _take(self, size: int) -> bytes:
        if size and self._source is not self.sock:
            # Put there by somebody on the line, before TLS began, to be taken for the server's word after it.
            raise imaplib.IMAP4.abort("the server sent more than its answer before TLS began")
        taken = bytes(self.buffer[:size])
        del self.buffer[:size]
        return taken


class _Plain(_Reading, IMAP4WithTimeout):
    pass


class _Tls(_Reading, IMAP4_TLS):
    pass


class Connection(imapclient.IMAPClient):
    """An ``imapclient.IMAPClient`` that reads as above and can wait for news. Raises ``FAILURES`` like its parent."""

    def __init__(self, settings: config.Imap, connect_seconds: float, read_seconds: float) -> None:
        self._settings = settings
        self._seconds = (connect_seconds, read_seconds)
        super().__init__(
            settings.host,
            settings.port,
            ssl=settings.tls == "implicit",
            ssl_context=None if settings.tls == "none" else tls.context(settings.ca_file),
            timeout=imapclient.SocketTimeout(connect=connect_seconds, read=read_seconds),  # type: ignore[arg-type]
        )
        self.normalise_times = False  # times as the server gives them, with their offset
        self._imap.debug = 0  # imapclient sets 5: each line of each mail would be formatted for a log nobody reads
        if settings.tls == "starttls":
            self.starttls(self.ssl_context)

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 (imapclient's name)
        connect, read = self._seconds
        if self.ssl:
            return _Tls(read, self.host, self.port, self.ssl_context, connect)
        return _Plain(read, self.host, self.port, connect)

    def sign_in(self, password: Callable[[], str] | None, token: Callable[[], str] | None) -> None:
        """Log in as the settings say. Raises what ``password`` and ``token`` raise, too."""
        user = self._settings.user
        if self._settings.auth == "oauth" and token is not None:
            self.oauth2_login(user, token())
        elif self._settings.auth == "password" and password is not None:
            secret = password()
            if secret.isascii() and user.isascii():
                self.login(user, secret)
            else:  # LOGIN takes ASCII only (RFC 3501 section 6.2.3); PLAIN takes UTF-8 (RFC 4616)
                self.plain_login(user, secret)

    def list_special_use(self) -> list[tuple[tuple[bytes, ...], bytes, str]]:
        """All folders with their special use, from servers that tell it only when asked (RFC 6154 section 2)."""
        answer = self._imap._simple_command("LIST", '""', '"*"', "RETURN (SPECIAL-USE)")
        self._checkok("LIST", *answer)
        return self._proc_folder_list(self._imap._untagged_response(*answer, "LIST")[1])  # type: ignore[no-any-return]

    def wait_for_news(self, seconds: float, ear: socket.socket) -> bool:
        """IDLE (RFC 2177) in the open folder until mail comes, ``ear`` can be read or the seconds are over.

        True when the server said that there is mail (EXISTS, RECENT). What else it says ("Still here", a flag that a
        human set) ends the IDLE too, and is False. Raises when the connection has ended.
        """
        imap = self._imap
        tag = imap._command("IDLE")
        lines: list[bytes] = []
        while (line := imap._get_response()) is not None:  # None is the "+" that lets the waiting begin
            if imap.tagged_commands[tag]:
                raise imaplib.IMAP4.abort(f"IDLE was not begun: {clean(line.decode('utf-8', 'replace'))}")
            lines.append(line)
        if not imap.buffer and not _pending(imap.sock):
            poll = select.poll()
            for each in (imap.sock, ear):
                poll.register(each.fileno(), select.POLLIN)
            poll.poll(seconds * 1000)
        imap.send(b"DONE\r\n")
        while not imap.tagged_commands[tag]:
            lines.append(imap._get_response() or b"")
        if imap.tagged_commands.pop(tag)[0] != "OK":
            raise imaplib.IMAP4.abort("IDLE did not end well")
        return any(line.upper().endswith((b" EXISTS", b" RECENT")) for line in lines)

    def leave(self) -> None:
        """Log out if the server answers at once, and close."""
        self._imap.read_seconds = _LEAVE_SECONDS
        try:
            self._imap.sock.settimeout(_LEAVE_SECONDS)
            self.logout()
        except FAILURES as error:
            log.step("imap.leave", error=type(error).__name__)
            self.drop()

    def drop(self) -> None:
        """Close without a word: the connection is not to be trusted any more."""
        try:
            self.shutdown()
        except FAILURES as error:
            log.step("imap.drop", error=type(error).__name__)


def _pending(sock: socket.socket) -> bool:
    """Bytes that TLS has read from the network and not given out yet: ``poll`` cannot see them."""
    return isinstance(sock, ssl.SSLSocket) and sock.pending() > 0


def meaning(error: Exception, doing: str) -> tuple[MailflowError, bool]:
    """What a failure means for us, and whether the connection is lost by it.

    NO is a refusal unless its code (RFC 5530) says "later"; everything that leaves doubt about the connection (a
    time-out, an answer out of grammar, BAD) loses it and is temporary.
    """
    inner = error.__context__
    if isinstance(error, LoginError) and isinstance(inner, (imaplib.IMAP4.abort, OSError)):
        error = inner  # imapclient reports a connection lost while logging in as a wrong password
    # imaplib gives some answers as the repr of bytes
    words = clean(str(error)).removeprefix("b'").rstrip(".'") or type(error).__name__
    if isinstance(error, ssl.SSLCertVerificationError):
        said = _("The IMAP server's certificate is not accepted: {words}.").format(words=words)
        return UnavailableError(
            said, _("Check host and tls, or name the certificate authority's file in ca_file.")
        ), True
    lost = isinstance(error, (imaplib.IMAP4.abort, ProtocolError, OSError, ValueError))
    lost = lost or "command error: BAD" in words or words.startswith("* BYE")
    if lost and not isinstance(error, imaplib.IMAP4.readonly):
        said = _("The IMAP server could not be used ({doing}): {words}.").format(doing=doing, words=words)
        return TemporaryError(said), True
    if any(code in words.upper() for code in _LATER):
        said = _("The IMAP server cannot do it now ({doing}): {words}.").format(doing=doing, words=words)
        return TemporaryError(said), False
    remedy = _("Check user and password (or the token).") if isinstance(error, LoginError) else ""
    return UnavailableError(
        _("The IMAP server refuses ({doing}): {words}.").format(doing=doing, words=words), remedy
    ), False
