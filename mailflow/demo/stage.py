"""The stage of the rehearsal: embedded servers, a configuration, a clock that jumps, and the commands a secretary types."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_datetime as in_words

from mailflow import i18n
from mailflow.demo.servers import Servers, sender_of, traced
from mailflow.errors import MailflowError
from mailflow.i18n import _
from mailflow.mail import Mailbox
from mailflow.parsers import mail as parse_mail

ADDRESS = "sekretariatet@fkt.example"
ZONE = ZoneInfo("Europe/Copenhagen")

CONFIG = """\
# The configuration of the rehearsal. The servers ran on this machine and are gone; the store and the site are left.
language = "da"  # of the letters
rehearsal = true

[association]
name = "Foreningen Kommunale Topchefer"
short = "FKT"

[store]
url = "sqlite:///{store}"

[imap]
address = "{address}"
host = "127.0.0.1"
port = {imap}
tls = "none"
user = "{user}"
password = {{ file = "{secret}" }}

[smtp]
host = "127.0.0.1"
port = {smtp}
tls = "none"
user = "{user}"
password = {{ file = "{secret}" }}

[website]
folder = "{site}"
"""


class Stage:
    """``run`` is the command line (``mailflow.cli.main.invoke``); ``tell`` shows a line of the timeline."""

    def __init__(self, folder: Path, run: Callable[[list[str]], int], tell: Callable[[str, str], None]) -> None:
        self.folder, self._run, self._tell = folder, run, tell
        self.servers = Servers(address=ADDRESS)
        self.now = datetime.now(ZONE)
        self.config = folder / "mailflow.toml"
        self._mails, self._count = folder / "mails", 0

    def start(self) -> None:
        self.servers.start()
        self._mails.mkdir(parents=True, exist_ok=True)
        secret = self.folder / "password"
        secret.touch(0o600)
        secret.write_text(self.servers.password + "\n")
        words = CONFIG.format(
            store=self.folder / "mailflow.db", address=ADDRESS, imap=self.servers.imap_port,
            smtp=self.servers.smtp_port, user=self.servers.user, secret=secret, site=self.folder / "site",
        )  # fmt: skip
        self.config.write_text(words, encoding="utf-8")

    def stop(self) -> None:
        self.servers.stop()

    def at(self, moment: datetime, words: str) -> None:
        """Time moves on."""
        self.now = moment.astimezone(ZONE)
        when = in_words(self.now, "EEEE d. MMMM y HH:mm", locale=i18n.language())
        self._tell("time", f"{when} – {words}")

    def command(self, *words: str) -> str:
        """What somebody types; shown, run for real, and its output shown."""
        self._tell("command", "mailflow " + " ".join(f'"{w}"' if " " in w else w for w in words))
        output = self.quietly(*words)
        for line in output.rstrip().splitlines():
            self._tell("output", line)
        return output

    def tick(self) -> None:
        """One pass of the daemon, and what it sent."""
        before = len(self.servers.outgoing)
        self.quietly("tick")
        letters: dict[str, list[str]] = {}
        for sent in self.servers.outgoing[before:]:
            self._keep(sent.raw, f"to-{sent.rcpt_tos[0]}")
            letters.setdefault(_subject(sent.raw), []).append(sent.rcpt_tos[0])
        for subject, to in letters.items():
            self._tell("sent", f"{_('{count} members').format(count=len(to)) if len(to) > 1 else to[0]}: {subject}")

    def mail(self, raw: bytes, sender: str | None = None) -> None:
        """A mail arrives in the secretariat's mailbox. ``sender`` is the envelope's; "" is a mail server's null path."""
        mail_from = sender_of(raw) if sender is None else sender
        domain = mail_from.partition("@")[2]
        proof = f"dkim=pass header.d={domain}; dmarc=pass header.from={domain}" if domain else ""
        arrived = traced(raw, mail_from, ADDRESS, self.now, proof)
        self.servers.deliver(arrived, when=self.now)
        self._keep(arrived, f"from-{sender_of(raw)}")
        mail = parse_mail.parse(arrived)
        first = next((line for line in mail.text.splitlines() if line.strip()), "")
        said = first if mail.in_reply_to and not mail.subject.startswith("Automatisk") else mail.subject
        self._tell("came", f"{mail.from_.name if mail.from_ else ''}: “{said[:90]}”")

    def letter_to(self, person: Mailbox) -> bytes:
        """The newest letter that carries the minutes and went to this person."""
        carries = (b"offentlig-version", b"public-version")
        mine = [s.raw for s in self.servers.outgoing if person.address in s.rcpt_tos]
        return [raw for raw in mine if any(mark in raw for mark in carries)][-1]

    def board(self) -> list[Mailbox]:
        people = self.json("members", "list", "--role", "board", "--json")
        return [Mailbox(person["name"], person["address"]) for person in people]

    def newest_round(self) -> str:
        return str(self.json("minutes", "list", "--json")[-1]["id"])

    def deadline(self, slug: str) -> datetime:
        return datetime.fromisoformat(self.json("minutes", "show", slug, "--json")["deadline"])

    def answer_of(self, slug: str, person: Mailbox) -> int:
        """The number of this person's newest answer."""
        answers = self.json("minutes", "show", slug, "--json")["answers"]
        return int([a["id"] for a in answers if a["person"] == person.name][-1].rpartition("/")[2])

    def must_be_published(self, slug: str) -> None:
        state = self.json("minutes", "show", slug, "--json")["state"]
        if state != "published":
            raise MailflowError(
                _("The rehearsal did not end as it should: the round is {state}.").format(state=state),
                _("Please report it, with the folder {folder}.").format(folder=self.folder),
            )

    def json(self, *words: str) -> Any:
        return json.loads(self.quietly(*words))

    def quietly(self, *words: str) -> str:
        output = io.StringIO()
        with redirect_stdout(output):
            self._run(["--config", str(self.config), "--now", self.now.isoformat(), *words])
        return output.getvalue()

    def _keep(self, raw: bytes, name: str) -> None:
        self._count += 1
        (self._mails / f"{self._count:03d}-{self.now:%m%d-%H%M}-{name}.eml").write_bytes(raw)


def _subject(raw: bytes) -> str:
    return parse_mail.parse(raw).subject.removeprefix("[ØVELSE] ")
