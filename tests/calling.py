"""An office with a vacant seat and a call for candidates, where mails are taken one by one without any server.

Each mail gets what a receiving server adds to it, and goes the way of every mail: the first look at its header, then
``one_mail.take``, in a transaction of its own.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from typing import Any

from house import ADDRESS, MEETING, MINUTES, address_of, at, config_for, paper, reply, sender_domain
from sqlalchemy import select

from mailflow import mailbox as imap
from mailflow.clock import Clock
from mailflow.demo.servers import sender_of, traced
from mailflow.desks import calls as desk
from mailflow.letters import compose
from mailflow.models import Address, Association, CallAnswer, Folder, Letter, Person, Role, Seat
from mailflow.parsers import mail as parse_mail
from mailflow.steps import due, nominate
from mailflow.steps.receive import one_mail
from mailflow.store import calls, callverdicts, forumedit, forums, installation, people, queries, rounds
from mailflow.store.apply import Office
from mailflow.store.engine import Store

BOARD = {"Anna Berg": "Odder", "Bo Carstensen": "Vejle", "Citta Dam": "Køge"}
MEMBERS = {**BOARD, "Esben Friis": "Tønder", "Gerda Holm": "Thisted"}
SLUG = "byplanraadet-2026-08"
TEMPLATES = {language: compose.environment(None, language) for language in ("da", "en")}
BY = "Signe Holk"


class _Nowhere:
    host, imap_port, smtp_port, user = "localhost", 1, 1, "x"


class Calling:
    """``slug`` is the call's id; ``clock`` stands still until ``at``. ``installed``: the store holds all that already."""

    def __init__(
        self, url: str, folder: Any, start: str = "2026-08-28 10:00", *, installed: bool = False, **changes: Any
    ) -> None:
        self.clock = Clock(at(start))
        self.tokens, self.uids, self.seen = itertools.count(1000 if installed else 1), itertools.count(1), 0
        config = config_for(_Nowhere, folder / "site", **changes)
        self.office = Office(config, TEMPLATES[config.language], lambda: f"{next(self.tokens):032x}")
        self.store = Store(url, state_folder=folder)
        self.place = one_mail.Place(1, 1, "INBOX")
        if installed:
            self.slug = SLUG
            return
        installation.ensure(self.store, config, self.now)
        with self.store.writing() as session:
            session.scalars(select(Association)).one().installed_at = self.now - timedelta(days=30)
            session.add(Folder(id=1, mailbox=self.office.mailbox, name="INBOX", uidvalidity=1, baseline=0, done=0))
            for name, where in MEMBERS.items():
                session.add(_person(name, where))
            council = forumedit.add(session, "Byplanrådet", {"organisation": "Byplanhuset"}, now=self.now, by=BY)
            forumedit.add_seat(session, council, {"title": "Medlem", "right": "association"}, now=self.now, by=BY)
            session.flush()
            call = calls.open_call(
                session,
                council,
                council.seats,
                ["board"],
                at("2026-09-10 23:59"),
                self.office,
                self.now,
                BY,
                remind_days=3,
            )
            self.slug = call.slug
            self._deliver(session)

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def at(self, text: str) -> None:
        """Later; what time brings about comes about."""
        self.clock.set(at(text))
        self.tick()

    def tick(self) -> None:
        due.run(self.store, self.office, self.now)
        nominate.run(self.store, self.office, self.now)
        with self.store.writing() as session:
            self._deliver(session)

    # --- what comes and what goes --------------------------------------------------------------------------------

    def letter(self, to: str) -> bytes:
        """The newest letter to this member (or address)."""
        with self.store.reading() as session:
            wanted = select(Letter.raw).where(Letter.recipient == (to if "@" in to else address_of(to)))
            return session.scalars(wanted.order_by(Letter.id.desc()).limit(1)).one()

    def text(self, to: str) -> str:
        return parse_mail.parse(self.letter(to)).text

    def new(self) -> list[tuple[str, str]]:
        """(whom, the letter's kind) of what was written since this was asked last."""
        with self.store.reading() as session:
            found = session.scalars(select(Letter).where(Letter.id > self.seen).order_by(Letter.id)).all()
        self.seen = max([self.seen, *(one.id for one in found)])
        return [(one.recipient.partition("@")[0], one.kind) for one in found]

    def say(self, name: str, words: str, to: bytes | None = b"newest", subject: str = "SV: Kandidater", proof: str = "pass",
            **headers: str) -> str:  # fmt: skip
        """A mail of this person, in answer to the newest letter to her, to ``to``, or (None) to nothing."""
        letter = self.letter(name) if to == b"newest" else to
        return self.take(reply(name, words, letter, subject, self.now, **headers), proof)

    def take(self, raw: bytes, proof: str = "pass", mail_from: str | None = None) -> str:
        """The mail arrives and is read. Returns what became of it (``LedgerLine.outcome``)."""
        said = f"dmarc={proof} header.from={sender_domain(raw)}" if proof else ""
        raw = traced(raw, sender_of(raw) if mail_from is None else mail_from, ADDRESS, self.now, said)
        head = raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        item = imap.Item(next(self.uids), self.now, len(raw), head)
        with self.store.writing() as session:
            (look,) = one_mail.first_looks(session, self.office, [item])
            outcome = one_mail.take(
                session, self.office, self.place, item, look, raw if look.needs_body else head, self.now
            )
            self._deliver(session)
        return outcome

    def _deliver(self, session: Any) -> None:
        for letter in session.scalars(select(Letter).where(Letter.state == "queued")):
            letter.state, letter.sent_at = "sent", self.now

    # --- what she does ----------------------------------------------------------------------------------------------

    def act(self, order: Any) -> Any:
        """``order`` gets the session and the call, held."""
        with self.store.writing() as session:
            done = order(session, calls.find(session, self.slug, lock=True))
            self._deliver(session)
            return done

    def review(self, number: int, as_: str, *nominees: str, outsiders: tuple[str, ...] = ()) -> None:
        def settle(session: Any, _call: Any) -> None:
            answer = calls.answer(session, self.slug, number)
            named = callverdicts.named_by(session, nominees, outsiders, answer.person)
            callverdicts.settle(session, answer, as_, named, BY, "", self.office, self.now)

        self.act(settle)

    def leave(self, key: str) -> None:
        with self.store.writing() as session:
            people.find_person(session, key).left = self.now.date()

    def appoint(self, name: str) -> None:
        """By another way than this call's decision."""
        with self.store.writing() as session:
            seat: Seat = forums.seat_by(session, "byplanraadet/1")
            forums.appoint(session, seat, name=name, since=date(2026, 9, 1), now=self.now, by=BY)

    def minutes(self) -> None:
        """A round of minutes goes to the board too."""
        with self.store.writing() as session:
            board = people.board(session, self.now.date())
            rounds.open_round(
                session, paper(MINUTES, "referat.md"), "Hovedbestyrelsen", MEETING, board, self.office, self.now
            )
            self._deliver(session)

    def held(self) -> list[str]:
        """Whose answers hold the minutes."""
        with self.store.reading() as session:
            return [one.person.key for one in queries.open_answers(session) if one.person is not None]

    def first(self, name: str) -> bytes:
        """The first letter to this member: the call itself."""
        with self.store.reading() as session:
            wanted = select(Letter.raw).where(Letter.recipient == address_of(name), Letter.kind == "forum-call")
            return session.scalars(wanted).one()

    # --- what came of it --------------------------------------------------------------------------------------------

    def candidates(self) -> dict[str, str]:
        with self.store.reading() as session:
            return {one.name: one.state for one in calls.find(session, self.slug).candidates}

    def proposed(self) -> dict[str, list[str]]:
        """Each candidate with the keys of those who propose her now."""
        with self.store.reading() as session:
            found = calls.find(session, self.slug).candidates
            return {one.name: [by.nominator.key for by in desk.live(one) if by.nominator] for one in found}

    def answers(self) -> list[tuple[str | None, str, bool, bool]]:
        """(name, intent, whether it counts, whether it waits for a human) of every answer."""
        with self.store.reading() as session:
            found = session.scalars(select(CallAnswer).order_by(CallAnswer.id)).all()
            return [(one.person.name if one.person else None, one.intent, one.valid, one.open) for one in found]

    def counts(self) -> dict[str, int]:
        with self.store.reading() as session:
            return desk.counts(calls.find(session, self.slug))

    def state(self) -> str:
        with self.store.reading() as session:
            return calls.find(session, self.slug).state


def _person(name: str, where: str) -> Person:
    rows = [Address(address=address_of(name), kind="primary")]
    if name == "Citta Dam":
        rows.append(Address(address=address_of("Dan Eg"), kind="delegate", name="Dan Eg"))
    return Person(
        key=name.lower().replace(" ", "-"), name=name, municipality=where, title="Kommunaldirektør", addresses=rows,
        roles=[Role(role="board")] if name in BOARD else [],
    )  # fmt: skip
