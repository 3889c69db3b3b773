"""What a calendar client answers (RFC 5546), read from its bytes. PARTSTAT decides, never the words around it.

Exchange leaves ORGANIZER out, Apple leaves the method parameter out, Thunderbird sends the part twice and writes the
wrong thing in its Danish body: so only METHOD, UID, ATTENDEE and PARTSTAT decide; times are read for what they propose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from mailflow.parsers.mime import decode_charset
from mailflow.replies import Intent

MAX_CALENDAR = 512 * 1024
_METHOD = re.compile(r"^METHOD\s*:\s*([A-Za-z-]{1,30})\s*$", re.I | re.M)
_PARAMETER = re.compile(r';([A-Za-z-]{1,40})=("[^"]*"|[^;:"]*)')
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$")
_INTENTS = {
    "ACCEPTED": Intent.ACCEPT,
    "DECLINED": Intent.DECLINE,
    "TENTATIVE": Intent.TENTATIVE,
    "DELEGATED": Intent.UNCLEAR,
    "NEEDS-ACTION": Intent.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A calendar answer. ``attendee`` is the addr-spec that answers ("" when none), ``name`` its CN, ``uid`` the meeting's.

    ``start`` and ``end`` are aware, or None where the answer's zone is not known or there is none; all day they are
    midnights in UTC. ``delegated_to`` is an addr-spec or "". ``sent_by``: who answered for the attendee (RFC 5545 section
    3.2.18).
    """

    method: str
    partstat: str
    attendee: str
    uid: str
    comment: str
    intent: Intent
    why: str
    name: str = ""
    sequence: int | None = None
    stamp: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None
    delegated_to: str = ""
    sent_by: str = ""


@dataclass(frozen=True, slots=True)
class _Attendee:
    address: str
    partstat: str
    name: str
    delegated_to: str
    delegated_from: str
    sent_by: str


def _lines(content: bytes) -> list[str]:
    text = decode_charset(content[:MAX_CALENDAR], "utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\n[ \t]", "", text).split("\n")  # unfolded, RFC 5545 section 3.1


def method(content: bytes) -> str:
    """METHOD of an iCalendar object in upper case, or ""."""
    for line in _lines(content):
        if line[:6].upper() == "METHOD" and (found := _METHOD.match(line)):
            return found[1].upper()
    return ""


def read(content: bytes) -> Answer:
    """The answer in a calendar part; never raises. More than one attendee with different answers is unclear."""
    way = ""
    facts: dict[str, tuple[Mapping[str, str], str]] = {}
    attendees: list[_Attendee] = []
    for name, parameters, value in _properties(content):
        if name == "METHOD":
            way = way or (value.strip().upper() if re.fullmatch(r"\s*[A-Za-z-]{1,30}\s*", value) else "")
        elif name == "ATTENDEE":
            attendees.append(_attendee(parameters, value))
        else:
            facts.setdefault(name, (parameters, value))
    # Who is named by the one who delegated has not answered yet (RFC 5546 section 3.2.2.3).
    asking = [one for one in attendees if not (one.delegated_from and one.partstat == "NEEDS-ACTION")] or attendees
    first = asking[0] if asking else _Attendee("", "", "", "", "", "")
    said = {one.partstat for one in asking}
    if way == "COUNTER":
        partstat, intent, why = "", Intent.COUNTER, "METHOD:COUNTER proposes another time"
    elif len(said) == 1:
        partstat = first.partstat
        intent, why = _INTENTS.get(partstat, Intent.UNCLEAR), f"PARTSTAT={partstat}"
    else:
        partstat, intent = "", Intent.UNCLEAR
        why = "no attendee answers in it" if not said else "its attendees answer differently"
    sequence = facts.get("SEQUENCE", ({}, ""))[1].strip()
    start = _time(*facts.get("DTSTART", ({}, "")))
    return Answer(
        way, partstat, first.address, facts.get("UID", ({}, ""))[1].strip()[:500],
        _unescape(facts.get("COMMENT", ({}, ""))[1])[:5000].strip(), intent, why, first.name,
        int(sequence) if re.fullmatch(r"[0-9]{1,9}", sequence) else None,
        _time(*facts.get("DTSTAMP", ({}, ""))), start, _end(start, facts), first.delegated_to, first.sent_by,
    )  # fmt: skip


def _properties(content: bytes) -> Iterator[tuple[str, Mapping[str, str], str]]:
    """(name in capitals, parameters by name in capitals, value) of METHOD and of what stands in a VEVENT or VTODO."""
    inside: list[str] = []
    for line in _lines(content):
        upper = line[:40].upper()
        if upper.startswith("BEGIN:"):
            inside.append(upper[6:].strip())
        elif upper.startswith("END:"):
            inside = inside[:-1]
        elif upper.startswith("METHOD") or inside[-1:] in (["VEVENT"], ["VTODO"]):
            name = re.match(r"[A-Za-z-]*", line)
            at = name.end() if name else 0
            parameters: dict[str, str] = {}
            while found := _PARAMETER.match(line, at):
                parameters.setdefault(found[1].upper(), found[2].strip('"'))
                at = found.end()
            if at:
                yield line[: name.end() if name else 0].upper(), parameters, line[at:].partition(":")[2]


def _attendee(parameters: Mapping[str, str], value: str) -> _Attendee:
    return _Attendee(
        _address(value), (parameters.get("PARTSTAT") or "NEEDS-ACTION").upper()[:30], parameters.get("CN", "")[:200],
        _address(parameters.get("DELEGATED-TO", "")), _address(parameters.get("DELEGATED-FROM", "")),
        _address(parameters.get("SENT-BY", "")),
    )  # fmt: skip


def _address(value: str) -> str:
    """The addr-spec of a cal-address ("mailto:…"), or "" for another URI."""
    at = value.lower().rfind("mailto:")
    return value[at + 7 :].strip()[:320] if at >= 0 else ""


def _end(start: datetime | None, facts: Mapping[str, tuple[Mapping[str, str], str]]) -> datetime | None:
    if "DTEND" in facts:
        return _time(*facts["DTEND"])
    found = re.fullmatch(r"P(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?|(\d{1,3})D)", facts.get("DURATION", ({}, ""))[1].strip())
    if start is None or found is None:
        return None
    hours, minutes, days = (int(part or 0) for part in found.groups())
    return start + timedelta(days=days, hours=hours, minutes=minutes)


def _time(parameters: Mapping[str, str], value: str) -> datetime | None:
    """RFC 5545 section 3.3.5. Exchange names its zones as Windows does; a time in a zone that nobody knows is None."""
    found = _TIME.match(value.strip())
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        zone = parameters.get("TZID", "")
        known = UTC if found[7] else ZoneInfo(WINDOWS_TO_OLSON.get(zone, zone))
        clock = int(found[4]), int(found[5]), min(int(found[6]), 59)
        return datetime(day.year, day.month, day.day, *clock, tzinfo=known).astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError, OSError):
        return None


def _unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value, flags=re.S)
