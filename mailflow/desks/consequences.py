"""What follows from minutes, as offers to accept or not: the coming meetings, who sits where, what is to be done.

Pure: from the reading and from what stands already to offers, and to what a human has to look at because it cannot be
offered. Nothing is offered that stands already, and nothing that the document does not say for certain.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from mailflow.models import CalendarEvent
from mailflow.parsers import dates
from mailflow.parsers.personname import fold
from mailflow.reading import Change, Reading, Upcoming

NEAR = timedelta(days=7)  # a meeting of the same kind this near to a listed one, and listed nowhere, is that one

_WEBINAR = re.compile(r"\bwebinar", re.IGNORECASE)
_ASSEMBLY = re.compile(r"\bgeneralforsamling", re.IGNORECASE)
_JOINT = re.compile(r"\b(?:fællesmøde|temamøde)|\bmøde\s+med\b", re.IGNORECASE)
_BOARD = re.compile(r"\b(?:HB|hovedbestyrelse\w*|bestyrelsesmøde\w*|bestyrelsen)\b", re.IGNORECASE)
_OWN = re.compile(
    r"\W*(?:kommende|næste|ordinære?|mødekalender|kalender|mødeplan|mødedatoer|datoer)?\W*(?:møder?|mødedatoer|datoer)?\W*(?:i\s+\d{4}|\d{4})?\W*",
    re.IGNORECASE,
)
_BOARDS = ("hovedbestyrelsen", "bestyrelsen")
_BY = re.compile(
    r"\b(?:senest|inden|frist\w*|deadline|før)\W*(?:(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\W+)?(?:den|d\.)?\s*$",
    re.IGNORECASE,
)
_MONTHS = "januar februar marts april maj juni juli august september oktober november december".split()
_MONTH_END = re.compile(rf"\binden\s+udgangen\s+af\s+(?P<month>{'|'.join(_MONTHS)})\b", re.IGNORECASE)
AUDIENCE = {"webinar": "all", "board-meeting": "board", "joint-meeting": "board", "general-assembly": "all"}


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to accept or not. ``key`` is the same whenever the same is offered; ``facts`` are plain JSON values.

    ``kind``: event, event-moved, seat, action. ``words`` are the document's.
    """

    kind: str
    key: str
    words: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Left:
    """What is not offered. ``why``: undated, called-off, not-decided, no-seat, doubt (``words`` are then the doubt itself)."""

    why: str
    words: str


def read(reading: Reading, filename: str, events: Sequence[CalendarEvent], today: date,
         zone: ZoneInfo) -> tuple[list[Offer], list[Left]]:  # fmt: skip
    """Everything that the reading offers, in the order events, seats, actions. ``events`` are those of the store."""
    meetings, left = _meetings(reading, events, today, zone)
    seats, undecided = _seats(reading)
    doubts = [Left("doubt", f"{one.why} {_quoted(one.words)}".strip()) for one in reading.doubts
              if one.field.startswith(("/upcoming", "/appointments", "/actions", "/date"))]  # fmt: skip
    told = {one.words for one in reading.doubts}
    rest = [one for one in (*left, *undecided) if one.words not in told]
    return [*meetings, *seats, *_actions(reading, filename)], [*rest, *doubts]


# --- coming meetings -----------------------------------------------------------------------------------------------


def kind_of(meeting: Upcoming, body: str | None) -> str:
    """Which kind of event it is: webinar, board-meeting, joint-meeting, general-assembly or other."""
    title = meeting.title
    if _WEBINAR.search(title):
        return "webinar"
    if _ASSEMBLY.search(title):
        return "general-assembly"
    if _JOINT.search(title):
        return "joint-meeting"
    ours = (body or "").casefold() in _BOARDS
    return "board-meeting" if _BOARD.search(title) or (ours and _OWN.fullmatch(title)) else "other"


def _meetings(
    reading: Reading, events: Sequence[CalendarEvent], today: date, zone: ZoneInfo
) -> tuple[list[Offer], list[Left]]:
    words = {one.field: one.words for one in reading.evidence}
    listed = [(at, one, kind_of(one, reading.body)) for at, one in enumerate(reading.upcoming)]
    days = {(kind, one.date) for _at, one, kind in listed}
    free = [event for event in events if (event.kind, day_of(event, zone)) not in days and event.state == "open"]
    offers, left = [], []
    for at, one, kind in listed:
        said = words.get(f"/upcoming/{at}", one.title)
        if one.date is None:
            left.append(Left("undated", said))
            continue
        if one.date <= today:
            continue
        standing = [event for event in events if _same(event, one, kind, zone)]
        if any(event.state != "open" for event in standing) and not any(event.state == "open" for event in standing):
            left.append(Left("called-off", said))
            continue
        standing = [event for event in standing if event.state == "open"]
        near = [event for event in free if _near(event, one, kind, zone)] if not standing else []
        facts: dict[str, Any] = {
            "event": kind, "title": _title(one, kind, reading.body), "date": one.date.isoformat(),
            "last_date": one.last_date.isoformat() if one.last_date else None, "start": one.start, "end": one.end,
            "place": one.place, "audience": [AUDIENCE[kind]] if kind in AUDIENCE else [],
        }  # fmt: skip
        moved = next((event for event in [*standing, *near] if differs(event, one, zone)), None)
        if moved is not None:
            was = moved.start_at.astimezone(zone)
            facts |= {
                "slug": moved.slug,
                "was": was.strftime("%Y-%m-%d" if moved.all_day else "%Y-%m-%d %H:%M"),
                "was_place": moved.place,
            }
            offers.append(
                Offer(
                    "event-moved", _key("event-moved", moved.slug, one.date, one.start, one.end, one.place), said, facts
                )
            )
        elif not standing:
            name = "" if kind == "board-meeting" else fold(_title(one, kind, reading.body))
            offers.append(Offer("event", _key("event", kind, one.date, one.start, name), said, facts))
    return offers, left


def day_of(event: CalendarEvent, zone: ZoneInfo) -> date:
    return event.start_at.astimezone(zone).date()


def _same(event: CalendarEvent, one: Upcoming, kind: str, zone: ZoneInfo) -> bool:
    """The event is that meeting: the same day, and the same kind or the same name."""
    if day_of(event, zone) != one.date:
        return False
    alike = _alike(event.title, one.title)
    return alike or (event.kind == kind and kind != "other" and (kind != "webinar" or _bare(one.title)))


def _near(event: CalendarEvent, one: Upcoming, kind: str, zone: ZoneInfo) -> bool:
    """It is listed on no other day, and is perhaps that meeting: of the same kind and near, or of the same name."""
    assert one.date is not None
    if event.kind == "board-meeting" == kind:
        return abs(day_of(event, zone) - one.date) <= NEAR
    return event.kind == kind and not _bare(one.title) and fold(event.title) == fold(one.title)


def differs(event: CalendarEvent, one: Upcoming, zone: ZoneInfo) -> bool:
    """Whether the document says another day, time or place. What it does not say is no difference."""
    begins, ends = event.start_at.astimezone(zone), event.end_at.astimezone(zone)
    if begins.date() != one.date:
        return True
    if one.start and (event.all_day or begins.strftime("%H:%M") != one.start):
        return True
    if one.start and one.end and ends.strftime("%H:%M") != one.end:
        return True
    where, there = fold(one.place or ""), fold(event.place)
    return bool(where and there) and where not in there and there not in where


def _alike(one: str, other: str) -> bool:
    """One title is in the other, word for word."""
    short, long = sorted((fold(one).split(), fold(other).split()), key=len)
    return bool(short) and set(short) <= set(long) and not _bare(" ".join(short))


def _bare(title: str) -> bool:
    """A title that only says what kind of thing it is."""
    return (
        len(
            [
                word
                for word in fold(title).split()
                if not re.match(r"webinar|moede|hb|fkt|for|alle|medlemmer|af|naeste", word)
            ]
        )
        == 0
    )


def _title(one: Upcoming, kind: str, body: str | None) -> str:
    if kind == "board-meeting":
        return f"Møde i {body or 'Hovedbestyrelsen'}"
    title = one.title.strip()
    return title[:1].upper() + title[1:]


# --- seats ---------------------------------------------------------------------------------------------------------


def _seats(reading: Reading) -> tuple[list[Offer], list[Left]]:
    offers, left = [], []
    for at, one in enumerate(reading.appointments):
        evidence = next((e for e in reading.evidence if e.field == f"/appointments/{at}"), None)
        said = evidence.words if evidence else ""
        if one.action is Change.PROPOSED:
            left.append(Left("not-decided", said))
            continue
        named = one.person or one.action in (Change.REMOVED, Change.VACANCY)
        if one.forum is None or not named:
            left.append(Left("no-seat", said))
            continue
        facts = {
            "change": one.action.value, "forum": one.forum, "person": one.person, "municipality": one.municipality,
            "replaces": one.replaces, "decided_on": reading.date.isoformat() if reading.date else None,
            "decision": _decision(reading, evidence.paragraph if evidence else 0),
        }  # fmt: skip
        key = _key("seat", fold(one.forum), one.action.value, fold(one.person or ""), reading.body, reading.date)
        offers.append(Offer("seat", key, said, facts))
    return offers, left


def _decision(reading: Reading, paragraph: int) -> str:
    """What a change of the register rests on: "Hovedbestyrelsen, 2026-08-29, punkt 3"."""
    item = item_at(reading, paragraph)
    parts = (reading.body or "", reading.date.isoformat() if reading.date else "", f"punkt {item}" if item else "")
    return ", ".join(part for part in parts if part)


def item_at(reading: Reading, paragraph: int) -> str:
    """The path of the item that a paragraph stands under; "" before the first one."""
    found = ""
    items = [one for one in reading.evidence if re.fullmatch(r"(?:/items/\d+)+", one.field)]
    for one in sorted(items, key=lambda one: one.paragraph):
        if one.paragraph <= paragraph:
            item = None
            for place in re.findall(r"\d+", one.field):
                item = (reading.items if item is None else item.items)[int(place)]
            found = item.path if item is not None else ""
    return found


# --- what is to be done --------------------------------------------------------------------------------------------


def _actions(reading: Reading, filename: str) -> list[Offer]:
    words = {one.field: one.words for one in reading.evidence}
    offers = []
    for at, one in enumerate(reading.actions):
        day = due(one.what, reading.date)
        facts = {
            "who": one.who, "what": one.what, "item": one.item, "due": day.isoformat() if day else None, "body": reading.body,
            "meeting": reading.date.isoformat() if reading.date else None, "file": filename,
        }  # fmt: skip
        key = _key("action", reading.body, reading.date, one.item, fold(one.who or ""), fold(one.what))
        offers.append(Offer("action", key, words.get(f"/actions/{at}", one.what), facts))
    return offers


def due(words: str, meeting: date | None) -> date | None:
    """The last day for it, where the words name exactly one ("senest den 1. oktober", "inden udgangen af marts")."""
    if meeting is None:
        return None
    found = set()
    for mention in dates.find(words[:3000]):
        if _BY.search(words[: mention.start]):
            days = [
                day
                for year in (meeting.year, meeting.year + 1)
                if (day := mention.on(year)) is not None and day >= meeting
            ]
            found.add(days[0] if days and mention.agrees(days[0]) else None)
    for match in _MONTH_END.finditer(words):
        month = _MONTHS.index(match["month"].lower()) + 1
        year = meeting.year + (month < meeting.month)
        found.add(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
    return found.pop() if len(found) == 1 else None


def _quoted(words: str) -> str:
    return f"“{words}”" if words else ""


def _key(*parts: object) -> str:
    """The kind in words, the rest as a hash: a key is short, and holds nobody's name."""
    rest = "|".join("" if part is None else str(part) for part in parts[1:])
    return f"{parts[0]}:{hashlib.sha256(rest.encode()).hexdigest()[:32]}"
