"""What a calendar client answers (RFC 5546), read from its bytes. PARTSTAT decides, never the words around it.

Exchange leaves ORGANIZER out, Apple leaves the method parameter out, Thunderbird sends the part twice and writes the
wrong thing in its Danish body: so only METHOD, ATTENDEE and PARTSTAT are looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailflow.parsers.mime import decode_charset
from mailflow.replies import Intent

MAX_CALENDAR = 512 * 1024
_METHOD = re.compile(r"^METHOD\s*:\s*([A-Za-z-]{1,30})\s*$", re.I | re.M)
_PARTSTAT = re.compile(r';PARTSTAT="?([A-Za-z-]{1,30})"?', re.I)
_INTENTS = {
    "ACCEPTED": Intent.ACCEPT,
    "DECLINED": Intent.DECLINE,
    "TENTATIVE": Intent.TENTATIVE,
    "DELEGATED": Intent.UNCLEAR,
    "NEEDS-ACTION": Intent.UNCLEAR,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """A calendar answer. ``attendee`` is the addr-spec that answers ("" when none), ``uid`` the meeting's."""

    method: str
    partstat: str
    attendee: str
    uid: str
    comment: str
    intent: Intent
    why: str


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
    """The answer in a calendar part. More than one attendee with different answers is unclear."""
    way = uid = comment = ""
    attendees: list[tuple[str, str]] = []
    inside: list[str] = []
    for line in _lines(content):
        upper = line[:40].upper()
        if upper.startswith("BEGIN:"):
            inside.append(upper[6:].strip())
        elif upper.startswith("END:"):
            inside = inside[:-1]
        elif upper.startswith("METHOD") and not way and (found := _METHOD.match(line)):
            way = found[1].upper()
        elif inside[-1:] in (["VEVENT"], ["VTODO"]):
            if upper.startswith("ATTENDEE"):
                stated = _PARTSTAT.search(line)
                address = line.rpartition("mailto:")[2] if "mailto:" in line else line.lower().rpartition("mailto:")[2]
                attendees.append((address.strip()[:320], stated[1].upper() if stated else "NEEDS-ACTION"))
            elif upper.startswith("UID:") and not uid:
                uid = line[4:].strip()[:500]
            elif upper.startswith("COMMENT") and not comment:
                comment = _unescape(line.partition(":")[2])[:5000].strip()
    said = {stated for _, stated in attendees}
    if way == "COUNTER":
        return Answer(
            way,
            "",
            attendees[0][0] if attendees else "",
            uid,
            comment,
            Intent.COUNTER,
            "METHOD:COUNTER proposes another time",
        )
    if len(said) == 1:
        partstat = said.pop()
        intent = _INTENTS.get(partstat, Intent.UNCLEAR)
        return Answer(way, partstat, attendees[0][0], uid, comment, intent, f"PARTSTAT={partstat}")
    why = "no attendee answers in it" if not said else "its attendees answer differently"
    return Answer(way, "", attendees[0][0] if attendees else "", uid, comment, Intent.UNCLEAR, why)


def _unescape(value: str) -> str:
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value, flags=re.S)
