"""The stand-ins: mailbox, mail server and website with the same methods as the real ones, in memory, faulty by seed.

Each fault here is also played by a real server in the tests of that edge (``servers/scripted``, ``servers/faulty``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from mailflow import log
from mailflow.documents import PublishedPage
from mailflow.errors import TemporaryError, UnavailableError
from mailflow.mailbox import Folder, Item
from mailflow.smtp import Outcome
from simulator.mailhost import OWN, SPECIAL, Box, Label, Mailhost
from simulator.weather import Weather


class SimMailbox:
    """As ``mailflow.mailbox.Mailbox``. ``meanwhile`` is what other people do between two of our commands."""

    def __init__(self, host: Mailhost, weather: Weather, meanwhile: Callable[[], None]) -> None:
        self._host, self._weather, self._meanwhile = host, weather, meanwhile
        self._open: Folder | None = None

    def _call(self) -> None:
        if self._weather.strikes("imap.meanwhile"):
            self._meanwhile()
        if self._weather.strikes("imap.lost"):
            self._open = None
            raise TemporaryError("The connection to the IMAP server was lost.")

    def _box(self) -> Box:
        if self._open is None:
            raise TemporaryError("No folder is open any more: the connection was lost.")
        box = self._host.boxes[self._open.name]
        if box.uidvalidity != self._open.uidvalidity:  # a server that renumbers throws its clients out
            self._open = None
            raise TemporaryError("The IMAP server closed the connection.")
        return box

    def connect(self) -> None:
        self._call()

    def close(self) -> None:
        self._open = None

    def folders(self) -> list[Folder]:
        self._call()
        return [
            Folder(box.name, 0, 0) if self._weather.strikes("imap.refused") else
            Folder(box.name, box.uidvalidity, box.uidnext, frozenset(SPECIAL.get(box.name, "").split()))
            for box in self._host.boxes.values()
        ]  # fmt: skip

    def open(self, name: str) -> Folder:
        self._open = None
        log.step("imap.open", folder=name)
        self._call()
        box = self._host.boxes.get(name)
        if box is None or self._weather.strikes("imap.refused"):
            raise UnavailableError(f"The IMAP server refuses the folder {name}.")
        self._open = Folder(name, box.uidvalidity, box.uidnext)
        return self._open

    def uids_above(self, uid: int) -> list[int]:
        self._box()
        self._call()
        return sorted(each for each in self._box().mails if each > uid)

    def items(self, uids: Sequence[int]) -> Iterator[Item]:
        for uid in uids:
            self._box()
            log.step("imap.fetch", count=1)
            self._call()
            stored = self._box().mails.get(uid)
            if stored is not None and not self._weather.strikes("imap.lame"):
                header = stored.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
                yield Item(uid, stored.internaldate.replace(microsecond=0), len(stored.raw), header)

    def bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        self._box()
        log.step("imap.fetch", count=len(uids))
        self._call()
        mails = self._box().mails
        return {uid: mails[uid].raw for uid in uids if uid in mails and not self._weather.strikes("imap.lame")}

    def move(self, uids: Sequence[int], folder: str) -> bool:
        box = self._box()
        for uid in uids:
            log.step("imap.move", count=1)
            self._call()
            if uid in self._box().mails:
                self._host.move(box.name, uid, folder)
        return True

    def append(self, folder: str, raw: bytes, flags: Sequence[str] = (), when: datetime | None = None) -> None:
        self._call()
        self._host.put(folder, raw, Label("copy"), when)


class SimSmtp:
    """As ``mailflow.smtp.Smtp``. ``refuses`` says which addresses are dead; ``later`` runs something after a while."""

    def __init__(self, host: Mailhost, weather: Weather, meanwhile: Callable[[], None], refuses: Callable[[str], bool],
                 later: Callable[[timedelta, Callable[[], None]], None], stopped: Callable[[], bool]) -> None:  # fmt: skip
        self._host, self._weather, self._meanwhile = host, weather, meanwhile
        self._refuses, self._later, self._stopped = refuses, later, stopped
        self.wrong: list[str] = []

    def close(self) -> None:
        pass

    def send(self, sender: str, recipients: Sequence[str], raw: bytes, before_body: Callable[[], None]) -> Outcome:
        self._judge(sender, raw)
        recipient, witnesses = recipients[0], list(recipients[1:])
        trouble = self._trouble()
        log.step("smtp.mail")
        if trouble in ("connect", "auth", "mail"):
            return Outcome("deferred", 421, "try again later", trouble, ours=True)
        log.step("smtp.rcpt")
        if self._refuses(recipient):
            return Outcome("failed", 550, "5.1.1 no such user", "rcpt", "5.1.1")
        if trouble == "greylisted":
            return Outcome("deferred", 451, "4.7.1 greylisted", "rcpt", "4.7.1")
        if trouble == "witness":
            witnesses = []
        before_body()
        log.step("smtp.data")
        if self._weather.strikes("smtp.meanwhile"):
            self._meanwhile()
        match trouble:
            case "data":
                return Outcome("deferred", 452, "4.3.1 full", "data", "4.3.1")
            case "before-dot":
                return Outcome("deferred", None, "the connection was lost", "body")
            case "dot-4":
                return Outcome("deferred", 451, "4.3.0 not now", "dot", "4.3.0")
            case "dot-5":
                return Outcome("failed", 554, "5.6.0 refused", "dot", "5.6.0")
            case "lost-refused":
                return Outcome("unknown", None, "the connection was lost", "dot")
        log.step("smtp.dot")
        self._accept(recipient, witnesses, raw)
        if trouble == "lost-accepted":
            return Outcome("unknown", None, "the connection was lost", "dot")
        log.step("smtp.dot.answered")
        if self._weather.strikes("smtp.meanwhile"):
            self._meanwhile()
        return Outcome("sent", 250, "2.0.0 taken", "dot", "2.0.0", witness_accepted=bool(witnesses))

    def _trouble(self) -> str:
        if not self._weather.strikes("smtp.trouble"):
            return ""
        return self._weather.dice.choice(
            (
                "connect",
                "auth",
                "mail",
                "greylisted",
                "witness",
                "data",
                "before-dot",
                "dot-4",
                "dot-5",
                "lost-refused",
                "lost-accepted",
            )
        )

    def _accept(self, recipient: str, witnesses: list[str], raw: bytes) -> None:
        if self._stopped():
            self.wrong.append("I11: a letter went although the stop file was there")
        if recipient == OWN:
            self._host.put("INBOX", raw, Label("copy"))
        else:
            self._host.accept(recipient, raw)
        for _witness in witnesses:
            wait = (
                timedelta(hours=self._weather.dice.randint(0, 30))
                if self._weather.strikes("post.late")
                else timedelta(0)
            )
            self._later(wait, lambda: self._host.put("INBOX", raw, Label("copy")) and None)

    def _judge(self, sender: str, raw: bytes) -> None:
        if sender != OWN or not raw.endswith(b"\r\n") or raw.count(b"\n") != raw.count(b"\r\n"):
            self.wrong.append("a letter is not fit for SMTP (RFC 5321 section 2.3.8)")


class SimSite:
    """As ``mailflow.site.Site``. ``uploading`` looks at each page before the public can see it."""

    def __init__(self, weather: Weather, uploading: Callable[[PublishedPage], None]) -> None:
        self._weather, self._uploading = weather, uploading
        self.pages: dict[str, bytes] = {}

    def publish(self, page: PublishedPage) -> str:
        self._down()
        log.step("site.before-write")
        self._uploading(page)
        self.pages[page.slug] = page.html.encode()
        log.step("site.after-write")
        self._down()  # it may be written and still not say so
        return f"https://fkt.example/{page.slug}.html"

    def read_back(self, slug: str) -> bytes | None:
        self._down()
        page = self.pages.get(slug)
        return b"<p>Vedligeholdelse</p>" if self._weather.strikes("site.trouble") else page

    def unpublish(self, slug: str) -> None:
        self._down()
        self.pages.pop(slug, None)

    def _down(self) -> None:
        if self._weather.strikes("site.trouble"):
            kind = self._weather.dice.choice((TemporaryError, UnavailableError))
            raise kind("The website cannot be used.")
