"""A mail and the question it may answer -> Reply."""

from __future__ import annotations

import re

from mailflow.mail import Mail
from mailflow.parsers import bounce, calendar
from mailflow.parsers import sort as sorts
from mailflow.replies import About, Intent, Question, Reply, Sort


def read(mail: Mail, question: Question, *, authserv_id: str = "", microsoft365: bool = False) -> Reply:
    """What a mail says. Never raises; whatever is not surely consent or surely nothing is unclear."""
    sort, why = sorts.sort(mail)
    if sort is Sort.BOUNCE:
        report = bounce.read(mail)
        return Reply(
            sort,
            why=why,
            confidence=0.9,
            bounced=report.failed,
            bounced_message_ids=report.message_ids,
            bounce_kind=report.kind,
        )
    if sort is Sort.CALENDAR:
        answer = calendar.read(mail.calendar)
        return Reply(sort, answer.intent, answer.comment or None, evidence=answer.why, confidence=0.95, why=answer.why)
    if sort is not Sort.REPLY:
        return Reply(sort, why=why, confidence=0.9)
    text = _first(mail.text)
    if question.about is About.MINUTES and not mail.doubts and not mail.unreadable and not mail.attachments:
        folded = re.sub(r"[^\w ]", "", text.lower()).strip()
        if folded in (
            "godkendt",
            "ok",
            "ingen bemærkninger",
            "jeg har ingen bemærkninger",
            "ingen indsigelser",
            "godkendt herfra",
        ):
            return Reply(
                sort, Intent.APPROVE, text, evidence=text, confidence=0.9, why="the whole answer is a plain approval"
            )
        if folded in ("tak", "mange tak", "tak for det", "modtaget"):
            return Reply(sort, Intent.NONE, text, evidence=text, confidence=0.9, why="the whole answer is thanks")
    return Reply(sort, Intent.UNCLEAR, text or None, why="nothing says surely what it means", confidence=0.5)


def _first(text: str) -> str:
    kept = []
    for line in text.split("\n"):
        if line.startswith(">") or line.strip().lower().startswith(
            ("fra:", "from:", "den ", "mvh", "med venlig hilsen", "venlig hilsen", "-----")
        ):
            break
        kept.append(line)
    return "\n".join(kept).strip()
