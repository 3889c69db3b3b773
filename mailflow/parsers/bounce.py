"""What a delivery report says: which addresses failed, for how long, and which of our letters it returns.

Our own returned Message-ID first, then message/delivery-status (RFC 3464, RFC 6533), then flufl.bounce's detectors,
guarded: they are made for machines' words and raise on some. Delayed and relayed are not failed. A refusal by policy
(5.7.x) is not a dead address.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes

from flufl.bounce import all_failures
from flufl.bounce._detectors.llnl import LLNL

from mailflow.mail import Mail
from mailflow.parsers import headers as fields
from mailflow.parsers import mime

MAX_SCANNED = 256 * 1024
_REPORTS = ("message/delivery-status", "message/global-delivery-status")
_RETURNED = ("message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_SMTP = re.compile(r"(?:^|[^\d.])([45]\d\d)[ -]")
_ADDRESS = re.compile(
    r"[\w.!#$%&*+/=?^`{|}~-][\w.!#$%&'*+/=?^`{|}~-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}"
)  # no ' before it
_ESCAPED = re.compile(r"\\x\{([0-9A-Fa-f]{2,5})\}")
_MESSAGE_ID = re.compile(r"^[ \t>]{0,4}Message-ID[ \t]*:[ \t]*(<[^<>\s]{1,500}>)", re.I | re.M)
_FAILED = re.compile(
    r"(?:could not|couldn't|cannot|unable to|failed to|not) be(?:en)? delivered|undeliver|delivery (?:has )?failed"
    r"|kunne ikke (?:leveres|afleveres)|kan ikke leveres|ikke leveret|does not exist|findes ikke|unknown user|no such",
    re.I,
)
_HEADER_LINE = re.compile(
    r"^[ \t>]*(?:message-id|references|in-reply-to|from|reply-to|return-path|received|sender|to|cc|list-\w+)[ \t]*:.*$",
    re.I | re.M,
)
_DELAY = re.compile(
    r"delayed|forsink|still (?:trying|being retried)|will (?:be retried|keep trying|retry)"
    r"|warning message only|do not need to resend|prøver igen",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Report:
    """``unknown`` is true when it is a failure but no address can be named; ``kind`` as in ``Reply.bounce_kind``."""

    failed: tuple[str, ...]
    unknown: bool
    kind: str
    message_ids: tuple[str, ...]
    why: str
    diagnostic: str = ""  # the words of the server that refused it
    diagnosed: bool = True  # by a status, a code or a report, not by an address alone


def read(mail: Mail) -> Report:
    """A delivery report's content. Call it only for mail that looks like one."""
    returned = _returned(mail)
    for attachment in mail.attachments:
        if attachment.content_type in _REPORTS:
            report = _status(attachment.content, returned)
            if report is not None:
                return report
    words = mail.text[:MAX_SCANNED] or re.sub(r"<[^<>]*+>", " ", mail.html[:MAX_SCANNED])
    if _DELAY.search(mail.subject) or (_DELAY.search(words[:4000]) and "fail" not in mail.subject.lower()):
        return Report((), False, "", returned, "it tells of a delay, not of a failure")
    failed = _detect(mail, words)
    kind = kind_of(_first_status(words), words)
    if failed:
        coded = bool(_first_status(words) or _SMTP.search(words[:20000]) or _FAILED.search(words[:20000]))
        return Report(
            failed,
            False,
            kind,
            returned,
            "a mail system says that it could not deliver to these addresses",
            diagnosed=coded,
        )
    return Report((), True, kind, returned, "a mail system says that something could not be delivered, but not to whom")


def _status(content: bytes, returned: tuple[str, ...]) -> Report | None:
    """RFC 3464: blocks of fields, the first about the message, then one for each recipient."""
    text = mime.decode_charset(content[:MAX_SCANNED], "utf-8").replace("\r\n", "\n")
    failed: list[str] = []
    statuses: list[str] = []
    actions: set[str] = set()
    for block in re.split(r"\n[ \t]*\n", text)[:500]:
        found: dict[str, str] = {}
        for line in re.sub(r"\n[ \t]+", " ", block).split("\n"):
            name, colon, value = line.partition(":")
            if colon:
                found.setdefault(name.strip().lower(), value.strip())
        recipient = _recipient(found.get("original-recipient", "")) or _recipient(found.get("final-recipient", ""))
        if not (recipient or "action" in found):
            continue
        action = found.get("action", "").split(";")[0].split(" ")[0].lower()
        status = found.get("status", "")
        if not action:
            action = {"5": "failed", "4": "delayed", "2": "delivered"}.get(status[:1], "failed")
        actions.add(action)
        if action == "failed":
            statuses.append(f"{status} {found.get('diagnostic-code', '')}")
            if recipient and recipient not in failed:
                failed.append(recipient)
    if not actions:
        return None
    if "failed" not in actions:
        return Report(
            (), False, "", returned, f"its delivery status is {', '.join(sorted(actions))}, not failed (RFC 3464)"
        )
    kind = kind_of(statuses[0] if statuses else "", " ".join(statuses)[:4000])
    return Report(
        tuple(failed),
        not failed,
        kind,
        returned,
        "its delivery status says failed (RFC 3464)",
        " ".join(statuses[:1])[:500].strip(),
    )


def _recipient(value: str) -> str:
    value = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)  # RFC 6533 section 3
    found = _ADDRESS.search(value.partition(";")[2] or value)
    return _lower_domain(found[0]) if found else ""


def _lower_domain(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.lower().rstrip('.')}"


def _first_status(words: str) -> str:
    found = _STATUS.search(words[:20000])
    return found[0] if found else ""


def kind_of(status: str, words: str) -> str:
    """ "permanent", "temporary" or "policy" from the enhanced status (RFC 3463), else the SMTP code, else permanent."""
    found = _STATUS.search(status) or _STATUS.search(words)
    if found:
        if found[1] == "5" and found[2] == "7":
            return "policy"
        if found[1] == "4" or (found[2], found[3]) == ("2", "2"):  # a full mailbox empties again
            return "temporary"
        return "permanent"
    code = _SMTP.search(words[:20000])
    return "temporary" if code and code[1].startswith("4") else "permanent"


def _returned(mail: Mail) -> tuple[str, ...]:
    """Message-IDs of the original, from what was returned of it, else from what it answers."""
    found: list[str] = []
    for attachment in mail.attachments:
        if attachment.content_type in _RETURNED:
            for name, value in mime.split_headers(attachment.content[:MAX_SCANNED])[0]:
                if name == "message-id":
                    found.extend(fields.message_ids(mime.text(value)))
    found.extend(_MESSAGE_ID.findall(mail.text[:MAX_SCANNED]))
    found.extend([*mail.in_reply_to, *mail.references])
    return tuple(dict.fromkeys(found))[:50]


def _place(words: str) -> Callable[[str], tuple[int, str]]:
    """Sorts addresses in the order in which the report names them."""
    folded = words[:MAX_SCANNED].lower()
    return lambda address: (folded.find(address.lower()), address)


def _detect(mail: Mail, words: str) -> tuple[str, ...]:
    """flufl.bounce on a message rebuilt from decoded parts, but for its last detector, LLNL's, which takes any address
    between commas for a bounce."""
    own = {box.address.lower() for box in (*mail.to, *mail.cc)}
    named = [
        _lower_domain(found)
        for found in mail.header("x-failed-recipients").replace(",", " ").split()
        if _ADDRESS.fullmatch(found)
    ]
    if named:
        return tuple(dict.fromkeys(named))
    headers = [f"{name}: {mail.header(name)}" for name in ("from", "subject", "to") if mail.header(name)]
    rebuilt = "\n".join([*headers, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "", words])
    try:
        message = message_from_bytes(rebuilt.encode("ascii", "replace"))
        temporary, permanent = all_failures(message)
        if permanent and not temporary and permanent == LLNL().process(message)[1]:
            permanent = frozenset()
        candidates = [address.decode("ascii", "replace") for address in (*permanent, *temporary)]
    except (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError):
        candidates = []
    found = [_lower_domain(address) for address in sorted(candidates, key=_place(words)) if _ADDRESS.fullmatch(address)]
    if not found:
        head = _HEADER_LINE.sub("", words[:3000])
        found = [_lower_domain(address) for address in _ADDRESS.findall(head)]
    sender = mail.from_.address.lower() if mail.from_ else ""
    return tuple(
        dict.fromkeys(address for address in found if address.lower() not in own and address.lower() != sender)
    )[:50]
