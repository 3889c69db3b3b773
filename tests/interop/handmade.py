"""Invitations written by hand after the golden checklist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def letter(
    uid: str, to: str, *, method: str = "REQUEST", sequence: int = 0, version: int = 0, title: str, start: datetime,
    place: str,
) -> bytes:  # fmt: skip
    """One mail. ``start`` is local time in Copenhagen; it lasts two hours. ``version`` makes DTSTAMP later."""
    stamp = datetime.now(UTC) - timedelta(hours=1) + timedelta(minutes=version)
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mailflow//EN", "CALSCALE:GREGORIAN", f"METHOD:{method}",
        *ZONE.splitlines(), "BEGIN:VEVENT", f"UID:{uid}", f"SEQUENCE:{sequence}", f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID=Europe/Copenhagen:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Copenhagen:{start + timedelta(hours=2):%Y%m%dT%H%M%S}",
        "ORGANIZER;CN=FKT:mailto:sekretariatet@fkt.example",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;",
        f" CN=Anna Berg:mailto:{to}", f"SUMMARY:{title}", f"LOCATION:{place}",
        f"STATUS:{'CANCELLED' if method == 'CANCEL' else 'CONFIRMED'}", "TRANSP:OPAQUE", "CLASS:PUBLIC", "PRIORITY:5",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "FKT <sekretariatet@fkt.example>"
    mail["To"] = to
    mail["Subject"] = title
    mail["Date"] = stamp
    mail["Message-ID"] = f"<{uid}.{method}.{version}@fkt.example>"
    mail.set_content("Du er inviteret.")
    mail.add_alternative("<p>Du er inviteret.</p>", subtype="html")
    mail.add_alternative(
        "\r\n".join(lines).encode(), "text", "calendar", cte="base64", params={"method": method, "charset": "utf-8"}
    )
    return mail.as_bytes()
