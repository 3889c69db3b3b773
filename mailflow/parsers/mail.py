"""Bytes of a message -> Mail. Total: never raises, linear in the size, with caps on size, depth and count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from mailflow.mail import Attachment, Mail, Mailbox
from mailflow.parsers import headers as fields
from mailflow.parsers import mime, wrapped
from mailflow.parsers.flowed import unflow

MAX_BYTES = 25 * 1024 * 1024
MAX_ATTACHMENT = 20 * 1024 * 1024
MAX_TEXT = 2 * 1024 * 1024  # characters of one body
MAX_SIGNATURES = 3
_ICS = re.compile(rb"\s*BEGIN:VCALENDAR", re.I)
_NO_TEXT = bytes(set(range(1, 32)) - {9, 10, 12, 13, 27}) + b"\x7f"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_ADDRESS_IN_NAME = re.compile(r"[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,60}")
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted")


def peek(header_bytes: bytes) -> Mail:
    """The same from the header block alone (BODY.PEEK[HEADER]): bodies and attachments are empty."""
    found, _, doubts = mime.split_headers(_bytes(header_bytes))
    return _headers(found, doubts)


def parse(raw: bytes) -> Mail:
    """A message (RFC 5322, MIME) as a Mail; see there for what stands in it. Larger than ``MAX_BYTES``: headers only."""
    raw = _bytes(raw)
    found, body, doubts = mime.split_headers(raw)
    mail = _headers(found, doubts)
    if len(raw) > MAX_BYTES:
        return replace(mail, unreadable="too large")
    parts = _Parts()
    _collect(raw, parts, (found, body))
    text = "\n".join(part.strip("\n") for part in parts.texts) if len(parts.texts) > 1 else "".join(parts.texts)
    html = "\n".join(parts.htmls)
    if "-----BEGIN PGP MESSAGE-----" in text or "-----BEGIN PGP MESSAGE-----" in html:
        parts.unreadable = parts.unreadable or "encrypted"
    more = ["a body is cut"] if len(text) > MAX_TEXT or len(html) > MAX_TEXT else []
    return replace(
        mail,
        text=text[:MAX_TEXT],
        html=html[:MAX_TEXT],
        calendar=parts.calendar,
        attachments=tuple(parts.attachments),
        doubts=(*mail.doubts, *more),
        unreadable=parts.unreadable,
    )


def own_text(raw: bytes) -> str:
    """The plain text of a message that we wrote: its first part of that type. Its headers and files are not gone through."""
    first = next((leaf for leaf in mime.leaves(raw) if leaf.content_type == "text/plain"), None)
    return _text(first, _decoded(first)) if first is not None else ""


@dataclass
class _Parts:
    """What the parts of a message give, while they are gone through."""

    texts: list[str] = field(default_factory=list)
    htmls: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    calendar: bytes = b""
    unreadable: str = ""


def _collect(raw: bytes, parts: _Parts, top: tuple[list[mime.Header], int] | None = None, inside: int = 0) -> None:
    try:
        for leaf in mime.leaves(raw, top):
            _take(leaf, parts, inside)
    except mime.TooDeep:
        parts.unreadable = parts.unreadable or "nested too deeply"
    except mime.TooMany:
        parts.unreadable = parts.unreadable or "too many parts"


def _take(leaf: mime.Leaf, parts: _Parts, inside: int) -> None:
    """``inside``: how many signatures (RFC 8551 section 3.7 allows signed and signed again) it stands in."""
    body = _decoded(leaf)
    kind = leaf.content_type
    disposition, options = mime.parameters(leaf.header("content-disposition"))
    filename = fields.words(options.get("filename") or leaf.parameters.get("name") or "")[:255]
    if _encrypted(leaf, filename):
        content = wrapped.signed_content(body) if inside < MAX_SIGNATURES else None
        if content is not None:
            _collect(content, parts, inside=inside + 1)
            return
        parts.unreadable = parts.unreadable or "encrypted"
    if "multipart/encrypted" in leaf.path:
        parts.unreadable = parts.unreadable or "encrypted"
    if kind in ("text/calendar", "application/ics") or _ICS.match(body) and filename.lower().endswith(".ics"):
        parts.calendar = parts.calendar or body
    elif kind in ("text/plain", "text/html") and disposition != "attachment" and not filename:
        if _binary(body):
            parts.unreadable = parts.unreadable or "bytes that are no text"
            return
        (parts.htmls if kind == "text/html" else parts.texts).append(_text(leaf, body))
    elif kind in ("text/enriched", "text/x-amp-html", "text/watch-html") and "multipart/alternative" in leaf.path:
        return  # another rendering of the same words
    else:
        if kind in ("application/ms-tnef", "application/vnd.ms-tnef") or filename.lower() == "winmail.dat":
            parts.unreadable = parts.unreadable or "winmail.dat"
        inline = kind.startswith("image/") and (
            "multipart/related" in leaf.path or (disposition != "attachment" and bool(leaf.header("content-id")))
        )
        parts.attachments.append(Attachment(filename, kind, body if len(body) <= MAX_ATTACHMENT else b"", inline))


def _bytes(raw: bytes) -> bytes:
    """Old Macs' and broken gateways' bare CR as line ends, where there is no LF at all."""
    return raw.replace(b"\r", b"\n") if b"\n" not in raw and b"\r" in raw else raw


def _encrypted(leaf: mime.Leaf, filename: str) -> bool:
    """S/MIME (RFC 8551: enveloped, or signed with the words inside the signature), PGP/MIME (RFC 3156), Microsoft's."""
    return leaf.content_type in _ENCRYPTED or filename.lower() == "smime.p7m" or filename.lower().endswith(".rpmsg")


def _decoded(leaf: mime.Leaf) -> bytes:
    return mime.decode_transfer(leaf.body, leaf.header("content-transfer-encoding"))


def _binary(body: bytes) -> bool:
    """Whether it is a file called text: control characters in it by the dozen, and not the zero bytes of UTF-16."""
    start = body[:20_000]
    if start.startswith((b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff")):
        return True
    control = len(start) - len(start.translate(None, _NO_TEXT))
    return control > 20 and control * 50 > len(start)


def _text(leaf: mime.Leaf, body: bytes) -> str:
    words = mime.decode_charset(body, leaf.parameters.get("charset", ""))
    words = _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))
    if leaf.content_type == "text/plain" and leaf.parameters.get("format", "").lower() == "flowed":
        return unflow(words, delsp=leaf.parameters.get("delsp", "").lower() == "yes")
    return words


def _headers(found: list[mime.Header], doubts: list[str]) -> Mail:
    raw: dict[str, list[bytes]] = {}
    for name, value in found:
        raw.setdefault(name, []).append(value)

    def first(name: str) -> str:
        return mime.text(raw[name][0]) if name in raw else ""

    def boxes(name: str) -> tuple[Mailbox, ...]:
        return tuple(box for value in raw.get(name, [])[:50] for box in fields.mailboxes(mime.text(value))[0])

    from_, from_doubt = _from(raw.get("from", []))
    sender = boxes("sender")
    return_path: str | None = None
    if "return-path" in raw:
        path = first("return-path")
        return_path = "" if path.replace(" ", "") in ("<>", "") else path.strip("<> ")
    for name in ("subject", "message-id", "date"):
        if len(raw.get(name, [])) > 1:
            doubts = [*doubts, f"there are {len(raw[name])} headers {name}"]
    identifiers = fields.message_ids(first("message-id"))
    return Mail(
        message_id=identifiers[0] if identifiers else "",
        in_reply_to=fields.message_ids(first("in-reply-to")),
        references=fields.message_ids(first("references")),
        from_=from_,
        sender=sender[0] if sender else None,
        reply_to=boxes("reply-to"),
        to=boxes("to"),
        cc=boxes("cc"),
        return_path=return_path,
        subject=fields.decode(raw["subject"][0])[:2000] if "subject" in raw else "",
        date=fields.date(first("date")) if "date" in raw else None,
        authentication_results=tuple(mime.text(value) for value in raw.get("authentication-results", [])[:50]),
        received=tuple(mime.text(value) for value in raw.get("received", [])[:100]),
        headers=tuple((name, fields.decode(value)) for name, value in found),
        doubts=tuple(doubts) + ((from_doubt,) if from_doubt else ()),
    )


def _from(values: list[bytes]) -> tuple[Mailbox | None, str]:
    """Exactly one From header with exactly one well-formed address, else None and why (RFC 5322 section 3.6.2)."""
    if len(values) != 1:
        return None, "there is no From header" if not values else f"there are {len(values)} From headers"
    found, wrong = fields.mailboxes(mime.text(values[0]))
    if wrong:
        return None, f"the From header is not one plain address: {wrong}"
    if len(found) != 1:
        return None, f"the From header holds {len(found)} addresses"
    shown = _ADDRESS_IN_NAME.search(found[0].name)
    if shown and shown[0].lower() != found[0].address.lower():
        return found[0], "the sender's name looks like another address"
    return found[0], ""


def is_address(address: str) -> bool:
    """Whether this is one plain addr-spec (RFC 5322 section 3.4.1), without a name."""
    return fields.is_address(address)
