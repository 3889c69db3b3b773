"""The corpus in tests/mails: raw messages as real clients send them, one trouble each, named for it; what each must mean.

Beside each .eml stands a .json with the keys of ``mailflow parse`` that matter to it; "sent": true means that the
letter we sent (our-letter.txt) is known to the parser, as it is in the daemon. "open" holds what it should mean and a
human is asked for as yet, and "because" why: then it must hold, or say nothing.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

import pytest

from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.replies import About, Intent, Question

FOLDER = Path(__file__).parent / "mails"
LETTER = (FOLDER / "our-letter.txt").read_text(encoding="utf-8")
ITEMS = tuple((m[1], m[2]) for m in re.finditer(r"^(\d+)\. (.+)$", LETTER, re.M))
NAMES = sorted(file.stem for file in FOLDER.glob("*.eml"))


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_is_understood(name: str) -> None:
    wanted = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    known = bool(wanted.pop("sent", False))
    better = wanted.pop("open", {})
    about = About(wanted.pop("about"))
    question = Question(about, LETTER, ITEMS) if known else Question(about)
    reply = parse_reply.read(parse_mail.parse((FOLDER / f"{name}.eml").read_bytes()), question)
    found = {
        "sort": reply.sort, "intent": reply.intent, "reply_text": reply.text, "item": reply.item, "bounced": list(reply.bounced),
        "bounce_kind": reply.bounce_kind, "bounced_message_ids": list(reply.bounced_message_ids),
        "nominees": [asdict(nominee) for nominee in reply.nominees],
    }  # fmt: skip
    if wanted.get("reply_text", "") is None:
        del wanted["reply_text"]
    understood = {key: found[key] for key in wanted}
    assert understood == wanted, reply.why
    if better.get("intent") in ("object", "question", "unclear"):
        assert reply.intent not in (Intent.APPROVE, Intent.NONE, Intent.WITHDRAW)


def test_each_mail_has_its_expectation() -> None:
    assert sorted(file.stem for file in FOLDER.glob("*.json")) == NAMES
