"""The secretary: opens rounds, and gives her verdicts on what waits for her, as the commands would carry them out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.actions import Action, Excuse, Settle
from mailflow.desks import gate
from mailflow.desks import minutes as desk
from mailflow.errors import MailflowError
from mailflow.models import Addressee, Answer, Case, Letter, Verdict
from mailflow.pages.public import public_version
from mailflow.parsers import document
from mailflow.replies import Intent, Reply, Sort
from mailflow.steps import publish
from mailflow.store import apply, installation, people, queries, rounds
from simulator import bank
from simulator.weather import Crash
from simulator.world import World

BY = "Signe Holk"
_papers: dict[str, rounds.Paper] = {}


class Secretary:
    """``thorough``: she settles everything she finds; else some of it, this way or that."""

    def __init__(self, world: World, alias: dict[str, str]) -> None:
        self.world, self.dice, self.alias = world, world.dice, alias
        self.made: dict[str, set[str]] = {}  # the public versions she has sent round, by round: their hashes
        self.slugs: list[str] = []

    # --- rounds -------------------------------------------------------------------------------------------------------

    def send(self, body: str) -> None:
        now = self.world.clock.now()
        day = now.astimezone(UTC).date() - timedelta(days=self.dice.randint(0, 9))
        with self.world.store.writing() as session:
            board = people.board(session, now.date())
            made = paper(body, day, bank.CLAUSES[0], [person.name for person in board])
            case = rounds.open_round(session, made, body, day, board, self.world.office, now, BY)
            self._sent(case)
            self.slugs.append(case.slug)

    def _sent(self, case: Case) -> None:
        self.made.setdefault(case.slug, set()).add(case.version.public_sha256)
        self.world.tell(
            f"she sends {case.slug} version {case.version.number}, deadline {case.version.deadline:%d %b %H:%M:%S}"
        )

    def deadline_of(self, slug: str) -> datetime | None:
        with self.world.store.reading() as session:
            case = session.scalar(select(Case).where(Case.slug == slug))
            return case.version.deadline if case is not None else None

    # --- a look at what waits -----------------------------------------------------------------------------------------

    def look(self, *, thorough: bool = False) -> None:
        """``mailflow review``, and what follows from it. She may be interrupted like any program."""
        try:
            self._settle_installation(thorough)
            for find in (self._answers, self._mails, self._letters, self._unreached):
                find(thorough)
            if not thorough and self.dice.random() < 0.15:
                self._of_her_own()
        except Crash:
            self.world.die()

    def _settle_installation(self, thorough: bool) -> None:
        store, now = self.world.store, self.world.clock.now()
        with store.reading() as session:
            us = queries.association(session)
            frozen, doubt = us.frozen, us.clock_doubt
        if doubt and not self.world.skew and (thorough or self.dice.random() < 0.5):
            installation.trust_clock(store, BY, now)
        if frozen and (thorough or self.dice.random() < 0.5):
            self.world.tell("she thaws the outbox")
            try:
                installation.thaw(store, BY, now)
            except MailflowError as error:
                self.world.tell(f"  refused: {error}")

    def _answers(self, thorough: bool) -> None:
        with self.world.store.reading() as session:
            waiting = [(answer.case.slug, answer.number) for answer in queries.open_answers(session)]
        for slug, number in waiting:
            if thorough or self.dice.random() < 0.6:
                with self.world.store.writing() as session:
                    answer = queries.answer(session, slug, number)
                    if answer.open and answer.case.state in desk.RUNNING:
                        self._verdict(session, answer)

    def _verdict(self, session: Session, answer: Answer) -> None:
        case, now, office = answer.case, self.world.clock.now(), self.world.office
        rule, zone = office.config.minutes, office.zone
        choices = {
            Intent.OBJECT: ("dismiss",) * 5 + ("revise",) * 3 + ("none", "to-meeting"),
            Intent.WITHDRAW: ("withdraw",) * 3 + ("none",),
        }.get(Intent(answer.intent), ("none", "approve", "object", "question", "none"))
        choice = self.dice.choice(choices)
        self.world.tell(f"she settles {case.slug}/{answer.number} ({answer.intent}): {choice}")
        match choice:
            case "dismiss":
                actions = desk.dismiss(case, (answer.number,), BY, "Det blev ikke besluttet.", now, rule, zone)
            case "to-meeting":
                actions = desk.take_to_meeting(case, now.date() + timedelta(days=30), BY, "Formanden ønsker det.")
            case "revise":
                old = document.read(case.version.source, case.version.filename)
                clause = bank.CLAUSES[case.version.number % len(bank.CLAUSES)]
                made = paper(case.body, case.meeting_date, clause, [a.name for a in case.version.addressees])
                rounds.revise(session, case, made, old, office, now, BY)
                self._sent(case)
                actions = [Settle((answer.number,), "revised", BY, "Rettet.")]
            case _:
                actions = desk.review(case, answer, Intent(choice), BY, "Hun har talt med medlemmet.")
        apply.carry_out(session, case, actions, office, now)

    def _mails(self, thorough: bool) -> None:
        if not thorough and self.dice.random() < 0.4:
            return
        now = self.world.clock.now()
        with self.world.store.writing() as session:
            for mail in queries.set_aside(session):
                verdict = Verdict(case_id=mail.case_id, kind="none", decided_by=BY, reason="Set.", at=now)
                session.add(verdict)
                session.flush()
                mail.verdict_id = verdict.id

    # --- letters ------------------------------------------------------------------------------------------------------

    def _letters(self, thorough: bool) -> None:
        if not thorough and self.dice.random() < 0.4:
            return
        arrived = {accepted.message_id for accepted in self.world.host.accepted}
        with self.world.store.writing() as session:
            for letter in queries.letters_to_judge(session):
                there = letter.message_id in arrived
                guess = not thorough and self.dice.random() < 0.2
                verdict = "again" if guess or not there else "drop" if letter.state == "stale" else "sent"
                if letter.state == "failed" or (
                    not there and letter.kind not in gate.ROUND_LETTERS and self.dice.random() < 0.3
                ):
                    verdict = "drop"
                self._judge(session, letter, verdict)

    def _judge(self, session: Session, letter: Letter, verdict: str) -> None:
        """As ``mailflow review letter:N``."""
        self.world.tell(f"she says of letter {letter.id} ({letter.kind}, {letter.state}): {verdict}")
        apply.judge_letter(session, letter, verdict, BY, "", self.world.office, self.world.clock.now())

    def _unreached(self, thorough: bool) -> None:
        """Members whose copy did not arrive: sent again to an address that works, or not waited for."""
        with self.world.store.writing() as session:
            for case in queries.cases(session, "open", "approved"):
                for addressee in case.version.addressees:
                    copy = gate.copy_of(addressee)
                    on_its_way = copy is not None and copy.state in (
                        "queued",
                        "deferred",
                        "sending",
                        "unknown",
                        "stale",
                    )
                    if gate.reached(addressee) or (on_its_way and not gate.bounced(addressee)):
                        continue
                    if thorough or self.dice.random() < 0.5:
                        self._reach(session, case, addressee)

    def _reach(self, session: Session, case: Case, addressee: Addressee) -> None:
        now, office = self.world.clock.now(), self.world.office
        if self.dice.random() < 0.3:
            actions: list[Action] = [Excuse(addressee.id, BY, "På rejse.")]
        else:
            rule, zone = office.config.minutes, office.zone
            actions = desk.resend(case, addressee, self.alias[addressee.name], now, rule, zone)
        self.world.tell(f"she {'excuses' if len(actions) == 1 else 'sends again to'} {addressee.name}")
        apply.carry_out(session, case, actions, office, now)

    # --- of her own accord --------------------------------------------------------------------------------------------

    def _of_her_own(self) -> None:
        with self.world.store.reading() as session:
            cases = [(case.slug, case.state) for case in queries.cases(session)]
        if not cases:
            return
        slug, state = self.dice.choice(cases)
        store, site, office, now = self.world.store, self.world.site, self.world.office, self.world.clock.now()
        try:
            if state == "published":
                publish.unpublish(store, site, office, slug, BY, "Et navn skal ud.", now)  # type: ignore[arg-type]
            elif state == "unpublished":
                self.world.by_hand = True
                publish.publish_by_verdict(store, site, office, slug, BY, "Navnet er ude.", now)  # type: ignore[arg-type]
            elif state in desk.RUNNING:
                self._phone(slug)
        except MailflowError as error:
            self.world.tell(f"  refused: {error}")
        finally:
            self.world.by_hand = False

    def _phone(self, slug: str) -> None:
        """A member calls; or wants the minutes once more."""
        now, office = self.world.clock.now(), self.world.office
        rule, zone = office.config.minutes, office.zone
        with self.world.store.writing() as session:
            case = queries.case(session, slug)
            addressee = self.dice.choice(case.version.addressees)
            if self.dice.random() < 0.3:
                self.world.tell(f"she sends {addressee.name} a second copy")
                actions = desk.resend(case, addressee, self.alias[addressee.name], now, rule, zone)
            else:
                intent = self.dice.choice((Intent.OBJECT, Intent.APPROVE))
                self.world.tell(f"{addressee.name} calls: {intent}")
                reply = Reply(Sort.REPLY, intent, text="I telefonen.", confidence=1.0)
                said = desk.Said(reply, addressee.person, True, now, BY, channel="phone", recorded_by=BY)
                actions = desk.decide(case, said, now, rule, zone)
            apply.carry_out(session, case, actions, office, now)


def paper(body: str, day: date, clause: str, names: list[str]) -> rounds.Paper:
    text = bank.MINUTES.format(body=body, date=day.strftime("%d-%m-%Y"), names=", ".join(names), clause=clause)
    if text not in _papers:
        minutes = document.read(text.encode(), "referat.md")
        _papers[text] = rounds.Paper("referat.md", text.encode(), minutes, public_version(minutes), b"%PDF-1.7")
    return _papers[text]
