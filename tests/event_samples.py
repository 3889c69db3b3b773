"""Events as they could have been, and the mails about them. Values only; nothing is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import letter_samples as samples
from icalendar import Calendar
from letter_samples import ENVIRONMENTS, SENDER, TO, ZONE

from mailflow.calendars import CalendarEntry
from mailflow.letters import build, compose, invitation
from mailflow.letters.invitation import Why
from mailflow.mail import Mailbox

SENT = datetime(2026, 11, 2, 8, 15, tzinfo=UTC)
MESSAGE_ID = "<webinar-2026-11-26.1.k3sj2n5w8q@fkt.example>"

WEBINAR = CalendarEntry(
    method="REQUEST", uid="9f2c41d07ab36e58@fkt.example", sequence=0, stamp=SENT, kind="webinar",
    title="Budget 2027: hvad nu?", start=datetime(2026, 11, 26, 8, tzinfo=ZONE), end=datetime(2026, 11, 26, 9, tzinfo=ZONE),
    all_day=False, zone="Europe/Copenhagen", organizer=SENDER, attendee=TO,
    link="https://moede.fkt.example/webinar?id=1&rum=_a_",
    description="Vi gennemgår **aftalen** om kommunernes økonomi:\n\n- hovedtal\n- frister\n\n"
    "| Kl. | Hvad |\n|---|---|\n| 8.00 | Oplæg |\n| 8.45 | Spørgsmål |\n\nBo Dahl styrer ordet.\nTag kaffe med.",
    answer_by=datetime(2026, 11, 20, 22, 59, 59, tzinfo=UTC),
)  # fmt: skip
BOARD = CalendarEntry(
    method="REQUEST", uid="0b7735f1c2aa49de@fkt.example", sequence=0, stamp=SENT, kind="board-meeting",
    title="Møde i Hovedbestyrelsen", start=datetime(2026, 12, 10, 10, tzinfo=ZONE),
    end=datetime(2026, 12, 10, 14, 30, tzinfo=ZONE), all_day=False, zone="Europe/Copenhagen", organizer=SENDER, attendee=TO,
    place="Rådhuset i Nordkøbing, lokale 2", link="https://moede.fkt.example/hb",
    guests=("Anna Berg", "Bo Dahl", "Carla Friis, næstformand"), files=(("Dagsorden.pdf", "application/pdf", b"%PDF-1.7 x"),),
)  # fmt: skip
DAYS = replace(
    BOARD, kind="general-assembly", title="Generalforsamling", start=date(2027, 3, 11), end=date(2027, 3, 13),
    all_day=True, place="Hotel Fjorden", link="", guests=(), files=(),
)  # fmt: skip

# why -> the entry that a mail of that kind tells of
CASES: dict[Why, CalendarEntry] = {
    "invite": WEBINAR,
    "again": BOARD,
    "address": DAYS,
    "move": replace(
        BOARD, sequence=1, stamp=SENT + timedelta(days=2), what_changed=("time", "place"), place_was="Hotel Fjorden",
        was=(BOARD.start - timedelta(days=7), BOARD.end - timedelta(days=7)),  # type: ignore[arg-type]
    ),
    "mend": replace(WEBINAR, stamp=SENT + timedelta(days=1), what_changed=("title", "link", "text")),
    "cancel": replace(WEBINAR, method="CANCEL", sequence=1, reason="Oplægsholderen er syg. Vi finder en ny dag."),
    "leave": replace(BOARD, method="CANCEL", sequence=2, guests=(), files=()),
    "remind": WEBINAR,
    "day-before": BOARD,
    "kept": BOARD,
}  # fmt: skip


def words(why: Why, language: str = "da", entry: CalendarEntry | None = None, **fields: Any) -> dict[str, Any]:
    configuration = samples.configuration(language, **fields)
    return invitation.words(entry or CASES[why], why, config=configuration, language=language)


def draft(why: Why, language: str = "da", entry: CalendarEntry | None = None) -> build.Draft:
    return compose.compose(ENVIRONMENTS[language], invitation.TEMPLATES[why], words(why, language, entry))


def mail(why: Why, language: str = "da", entry: CalendarEntry | None = None, **fields: Any) -> bytes:
    """The whole mail, as the outbox would hold it."""
    return invitation.mail(
        ENVIRONMENTS[language], entry or CASES[why], why, config=samples.configuration(language, **fields),
        message_id=MESSAGE_ID, date=SENT, case_slug="webinar-2026-11-26", installation="7f3c",
        references=() if why == "invite" else ("<first@fkt.example>",),
    )  # fmt: skip


def calendar_part(raw: bytes) -> Any:
    """The text/calendar part, or None."""
    parts = [
        part for part in message_from_bytes(raw, policy=default).walk() if part.get_content_type() == "text/calendar"
    ]
    assert len(parts) <= 1
    return parts[0] if parts else None


def ics(raw: bytes) -> bytes:
    """The bytes of the iCalendar object in a mail."""
    content = calendar_part(raw).get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def event(content: bytes) -> Any:
    """The one VEVENT, read back by the icalendar library."""
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    (found,) = calendar.walk("VEVENT")
    assert not found.errors
    return found


def someone(number: int) -> Mailbox:
    return Mailbox(f"Medlem Nr. {number}", f"medlem{number}@kommune{number}.example")
