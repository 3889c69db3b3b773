"""Events, invitations and answers in the words of whoever reads the screen."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from mailflow import i18n
from mailflow.calendars import KINDS
from mailflow.desks.events import Nothing, Send
from mailflow.desks.guestlist import Line
from mailflow.i18n import _
from mailflow.letters import dates
from mailflow.models import CalendarEvent
from mailflow.store.invitations import Need


def kind(name: str) -> str:
    known = {
        "webinar": _("webinar"), "board-meeting": _("board meeting"), "joint-meeting": _("joint meeting"),
        "general-assembly": _("general assembly"), "other": _("event"),
    }  # fmt: skip
    assert set(known) == set(KINDS)
    return known[name]


def field(name: str) -> str:
    return {
        "title": _("title"), "start": _("time"), "end": _("time"), "all_day": _("time"), "place": _("place"),
        "link": _("link"), "description": _("description"), "answer_by": _("time to answer"), "files": _("files"),
        "kind": _("kind"), "audience": _("audience"), "guests_visible": _("whether guests see one another"),
        "public": _("whether it is public"), "day_before": _("reminder the day before"), "state": _("state"),
    }[name]  # fmt: skip


def fields(names: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(field(name) for name in names))


def why(name: str) -> str:
    return {
        "invite": _("invitation"), "move": _("update, to be answered again"), "mend": _("quiet update"),
        "cancel": _("cancellation"), "leave": _("cancellation: no longer invited"),
        "address": _("invitation to the new address"), "again": _("invitation once more"), "remind": _("reminder"),
        "day-before": _("reminder the day before"), "kept": _("the time stands"),
    }[name]  # fmt: skip


def nothing(reason: str) -> str:
    """Why a calendar gets nothing; "" where that is as it should be."""
    return {
        "no-address": _("has no address: mailflow members edit"), "bounced": _("the last letter came back"),
        "failed": _("the last letter was refused"), "dropped": _("the last letter was dropped"),
        "stale": _("the last letter is too old: mailflow review"),
        "unknown": _("nobody knows whether the last letter arrived: mailflow review"),
        "waiting": _("its letter is on its way"), "just-invited": _("was written to within a day"),
        "reminded": _("was reminded within a day"), "not-asked": _("first: mailflow send-invites"),
    }.get(reason, "")  # fmt: skip


def status(name: str) -> str:
    return {
        "accepted": _("takes part"), "tentative": _("perhaps"), "counter": _("proposes another time"),
        "delegated": _("sends somebody else"), "declined": _("regrets"), "none": _("no answer"),
    }[name]  # fmt: skip


def delivery(line: Line) -> str:
    return {
        "sent": "", "waiting": _("not sent yet"), "bounced": _("came back"), "failed": _("refused"), "unknown": _("unknown"),
        "stale": _("too old"), "dropped": _("dropped"), "not-invited": _("not invited yet"), "no-address": _("no address"),
        "cancelled": _("told that it is off"),
    }[line.delivery]  # fmt: skip


def channel(name: str) -> str:
    return {
        "calendar": _("calendar"), "mail": _("mail"), "phone": _("telephone"), "meeting": _("at a meeting"),
        "file": _("file"), "other": _("otherwise"), "": "",
    }.get(name, name)  # fmt: skip


def answer_line(line: Line) -> str:
    told = status(line.status)
    if line.partial:
        told += f" ({line.partial})"
    if line.before:
        told += " " + _("(to the earlier time: {answer})").format(answer=status(line.before))
    return f"! {told}" if line.look else told


def when(event: CalendarEvent, zone: ZoneInfo) -> str:
    """ "mandag den 26. oktober 2026 kl. 8.00–9.00"; all day the day or days."""
    start, end = event.start_at.astimezone(zone), event.end_at.astimezone(zone)
    if event.all_day:
        return dates.stretch(start.date(), end.date(), zone, i18n.language())
    return dates.stretch(start, end, zone, i18n.language())


# --- for machines ----------------------------------------------------------------------------------------------------


def as_value(event: CalendarEvent) -> dict[str, Any]:
    return {
        "id": event.slug, "kind": event.kind, "title": event.title, "start": event.start_at, "end": event.end_at,
        "all_day": event.all_day, "place": event.place, "link": event.link, "description": event.description,
        "audience": event.audience, "guests_visible": event.guests_visible, "answer_by": event.answer_by,
        "public": event.public, "day_before": event.day_before, "files": [file.filename for file in event.files],
        "state": event.state, "cancelled_reason": event.cancelled_reason or None, "sequence": event.sequence,
        "revision": event.revision, "created_at": event.created_at, "created_by": event.created_by,
        "history": [{"revision": one.revision, "at": one.at, "by": one.by} for one in event.versions],
    }  # fmt: skip


def need_value(need: Need, trouble: str = "") -> dict[str, Any]:
    """What one person gets, or why nothing."""
    action = need.action
    found: dict[str, Any] = {"key": need.key, "name": need.name, "address": need.address}
    match action:
        case Send():
            found |= {"does": action.why, "method": action.method, "sequence": action.sequence,
                      "changed": list(action.changed), "address": action.address}  # fmt: skip
        case Nothing(reason):
            found |= {"does": None, "reason": reason}
        case _:
            found |= {"does": "withdraw"}
    return found | ({"trouble": trouble} if trouble else {})


def line_value(line: Line) -> dict[str, Any]:
    return {
        "key": line.key, "name": line.name, "address": line.address, "status": line.status, "comment": line.comment,
        "partial": line.partial or None, "channel": line.channel or None, "answered_at": line.answered_at,
        "before_it_moved": line.before or None, "delivery": line.delivery, "bounce": line.bounce or None, "look": line.look,
    }  # fmt: skip
