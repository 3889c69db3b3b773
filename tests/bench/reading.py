"""Reading: the whole parser (MIME, new text, judgement) against the standard library that only takes the body.

Two public extractors of the new text run beside them; they are given the body that the standard library took, since they
read no mails.
"""

from __future__ import annotations

import email
import email.policy
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import email_reply_parser
import mailparser_reply

from bench.table import Line
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Question

MAILS = Path(__file__).parent.parent / "mails"
SIZES = range(3_000, 15_001)
LANGUAGES = ["da", "en", "sv"]

_Sample = tuple[bytes, Question]


def samples() -> list[_Sample]:
    """The corpus's mails of these sizes that the standard library can read, each with what it is asked there."""
    found = []
    for file in sorted(MAILS.rglob("*.eml")):
        raw = file.read_bytes()
        if len(raw) in SIZES and _readable(raw):
            about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["about"]
            found.append((raw, Question(About(about))))
    return found


def measure(rounds: int) -> Iterator[Line]:
    """All readers in turn, ``rounds`` times; the best time of each counts, since whatever else runs only makes it longer."""
    mails = samples()
    readers: dict[str, Callable[[list[_Sample]], None]] = {
        "mailflow": _ours,
        "plain": _plain,
        "mail-parser-reply": _mail_parser_reply,
        "email-reply-parser": _email_reply_parser,
    }
    best = dict.fromkeys(readers, float("inf"))
    for _ in range(rounds):
        for name, reader in readers.items():
            begin = time.perf_counter()
            reader(mails)
            best[name] = min(best[name], time.perf_counter() - begin)
    rates = {name: len(mails) / seconds for name, seconds in best.items()}
    yield Line("mails read", rates["mailflow"], rates["plain"], goal=1.0)
    for name in ("mail-parser-reply", "email-reply-parser"):
        yield Line(f"({name})", rates[name], rates["plain"])


def _ours(mails: list[_Sample]) -> None:
    for raw, question in mails:
        parse_reply.read(parse_mail.parse(raw), question)


def _plain(mails: list[_Sample]) -> None:
    for raw, _ in mails:
        _body(raw)


def _mail_parser_reply(mails: list[_Sample]) -> None:
    parser = mailparser_reply.EmailReplyParser(languages=LANGUAGES)
    for raw, _ in mails:
        parser.parse_reply(text=_body(raw))


def _email_reply_parser(mails: list[_Sample]) -> None:
    for raw, _ in mails:
        email_reply_parser.EmailReplyParser.parse_reply(_body(raw))


def _body(raw: bytes) -> str:
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    body = mail.get_body(("plain", "html"))
    return body.get_content() if body is not None else ""


def _readable(raw: bytes) -> bool:
    try:
        return bool(_body(raw))
    except (LookupError, ValueError):  # a charset that Python does not know
        return False
