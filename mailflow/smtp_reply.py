"""What an SMTP reply means for the outbox. Values only: no network here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Stage = Literal["check", "connect", "auth", "mail", "rcpt", "data", "body", "dot"]
State = Literal["sent", "deferred", "failed", "unknown"]

_ENHANCED = re.compile(r"^([245]\.\d{1,3}\.\d{1,3})(?=\s|$)")  # RFC 2034, RFC 3463
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")

# Refusals that concern our account or our server's relaying, whichever stage they come at: a person can mend them, and
# every letter meets them. RFC 4954 section 6 (authentication); Exchange Online's own codes for "may not send as this
# address", "daily limit reached", "tenant blocked", "relaying denied".
_OUR_CODES = {530, 534, 535, 538}
_OUR_ENHANCED = {
    "5.1.8", "5.1.90", "5.2.252", "5.7.54", "5.7.57", "5.7.60", "5.7.64", "5.7.705", "5.7.708", "5.7.750",
}  # fmt: skip
_OUR_WORDS = re.compile(r"\brelay(ing)?\b|SendAsDenied", re.IGNORECASE)
_TOO_BIG = {"5.3.4", "5.2.3"}  # RFC 3463: message too big for the system, or for the mailbox


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one mail.

    ``sent``: the server took responsibility (2yz to the final dot). ``deferred``: nothing was accepted, try again.
    ``failed``: refused for good. ``unknown``: the dot was sent and no readable answer came: not to be sent again on a
    guess.
    ``code`` is the SMTP reply code (None: no reply) and ``enhanced`` its enhanced status ("5.1.1" or "").
    ``ours`` says that the trouble concerns our account, server or sender address, not this recipient.
    """

    state: State
    code: int | None = None
    text: str = ""
    stage: Stage = "dot"
    enhanced: str = ""
    witness_accepted: bool = False
    ours: bool = False


def classify(stage: Stage, code: int, text: str) -> Outcome:
    """The meaning of a reply that is not the one hoped for (RFC 5321 section 4.2.1; 4yz now, 5yz never).

    A 5yz that concerns us and not the recipient is deferred: otherwise one wrong setting would fail every letter. At
    MAIL that is every 5yz but "too big", since the server knows only the sender and the size by then.
    """
    match = _ENHANCED.match(text)
    enhanced = match.group(1) if match else ""
    if stage == "dot" and 200 <= code <= 299:
        return Outcome("sent", code, text, stage, enhanced)
    if not 400 <= code <= 599:  # no reply that RFC 5321 knows here; after the dot it may mean anything
        return Outcome("unknown" if stage == "dot" else "deferred", code, text, stage, enhanced, ours=stage != "dot")
    if code < 500:
        return Outcome("deferred", code, text, stage, enhanced, ours=stage in ("connect", "auth", "mail"))
    too_big = code == 552 or enhanced in _TOO_BIG
    early = stage in ("connect", "auth") or (stage == "mail" and not too_big)
    ours = early or code in _OUR_CODES or enhanced in _OUR_ENHANCED or bool(_OUR_WORDS.search(text))
    return Outcome("deferred" if ours else "failed", code, text, stage, enhanced, ours=ours)


def clean(text: str) -> str:
    """A server's words, fit for a log line and a page: one line, no control characters, at most 500 letters."""
    return _UNSAFE.sub(" ", text).strip()[:500]
