"""What lies in a person's calendar after the mails that were sent to her, taken in order as a calendar program takes them.

RFC 5546 section 2.1.5: a message counts when its SEQUENCE is higher, or the same with a later DTSTAMP; older ones are left alone.
A cancellation takes the event away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from typing import Any

from icalendar import Calendar


@dataclass(frozen=True)
class Held:
    title: str
    start: datetime | date
    end: datetime | date
    place: str
    text: str
    sequence: int
    stamp: datetime
    cancelled: bool = False


def objects(raw: bytes) -> Iterable[tuple[str, Any]]:
    """(METHOD, VEVENT) of each calendar part of a mail."""
    for part in message_from_bytes(raw, policy=policy.default).walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_payload(decode=True))
            (event,) = calendar.walk("VEVENT")
            assert part.get_param("method") == calendar["METHOD"]
            yield str(calendar["METHOD"]), event


def replay(mails: Iterable[bytes]) -> dict[str, Held]:
    """UID -> what is held, called-off ones too. Complains of what a calendar would throw away: it should not be sent."""
    held: dict[str, Held] = {}
    for raw in mails:
        for method, event in objects(raw):
            uid, sequence, stamp = str(event["UID"]), int(event["SEQUENCE"]), event["DTSTAMP"].dt
            known = held.get(uid)
            if known is None:
                assert method == "REQUEST", "a cancellation of what was never there"
            else:
                assert (sequence, stamp) > (known.sequence, known.stamp), "older than what is there"
                assert stamp > known.stamp, "DTSTAMP increases strictly"
                assert sequence > known.sequence or (method == "REQUEST" and not known.cancelled)
            new = Held(
                str(event["SUMMARY"]).removeprefix("[ØVELSE] "), event["DTSTART"].dt, event["DTEND"].dt,
                str(event.get("LOCATION", "")), str(event.get("DESCRIPTION", "")), sequence, stamp, method == "CANCEL",
            )  # fmt: skip
            if known is not None and (known.start, known.end, known.place) != (new.start, new.end, new.place):
                assert sequence > known.sequence, "another time or place has to be answered again"
            held[uid] = new
    return held


def calendars(outgoing: Iterable[Any]) -> dict[str, list[Held]]:
    """Of each recipient what is in the calendar, without what was called off, by time."""
    mails: dict[str, list[bytes]] = {}
    for sent in outgoing:
        mails.setdefault(sent.rcpt_tos[0], []).append(sent.raw)
    lying = {to: [one for one in replay(raws).values() if not one.cancelled] for to, raws in mails.items()}
    return {to: sorted(held, key=lambda one: (str(one.start), one.title)) for to, held in lying.items()}
