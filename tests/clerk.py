"""The secretary and the IT person at the keyboard: the whole command line on the embedded servers, with exit codes.

``Clerk.run`` is ``mailflow`` itself: the entry point with its arguments, its standard output, its standard error and its
exit code. Time stands still between two commands and is moved with ``at``.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import stores
from house import CPH as CPH
from house import MINUTES, address_of, at, reply, sender_domain
from sqlalchemy import Engine, create_engine

from mailflow import i18n
from mailflow.cli import main
from mailflow.demo.servers import Servers
from mailflow.demo.stage import CONFIG
from mailflow.parsers import mail as parse_mail

ROOT = Path(__file__).parent.parent
SLUG = "hb-2026-08-27"
REVISED = MINUTES.replace("at rejsekontoen halveres", "at rejsekontoen nedsættes med en fjerdedel")
MEMBERS = """\
Navn;Titel;Kommune;E-mail;Alias(er);Stedfortræder;Rolle(r)
Anna Berg;Direktør;Odder;anna.berg@odder.example;;;HB, formand
Bo Carstensen;Direktør;Odder;bo.carstensen@odder.example;bo@hjem.example;;HB
Citta Dam;Direktør;Odder;citta.dam@odder.example;;Dan Eg <dan.eg@odder.example>;HB
"""


@dataclass(frozen=True)
class Done:
    """What a command left behind. ``json`` reads its standard output."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def words(self) -> str:
        return " ".join((self.out + self.err).split())


class Clerk:
    """An office on these servers, in a rehearsal. ``more`` are further lines of the configuration, by section."""

    def __init__(self, folder: Path, servers: Servers, start: str = "2026-08-28 10:00", **more: str) -> None:
        self.folder, self.servers = folder, servers
        self._now, self.standing = at(start), True
        servers.now = lambda: self.now
        self.config = folder / "mailflow.toml"
        stores.lay(folder / "mailflow.db")
        secret = folder / "password"
        secret.touch(0o600)
        secret.write_text(servers.password + "\n")
        words = CONFIG.format(
            store=folder / "mailflow.db", address=servers.address, imap=servers.imap_port, smtp=servers.smtp_port,
            user=servers.user, secret=secret, site=folder / "site",
        )  # fmt: skip
        for section, lines in more.items():
            words = words.replace(f"[{section}]\n", f"[{section}]\n{lines}\n") if f"[{section}]\n" in words else (
                f"{words}\n[{section}]\n{lines}\n"
            )  # fmt: skip
        self.config.write_text(words, "utf-8")

    def set(self, old: str, new: str) -> None:
        """IT edits the configuration."""
        words = self.config.read_text("utf-8")
        assert old in words
        self.config.write_text(words.replace(old, new), "utf-8")

    def real_time(self) -> None:
        """From now on the time is what it is, and no command is told another."""
        self.standing = False
        self.servers.now = lambda: datetime.now(UTC)

    @property
    def now(self) -> datetime:
        return self._now if self.standing else datetime.now(UTC)

    def at(self, text: str) -> None:
        self._now = at(text)

    def run(self, *words: object, expect: int | None = 0, language: str = "en", verbose: bool = False) -> Done:
        """``mailflow WORDS`` with the rehearsal's time. ``expect`` is the exit code it must end with; None: any."""
        options = ["--verbose"] if verbose else []
        arguments = ["mailflow", "--config", str(self.config), *self._time(), *options, *map(str, words)]
        out, err, code = io.StringIO(), io.StringIO(), 0
        environment = {"LANGUAGE": language, "MAILFLOW_USER": "Signe Holk"}
        with (
            patch.dict(os.environ, environment),
            patch.object(sys, "argv", arguments),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            try:
                main.main()
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 0
            finally:
                i18n.activate("en")
        done = Done(code, out.getvalue(), err.getvalue())
        assert expect is None or code == expect, (words, code, done.out, done.err)
        assert "Traceback" not in done.err
        return done

    def process(
        self, *words: str, code: str = "", now: bool = True, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """``mailflow WORDS`` as a process of its own; ``code`` is Python to run just before."""
        return subprocess.run(
            self.command(*words, code=code, now=now), env=self.environment(**environment), cwd=self.folder, timeout=60,
            capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def command(self, *words: str, code: str = "", now: bool = True) -> list[str]:
        when = self._time() if now else []
        start = f"{code}\nfrom mailflow.cli.main import main\nmain()"
        return [sys.executable, "-c", start, "--config", str(self.config), *when, *words]

    def _time(self) -> list[str]:
        return ["--now", self.now.isoformat()] if self.standing else []

    def environment(self, **more: str) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "XDG_", "MAILFLOW", "NOTIFY"))}
        return {**kept, "HOME": str(self.folder), "PYTHONPATH": str(ROOT), "LANGUAGE": "en", **more}

    def json(self, *words: object, expect: int = 0) -> Any:
        return self.run(*words, "--json", expect=expect).json

    def file(self, text: str | bytes = MINUTES, name: str = "referat.md") -> Path:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def people(self, members: str = MEMBERS) -> None:
        self.run("members", "import", self.file(members, "medlemmer.csv"), "--yes")

    def tick(self, expect: int = 0) -> Done:
        return self.run("tick", expect=expect)

    def send(self, text: str = MINUTES, *more: str) -> str:
        """A round goes out. Returns its id."""
        slug = self.json("minutes", "send", self.file(text), "--yes", *more)["id"]
        self.tick()
        return str(slug)

    def say(self, name: str, words: str, to: bytes | None = None, subject: str = "SV: Referat", **headers: str) -> None:
        """A member answers (``to``: one of our letters), and the mailbox is read."""
        self.deliver(reply(name, words, to or self.letter(address_of(name)), subject, self.now, **headers))
        self.tick()

    def reply(self, name: str, words: str, **headers: str) -> bytes:
        """A member's answer to the newest letter."""
        return reply(name, words, self.letter(address_of(name)), "SV: Referat", self.now, **headers)

    def deliver(self, raw: bytes, proof: str | None = None, mail_from: str | None = None) -> None:
        """A mail arrives. ``proof``: what the receiving server says of its sender."""
        said = "dmarc=pass header.from=" + sender_domain(raw) if proof is None else proof
        self.servers.deliver(raw, when=self.now, authentication=said, mail_from=mail_from)

    def letter(self, address: str) -> bytes:
        """The newest letter to this address."""
        return [sent.raw for sent in self.servers.outgoing if address in sent.rcpt_tos][-1]

    def subjects(self, since: int = 0) -> list[tuple[str, str]]:
        """(recipient, subject) of what went out."""
        return [(sent.rcpt_tos[0], parse_mail.parse(sent.raw).subject.removeprefix("[ØVELSE] "))
                for sent in self.servers.outgoing[since:]]  # fmt: skip

    def show(self, slug: str = SLUG) -> Any:
        return self.json("minutes", "show", slug)

    def answers(self, slug: str = SLUG) -> list[tuple[str | None, str, bool]]:
        """(person, intent, whether it holds) of every answer."""
        return [(a["person"], a["intent"], a["holds"]) for a in self.show(slug)["answers"]]

    def engine(self) -> Engine:
        """Straight to the store's file, past mailflow."""
        return create_engine(f"sqlite:///{self.folder / 'mailflow.db'}")
