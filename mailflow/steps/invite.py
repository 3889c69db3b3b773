"""Invite: bring every calendar to where it should be. Letters are written into the outbox; ``deliver`` sends them.

A transaction holds so many people of one event; killed between two, or in one, the next run goes on where it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from mailflow import log
from mailflow.clock import Clock
from mailflow.desks import events as desk
from mailflow.desks.events import Reminder, Send, Withdraw
from mailflow.store import events, invitations
from mailflow.store.apply import Office
from mailflow.store.engine import Store

PEOPLE = 40  # of one transaction


@dataclass(frozen=True, slots=True)
class Written:
    """Letters written, by why (``desks.events.Why``), and why none could be written to whom: (event, key, reason)."""

    counts: Counter[str] = field(default_factory=Counter)
    withdrawn: int = 0
    troubles: tuple[tuple[str, str, str], ...] = ()


def run(store: Store, office: Office, clock: Clock, *, only_events: Collection[str] = (), to: Collection[str] = (),
        again: bool = False, remind: Reminder | None = None, people: int = PEOPLE,
        progress: Callable[[int, int], None] = lambda done, of: None) -> Written:  # fmt: skip
    """Write every letter that is due. ``only_events`` (slugs) and ``to`` (keys of people) narrow it; () is all.

    ``again``: what lies in the calendar once more, for ``to``. ``remind``: only reminders; of tomorrow only where it
    is the eve. ``people`` share a transaction;
    ``progress`` hears of the letters written so far, and of how many there will be.
    """
    now = clock.now()
    work: list[tuple[int, str, list[str]]] = []
    with store.reading() as session:
        for event in events.all_events(session, since=now):
            if only_events and event.slug not in only_events:
                continue
            if remind == "tomorrow" and not desk.is_eve(event, now, office.zone):
                continue
            needed = invitations.needs(session, event, office, now, again=again, only=to or None)
            keys = [need.key for need in needed if remind is not None or isinstance(need.action, (Send, Withdraw))]
            work += [(event.id, event.slug, keys[i : i + people]) for i in range(0, len(keys), people)]
    counts, withdrawn, troubles = Counter[str](), 0, []
    total = sum(len(keys) for _id, _slug, keys in work)
    for event_id, slug, keys in work:
        with store.writing() as session:
            done = invitations.bring(session, event_id, keys, office, clock.now(), again=again, remind=remind)
            log.step("invite.before-commit", calendar_event=event_id)
        log.step("invite.after-commit", calendar_event=event_id)
        for need, trouble in done:
            if trouble:
                troubles.append((slug, need.key, trouble))
            elif isinstance(need.action, Send):
                counts[need.action.why] += 1
                withdrawn += len(need.action.withdraw)
            elif isinstance(need.action, Withdraw) and not remind:
                withdrawn += len(need.action.withdraw)
        progress(counts.total() + len(troubles), total)
    return Written(counts, withdrawn, tuple(troubles))
