"""A mail with a meeting in it, opened with nothing but the standard library, so that no code of ours vouches for itself."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """``raw`` as it went out, its Message-ID and recipient, METHOD as the Content-Type says it, the iCalendar object."""

    raw: bytes
    message_id: str
    to: str
    method: str
    calendar: bytes


def opened(raw: bytes) -> Sent:
    """Raises ValueError unless exactly one part is text/calendar, the last of its multipart/alternative (RFC 6047)."""
    message = email.message_from_bytes(raw, policy=email.policy.SMTP)
    bodies = [part for part in message.walk() if part.get_content_type() == "multipart/alternative"]
    calendars = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    if len(bodies) != 1 or len(calendars) != 1 or list(bodies[0].iter_parts())[-1] is not calendars[0]:
        raise ValueError("no text/calendar as the last of the alternatives")
    (part,) = calendars
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return Sent(
        raw, str(message["Message-ID"]).strip(), message["To"].addresses[0].addr_spec,
        str(part.get_param("method") or ""), content,
    )  # fmt: skip
