"""One seed from beginning to end: trouble, calm, checks."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from sqlalchemy import select

from mailflow.desks import gate
from mailflow.desks.deadlines import may_publish
from mailflow.documents import PublishedPage
from mailflow.models import Case, Event, Letter
from mailflow.store import installation, queries
from simulator import bank, checks, post
from simulator.mailhost import Label
from simulator.people import People
from simulator.secretary import Secretary
from simulator.world import World, world

MOST_TURNS = 40  # of calm, until everything must have come to rest


@dataclass(slots=True)
class Result:
    """``broken``: the invariants that did not hold. ``head``: the end of the audit chain, the same for the same seed."""

    seed: int
    broken: list[str]
    head: str = ""
    states: dict[str, str] = field(default_factory=dict)
    struck: list[str] = field(default_factory=list)
    turns: int = 0


def play(
    seed: int, tell: Callable[[str], None] = lambda line: None, meddle: Callable[[World], None] | None = None
) -> Result:
    """Play a seed. ``meddle`` may sabotage the world before it begins: to see that the checks notice."""
    with world(seed, tell) as made, _no_garbage():
        story = Story(made)
        if meddle is not None:
            meddle(made)
        try:
            story.trouble()
            story.calm()
            broken = [*made.broken, *checks.at_the_end(made)]
        except Exception as error:  # noqa: BLE001  whatever the product raises is a finding, and the seed tells which
            tell(traceback.format_exc())
            broken = [*made.broken, f"the program fell over: {type(error).__name__}: {error}"]
        result = Result(seed, broken, struck=made.weather.struck, turns=story.turns)
        with made.store.reading() as session:
            result.head = session.scalar(select(Event.sha256).order_by(Event.id.desc()).limit(1)) or ""
            result.states = {case.slug: case.state for case in session.scalars(select(Case).order_by(Case.id))}
        return result


@contextmanager
def _no_garbage() -> Iterator[None]:
    """The collector finds little in a world and takes a good part of its time; it looks at the new things after it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(0)


class Story:
    def __init__(self, made: World) -> None:
        self.world, self.dice = made, made.dice
        self.people = People(made, lambda slug: self.secretary.deadline_of(slug))
        self.secretary = Secretary(made, {member.name: member.alias for member in self.people.members})
        self.turns = 0
        made.uploading = self._uploading

    def _uploading(self, page: PublishedPage) -> None:
        checks.at_upload(self.world, self.secretary, page)
        if self.world.weather.strikes("site.meanwhile"):
            self.world.reaper.left = 0
            self.secretary.look()

    # --- trouble ------------------------------------------------------------------------------------------------------

    def trouble(self) -> None:
        """The planned events of some weeks, with the program's turns between them."""
        made, dice = self.world, self.dice
        self.people.enrol()
        self._old_mail()
        if dice.random() < 0.8:  # otherwise the first round is opened before the program was ever started
            self._turn()
        start, rounds = made.now, dice.choices((1, 2, 3), (80, 15, 5))[0]
        opening = start
        for body in bank.BODIES[:rounds]:
            opening += timedelta(hours=dice.uniform(1, 60 if opening > start else 20))
            made.at(opening, lambda body=body: self.secretary.send(body))  # type: ignore[misc]
        end = opening + timedelta(days=dice.uniform(7, 15))
        self._plan(opening, end)
        while made.queue and made.queue[0][0] <= end:
            made.next_event()
            if dice.random() < 0.4:
                self._turn()

    def _plan(self, opening: datetime, end: datetime) -> None:
        """Noise, the secretary's looks, hands in the mailbox, and what befalls the machine."""
        made, dice = self.world, self.dice

        def some_time() -> datetime:
            return opening + (end - opening) * dice.random()

        for _ in range(dice.randint(1, 6)):
            made.at(some_time(), self.people.noise)
            made.at(some_time(), self.people.tidy_up)
        for _ in range(dice.randint(2, 6)):
            made.at(some_time(), self.secretary.look)
        for _ in range(3):
            made.at(some_time(), self._turn)
        for day in range(8, (end - opening).days + 1):
            made.at((opening + timedelta(days=day)).replace(hour=dice.choice((2, 8, 8, 12))), self._turn)
        made.at(some_time(), self.people.own_mail)
        if dice.random() < 0.15:
            back, wrong = some_time(), dice.choice((timedelta(minutes=1), timedelta(hours=3), timedelta(days=2)))
            made.at(back, lambda: self._skew(-wrong))
            made.at(back + timedelta(hours=dice.uniform(1, 30)), lambda: self._skew(timedelta(0)))
        if dice.random() < 0.15:
            stop = some_time()
            made.at(stop, lambda: installation.stop_file(made.store).touch())
            made.at(stop + timedelta(hours=dice.uniform(1, 40)), self._go_on)
        if dice.random() < 0.12:
            saved = opening + timedelta(minutes=10) + (end - opening) * 0.6 * dice.random()
            made.at(saved, made.back_up)
            made.at(saved + timedelta(hours=dice.uniform(1, 60)), made.restore)

    def _old_mail(self) -> None:
        """What lay in the mailbox before mailflow came."""
        made = self.world
        for member in self.people.members[:2]:
            when = made.now - timedelta(days=self.dice.uniform(0.2, 300))
            raw = post.reply(next(made.numbers), member.name, member.address, "Punkt 2 er forkert.", None, "bare", when)
            made.host.put(self.dice.choice(("INBOX", "Archive")), raw, Label("old", member.key, arrived=when), when)

    def _skew(self, wrong: timedelta) -> None:
        self.world.tell(f"the clock is wrong by {wrong}")
        self.world.skew = wrong
        self.world.go_to(self.world.now)

    def _go_on(self) -> None:
        installation.stop_file(self.world.store).unlink(missing_ok=True)

    def _turn(self) -> None:
        self.turns += 1
        self.world.tell("turn")
        self.world.turn()

    # --- calm ---------------------------------------------------------------------------------------------------------

    def calm(self) -> None:
        """No more faults; the secretary settles all there is; time goes on until nothing is left to do."""
        made = self.world
        made.weather.calm()
        self._skew(timedelta(0))
        self._go_on()
        self.people.silent = True
        for _turn in range(MOST_TURNS):
            while made.queue and made.queue[0][0] <= made.now:
                made.next_event()
            self.secretary.look(thorough=True)
            self._turn()
            if self._at_rest() and not made.queue:
                self._turn()  # what the last one put into the mailbox
                return
            made.go_to(self._next_time())
        made.broken.append("I10: no rest after the faults had stopped")

    def _at_rest(self) -> bool:
        with self.world.store.reading() as session:
            return not (
                queries.cases(session, "open", "approved") or queries.letters_waiting(session)
                or queries.open_answers(session) or queries.set_aside(session)
                or session.scalar(select(Letter.id).where(Letter.state.in_(("sending", "unknown", "stale"))).limit(1))
            )  # fmt: skip

    def _next_time(self) -> datetime:
        """The next moment at which anything can change."""
        made = self.world
        rule, zone = made.config.minutes, made.office.zone
        moments = [made.queue[0][0]] if made.queue else []
        with made.store.reading() as session:
            moments += [letter.next_at for letter in queries.letters_waiting(session)]
            for case in queries.cases(session, "open"):
                moments.append(gate.closes_at(case, rule) + timedelta(seconds=1))
            if queries.cases(session, "approved"):
                moments.append(_office_hours(made.now, rule, zone))
        later = [moment for moment in moments if moment > made.now]
        return min(later, default=made.now + timedelta(hours=1))


def _office_hours(now: datetime, rule: object, zone: object) -> datetime:
    local = now.astimezone(zone)  # type: ignore[arg-type]
    day = local.date()
    while not may_publish(moment := datetime.combine(day, time(8, 5), zone), rule, zone) or moment <= local:  # type: ignore[arg-type]
        day += timedelta(days=1)
    return moment.astimezone(now.tzinfo)
