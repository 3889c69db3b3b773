"""The secretary at her keyboard: the members commands on a real store, and a few rows of a list."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from click import Command
from click.testing import CliRunner, Result
from sqlalchemy import select

from mailflow.cli.context import Context
from mailflow.cli.members import command
from mailflow.clock import instant
from mailflow.errors import MailflowError
from mailflow.models import Event
from mailflow.store import people

HEAD = "Navn;Titel;Kommune;E-mail;Alias(er);Stedfortræder;Rolle(r)"
EVA = "Eva Holm;Direktør;Odder;eva@odder.example;;;HB"
BO = "Bo Sø;Direktør;Ringsted;bo@ringsted.example;bo@privat.example;Ib Dal <ib@ringsted.example>;HB, formand"
ASE = "Åse Bøgh;;Ærø;aase@aeroe.example;;;"


def lines(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode()


@dataclass
class Office:
    """The secretary at her keyboard."""

    folder: Path
    config: Path
    now: str = "2026-09-01T10:00:00+02:00"
    group: Command = command  # mailflow members, unless a test is about others

    def run(self, *words: str, fails: type[MailflowError] | None = None, **options: Any) -> str:
        """The output of a command; the message when it has to fail."""
        with self.context() as context:
            result = CliRunner().invoke(self.group, [str(word) for word in words], obj=context, **options)
        if fails is not None:
            assert isinstance(result.exception, fails), (result.output, result.exception)
            return f"{result.output}{result.exception}"
        assert result.exit_code == 0, (result.output, result.exception)
        return result.output

    def json(self, *words: str, fails: type[MailflowError] | None = None) -> Any:
        with self.context() as context:
            result = CliRunner().invoke(self.group, [*map(str, words), "--json"], obj=context)
        assert isinstance(result.exception, fails) if fails else result.exception is None, (
            result.output,
            result.exception,
        )
        return json.loads(result.stdout)

    def answer(self, keyboard: BinaryIO, *words: str) -> Result:
        """A command that asks; ``keyboard`` answers."""
        with self.context() as context:
            return CliRunner().invoke(self.group, words, obj=context, input=keyboard)

    def context(self) -> Any:
        return closing(Context(self.config, instant(self.now)))

    def file(self, *rows: str, head: str = HEAD) -> Path:
        path = self.folder / "liste.csv"
        path.write_bytes(lines(*rows, head=head))
        return path

    def load(
        self, *rows: str, options: tuple[str, ...] = (), head: str = HEAD, fails: type[MailflowError] | None = None
    ) -> Any:
        return self.json("import", self.file(*rows, head=head), "--yes", *options, fails=fails)

    def board(self, day: str = "2026-09-01") -> list[str]:
        return self.ask(lambda session: [person.key for person in people.board(session, date.fromisoformat(day))])

    def who(self, address: str, day: str = "2026-09-01") -> tuple[str, str] | None:
        def look(session: Any) -> tuple[str, str] | None:
            found = people.person_by_address(session, address, date.fromisoformat(day))
            return (found[0].key, found[1]) if found else None

        return self.ask(look)

    def ask(self, question: Callable[[Any], Any]) -> Any:
        with self.context() as context, context.store.reading() as session:
            return question(session)

    def events(self) -> list[tuple[str, dict[str, Any]]]:
        return self.ask(
            lambda s: [(e.verb, e.ids) for e in s.scalars(select(Event).order_by(Event.id)) if "member" in e.verb]
        )


def at_work(folder: Path, store_url: str) -> Office:
    """An office with an empty store."""
    (folder / "password").write_text("hemmelig", "utf-8")
    (folder / "password").chmod(0o600)
    config = folder / "mailflow.toml"
    server = 'host = "127.0.0.1"\ntls = "none"\npassword = { file = "password" }\n'
    config.write_text(
        'rehearsal = true\nlanguage = "en"\n[association]\nname = "Foreningen Kommunale Topchefer"\n'
        f'[store]\nurl = "{store_url}"\n[imap]\naddress = "sekretariatet@fkt.example"\n{server}[smtp]\n{server}',
        "utf-8",
    )
    return Office(folder, config)
