"""The secretariat's mailbox over IMAP (imapclient): folders, mails, and waiting for more.

Reading changes nothing: folders are opened with EXAMINE and bodies fetched with BODY.PEEK, so no mail becomes \\Seen.
A ``Mailbox`` belongs to one thread. Losing the connection is ordinary: ``TemporaryError`` says so, and the next call
connects again. Only ``wake`` may be called from elsewhere.
"""

# imapclient is typed in part only:
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from mailflow import config, log
from mailflow.errors import MailflowError, TemporaryError, UnavailableError
from mailflow.i18n import _
from mailflow.imap import CONNECT_SECONDS, FAILURES, READ_SECONDS, Connection, meaning

_CHUNK = 50  # mails a FETCH: 365 a second against 329 one by one
_BODIES = 50  # whole mails a FETCH; how many octets that may be, ``receive`` sees to
_MOVES = 200  # mails a MOVE: one at a time Dovecot's Maildir falls to 64 a second
_RENEW_SECONDS = 540  # IDLE is renewed inside ten minutes: many a router forgets a silent connection

# RFC 6154. Servers that do not tell the special use of a folder still name them in the ways known.
_SPECIAL = frozenset({"\\All", "\\Archive", "\\Drafts", "\\Flagged", "\\Junk", "\\Sent", "\\Trash"})
_SENT_NAMES = ("Sent", "Sent Items", "Sent Messages", "Sendt", "Sendt post", "Sendte", "Sendte elementer")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as the server tells it. ``uidvalidity`` and ``uidnext`` (RFC 3501 section 2.3.1.1): 0 when unknown."""

    name: str
    uidvalidity: int
    uidnext: int
    special: frozenset[str] = frozenset()  # of "\\Sent", "\\Junk", "\\Trash", "\\Drafts", "\\Archive" ...
    selectable: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A mail's outside: ``internaldate`` is when the server took it (UTC), ``size`` is in octets."""

    uid: int
    internaldate: datetime
    size: int
    header: bytes


class Mailbox:
    """``password`` and ``token`` are called at each login; at most one is given. The two times are in seconds.

    Every method but ``wake`` and ``close`` raises ``TemporaryError`` when the connection fails (it is thrown away then)
    and ``UnavailableError`` when the server refuses: a wrong password, no such folder.
    """

    def __init__(
        self,
        settings: config.Imap,
        password: Callable[[], str] | None = None,
        token: Callable[[], str] | None = None,
        *,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        self._settings = settings
        self._password = password
        self._token = token
        self._times = (connect_seconds, read_seconds)
        self._client: Connection | None = None
        self._folder: Folder | None = None
        self._inbox_next = 0  # INBOX's UIDNEXT when the caller last opened it
        self._ear, self._mouth = socket.socketpair()
        for end in (self._ear, self._mouth):
            end.setblocking(False)

    def __enter__(self) -> Mailbox:
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- the connection ----------------------------------------------------------------------------------------------

    def connect(self) -> None:
        """Connect and log in, unless that is done."""
        if self._client is not None:
            return
        log.step("imap.connect")
        with self._explaining(_("connecting")):
            client = Connection(self._settings, *self._times)
        with self._explaining(_("logging in")):
            try:
                client.sign_in(self._password, self._token)
            except (MailflowError, *FAILURES):
                client.drop()
                raise
        self._client = client
        log.step("imap.connected")

    def close(self) -> None:
        """Log out and close. The next call connects again."""
        client, self._client, self._folder = self._client, None, None
        if client is not None:
            client.leave()

    def capabilities(self) -> frozenset[str]:
        """What the server can do, after login: "IDLE", "MOVE", "UIDPLUS" ..."""
        with self._talking(_("asking what the server can do")) as client:
            return frozenset(name.decode("ascii", "replace") for name in client.capabilities())

    @contextmanager
    def _talking(self, doing: str) -> Iterator[Connection]:
        self.connect()
        assert self._client is not None
        with self._explaining(doing):
            yield self._client

    @contextmanager
    def _explaining(self, doing: str) -> Iterator[None]:
        """Every failure becomes one of our errors, and a lost connection is thrown away."""
        try:
            yield
        except FAILURES as failure:
            error, lost = meaning(failure, doing)
            if lost:
                self._drop()
            log.step("imap.failed", doing=doing, lost=lost)
            raise error from None

    def _drop(self) -> None:
        client, self._client, self._folder = self._client, None, None
        if client is not None:
            client.drop()

    # --- folders -----------------------------------------------------------------------------------------------------

    def folders(self) -> list[Folder]:
        """All folders, those that cannot be opened too (``selectable`` False). A folder whose STATUS the server refuses
        comes with ``uidvalidity`` 0, and ``open`` will say why."""
        with self._talking(_("listing the folders")) as client:
            listed = client.list_folders()
            if "SPECIAL-USE" in self.capabilities() and not any(_special(attributes) for attributes, _, _ in listed):
                listed = client.list_special_use()
        return [self._status(name, attributes) for attributes, _, name in listed]

    def _status(self, name: str, attributes: Iterable[bytes]) -> Folder:
        special = _special(attributes)
        lowered = {attribute.lower() for attribute in attributes}
        if b"\\noselect" in lowered or b"\\nonexistent" in lowered:
            return Folder(name, 0, 0, special, selectable=False)
        try:
            with self._talking(_("asking for the status of {folder}").format(folder=name)) as client:
                status = client.folder_status(name, ["UIDVALIDITY", "UIDNEXT"])
        except UnavailableError as error:
            log.warning("imap.no-status", folder=name, reason=error.message)
            return Folder(name, 0, 0, special)
        return Folder(name, int(status.get(b"UIDVALIDITY", 0)), int(status.get(b"UIDNEXT", 0)), special)

    def open(self, name: str) -> Folder:
        """Open a folder for reading (EXAMINE), with all that has come up to now in it.

        A connection that turns out dead is opened anew, once: servers hang up on who has a folder open that another
        client renames or renumbers (RFC 9051 section 7.1.5, BYE), and routers forget idle connections.
        """
        used = self._client is not None
        try:
            folder = self._examine(name)
        except TemporaryError:
            if not used or self._client is not None:
                raise
            folder = self._examine(name)
        if name.upper() == "INBOX":
            self._inbox_next = folder.uidnext
        return folder

    def _examine(self, name: str, readonly: bool = True) -> Folder:
        self._folder = None
        log.step("imap.open", folder=name)
        with self._talking(_("opening {folder}").format(folder=name)) as client:
            client.noop()
            answer = client.select_folder(name, readonly=readonly)
            validity = int(answer.get(b"UIDVALIDITY", 0))
            following = int(answer.get(b"UIDNEXT", 0)) or max(client.search("ALL"), default=0) + 1
        if not validity:
            raise UnavailableError(
                _("The IMAP server gives no UIDVALIDITY for {folder}.").format(folder=name), _("Exclude the folder.")
            )
        self._folder = Folder(name, validity, following)
        return self._folder

    def _opened(self) -> Folder:
        if self._folder is None:
            raise TemporaryError(_("No folder is open any more: the connection was lost."))
        return self._folder

    def sent_folder(self) -> str:
        """The folder with the \\Sent attribute (RFC 6154), else one with a usual name, else ""."""
        present = self.folders()
        marked = [folder.name for folder in present if "\\Sent" in folder.special]
        usual = [folder.name for name in _SENT_NAMES for folder in present if folder.name.split("/")[-1] == name]
        return next(iter([*marked, *usual]), "")

    # --- mails of the open folder ------------------------------------------------------------------------------------

    def uids_above(self, uid: int) -> list[int]:
        """The UIDs over ``uid`` in the open folder, ascending, with what came since it was opened."""
        self._opened()
        with self._talking(_("searching")) as client:
            client.noop()  # SEARCH does not see newer mail otherwise
            found = client.search(["UID", f"{uid + 1}:*"])
        return sorted(each for each in found if each > uid)  # "n:*" always has the last mail, whatever its UID

    def items(self, uids: Sequence[int]) -> Iterator[Item]:
        """The outsides of these mails, fetched 50 at a time. A mail the server did not describe completely (gone
        meanwhile, or a lame answer) is left out: it has not been read."""
        for chunk in _chunks(uids, _CHUNK):
            answer = self._fetch(chunk, ["INTERNALDATE", "RFC822.SIZE", "BODY.PEEK[HEADER]"])
            for uid in chunk:
                data = answer.get(uid, {})
                when, size, header = data.get(b"INTERNALDATE"), data.get(b"RFC822.SIZE"), data.get(b"BODY[HEADER]")
                if isinstance(when, datetime) and isinstance(size, int) and isinstance(header, bytes):
                    yield Item(uid, _utc(when), size, header)

    def bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The whole mails. One whose body the server did not give is not in the answer: it has not been read."""
        read: dict[int, bytes] = {}
        for chunk in _chunks(uids, _BODIES):
            answer = self._fetch(chunk, ["BODY.PEEK[]"])
            got = {uid: answer.get(uid, {}).get(b"BODY[]") for uid in chunk}
            read |= {uid: body for uid, body in got.items() if isinstance(body, bytes) and body}
        return read

    def body(self, uid: int) -> bytes | None:
        """One whole mail, or None when the server gave no body."""
        return self.bodies([uid]).get(uid)

    def _fetch(self, uids: Sequence[int], what: list[str]) -> dict[int, dict[bytes, object]]:
        self._opened()
        log.step("imap.fetch", count=len(uids))
        with self._talking(_("fetching mails")) as client:
            return client.fetch(uids, what)  # type: ignore[no-any-return]

    # --- changes -----------------------------------------------------------------------------------------------------

    def move(self, uids: Sequence[int], folder: str) -> bool:
        """Move mails of the open folder to another, made if it is missing. False: this server cannot do it safely.

        MOVE (RFC 6851), else COPY, \\Deleted and UID EXPUNGE (RFC 4315). Without either, EXPUNGE would take other
        people's deleted mail along, so nothing is moved.
        """
        source = self._opened()
        able = self.capabilities()
        if not uids or source.name == folder:
            return True
        if not {"MOVE", "UIDPLUS"} & able:
            log.warning("imap.cannot-move", folder=source.name)
            return False
        self._ensure(folder)
        try:
            again = self._examine(source.name, readonly=False)
            if again.uidvalidity != source.uidvalidity:
                raise TemporaryError(_("The folder {folder} was renumbered meanwhile.").format(folder=source.name))
            for chunk in _chunks(uids, _MOVES):
                log.step("imap.move", count=len(chunk))
                with self._talking(_("moving mail to {folder}").format(folder=folder)) as client:
                    if "MOVE" in able:
                        client.move(chunk, folder)
                    else:
                        client.copy(chunk, folder)
                        client.delete_messages(chunk, silent=True)
                        client.uid_expunge(chunk)
        finally:
            if self._folder is not None:
                self._examine(source.name)
        log.step("imap.moved", count=len(uids))
        return True

    def append(self, folder: str, raw: bytes, flags: Sequence[str] = (), when: datetime | None = None) -> None:
        """Put a mail (CRLF lines) into a folder, made if it is missing; ``when`` (aware) becomes its INTERNALDATE."""
        self._ensure(folder)
        log.step("imap.append", folder=folder)
        with self._talking(_("putting a mail into {folder}").format(folder=folder)) as client:
            client.append(folder, raw, flags, when)

    def _ensure(self, folder: str) -> None:
        with self._talking(_("making the folder {folder}").format(folder=folder)) as client:
            if folder.upper() != "INBOX" and folder not in [name for _, _, name in client.list_folders()]:
                client.create_folder(folder)
                client.subscribe_folder(folder)

    # --- finding and waiting -----------------------------------------------------------------------------------------

    def find(self, folder: str, message_id: str) -> list[int]:
        """The UIDs of the mails with exactly this Message-ID (with its angle brackets) in a folder, which is opened."""
        self._examine(folder)
        with self._talking(_("searching")) as client:
            found = client.search(["HEADER", "Message-ID", message_id])  # finds parts of a word, too
        key = b"BODY[HEADER.FIELDS (MESSAGE-ID)]"
        answer = self._fetch(found, ["BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"]) if found else {}
        ids = {uid: data.get(key) for uid, data in answer.items()}
        return sorted(
            uid for uid, line in ids.items() if isinstance(line, bytes) and message_id.encode() in line.split()
        )

    def wait(self, seconds: float) -> bool:
        """Wait for mail in INBOX, a ``wake`` or the end of the time; False only for the last. A hint, nothing more.

        With IDLE the server calls; without it this just waits. INBOX is the open folder afterwards.
        """
        until = time.monotonic() + seconds
        if "IDLE" not in self.capabilities():
            select.select([self._ear], [], [], seconds)
            return self._woken()
        known = self._inbox_next
        inbox = self._examine("INBOX")
        self._inbox_next = inbox.uidnext
        if known and inbox.uidnext > known:
            return True  # it came after the caller looked and before the waiting began
        log.step("imap.idle")
        while (left := until - time.monotonic()) > 0:
            with self._talking(_("waiting for mail")) as client:
                news = client.wait_for_news(min(left, _RENEW_SECONDS), self._ear)
            if self._woken() or news:
                return True
        return self._woken()

    def wake(self) -> None:
        """End a ``wait``, now or the next one; for another thread or a signal handler."""
        try:
            self._mouth.send(b"!")
        except BlockingIOError:
            return  # enough calls lie there already

    def _woken(self) -> bool:
        try:
            return bool(self._ear.recv(4096))
        except BlockingIOError:
            return False


def _special(attributes: Iterable[bytes]) -> frozenset[str]:
    by_lower = {name.lower(): name for name in _SPECIAL}
    given = (attribute.decode("ascii", "replace").lower() for attribute in attributes)
    return frozenset(by_lower[name] for name in given if name in by_lower)


def _chunks(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(uids), size):
        yield uids[start : start + size]


def _utc(when: datetime) -> datetime:
    try:
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except OverflowError:  # the year 1 or 9999, with an offset
        return when.replace(tzinfo=UTC)
