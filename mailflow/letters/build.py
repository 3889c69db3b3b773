"""A draft becomes the bytes of a mail (RFC 5322, RFC 2045–2047, RFC 2231), and the bytes are read back before use.

The header is folded here and not by the email package, which has turned an encoded line end into a header of its own,
a long display name into three recipients, and a long Message-ID into an encoded word. The same input always makes the
same bytes: the MIME boundaries follow from the Message-ID.
"""

from __future__ import annotations

import hashlib
import re
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.quoprimime import body_encode
from email.utils import encode_rfc2231, format_datetime, formataddr
from functools import lru_cache
from html import escape as escape_html
from io import BytesIO
from typing import Any, Literal

from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.letters.markdown import one_line
from mailflow.mail import Attachment, Mailbox

LONGEST_NAME = 80  # characters of a display name; what is over is left out, the address says who it is
LONGEST_SUBJECT = 300
LONGEST_FILENAME = 120
MOST_REFERENCES = 20  # the first and the newest ones (RFC 5322 section 3.6.4 sets no limit, lines do)

_MSG_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")  # RFC 5322 section 3.6.4, without comments and blanks
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])?")
REHEARSAL = {  # language -> the mark of a rehearsal, and what it says
    "da": ("[ØVELSE]", "Dette er en øvelse. Mailen gælder ikke, og du skal ikke gøre noget."),
    "en": ("[REHEARSAL]", "This is a rehearsal. The mail does not count, and you need not do anything."),
}  # fmt: skip


class _AsFolded(policy.Compat32):
    """Header lines go out as we have folded them; the email package takes each apart again, a fifth of a letter's time."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return f"{name}: {value}\n".replace("\r\n", "\n").replace("\n", "\r\n").encode("ascii", "surrogateescape")


_WIRE = _AsFolded(linesep="\r\n", max_line_length=0)
_UTF8 = Charset("utf-8")
_UTF8.header_encoding = QP  # more of it can be read where it is not decoded, as the id in a subject


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter before it has a sender, a recipient and a Message-ID. ``language`` is an RFC 5646 tag."""

    subject: str
    text: str
    html: str
    language: str = "da"


@dataclass(frozen=True, slots=True)
class Meant:
    """What the header of a mail is meant to say: compared with what a reader will find."""

    names: tuple[str, ...]  # every header field's name, in order
    sender: Mailbox
    to: Mailbox
    subject: str
    message_id: str


def message_id(slug: str, version: int, token: str, domain: str) -> str:
    """<slug.version.token@domain>: unguessable by ``token``, so that an answer is known to answer our mail."""
    return f"<{slug}.{version}.{token}@{domain}>"


def build(
    draft: Draft, *, sender: Mailbox, to: Mailbox, message_id: str, date: datetime, in_reply_to: str = "",
    references: Sequence[str] = (), auto_submitted: Literal["", "auto-replied", "auto-generated"] = "",
    attachments: Sequence[Attachment] = (), calendar: tuple[str, bytes] | None = None, case_slug: str = "",
    installation: str = "", rehearsal: bool = False,
) -> bytes:  # fmt: skip
    """The mail as it goes on the wire, CRLF line ends, 7-bit. Verified before it is returned.

    ``calendar`` is the METHOD and the bytes of an iCalendar object, which makes the mail an invitation (RFC 6047).

    Letters that a human starts are no automatic mail; the others say so (RFC 3834 section 5), and ask that no
    out-of-office answers them (X-Auto-Response-Suppress, MS-OXCMAIL; never "NDR" or "All": bounces are needed).

    Raises ``InputError`` when an address is none, or when the bytes would not say what was meant.
    """
    for mailbox in (sender, to):
        if not _ADDRESS.fullmatch(mailbox.address):
            raise InputError(
                _("{address!r} is not an address that mail can be sent to.").format(address=mailbox.address),
                _("Correct it with mailflow members edit (an international domain in its 'xn--' form)."),
            )
    if rehearsal:
        draft = _marked(draft)
    sender, to = _shown(sender), _shown(to)
    subject = one_line(draft.subject)[:LONGEST_SUBJECT].strip()
    fields = [
        ("From", _mailbox(sender, "From")),
        ("To", _mailbox(to, "To")),
        ("Subject", _encoded(subject, "Subject")),
        ("Date", format_datetime(date)),
        ("Message-ID", message_id),
        *_threading(in_reply_to, references),
    ]
    if auto_submitted:
        fields += [("Auto-Submitted", auto_submitted), ("X-Auto-Response-Suppress", "OOF, AutoReply")]
    fields += [("Content-Language", draft.language)]
    fields += [("X-Mailflow-Installation", installation)] if installation else []
    fields += [("X-Mailflow-Case", case_slug)] if case_slug else []
    mail = _body(draft, attachments, message_id, calendar)
    fields += [("MIME-Version", "1.0"), ("Content-Type", mail["Content-Type"])]
    for name in ("MIME-Version", "Content-Type"):  # they come last, after what a human reads
        del mail[name]
    for name, value in fields:
        mail[name] = value
    raw = _wire(mail)
    verify(raw, Meant(tuple(name for name, _value in fields), sender, to, subject, message_id))
    # Base64 can hold no boundary: a file goes in last, since flattening and reading back a megabyte takes a tenth of a second.
    for place, attachment in enumerate(attachments):
        raw = raw.replace(f"{_here(message_id, place)}\r\n".encode(), _base64(attachment.content))
    return raw


def verify(raw: bytes, meant: Meant) -> None:
    """Read the bytes as a receiver would. Raises ``InputError`` when they do not say exactly what was meant."""
    plain = message_from_bytes(raw, policy=policy.compat32)
    head = raw.partition(b"\r\n\r\n")[0]
    found: list[str] = []
    if tuple(plain.keys()) != meant.names:
        found.append(f"its header fields are {', '.join(plain.keys())}")
    for name, mailbox in (("From", meant.sender), ("To", meant.to)):
        header = _read(plain, name)
        # Blanks in names aside: Python's reader keeps some that RFC 2047 section 6.2 wants dropped.
        pairs = [("".join(one.display_name.split()), one.addr_spec) for one in (header.addresses if header else ())]
        if pairs != [("".join(mailbox.name.split()), mailbox.address)]:
            found.append(f"{name} would be read as {pairs}")
    if str(_read(plain, "Subject")) != meant.subject:
        found.append("its subject would be read differently")
    if plain["Message-ID"] != meant.message_id or not _MSG_ID.fullmatch(meant.message_id):
        found.append("its Message-ID is not well formed")
    ends = {
        raw.count(b"\r\n"),
        raw.count(b"\n"),
        raw.count(b"\r"),
    }  # a regular expression takes a second for ten megabytes
    if not head.isascii() or len(ends) > 1 or max(map(len, raw.split(b"\r\n"))) > 998:
        found.append("it breaks the rules for lines (RFC 5322 section 2.1)")
    if any(part.defects for part in plain.walk()):
        found.append("its MIME structure is broken")
    if found:
        raise InputError(
            _(
                "A mail to {address} was not written, since it would be read otherwise than it was meant: {found}."
            ).format(address=meant.to.address, found="; ".join(found)),
            _("Look at the person's name and address, and at the document's title."),
        )


def subject_of(raw: bytes) -> str:
    """What a reader finds as the Subject of a mail that was built here."""
    return str(
        _read(message_from_bytes(raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n", policy=policy.compat32), "Subject") or ""
    )


def _read(mail: Message, name: str) -> Any:
    """The header field decoded as ``policy.default`` does; parsing the whole mail that way takes four times as long."""
    value = mail[name]
    return _decoded(name, value) if isinstance(value, str) else None


@lru_cache(64)  # many mails have the same sender and the same subject
def _decoded(name: str, value: str) -> Any:
    return policy.default.header_fetch_parse(name, value)


# --- the header ----------------------------------------------------------------------------------------------------


def _shown(mailbox: Mailbox) -> Mailbox:
    """The mailbox with a display name that fits: one line, not over-long, and no second address in it."""
    name = one_line(mailbox.name)[:LONGEST_NAME].strip()
    return Mailbox(name, mailbox.address)


def _mailbox(mailbox: Mailbox, header_name: str) -> str:
    if _as_it_is(mailbox.name):
        return formataddr((mailbox.name, mailbox.address))
    return f"{_encoded(mailbox.name, header_name)}\n <{mailbox.address}>"


@lru_cache(64)
def _encoded(value: str, header_name: str) -> str:
    """The value folded; as encoded words (RFC 2047 section 2) when it is not ASCII or would not survive as it is."""
    return Header(value, "us-ascii" if _as_it_is(value) else _UTF8, header_name=header_name).encode()


def _as_it_is(value: str) -> bool:
    """Needs no encoding: it is ASCII, cannot be taken for an encoded word, and has blanks to fold at."""
    return value.isascii() and "=?" not in value and all(len(word) <= 70 for word in value.split())


def _threading(in_reply_to: str, references: Sequence[str]) -> list[tuple[str, str]]:
    """In-Reply-To and References, one identifier a line. What is no msg-id was a stranger's and is left out."""
    answered = _MSG_ID.fullmatch(in_reply_to)
    known = list(dict.fromkeys(i for i in references if _MSG_ID.fullmatch(i) and len(i) <= 900))
    if len(known) > MOST_REFERENCES:
        known = [known[0], *known[1 - MOST_REFERENCES :]]
    fields = [("In-Reply-To", in_reply_to)] if answered and len(in_reply_to) <= 900 else []
    return [*fields, ("References", "\n ".join(known))] if known else fields


def _wire(mail: Message) -> bytes:
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, policy=_WIRE).flatten(mail)
    return out.getvalue()


# --- the body ------------------------------------------------------------------------------------------------------


def _body(
    draft: Draft, attachments: Sequence[Attachment], message_id: str, calendar: tuple[str, bytes] | None
) -> Message:
    """multipart/alternative, the plain text first and the calendar last (RFC 2046 section 5.1.4); inside multipart/mixed
    with attachments."""
    alternative = MIMEMultipart("alternative", _boundary(message_id, 1))
    del alternative["MIME-Version"]  # it belongs to the mail, not to a part (RFC 2045 section 4)
    alternative.attach(_text(draft.text, "plain"))
    alternative.attach(_text(draft.html, "html"))
    if calendar is not None:
        alternative.attach(_calendar(*calendar))
    if not attachments:
        return alternative
    mixed = MIMEMultipart("mixed", _boundary(message_id, 2))
    mixed.attach(alternative)
    for place, attachment in enumerate(attachments):
        mixed.attach(_attachment(attachment, _here(message_id, place)))
    return mixed


def _boundary(message_id: str, place: int) -> str:
    """Holds "=_", which neither quoted-printable nor base64 can contain (RFC 2045 section 6.7)."""
    return f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:32]}_{place}"


def _text(content: str, subtype: str) -> Message:
    part = MIMENonMultipart("text", subtype, charset="utf-8")
    del part["MIME-Version"]
    part["Content-Transfer-Encoding"] = "quoted-printable"
    octets = content.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("latin-1")
    part.set_payload(body_encode(octets))
    return part


def _calendar(method: str, content: bytes) -> Message:
    """An iTIP message: ``method`` is the object's own METHOD (RFC 6047 section 2.4). With a Content-Disposition some show a
    file instead of an invitation; as base64 its lines arrive as they are."""
    part = Message()
    part["Content-Type"] = f'text/calendar; charset="utf-8"; method={method}'
    part.set_payload(content)
    encode_base64(part)
    return part


def _here(message_id: str, place: int) -> str:
    """Where the content of that file goes; like a boundary it stands in no text."""
    return f"{_boundary(message_id, 2)}_{place}"


@lru_cache(4)  # the same file goes to many
def _base64(content: bytes) -> bytes:
    return encodebytes(content).replace(b"\n", b"\r\n")


def _attachment(attachment: Attachment, here: str) -> Message:
    maintype, _slash, subtype = (attachment.content_type or "application/octet-stream").partition("/")
    part = MIMEBase(maintype, subtype)
    if maintype == "text":
        part.set_param("charset", "utf-8")
    del part["MIME-Version"]
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(f"{here}\n")
    name = safe_filename(attachment.filename)
    if name.isascii():
        part.add_header("Content-Disposition", "attachment", filename=name)
    else:
        part["Content-Disposition"] = f"attachment;\n filename*={encode_rfc2231(name, 'utf-8')}"  # RFC 2231 section 4
    return part


def safe_filename(name: str) -> str:
    """A file name of a document without a folder, without what a file system or a header cannot take; never empty."""
    last = re.split(r"[\\/]", one_line(name))[-1]
    kept = re.sub(r'[<>:"|?*;]', "_", last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 10:
        return kept[:LONGEST_FILENAME] or "dokument"
    return f"{stem[: LONGEST_FILENAME - 1 - len(ending)]}.{ending}"


# --- a rehearsal ---------------------------------------------------------------------------------------------------


def _marked(draft: Draft) -> Draft:
    mark, sentence = REHEARSAL.get(draft.language, REHEARSAL["en"])
    box = (
        '<div style="padding:10px 16px;background:#fde68a;color:#3b2f00;font:bold 15px/1.4 sans-serif">'
        f"{escape_html(mark)} {escape_html(sentence)}</div>"
    )
    body = re.search(r"<body[^>]*>", draft.html)
    place = body.end() if body else 0
    return Draft(
        subject=f"{mark} {draft.subject}",
        text=f"{mark} {sentence}\n\n{draft.text}",
        html=draft.html[:place] + box + draft.html[place:],
        language=draft.language,
    )
