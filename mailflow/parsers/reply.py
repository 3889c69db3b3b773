"""A mail and the question it may answer -> Reply. Ties the parsers together; decides nothing by itself but doubt.

Doubt is one-way: what is wrong with a mail (its sender, its attachments, two stories in it, words in its signature) can
turn an approval, a withdrawal or a "nothing" into unclear, and never the other way.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from mailflow.mail import Attachment, Mail
from mailflow.parsers import answered, bounce, calendar, event, forum, html, identity, judge, newtext, signed
from mailflow.parsers import sort as sorts
from mailflow.parsers.danish import fold
from mailflow.parsers.phrases import ITEM
from mailflow.replies import About, Intent, Nominee, Question, Reply, Sort

_HARMLESS_TYPES = (
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature", "text/vcard", "text/x-vcard",
    "application/pgp-keys", "text/calendar", "application/ics",
)  # fmt: skip
_LOGO = re.compile(
    r"(?:image\d*|outlook-.*|logo.*|icon.*|signatur.*|banner.*|facebook.*|linkedin.*)\.(?:png|jpe?g|gif|svg|bmp)", re.I
)
# The set of characters in front lets the search run through most of a text without trying anything.
_LINKS = re.compile(
    r"[<\[hHmM](?:(?<=<)(?i:https?|mailto|tel|x-apple)[^<>\s]{0,2000}>"
    r"|(?<=\[)(?i:cid|image|https?|data)[^\[\]\n]{0,2000}\]"
    r"|(?<!\w[hHmM])(?:(?<=[hH])(?i:ttps?)|(?<=[mM])(?i:ailto)):\S+)"
)
_SQUASH = re.compile(r"[\W_]+")
_REPLY_PREFIX = re.compile(r"\b(?:sv|re|vs|vb|fwd?|aw|svar)\s*(?:\[\d+\])?\s*:", re.I)
_ABOUTS = (
    (About.MINUTES, re.compile(r"referat|minutes|protokol", re.I)),
    (About.FORUM, re.compile(r"udpegning|indstilling|kandidat|nominer|repræsentant|forum|plads i|nomination", re.I)),
    (
        About.EVENT,
        re.compile(
            r"invitation|indkaldelse|webinar|møde|generalforsamling|tilmelding|arrangement|konference|seminar", re.I
        ),
    ),
)
_WORDS = re.compile(r"[^\W\d_]+")
_GENERIC = frozenset(
    fold(word) for word in """godkendelse dagsorden dagsordenen referat referatet orientering formand formanden eventuelt
    meddelelser mødet kommende
    møder næste sekretariatet bestyrelsen hovedbestyrelsen status drøftelse beslutning udpegning opfølgning velkomst""".split()
)  # fmt: skip
_HOLDS = (Intent.OBJECT, Intent.QUESTION, Intent.UNCLEAR)


def read(mail: Mail, question: Question, *, trust: identity.Trust | None = None) -> Reply:
    """What a mail says. Never raises. ``trust`` tells whose Authentication-Results count (None: any failure counts).

    Whatever is not surely consent or surely nothing comes out as object, question or unclear.
    """
    sort, why = sorts.sort(mail)
    if sort is Sort.BOUNCE:
        report = bounce.read(mail)
        return Reply(
            sort, why=why, evidence=report.diagnostic, confidence=0.9, bounced=report.failed,
            bounced_message_ids=report.message_ids, bounce_kind=report.kind,
        )  # fmt: skip
    if sort is Sort.CALENDAR:
        return _calendar(mail, trust)
    if sort is not Sort.REPLY:
        return Reply(sort, why=why, confidence=0.9)
    return _person(mail, question, trust)


def about(mail: Mail) -> About | None:
    """What a mail seems to answer, from its subject; None when that does not tell."""
    subject = mail.subject
    return next((kind for kind, pattern in _ABOUTS if pattern.search(subject)), None)


def _calendar(mail: Mail, trust: identity.Trust | None) -> Reply:
    answer = calendar.read(mail.calendar)
    intent, why, confidence = answer.intent, answer.why, 0.95
    if identity.authentication(mail, trust) == "fail":
        intent, why, confidence = Intent.UNCLEAR, "the sender's authentication failed; " + why, 0.6
    return Reply(Sort.CALENDAR, intent, answer.comment or None, evidence=answer.why, confidence=confidence, why=why)


def _person(mail: Mail, question: Question, trust: identity.Trust | None) -> Reply:
    sender = mail.from_.name if mail.from_ else ""
    new, other = _new_text(mail, question.sent_text, sender)
    kind = question.about or about(mail)
    intent, confidence, why, span, nominees = _judge(kind, new, sender, question.sent_text)
    evidence = new.text[span[0] : span[1]]
    doubts = list(_doubts(mail, new, kind))
    if other is not None:
        second = _judge(kind, other, sender, question.sent_text)
        if second[0] is not intent or set(second[4]) != set(nominees):
            doubts.insert(0, "its plain text and its HTML tell different stories")
    if (
        intent in (Intent.APPROVE, Intent.NONE)
        and kind is About.MINUTES
        and answered.remark(new.quoted, mail, question.sent_text)
    ):
        doubts.append("it answers somebody else's remark")
    if identity.authentication(mail, trust) == "fail":
        intent, why, confidence, nominees = Intent.UNCLEAR, "the sender's authentication failed; " + why, 0.6, ()
    elif doubts and intent is not Intent.UNCLEAR and (intent not in _HOLDS or doubts[0].startswith("its plain")):
        intent, why, confidence, nominees = Intent.UNCLEAR, f"{doubts[0]}; " + why, 0.6, ()
    return Reply(
        Sort.REPLY, intent, new.text or None, _item(new, question, evidence) if kind is About.MINUTES else None,
        evidence, confidence, why,
        nominees=nominees, spans=_spans(mail, new, evidence),
    )  # fmt: skip


def _judge(
    kind: About | None, new: newtext.NewText, sender: str, sent: str
) -> tuple[Intent, float, str, tuple[int, int], tuple[Nominee, ...]]:
    if kind is About.FORUM:
        named = forum.nominations(new.text, sender or signed.name_of(new.signature), signed.home_of(new.signature))
        return named.intent, named.confidence, named.why, named.span, named.nominees
    if kind is About.EVENT:
        coming = event.attendance(new.text, sender)
        return coming.intent, coming.confidence, coming.why, coming.span, ()
    said = judge.minutes(new.text, sender, sent)
    if kind is None and said.intent in (Intent.APPROVE, Intent.OBJECT, Intent.WITHDRAW):
        return Intent.UNCLEAR, 0.5, f"what it answers is not known; if minutes: {said.intent}", said.span, ()
    return said.intent, said.confidence, said.why, said.span, ()


# --- the new words ----------------------------------------------------------------------------------------------


def _new_text(mail: Mail, sent: str, sender: str) -> tuple[newtext.NewText, newtext.NewText | None]:
    """The new words, and the other rendering's when plain text and HTML do not hold the same words."""
    if not mail.text.strip():
        return (newtext.from_html(mail.html, sent, sender) if mail.html else newtext.NewText("")), None
    plain = newtext.from_text(mail.text, sent, sender)
    if not mail.html:
        return plain, None
    same = _squash(_LINKS.sub(" ", mail.text)) == _squash(_LINKS.sub(" ", html.words(mail.html)))
    if (
        same
        and not html.coloured(mail.html)
        and (any(kind == "quote" for _, _, kind in plain.spans) or not _quotes(mail.html))
    ):
        return plain, None
    rendered = newtext.from_html(mail.html, sent, sender)
    if _squash(rendered.text) == _squash(plain.text):
        return replace(plain, residue=plain.residue or rendered.residue, doubts=plain.doubts + rendered.doubts), None
    if same:  # the same words, cut differently: the HTML's structure knows better
        return rendered, None
    return plain, rendered


def _squash(text: str) -> str:
    return _SQUASH.sub("", text).lower()


def _quotes(document: str) -> bool:
    return any(
        sign in document
        for sign in ("<blockquote", "gmail_quote", "divRplyFwdMsg", "<BLOCKQUOTE", "yahoo_quoted", "reference-message")
    )


# --- doubts -------------------------------------------------------------------------------------------------------


def _doubts(mail: Mail, new: newtext.NewText, kind: About | None) -> tuple[str, ...]:
    found = [*(mail.doubts), *new.doubts]
    if mail.from_ is None and not found:
        found.append("nobody knows who sent it")
    if mail.unreadable:
        found.append(f"a part of it cannot be read: {mail.unreadable}")
    handed = [attachment for attachment in mail.attachments if not _harmless(attachment)]
    if handed and kind not in (About.EVENT, About.FORUM):  # a candidate's CV changes nothing
        found.append(f"something is attached ({handed[0].filename or handed[0].content_type})")
    if new.residue and kind is About.MINUTES:
        found.append("words in its signature could mean something")
    if kind is About.MINUTES:
        prefix = _before_prefix(mail)
        if prefix and judge.minutes(prefix).intent is Intent.OBJECT:
            found.append("its subject was changed and speaks of an objection")
    return tuple(found)


def _before_prefix(mail: Mail) -> str:
    """What the person wrote into the subject: words before "SV:", or the whole subject of a mail that answers none."""
    match = _REPLY_PREFIX.search(mail.subject[:300])
    if match:
        return mail.subject[: match.start()].strip(" -:")
    return "" if mail.in_reply_to or mail.references else mail.subject[:300]


def _harmless(attachment: Attachment) -> bool:
    if attachment.inline or attachment.content_type in _HARMLESS_TYPES:
        return True
    return (
        attachment.content_type.startswith("image/")
        and bool(_LOGO.fullmatch(attachment.filename))
        and len(attachment.content) < 100_000
    )


# --- what it is about ---------------------------------------------------------------------------------------------


def _item(new: newtext.NewText, question: Question, evidence: str) -> str | None:
    """The number of the agenda item: named ("Punkt 4", "pkt. 3.2"), by its title, or that under which the words stand."""
    numbers = {number for number, _ in question.items}
    for words in (evidence, new.text):
        for match in ITEM.finditer(words[: judge.MAX_JUDGED]):
            if not numbers or match[1] in numbers:
                return match[1]
    named = _by_title(new.text, question)
    if len(named) == 1:
        return named[0]
    stands = [(words, number) for words, number in new.places if not numbers or number in numbers]
    decided = [number for words, number in stands if evidence and (words in evidence or evidence in words)]
    return next(iter(decided or [number for _, number in stands]), None)


def _by_title(text: str, question: Question) -> list[str]:
    """Items whose title stands in the text, or a telling word of it that no other title has (also with -en, -et, -s)."""
    squashed = _squash(text)
    whole = [number for number, title in question.items if len(flat := _title(title)[0]) >= 8 and flat in squashed]
    if whole:
        return whole
    said = {fold(word) for word in _WORDS.findall(text)}
    said |= {
        word[: -len(ending)] for word in said for ending in ("s", "en", "et", "ens", "ets") if word.endswith(ending)
    }
    telling = {number: _title(title)[1] for number, title in question.items}
    return [
        number for number, words in telling.items()
        if any(word in said and sum(word in other for other in telling.values()) == 1 for word in words)
    ]  # fmt: skip


@lru_cache(maxsize=512)  # each answer to a round is held against the same ones
def _title(title: str) -> tuple[str, frozenset[str]]:
    """The title squashed, and its telling words."""
    return _squash(title), frozenset(fold(word) for word in _WORDS.findall(title) if len(word) > 5) - _GENERIC


def _spans(mail: Mail, new: newtext.NewText, evidence: str) -> tuple[tuple[int, int, str], ...]:
    at = mail.text.find(evidence) if evidence else -1
    return new.spans + (((at, at + len(evidence), "evidence"),) if at >= 0 else ())
