"""The few headers mailflow needs, decoded strictly and in linear time (RFC 5322, RFC 2047, RFC 6532).

``email.policy.default`` reads ``From: alice@board.example <evil@x.example>`` as alice, takes the first of two From
headers, and raises on nested comments; here anything that is not plainly one address is said to be in doubt.
"""

from __future__ import annotations

import binascii
import re
import unicodedata
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mailflow.mail import Mailbox
from mailflow.parsers.mime import decode_charset, text

_ENCODED = re.compile(r"=\?([A-Za-z0-9_.:-]{1,40})(?:\*[A-Za-z-]{0,20})?\?([bBqQ])\?([^?\s]{0,4000})\?=")
_ENCODED_LOOSE = re.compile(r"=\?([A-Za-z0-9_.:-]{1,40})(?:\*[A-Za-z-]{0,20})?\?([bBqQ])\?([^?\r\n]{0,4000})\?=")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,500})>")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|<[^<>]*+>|[,;:()]|[^\s"<>,;:()]++|\s++|.', re.S)
_COMMENT = re.compile(r"[^()\\]++|\\.|[()\\]", re.S)
_LOCAL = r"[^\s@<>()\[\],;:\"\\.\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]+"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = re.compile(rf"({_LOCAL}(?:\.{_LOCAL})*|\"[^\"\\\r\n]{{1,64}}\")@({_LABEL}(?:\.{_LABEL})+)")
MAX_ADDRESSES = 1000


def decode(raw: bytes) -> str:
    """An unfolded header value as text: RFC 2047 words decoded, control characters gone."""
    plain = text(raw)
    if "=?" not in plain and plain.isprintable():  # most are; it is much faster than looking for what is not
        return plain.strip()
    return words(plain)


def words(value: str) -> str:
    """Encoded words decoded; blanks between two of them dropped; a character split over two of them put together."""
    if "=?" not in value:
        return _CONTROL.sub(" ", value).strip()
    out: list[str] = []
    pending: list[bytes] = []
    charset = ""
    position = 0
    pattern = _ENCODED if _ENCODED.search(value) else _ENCODED_LOOSE
    for match in pattern.finditer(value):
        between = value[position : match.start()]
        position = match.end()
        content = _word_bytes(match[2], match[3])
        if pending and between.strip() == "" and match[1].lower() == charset:
            pending.append(content)
            continue
        if pending:
            out.append(decode_charset(b"".join(pending), charset))
        if not pending or between.strip():
            out.append(between)
        pending, charset = [content], match[1].lower()
    if pending:
        out.append(decode_charset(b"".join(pending), charset))
    out.append(value[position:])
    return _CONTROL.sub(" ", "".join(out)).strip()


def _word_bytes(encoding: str, content: str) -> bytes:
    data = content.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(data.replace(b"_", b"=20"))
    clean = re.sub(rb"[^A-Za-z0-9+/]+", b"", data)
    usable = len(clean) - (1 if len(clean) % 4 == 1 else 0)
    return binascii.a2b_base64(clean[:usable] + b"=" * (-usable % 4))


def message_ids(value: str) -> tuple[str, ...]:
    """Message-IDs with their angle brackets (RFC 5322 section 3.6.4), at most 200, in order."""
    return tuple(f"<{found}>" for found in _MESSAGE_ID.findall(value)[:200])


def date(value: str) -> datetime | None:
    """The Date header with its offset (RFC 5322 section 3.3); None when it is no date. ``-0000`` is read as UTC."""
    try:
        parsed = parsedate_to_datetime(value[:100])
        parsed = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
        parsed.astimezone(UTC)  # year 1 or 9999 with an offset cannot be an instant
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return parsed


def mailboxes(value: str) -> tuple[tuple[Mailbox, ...], str]:
    """The addresses of a header value that is not yet RFC 2047-decoded, and what is wrong with it ("" = nothing).

    Members of a group are given, with the doubt "group".
    """
    found: list[Mailbox] = []
    phrase: list[str] = []
    angle: str | None = None
    wrong = ""
    depth = position = 0
    trailing = False
    comment: list[str] = []

    def close() -> None:
        nonlocal angle, wrong, trailing
        name_parts, address = list(phrase), angle
        if address is None and not name_parts:
            phrase.clear()
            return
        if address is None:
            address, name_parts = " ".join(name_parts), list(comment)
        elif any("@" in part and not part.startswith('"') for part in name_parts):
            wrong = wrong or "an address stands where the name should"
        match = _ADDRESS.fullmatch(address.strip()[:400])
        if match is None or len(address) > 400:
            wrong = wrong or "an address is malformed"
        else:
            local = match[1][1:-1] if match[1].startswith('"') else match[1]
            name = words(" ".join(_unquote(part) for part in name_parts))[:300]
            found.append(Mailbox(unicodedata.normalize("NFC", name), f"{local}@{match[2].lower()}"))
        phrase.clear()
        comment.clear()
        angle, trailing = None, False

    while position < len(value):
        if depth:
            match = _COMMENT.match(value, position)
            assert match is not None  # the pattern takes any character
            token, position = match[0], match.end()
            depth += (token == "(") - (token == ")")
            if depth and token not in "()" and len(comment) < 20:
                comment.append(token)
            continue
        match = _TOKEN.match(value, position)
        assert match is not None
        token, position = match[0], match.end()
        if token == "(":
            depth = 1
        elif token == ",":
            close()
        elif token == ":":
            wrong = wrong or "group"
            phrase.clear()
        elif token == ";":
            close()
        elif token in ('"', "<", ">", ")"):
            wrong = wrong or "a quote or bracket is left open"
            break
        elif token.isspace():
            continue
        elif token.startswith("<"):
            if angle is not None:
                wrong = wrong or "two addresses without a comma"
            angle = token[1:-1]
        else:
            if angle is not None:
                wrong = wrong or "text after the address"
            phrase.append(token)
        if len(found) >= MAX_ADDRESSES:
            wrong = wrong or "too many addresses"
            break
    if depth:
        wrong = wrong or "a comment is left open"
    close()
    return tuple(found), wrong


def _unquote(part: str) -> str:
    if part.startswith('"') and part.endswith('"') and len(part) > 1:
        return re.sub(r"\\(.)", r"\1", part[1:-1], flags=re.S)
    return part


def is_address(value: str) -> bool:
    """Whether the whole value is one addr-spec of at most 254 characters (RFC 5321 section 4.5.3.1)."""
    return len(value) <= 254 and _ADDRESS.fullmatch(value) is not None
