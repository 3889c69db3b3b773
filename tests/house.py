"""A house for tests: the real steps on real servers, with a clock that the test sets and letters that can be compared."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mailflow import config as settings
from mailflow import daemon
from mailflow.clock import Clock
from mailflow.desks import minutes as desk
from mailflow.letters import compose
from mailflow.mailbox import Mailbox
from mailflow.models import Address, Case, Letter, Person, Role
from mailflow.pages.public import public_version
from mailflow.parsers import document
from mailflow.site import Site
from mailflow.smtp import Smtp
from mailflow.steps import deliver
from mailflow.store import apply, installation, queries, rounds
from mailflow.store.apply import Office
from mailflow.store.engine import Store

CPH = ZoneInfo("Europe/Copenhagen")
ADDRESS = "sekretariatet@fkt.example"
MEETING = date(2026, 8, 27)  # a Thursday
NAMES = ("Anna Berg", "Bo Carstensen", "Citta Dam")

MINUTES = """\
# Referat af møde i Hovedbestyrelsen

Dato: 27. august 2026

Deltagere: Anna Berg, Bo Carstensen, Citta Dam

## 1. Meddelelser

Formanden orienterede om efterårets møder, som alle er lagt i kalenderen nu.

## 2. Økonomi

### Beslutning

Budgettet for næste år blev godkendt med den ændring, at rejsekontoen halveres.

## 3. Eventuelt

Intet.
"""


def at(text: str) -> datetime:
    """A wall-clock time in Copenhagen: "2026-08-28 10:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=CPH)


def config_for(servers: Any, site: Path, **changes: Any) -> settings.Config:
    """A configuration for these servers. ``changes`` replace fields of [smtp], [imap], [minutes] by prefix: smtp_witness=…"""

    def section(name: str) -> dict[str, Any]:
        return {key.removeprefix(name + "_"): value for key, value in changes.items() if key.startswith(name + "_")}

    return settings.Config(
        association=settings.Association(name="Foreningen Kommunale Topchefer", short="FKT"),
        imap=settings.Imap(
            **{"address": ADDRESS, "host": servers.host, "port": servers.imap_port, "tls": "none", "user": servers.user,
               "authserv_id": "mx.fkt.example", **section("imap")}
        ),
        smtp=settings.Smtp(
            **{"host": servers.host, "port": servers.smtp_port, "tls": "none", "user": servers.user, "per_minute": 10_000,
               **section("smtp")}
        ),
        minutes=settings.MinutesRule(**section("minutes")),
        website=settings.Website(folder=str(site), url="https://fkt.example"),
    )  # fmt: skip


class Fixture:
    """The house and what tests do with it. ``now`` is set with ``at``."""

    def __init__(self, servers: Any, url: str, folder: Path, start: str = "2026-08-28 10:00", **changes: Any) -> None:
        self.servers, self.url, self.folder, self.changes = servers, url, folder, changes
        self.clock = Clock(at(start))
        servers.now = self.clock.now
        self.tokens = itertools.count(1)
        self.house = self.open()

    def open(self) -> daemon.House:
        config = config_for(self.servers, self.folder / "site", **self.changes)
        office = Office(config, compose.environment(None, config.language), lambda: f"{next(self.tokens):032x}")
        store = Store(self.url, state_folder=self.folder)
        installation.ensure(store, config, self.clock.now())
        return daemon.House(
            store=store, office=office, clock=self.clock,
            mailbox=Mailbox(config.imap, lambda: self.servers.password, None),
            smtp=Smtp(config.smtp, lambda: self.servers.password, None, dot_seconds=2, command_seconds=5),
            site=Site(self.folder / "site", config.website.url),
        )  # fmt: skip

    def close(self) -> None:
        self.house.mailbox.close()
        self.house.smtp.close()
        self.house.store.close()

    def at(self, text: str) -> None:
        self.clock.set(at(text))

    def people(self, *names: str) -> None:
        with self.house.store.writing() as session:
            for name in names or NAMES:
                session.add(
                    Person(
                        key=name.lower().replace(" ", "-"), name=name, municipality="Odder",
                        addresses=[Address(address=address_of(name))], roles=[Role(role="board")],
                    )
                )  # fmt: skip

    def send(self, text: str = MINUTES, filename: str = "referat.md", day: date = MEETING) -> str:
        """Open a round; its letters lie in the outbox. Returns its id."""
        with self.house.store.writing() as session:
            board = list(session.scalars(select(Person).order_by(Person.id)))
            return rounds.open_round(
                session, paper(text, filename), "Hovedbestyrelsen", day, board, self.office, self.now()
            ).slug

    def revise(self, slug: str, text: str, filename: str = "rettet.md") -> None:
        with self.house.store.writing() as session:
            case = queries.case(session, slug)
            old = document.read(case.version.source, case.version.filename)
            rounds.revise(session, case, paper(text, filename), old, self.office, self.now(), "Signe Holk")

    def act(self, slug: str, order: Callable[[Case], list[Any]]) -> None:
        """What the secretary decides: ``order`` gets the case and gives the desk's actions."""
        with self.house.store.writing() as session:
            case = queries.case(session, slug)
            apply.carry_out(session, case, order(case), self.office, self.now())

    def dismiss(self, slug: str, number: int) -> None:
        rule, zone = self.office.config.minutes, self.office.zone
        self.act(
            slug,
            lambda case: desk.dismiss(
                case, (number,), "Signe Holk", "Det blev ikke besluttet.", self.now(), rule, zone
            ),
        )

    def tick(self) -> deliver.Delivered:
        return daemon.tick(self.house)[1]

    @property
    def office(self) -> Office:
        return self.house.office

    def now(self) -> datetime:
        return self.clock.now()

    def case(self, slug: str) -> Case:
        """The case with everything that hangs on it, detached."""
        with self.house.store.reading() as session:
            case = queries.case(session, slug)
            for version in case.versions:
                for addressee in version.addressees:
                    _ = addressee.letters, addressee.person
            _ = [(answer.verdict, answer.person, answer.version) for answer in case.answers], case.verdicts
            return case

    def letters(self) -> list[Letter]:
        with self.house.store.reading() as session:
            return list(session.scalars(select(Letter).order_by(Letter.id)))

    def mail(
        self, name: str, words: str, to: bytes | None = None, subject: str = "SV: Referat", **headers: str
    ) -> None:
        """A plain mail from a member arrives now, in answer to ``to`` (one of our letters) or to nothing."""
        self.deliver(reply(name, words, to, subject, self.now(), **headers))

    def deliver(self, raw: bytes, folder: str = "INBOX", mail_from: str | None = None) -> None:
        """A mail arrives now, its sender proven by the receiving server unless it is a mail server's own."""
        proof = "" if mail_from == "" else "dmarc=pass header.from=" + sender_domain(raw)
        self.servers.deliver(raw, folder, self.now(), mail_from=mail_from, authentication=proof)

    def letter_to(self, name: str) -> bytes:
        return [sent.raw for sent in self.servers.outgoing if address_of(name) in sent.rcpt_tos][-1]


def sender_domain(raw: bytes) -> str:
    from mailflow.parsers import mail as parse_mail

    sender = parse_mail.parse(raw).from_
    return sender.address.rpartition("@")[2] if sender else "nowhere.example"


def address_of(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@odder.example"


def paper(text: str, filename: str) -> rounds.Paper:
    minutes = document.read(text.encode(), filename)
    return rounds.Paper(filename, text.encode(), minutes, public_version(minutes), b"%PDF-1.7")


_ids = itertools.count(1)


def reply(name: str, words: str, to: bytes | None, subject: str, when: datetime, **headers: str) -> bytes:
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    from mailflow.parsers import mail as parse_mail

    mail = EmailMessage(policy=SMTP)
    mail["From"] = f"{name} <{address_of(name)}>"
    mail["To"] = ADDRESS
    mail["Subject"] = subject
    mail["Date"] = format_datetime(when.astimezone(CPH))
    mail["Message-ID"] = f"<{next(_ids)}.{abs(hash(words))}@odder.example>"
    if to is not None:
        answered = parse_mail.parse(to).message_id
        mail["In-Reply-To"] = answered
        mail["References"] = answered
    for header, value in headers.items():
        del mail[header.replace("_", "-")]
        mail[header.replace("_", "-")] = value
    mail.set_content(words, cte="quoted-printable")
    return bytes(mail)
