"""Who comes: one line for everybody who is invited, as the secretary, the minutes and a spreadsheet need it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailflow.desks import events as desk
from mailflow.desks.audience import Guest
from mailflow.models import CalendarEvent, EventAnswer, Invitation

STATUSES = ("accepted", "tentative", "counter", "delegated", "declined", "none")  # in the order they are shown


@dataclass(frozen=True, slots=True)
class Line:
    """``status`` is one of ``STATUSES``; "none": no answer that counts. ``before``: what she answered before it was moved.

    ``delivery``: sent, waiting, bounced, failed, unknown, stale, dropped, not-invited (nothing has gone), no-address, or
    cancelled (she was told that she is not invited any more, or that it is off). ``look``: an answer that a human must read.
    """

    key: str
    name: str
    address: str
    status: str
    comment: str
    partial: str
    channel: str
    answered_at: datetime | None
    before: str
    delivery: str
    look: bool
    bounce: str = ""


def lines(event: CalendarEvent, guests: Sequence[Guest], invitations: Sequence[Invitation]) -> list[Line]:
    """The audience as it is today, in its order, then who was invited before and is no longer in it, if he answered.

    Of an event that is over, or called off, everybody who was invited: who is a member today says nothing about it.
    """
    own = {one.person_id or one.guest: one for one in invitations}
    found = [
        _line(event, guest.key, guest.name, guest.address, own.pop(guest.person_id or guest.key, None))
        for guest in guests
    ]
    rest = [one for one in own.values() if one.state == "invited" and (one.dispatches or one.answers)]
    return found + [
        _line(event, one.person.key if one.person else one.guest or "", one.name, one.address, one) for one in rest
    ]


def regrets(shown: Sequence[Line]) -> list[str]:
    """The names for "Afbud:" in the minutes."""
    return [line.name for line in shown if line.status == "declined"]


def partly(shown: Sequence[Line]) -> list[tuple[str, str]]:
    """Who takes part only partly, and how: ("Bo Carstensen", "online fra kl. 14")."""
    return [(line.name, line.partial) for line in shown if line.status == "accepted" and line.partial]


def _line(event: CalendarEvent, key: str, name: str, address: str, own: Invitation | None) -> Line:
    answers = own.answers if own is not None else []
    counting = desk.standing(event, answers)
    earlier = desk.before_it_moved(event, answers)
    shown = counting or _last_words(answers) or earlier
    return Line(
        key, name, address, counting.partstat if counting else "none", shown.comment if shown else "",
        counting.partial if counting else "", shown.channel if shown else "", shown.received_at if shown else None,
        earlier.partstat if earlier else "", _delivery(own, address), any(answer.open for answer in answers), _bounce(own),
    )  # fmt: skip


def _last_words(answers: Sequence[EventAnswer]) -> EventAnswer | None:
    """What was said without an answer in it: a question, an unclear line."""
    said = [answer for answer in answers if answer.valid and answer.partstat in ("question", "unclear")]
    return said[-1] if said else None


def _delivery(own: Invitation | None, address: str) -> str:
    live = [one for one in own.dispatches if not one.withdrawn] if own is not None else []
    if not live:
        return "not-invited" if address else "no-address"
    letter = live[-1].letter
    if letter.bounced_at is not None:
        return "bounced"
    if letter.state in ("queued", "deferred", "sending"):
        return "waiting"
    if letter.state == "sent":
        return "cancelled" if live[-1].method == "CANCEL" else "sent"
    return letter.state


def _bounce(own: Invitation | None) -> str:
    live = [one for one in own.dispatches if not one.withdrawn] if own is not None else []
    return live[-1].letter.bounce if live and live[-1].letter.bounced_at is not None else ""
