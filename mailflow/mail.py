"""Words for mail as it came in (RFC 5322, RFC 2045). Values only: no parsing here, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address of an address header (RFC 5322 section 3.4): display name and addr-spec, lower-cased domain."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that is not the body. ``content`` is decoded; it is empty when the part was over the size cap."""

    filename: str
    content_type: str
    content: bytes
    inline: bool = False  # an image shown inside the HTML body (a logo in a signature), not something handed over


@dataclass(frozen=True, slots=True)
class Mail:
    """A message read from bytes. Made by ``parsers.mail.parse``, which never raises.

    ``from_`` is None unless there is exactly one From header holding exactly one well-formed address (RFC 5322
    section 3.6.2); ``doubts`` then says why. ``text`` and ``html`` are the decoded bodies ("" where there is none).
    ``unreadable`` is a reason (encrypted, too large, winmail.dat, undecodable) or "".
    """

    message_id: str = ""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    from_: Mailbox | None = None
    sender: Mailbox | None = None
    reply_to: tuple[Mailbox, ...] = ()
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    return_path: str | None = None  # None: no header; "": the null path <> of RFC 3834 and RFC 3464
    subject: str = ""
    date: datetime | None = None  # the sender's word only
    authentication_results: tuple[str, ...] = ()  # raw values, topmost first (RFC 8601)
    received: tuple[str, ...] = ()  # raw values, topmost first
    headers: tuple[tuple[str, str], ...] = ()  # all (lower-cased name, decoded unfolded value), in order
    text: str = ""
    html: str = ""
    calendar: bytes = b""  # the first text/calendar part
    attachments: tuple[Attachment, ...] = ()
    doubts: tuple[str, ...] = ()
    unreadable: str = ""

    def header(self, name: str) -> str:
        """The first value of a header, or ""."""
        lowered = name.lower()
        return next((value for key, value in self.headers if key == lowered), "")
