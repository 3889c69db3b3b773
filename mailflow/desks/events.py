"""The rules of invitations: what each calendar needs to be where it should be, and which answer counts.

``decide`` compares what may lie in a person's calendar (the last letter that may have reached it) with the event as it stands,
and orders at most one letter. iTIP (RFC 5546 section 2.1.4): another time or place, a cancellation and a new invitation after
one have a higher SEQUENCE, and are asked of the person again; a mended text keeps it, with a newer DTSTAMP.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from mailflow.desks.audience import Guest
from mailflow.models import CalendarEvent, Dispatch, EventAnswer, Invitation

Why = Literal["invite", "move", "mend", "cancel", "leave", "address", "again", "remind", "day-before", "kept"]
Reminder = Literal["unanswered", "tomorrow"]  # to those who have not answered; to those who come, the day before

FIELDS = ("title", "start", "end", "all_day", "place", "link", "description", "answer_by", "files")
KEPT = (*FIELDS, "kind", "audience", "guests_visible", "public", "day_before", "state")  # what a revision tells apart
EVE_FROM = 8  # o'clock: nobody's phone rings before
MAJOR = frozenset({"start", "end", "all_day", "place"})  # what a person has to be asked about again
_NEW = frozenset({"invite", "move", "cancel", "leave"})  # have a SEQUENCE of their own
_MAY_LIE_THERE = ("sending", "sent", "unknown", "stale")
_WAITING = ("queued", "deferred")
_COUNTING = ("accepted", "declined", "tentative", "counter", "delegated")


@dataclass(frozen=True, slots=True)
class Send:
    """A calendar letter to write. ``withdraw`` are those (dispatch ids) that have not left us and that it replaces."""

    method: Literal["REQUEST", "CANCEL"]
    why: Why
    sequence: int
    stamp: datetime
    name: str
    address: str
    changed: tuple[str, ...] = ()  # fields, for an update: what is other than in her calendar
    withdraw: tuple[int, ...] = ()
    before: int | None = None  # the revision that lies in her calendar


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Letters that have not left us and are no longer wanted; nothing else is to be sent."""

    withdraw: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Nothing:
    """``reason``: right (her calendar is as it should be), waiting (its letter is on its way), past, no-address, not-invited,
    bounced, failed, dropped (its letter came back, was refused, or a human said no), stale, unknown (a human has to say);
    of a reminder: not-asked, not-coming, just-invited, reminded, answered."""

    reason: str


Action = Send | Withdraw | Nothing


def facts_of(event: CalendarEvent) -> dict[str, Any]:
    """The event as JSON keeps it: instants in UTC, of files the name and the hash. ``FIELDS`` are what a calendar shows."""
    return {
        "title": event.title, "start": _utc(event.start_at), "end": _utc(event.end_at),
        "all_day": event.all_day, "place": event.place, "link": event.link, "description": event.description,
        "answer_by": _utc(event.answer_by) if event.answer_by else None,
        "files": [[file.filename, file.sha256] for file in event.files],
        "kind": event.kind, "audience": list(event.audience), "guests_visible": event.guests_visible,
        "public": event.public, "day_before": event.day_before, "state": event.state,
    }  # fmt: skip


def _utc(instant: datetime) -> str:
    """The same words for the same instant, whatever zone it was given in."""
    return instant.astimezone(UTC).isoformat()


def changed(before: Mapping[str, Any], after: Mapping[str, Any], fields: Sequence[str] = FIELDS) -> tuple[str, ...]:
    """The fields that differ, in the order of ``fields``."""
    return tuple(field for field in fields if before.get(field) != after.get(field))


def over(event: CalendarEvent, now: datetime) -> bool:
    """It has begun: nobody is invited any more."""
    return event.start_at <= now


def decide(event: CalendarEvent, guest: Guest | None, invitation: Invitation | None, now: datetime,
           again: bool = False) -> Action:  # fmt: skip
    """What one person's calendar needs. ``guest`` None: not in the audience today; ``again``: send what she has once more."""
    if over(event, now) and (event.state == "open" or event.end_at <= now):
        return Nothing("past")
    gone = [one for one in invitation.dispatches if not one.withdrawn] if invitation is not None else []
    live = [one for one in gone if one.method]  # reminders change no calendar
    waiting = tuple(one.id for one in gone if one.letter.state in _WAITING)
    lying = [one for one in live if _may_lie_there(one)]
    has = lying[-1] if lying and lying[-1].method == "REQUEST" else None
    if guest is None or event.state != "open":
        if has is None:
            return Withdraw(waiting) if waiting else Nothing("not-invited")
        if live[-1].method == "CANCEL":
            return Nothing(_fate(live[-1]))
        if not has.letter.recipient:  # she has been forgotten
            return Nothing("no-address")
        why: Why = "leave" if event.state == "open" else "cancel"
        name = invitation.name if invitation is not None else ""
        return Send(
            "CANCEL", why, *numbers(event, why, invitation, now), name, has.letter.recipient, (), waiting, has.revision
        )
    if not guest.address:
        return Withdraw(waiting) if waiting else Nothing("no-address")
    wanted, differs = _wanted(event, guest, has, again)
    if wanted is None:
        vain = tuple(one.id for one in live if one.id in waiting)
        return Withdraw(vain) if vain else Nothing(_fate(has))
    if live and _carries(event, live[-1], guest) and (live[-1].id in waiting or not again):
        return Nothing(_fate(live[-1]))
    return Send(
        "REQUEST", wanted, *numbers(event, wanted, invitation, now), guest.name, guest.address, differs, waiting,
        has.revision if has is not None else None,
    )  # fmt: skip


def remind(event: CalendarEvent, guest: Guest, invitation: Invitation | None, now: datetime) -> Action:
    """A reminder to one who has not answered: an ordinary mail, at most one in a day."""
    if over(event, now) or event.state != "open":
        return Nothing("past")
    if invitation is None or not isinstance(rest := decide(event, guest, invitation, now), Nothing):
        return Nothing("not-asked")  # send-invites first
    if rest.reason != "right":
        return Nothing(rest.reason)
    if standing(event, invitation.answers) is not None:
        return Nothing("answered")
    last = [one for one in invitation.dispatches if not one.withdrawn][-1]
    if now - last.stamp < timedelta(days=1):
        return Nothing("reminded" if last.why == "remind" else "just-invited")
    return Send("REQUEST", "remind", *numbers(event, "remind", invitation, now), guest.name, guest.address)


def is_eve(event: CalendarEvent, now: datetime, zone: ZoneInfo) -> bool:
    """It is the day before, in the daytime, and those who come are to be reminded of it."""
    local = now.astimezone(zone)
    tomorrow = local.date() + timedelta(days=1)
    wanted = event.day_before and event.state == "open" and local.hour >= EVE_FROM
    return wanted and event.start_at.astimezone(zone).date() == tomorrow


def tomorrow(event: CalendarEvent, guest: Guest, invitation: Invitation | None, now: datetime) -> Action:
    """The reminder on the eve to one who comes: once for a time, and again when the event has moved since."""
    if invitation is None or not isinstance(rest := decide(event, guest, invitation, now), Nothing):
        return Nothing("not-asked")
    if rest.reason != "right":
        return Nothing(rest.reason)
    answer = standing(event, invitation.answers)
    if answer is None or answer.partstat != "accepted":
        return Nothing("not-coming")
    told = [one for one in invitation.dispatches if one.why == "day-before" and not one.withdrawn]
    if any(_facts(event, one.revision).get("start") == _utc(event.start_at) for one in told):
        return Nothing("reminded")
    return Send("REQUEST", "day-before", *numbers(event, "day-before", invitation, now), guest.name, guest.address)


def _wanted(
    event: CalendarEvent, guest: Guest, has: Dispatch | None, again: bool
) -> tuple[Why | None, tuple[str, ...]]:
    """Why a REQUEST is due and what has changed in it; (None, ()): it is all there."""
    if has is None:
        return "invite", ()
    differs = changed(_facts(event, has.revision), facts_of(event))
    if differs:
        return ("mend" if MAJOR.isdisjoint(differs) else "move"), differs
    if has.letter.recipient.lower() != guest.address.lower():
        return "address", ()
    return ("again" if again else None), ()


def _facts(event: CalendarEvent, revision: int) -> Mapping[str, Any]:
    return next((version.facts for version in event.versions if version.revision == revision), {})


def _carries(event: CalendarEvent, last: Dispatch, guest: Guest) -> bool:
    """The letter says what is to be said, to where it is to be said."""
    same = not changed(_facts(event, last.revision), facts_of(event))
    return last.method == "REQUEST" and same and last.letter.recipient.lower() == guest.address.lower()


def _may_lie_there(one: Dispatch) -> bool:
    return one.letter.state in _MAY_LIE_THERE and one.letter.bounced_at is None


def _fate(last: Dispatch | None) -> str:
    """What became of the letter that says it already."""
    if last is None:
        return "right"
    if last.letter.state in _WAITING:
        return "waiting"
    if last.letter.bounced_at is not None:
        return "bounced"
    return last.letter.state if last.letter.state in ("failed", "dropped", "stale", "unknown") else "right"


def numbers(event: CalendarEvent, why: Why, invitation: Invitation | None, now: datetime) -> tuple[int, datetime]:
    """SEQUENCE and DTSTAMP of the next letter. The stamp is later than all before, also of letters that never left us."""
    all_ = invitation.dispatches if invitation is not None else []
    stamp = now.replace(microsecond=0)
    if all_:
        stamp = max(stamp, max(one.stamp for one in all_) + timedelta(seconds=1))
    gone = [one for one in all_ if one.method and not one.withdrawn]
    if not gone:
        return event.sequence, stamp
    last = max(one.sequence for one in gone)
    if why not in _NEW:
        return last, stamp
    first_of_all = why == "invite" and all(one.method == "REQUEST" for one in gone)  # what went before did not arrive
    return max(event.sequence, last if first_of_all else last + 1), stamp


# --- answers -------------------------------------------------------------------------------------------------------


def counts(event: CalendarEvent, answer: EventAnswer) -> bool:
    """It is valid, says something, and was given to the time and place that hold now."""
    if not answer.valid or answer.partstat not in _COUNTING:
        return False
    return MAJOR.isdisjoint(changed(_facts(event, answer.revision), facts_of(event)))


def standing(event: CalendarEvent, answers: Iterable[EventAnswer]) -> EventAnswer | None:
    """The answer that counts among one person's: the latest valid one to what the event is now.

    By when it was given: a calendar's own DTSTAMP where there is one (a mail that was delayed does not win), else its arrival.
    """
    valid = [answer for answer in answers if counts(event, answer)]
    return max(valid, key=lambda one: (min(one.dtstamp or one.received_at, one.received_at), one.number), default=None)


def before_it_moved(event: CalendarEvent, answers: Sequence[EventAnswer]) -> EventAnswer | None:
    """The last answer to an earlier time or place, when none has come since."""
    if standing(event, answers) is not None:
        return None
    earlier = [answer for answer in answers if answer.valid and answer.partstat in _COUNTING]
    return max(earlier, key=lambda one: (one.received_at, one.number), default=None)
