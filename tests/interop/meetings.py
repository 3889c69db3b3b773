"""What the association invites to, in every version that a calendar can be told of: entries, and the mails made of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import jinja2

from mailflow import config
from mailflow.calendars import CalendarEntry
from mailflow.letters import compose, invitation
from mailflow.mail import Mailbox

OFFICE = Mailbox("Foreningen Kommunale Topchefer", "sekretariatet@fkt.example")
ANNA = Mailbox("Anna Berg", "anna.berg@odder.example")
CPH = ZoneInfo("Europe/Copenhagen")
SENT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

CONFIG = config.Config(
    association=config.Association(name=OFFICE.name, short="FKT"),
    imap=config.Imap(host="mail.fkt.example", address=OFFICE.address),
    smtp=config.Smtp(host="mail.fkt.example"),
    website=config.Website(url="https://fkt.example"),
)


def entry(uid: str, title: str, start: datetime | date, end: datetime | date, **more: Any) -> CalendarEntry:
    """A first invitation for Anna; ``more`` are further fields."""
    facts: dict[str, Any] = {
        "method": "REQUEST", "sequence": 0, "stamp": SENT, "kind": "webinar", "all_day": False, "zone": CPH.key,
        "organizer": OFFICE, "attendee": ANNA, "place": "Rådhuset, Æblevej 5, 8300 Odder",
        "description": "Vi taler om **æbler**, øl & ål.\n\n- først det ene\n- så det andet",
    }  # fmt: skip
    return CalendarEntry(uid=f"{uid}@fkt.example", title=title, start=start, end=end, **(facts | more))


def later(before: CalendarEntry, *, again: bool = False, **changes: Any) -> CalendarEntry:
    """The next that the calendar is told. ``again``: everybody has to answer anew, so SEQUENCE grows."""
    return replace(
        before, sequence=before.sequence + again, stamp=before.stamp + timedelta(minutes=5), **changes
    )  # fmt: skip


def cancelled(before: CalendarEntry) -> CalendarEntry:
    return later(before, again=True, method="CANCEL", reason="Oplægsholderen er syg.")


@cache
def _templates(language: str) -> jinja2.Environment:
    return compose.environment(None, language)


def mail(told: CalendarEntry, why: invitation.Why, language: str = "da") -> bytes:
    """The mail as it goes on the wire."""
    return invitation.mail(
        _templates(language), told, why, config=CONFIG, date=told.stamp,
        message_id=f"<{told.method}.{told.stamp:%H%M%S}.{told.uid}>",
    )  # fmt: skip


def _local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CPH)  # type: ignore[misc]


def _odd() -> dict[str, CalendarEntry]:
    """One trouble each."""
    start, end = _local(2027, 1, 20, 17, 0), _local(2027, 1, 20, 19, 30)
    plain = entry("plain", "Bestyrelsesmøde", start, end, kind="board-meeting")
    words = "Øget æblehøst på Ærø og Ålborgs årlige ærespris " * 8
    return {
        "plain": plain,
        "bare": replace(plain, place="", description="", attendee=Mailbox("", ANNA.address)),
        "in-summer": replace(plain, start=_local(2027, 6, 20, 8, 0), end=_local(2027, 6, 20, 9, 0)),
        "over-midnight": replace(plain, start=_local(2027, 1, 20, 22, 0), end=_local(2027, 1, 21, 1, 0)),
        "over-the-night-to-summer-time": replace(
            plain, start=_local(2027, 3, 28, 1, 30), end=_local(2027, 3, 28, 3, 30)
        ),
        "over-the-night-to-winter-time": replace(
            plain, start=_local(2027, 10, 31, 1, 30), end=_local(2027, 10, 31, 3, 30)
        ),
        "in-the-hour-that-comes-twice": replace(
            plain,
            start=datetime(2027, 10, 31, 2, 30, tzinfo=CPH, fold=1),
            end=_local(2027, 10, 31, 4, 0),
        ),
        "all-day": replace(plain, all_day=True, start=date(2027, 5, 12), end=date(2027, 5, 13)),
        "three-days": replace(plain, all_day=True, start=date(2026, 12, 30), end=date(2027, 1, 2)),
        "elsewhere": replace(
            plain, zone="America/New_York", start=datetime(2027, 3, 20, 9, 0, tzinfo=ZoneInfo("America/New_York")),
            end=datetime(2027, 3, 20, 11, 0, tzinfo=ZoneInfo("America/New_York")),
        ),
        "marks-in-the-title": replace(plain, title="Løn; pension, \\ og \"øl\"\r\nBcc: alle: <b>tak</b>"),
        "marks-in-the-name": replace(plain, attendee=Mailbox('Anna "Æ" Berg; Odder, c/o: Ål^n', ANNA.address)),
        "folded-inside-letters": replace(plain, title=words.strip(), place=words.strip()[:250], description=words * 20),
        "long-link": replace(plain, place="", link="https://video.example/j/" + "abcdefghi%C3%A6" * 132),
        "guests-and-answer-by": replace(
            plain, guests=("Bo Carstensen", "Citta Dam"), answer_by=_local(2027, 1, 10, 12, 0)
        ),
        "with-files": replace(
            plain, files=(("Dagsorden æøå.pdf", "application/pdf", b"%PDF-1.7\n"), ("bilag.ics", "text/plain", b"x"))
        ),
    }  # fmt: skip


@cache
def every() -> dict[str, tuple[CalendarEntry, bytes]]:
    """Name: what the calendar is told, and the mail; each oddity invited, moved, mended, cancelled and withdrawn."""
    found = {}
    for name, first in _odd().items():
        for language in ("da", "en"):
            moved = later(first, again=True, place="Et andet sted", place_was=first.place, what_changed=("place",))
            mended = later(moved, description="Nye ord.", what_changed=("text",))
            versions: list[tuple[invitation.Why, CalendarEntry]] = [
                ("invite", first), ("again", later(first)), ("address", later(first)), ("move", moved),
                ("mend", mended), ("cancel", cancelled(mended)), ("leave", cancelled(mended)),
            ]  # fmt: skip
            for why, told in versions:
                found[f"{name}-{why}-{language}"] = (told, mail(told, why, language))
    return found
