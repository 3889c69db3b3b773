"""What the members do with what they get, and what else comes into the mailbox. All of it labelled (``mailhost.Label``)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailflow.models import Address, Person, Role
from simulator import bank, post
from simulator.mailhost import OWN, Accepted, Label
from simulator.world import World

_ROUND = re.compile(r"<([a-z0-9-]+)\.(\d+)\.[0-9a-f]{32}@")


@dataclass(frozen=True, slots=True)
class Member:
    key: str
    name: str
    address: str
    alias: str


class People:
    """The members, reading and answering; strangers; and the hands that move mail about in Outlook."""

    def __init__(self, world: World, deadline_of: Callable[[str], datetime | None]) -> None:
        self.world, self.deadline_of = world, deadline_of
        self.dice = world.dice
        self.members = [_member(name) for name in bank.NAMES[: self.dice.choice((3, 3, 3, 4, 5))]]
        self.objecting = self.dice.choice((0.0, 0.05, 0.15, 0.35))
        self.away = {member.key for member in self.members if self.dice.random() < 0.15}
        self.answered: dict[str, int] = {}
        self.silent = False  # in the calm nobody answers any more; mail still comes back
        world.host.reached = self.reached
        world.meanwhile = self.tidy_up

    def enrol(self) -> None:
        with self.world.store.writing() as session:
            for member in self.members:
                addresses = [Address(address=member.address), Address(address=member.alias, kind="alias")]
                session.add(Person(key=member.key, name=member.name, addresses=addresses, roles=[Role(role="board")]))
        for member in self.members:
            if self.dice.random() < 0.08:
                self.dice.choice((self.world.dead, self.world.refused)).add(member.address)

    # --- a letter reaches somebody ----------------------------------------------------------------------------------

    def reached(self, letter: Accepted) -> None:
        member = next((m for m in self.members if letter.recipient in (m.address, m.alias)), None)
        found = _ROUND.match(letter.message_id)
        if member is None or found is None:
            return
        slug = found[1]
        if letter.recipient in self.world.dead:
            self._soon(lambda: self._bounce(letter), hours=6)
            return
        if self.silent:
            return
        if member.key in self.away:
            self._soon(lambda: self._out_of_office(member, letter, slug), hours=0.2)
        if self.dice.random() < (0.7 if self.answered.get(member.key, 0) < 2 else 0.15):
            self.answered[member.key] = self.answered.get(member.key, 0) + 1
            self.world.at(self._when(slug), lambda: self._answer(member, letter, slug))

    def _when(self, slug: str) -> datetime:
        """Some time in the week; or just before, at or after the deadline, where it matters."""
        end = self.deadline_of(slug)
        if end is None or self.dice.random() < 0.6:
            return self.world.now + timedelta(hours=self.dice.uniform(0.1, 150))
        edge = self.dice.choice((-1, 0, 1, 3600, 2 * 3600, 2 * 3600 + 1, 5 * 3600, 8 * 3600 + 30, 30 * 3600))
        return max(end + timedelta(seconds=edge), self.world.now + timedelta(minutes=1))

    def _answer(self, member: Member, letter: Accepted, slug: str) -> None:
        kind = self._intent()
        words = self.dice.choice(bank.SENTENCES[kind])
        style = post.style(self.dice)
        address = member.alias if self.dice.random() < 0.1 else member.address
        number, now = next(self.world.numbers), self.world.now.replace(microsecond=0)
        if kind == "object" and self.dice.random() < 0.05:
            raw, kind = post.encrypted(number, member.name, address, letter.raw, now), "broken"
        elif self.dice.random() < 0.05:  # written from home, under a name everybody knows
            home = f"{member.key}@hjemme.example"
            subject = f"Referat [{slug}]"
            raw = post.reply(number, member.name, home, words, None, "bare", now, subject)
        elif self.dice.random() < 0.1:
            raw = post.reply(number, member.name, address, words, None, "bare", now)
        else:
            raw = post.reply(number, member.name, address, words, letter.raw, style, now)
        self.arrive(raw, Label(kind, member.key, slug, arrived=now), words)

    def _intent(self) -> str:
        roll = self.dice.random()
        if roll < self.objecting:
            return "object"
        if not self.objecting:  # a placid world
            return self.dice.choice(("approve",) * 6 + ("none",))
        return self.dice.choice(("approve",) * 12 + ("none", "none", "question", "unclear", "withdraw"))

    def _out_of_office(self, member: Member, letter: Accepted, slug: str) -> None:
        number, now = next(self.world.numbers), self.world.now.replace(microsecond=0)
        words = self.dice.choice(bank.OUT_OF_OFFICE)
        raw = post.out_of_office(number, member.name, member.address, words, letter.raw, now)
        self.arrive(raw, Label("auto", member.key, slug, arrived=now), words)

    def _bounce(self, letter: Accepted) -> None:
        now = self.world.now.replace(microsecond=0)
        raw = post.bounce(next(self.world.numbers), letter.raw, letter.recipient, now)
        self.arrive(raw, Label("bounce", letter=letter.message_id, arrived=now), letter.recipient)

    def noise(self) -> None:
        sender, subject, headers, words = self.dice.choice(bank.NOISE)
        now = self.world.now.replace(microsecond=0)
        raw = post.machine(next(self.world.numbers), sender, subject, headers, words, now)
        self.arrive(raw, Label("noise", arrived=now), subject)

    def own_mail(self) -> None:
        """The secretary writes to somebody from the same mailbox, in Outlook."""
        now = self.world.now.replace(microsecond=0)
        raw = post.machine(
            next(self.world.numbers), f"FKT <{OWN}>", "Kaffe", "", "Punkt 2 er forkert, men kaffen er god.", now
        )
        self.world.host.put("Sent", raw, Label("noise", arrived=now))

    def arrive(self, raw: bytes, label: Label, words: str) -> None:
        """Into some folder, perhaps a little later than the server stamped it, perhaps twice."""
        wait = timedelta(minutes=self.dice.randint(1, 90)) if self.dice.random() < 0.1 else timedelta(0)
        folder = self.dice.choices(("INBOX", "Junk", "Archive", "Trash"), (80, 14, 3, 3))[0]
        self.world.later(wait, lambda: self._lie(folder, raw, label, words))
        if self.dice.random() < 0.06:
            again = timedelta(hours=self.dice.randint(0, 80))
            self.world.later(wait + again, lambda: self._lie(self.dice.choice(("INBOX", "Archive")), raw, label, words))

    def _lie(self, folder: str, raw: bytes, label: Label, words: str) -> None:
        self.world.tell(
            f"{folder} gets {label.kind} {label.slug} from {label.who or '-'}: {' '.join(words.split())[:70]}"
        )
        self.world.host.put(folder, raw, label)

    def _soon(self, happening: Callable[[], None], hours: float) -> None:
        self.world.at(self.world.now + timedelta(hours=self.dice.uniform(0.02, hours)), happening)

    # --- hands in the mailbox ---------------------------------------------------------------------------------------

    def tidy_up(self) -> None:
        """Somebody moves, copies or deletes a mail, or the server renumbers a folder."""
        host, dice = self.world.host, self.world.weather.dice
        places = host.places()
        roll = dice.random()
        if roll < 0.08:
            name = dice.choice(sorted(host.boxes))
            self.world.tell(f"  the server renumbers {name}")
            host.renumber(name)
        elif places:
            box, uid, stored = dice.choice(places)
            label = host.label(stored)
            if label is not None and label.kind == "noise" and roll < 0.3:
                del box.mails[uid]
                return
            target = dice.choice(("INBOX", "Archive", "Junk", "Trash", "Projekter"))
            self.world.tell(f"  somebody {'copies' if roll < 0.4 else 'moves'} {box.name}/{uid} to {target}")
            (host.copy if roll < 0.4 else host.move)(box.name, uid, target)


def _member(name: str) -> Member:
    plain = name.lower().replace(" ", ".")
    return Member(plain.replace(".", "-"), name, f"{plain}@odder.example", f"{plain}@odder-kommune.example")
