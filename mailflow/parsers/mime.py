"""Cutting a message into its parts (RFC 5322, RFC 2045, RFC 2046), on offsets, in linear time.

The standard library's feed parser compares each line with every open boundary and recurses for each level, so that
10,000 nested parts are quadratic or raise; it also cannot give a returned message's bytes back as they came.
This one looks for one boundary at a time and stops at fixed depths and counts.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_DEPTH = 16
MAX_PARTS = 400
MAX_HEADERS = 1000
MAX_HEADER_BYTES = 256 * 1024
MAX_VALUE = 16 * 1024

_NAME = re.compile(rb"[!-9;-~]+[ \t]*:")
# A header that is cut leaves the mail in doubt if it says who wrote it or how it is to be read.
_WEIGHTY = (b"from", b"sender", b"subject", b"content-type", b"content-transfer-encoding", b"authentication-results")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_PARAMETER = re.compile(r';\s*([^\s=;"]{1,60})\s*=\s*("(?:[^"\\]|\\.)*+"|[^;]*+)', re.S)

Header = tuple[str, bytes]


class TooDeep(ValueError):
    """More levels than ``MAX_DEPTH`` (ours alone to catch)."""


class TooMany(ValueError):
    """More parts than ``MAX_PARTS``."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part that is not a multipart. ``path`` holds the content types around it, outermost first."""

    headers: list[Header]
    content_type: str
    parameters: dict[str, str]
    body: bytes  # still in its transfer encoding
    path: tuple[str, ...]

    def header(self, name: str) -> str:
        return next((text(value) for key, value in self.headers if key == name), "")


def text(raw: bytes) -> str:
    """Raw header bytes as text: UTF-8 (RFC 6532), else what Western clients mean by bare 8-bit, cp1252."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def split_headers(raw: bytes, start: int = 0, end: int | None = None) -> tuple[list[Header], int, list[str]]:
    """Header fields (lower-cased name, unfolded raw value), the offset at which the body starts, and doubts.

    As in the standard library, the first line that is no header field starts the body.
    """
    end = len(raw) if end is None else end
    doubts: list[str] = []
    headers: list[Header] = []
    blank = _blank_line(raw, start, end)
    limit = min(blank if blank >= 0 else end, start + MAX_HEADER_BYTES)
    if limit == start + MAX_HEADER_BYTES:
        doubts.append("the headers are too large")
    position = start
    if raw.startswith(b"From ", start) and (newline := raw.find(b"\n", start, end)) >= 0:
        position = newline + 1  # an mbox separator
    block = raw[position:limit]
    for line in _FOLD.sub(b"", block).split(b"\n"):
        line = line.rstrip(b"\r")
        match = _NAME.match(line)
        if match is None:
            if line.strip():
                doubts.append("a header line is malformed")
                at = raw.find(line[:200], position, end)
                return headers, at if at >= 0 else limit, doubts
            break
        if len(headers) >= MAX_HEADERS:
            doubts.append("there are too many headers")
            break
        value = line[match.end() :].strip(b" \t")
        if len(value) > MAX_VALUE:
            if match.group()[:-1].rstrip().lower() in _WEIGHTY:
                doubts.append(f"the header {match.group()[:60].decode('ascii')} is too long")
            value = value[:MAX_VALUE]
        headers.append((match.group()[:-1].rstrip().decode("ascii").lower(), value))
    if blank < 0:
        return headers, end, doubts
    newline = raw.find(b"\n", blank, end)
    return headers, (newline + 1 if newline >= 0 else end), doubts


def _blank_line(raw: bytes, start: int, end: int) -> int:
    """Offset of the first empty line, or -1."""
    if raw.startswith((b"\n", b"\r\n"), start):
        return start
    dos = raw.find(b"\n\r\n", start, end)
    unix = raw.find(b"\n\n", start, dos + 1 if dos >= 0 else end)  # only one that comes before
    return (unix if unix >= 0 else dos) + 1 or -1


def parameters(value: str) -> tuple[str, dict[str, str]]:
    """A structured header as (value, parameters), RFC 2045 section 5.1 with RFC 2231's continuations and charsets."""
    value = value[:4096]
    head = value.split(";", 1)[0].strip().lower()
    plain: dict[str, str] = {}
    pieces: dict[str, list[tuple[int, bool, str]]] = {}
    for name, content in _PARAMETER.findall(value[len(value.split(";", 1)[0]) :]):
        name = name.lower()
        content = content.strip()
        if content.startswith('"'):
            content = re.sub(r"\\(.)", r"\1", content[1:-1], flags=re.S)
        if "*" in name:
            base, _, rest = name.partition("*")
            encoded = rest.endswith("*") or rest == ""
            number = rest.rstrip("*")
            pieces.setdefault(base, []).append((int(number) if number.isdecimal() else 0, encoded, content))
        else:
            plain.setdefault(name, content)
    for base, found in pieces.items():
        plain[base] = _join_2231(sorted(found, key=lambda piece: piece[0])[:100])
    return head, plain


def _join_2231(found: list[tuple[int, bool, str]]) -> str:
    charset, joined = "utf-8", b""
    for index, (_, encoded, content) in enumerate(found):
        if encoded and index == 0 and content.count("'") >= 2:
            charset, _, content = content.split("'", 2)
        joined += _percent(content) if encoded else content.encode("utf-8", "replace")
    return decode_charset(joined, charset)


def _percent(content: str) -> bytes:
    return re.sub(rb"%([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), content.encode("utf-8", "replace"))


def leaves(raw: bytes, top: tuple[list[Header], int] | None = None) -> Iterator[Leaf]:
    """The leaves of a message in order. Raises TooDeep or TooMany after giving those that came before.

    ``top``: its header fields and the offset of its body, when they are known already.

    A message/rfc822 part is a leaf: whoever forwards a mail did not write it.
    """
    headers, start = top or split_headers(raw)[:2]
    stack: list[tuple[list[Header], int, int, tuple[str, ...]]] = [(headers, start, len(raw), ())]
    seen = 0
    while stack:
        headers, start, end, path = stack.pop()
        seen += 1
        if seen > MAX_PARTS:
            raise TooMany
        value = next((text(content) for name, content in headers if name == "content-type"), "")
        default = "message/rfc822" if path and path[-1] == "multipart/digest" else "text/plain"
        kind, values = parameters(value)
        if kind.count("/") != 1:
            kind = "text/plain" if kind in ("", "text") else kind or default
        boundary = values.get("boundary", "").rstrip()
        if not kind.startswith("multipart/") or not boundary:
            yield Leaf(
                headers, kind if not kind.startswith("multipart/") else "text/plain", values, raw[start:end], path
            )
            continue
        if len(path) >= MAX_DEPTH:
            raise TooDeep
        children: list[tuple[list[Header], int, int, tuple[str, ...]]] = []
        for child_start, child_end in _cut(raw, start, end, boundary[:200].encode("utf-8", "replace")):
            if seen + len(stack) + len(children) > MAX_PARTS:
                raise TooMany
            child_headers, child_body, _ = split_headers(raw, child_start, child_end)
            children.append((child_headers, min(child_body, child_end), child_end, (*path, kind)))
        if not children:  # a multipart without parts: what is there is better shown than dropped
            yield Leaf([], "text/plain", {}, raw[start:end], path)
        stack.extend(reversed(children))


def _cut(raw: bytes, start: int, end: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """(start, end) of each body part; a missing close-delimiter ends the last part at the end."""
    delimiter = b"--" + boundary
    open_at = -1
    position = start
    while (at := raw.find(delimiter, position, end)) >= 0:
        position = after = at + len(delimiter)
        if at != start and raw[at - 1 : at] != b"\n":
            continue
        newline = raw.find(b"\n", after, min(end, after + 200))
        line_end = newline if newline >= 0 else end
        rest = raw[after : min(line_end, after + 200)].strip(b" \t\r")
        if rest not in (b"", b"--"):
            continue
        if open_at >= 0:
            stop = at - 1 if raw[at - 1 : at] == b"\n" else at
            yield open_at, max(open_at, stop - 1 if raw[stop - 1 : stop] == b"\r" else stop)
        if rest == b"--":
            return
        open_at = position = min(line_end + 1, end)
    if open_at >= 0:
        yield open_at, end


_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))


def decode_transfer(body: bytes, encoding: str) -> bytes:
    """Undo Content-Transfer-Encoding (RFC 2045 section 6); damaged base64 gives what can be read of it."""
    encoding = encoding.strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(body)
    if encoding == "base64":
        clean = body.translate(None, _NOT_BASE64)
        usable = len(clean) - (1 if len(clean) % 4 == 1 else 0)
        return binascii.a2b_base64(clean[:usable] + b"=" * (-usable % 4))
    return body


_CHARSETS = re.compile(
    r"(?:utf-?(?:8|7|16|32)(?:-?[bl]e)?|iso-?8859-?\d{1,2}|latin-?\d{1,2}|(?:windows-?|cp-?)\d{3,4}|koi8-[ru]|gb2312|gbk|gb18030"
    r"|big5|euc-(?:jp|kr)|iso-2022-(?:jp|kr)|shift[-_]jis|mac(?:intosh|-roman)?|us-ascii|ascii)"
)


def decode_charset(content: bytes, charset: str) -> str:
    """Declared charset, else UTF-8, else cp1252; us-ascii and iso-8859-1 are read as cp1252, as browsers do.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever an 8-bit charset claims: Danish Latin-1 never is.
    Only charsets that mail uses are accepted: some of Python's codecs (idna, punycode) are slow on purpose-made input.
    """
    charset = charset.strip().strip("\"'").lower()
    wide = charset.startswith(("utf-7", "utf7", "utf-16", "utf16", "utf-32", "utf32", "iso-2022"))
    if not wide:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    if charset and charset not in ("us-ascii", "ascii", "iso-8859-1", "latin1", "latin-1", "utf-8", "utf8"):
        if charset == "mac" or charset == "macintosh":
            charset = "mac-roman"
        if _CHARSETS.fullmatch(charset):
            try:
                return content.decode(charset)
            except (UnicodeError, LookupError, ValueError):
                pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
