"""The words of the letters about a minutes round, and the files that go with them.

Every template finds all of these; what a letter has nothing of is "", [] or None (an unknown word is an error):

``association`` ``short`` ``secretariat`` ``mailbox`` ``website`` ``rehearsal``
``case``     id, title, body, meeting, meeting_short, state, url, published, to_meeting, earliest (publication)
``version``  number, filename, public_file and marked_file (attached as well, or ""), agenda [number, title, closed],
             removals [why, where, count], changes [item, title, before, after], days, minimum_days, dismissal_days
``deadline`` ``deadline_short`` ``deadline_reason`` ("meeting", "sending", "minimum", "document" or "resent"), the addressee's own
``person``   name, key, address
``answer``   id, who, key, known, sender, item, item_title, words, received, late, verified, channel, recorded_by,
             intent, version
``own_objections`` open ones of the person: [answer …]; ``open_answers`` all that hold
``standing`` approved, objected, silent: how many of the board
``resent``   whether the person gets the minutes once more
``facts``    what the desk or step gave, times in words; ``settled`` the answers named in facts["numbers"];
             ``conditions`` [name, subjects, people]
``document`` the minutes in Markdown, in the letters that carry them; else what facts["document"] holds
``inset``    what facts["inset"] holds, Markdown too, to stand in the midst of a letter; None when it is blank
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from mailflow import models
from mailflow.config import Config
from mailflow.desks import gate
from mailflow.documents import is_gone
from mailflow.letters import compose, dates
from mailflow.letters.build import safe_filename
from mailflow.letters.markdown import Markdown, one_line
from mailflow.mail import Attachment
from mailflow.replies import Intent

_TIMES = frozenset({"since", "when", "deadline", "date", "created", "at", "until", "not_after"})  # facts in ISO 8601
_FILES = {"da": ("offentlig-version.pdf", "rettelser.pdf"), "en": ("public-version.pdf", "corrections.pdf")}
_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
}  # fmt: skip


def words(
    kind: str, case: models.Case | None, *, config: Config, zone: ZoneInfo, version: models.Version | None = None,
    addressee: models.Addressee | None = None, person: models.Person | None = None, answer: models.Answer | None = None,
    facts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Plain values for the templates; everything in words of the configured language. Changes nothing."""
    given = dict(facts or {})
    language = config.language
    version = version or (case.version if case is not None and case.versions else None)
    person = person or (addressee.person if addressee is not None else answer.person if answer is not None else None)
    until = addressee.deadline if addressee is not None else version.deadline if version is not None else None
    carries = kind in gate.ROUND_LETTERS and version is not None
    answers = list(case.answers) if case is not None else []
    association = config.association
    return {
        "association": association.name,
        "short": association.short or association.name,
        "secretariat": association.secretariat,
        "mailbox": config.imap.address,
        "website": config.website.url,
        "rehearsal": config.rehearsal,
        "case": _case(case, config, zone) if case is not None else None,
        "version": _version(version, config) if version is not None else None,
        "deadline": dates.moment(until, zone, language) if until else "",
        "deadline_short": dates.short(until.astimezone(zone).date(), language) if until else "",
        "deadline_reason": _reason(version, until),
        "person": _person(person, addressee),
        "answer": _answer(answer, zone, language) if answer is not None else None,
        "own_objections": [
            _answer(a, zone, language)
            for a in answers
            if person is not None and a.open and a.intent == Intent.OBJECT and a.person_id == person.id
        ],
        "open_answers": [_answer(a, zone, language) for a in answers if a.open],
        "settled": [_answer(a, zone, language) for a in answers if a.number in given.get("numbers", [])],
        "standing": _standing(case),
        "resent": bool(given.get("resent")),
        "conditions": [_condition(c, version, zone, language) for c in given.get("conditions", [])],
        "facts": {
            name: dates.words(value, zone, language) if name in _TIMES and isinstance(value, str) else value
            for name, value in given.items()
        },
        "inset": compose.inset(str(given.get("inset", ""))),
        "document": Markdown(version.markdown)
        if carries and version is not None
        else Markdown(given.get("document", "")),
    }


def attachments(kind: str, version: models.Version, *, config: Config) -> tuple[Attachment, ...]:
    """What goes with a letter that carries the minutes: the document itself, what will be published of it, and of a
    corrected version what was changed. Both are PDF, which no mail filter stops."""
    if kind not in gate.ROUND_LETTERS:
        return ()
    name = safe_filename(version.filename)
    content_type = _TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    names = _FILES[config.language]
    files = [Attachment(name, content_type, version.source)]
    for given, content in zip(names, (version.public_pdf, version.marked_pdf), strict=True):
        files += [Attachment(given, "application/pdf", content)] if content is not None else []
    return tuple(files)


# --- what the words are made of ------------------------------------------------------------------------------------


def _case(case: models.Case, config: Config, zone: ZoneInfo) -> dict[str, Any]:
    language = config.language
    earliest = gate.closes_at(case, config.minutes) if case.versions and case.version.addressees else None
    return {
        "id": case.slug,
        "title": case.title,
        "body": case.body,
        "meeting": dates.day(case.meeting_date, language),
        "meeting_short": dates.short(case.meeting_date, language),
        "state": case.state,
        "url": case.url,
        "published": _moment(case.published_at, zone, language),
        "to_meeting": dates.day(case.to_meeting, language) if case.to_meeting else "",
        "earliest": _moment(earliest, zone, language),
    }


def _version(version: models.Version, config: Config) -> dict[str, Any]:
    rule = config.minutes
    # Members see why something is left out and where, not the secretary's list word for word; what she had doubts about
    # and kept is not left out.
    removed = [removal for removal in version.removals if _gone(removal)]
    public, marked = _FILES[config.language]
    counted = Counter((one_line(removal["why"]), one_line(removal.get("where", ""))) for removal in removed)
    return {
        "number": version.number,
        "filename": safe_filename(version.filename),
        "public_file": public if version.public_pdf is not None else "",
        "marked_file": marked if version.marked_pdf is not None else "",
        "agenda": [
            {"number": item["number"], "title": item["title"], "closed": bool(item.get("closed"))}
            for item in version.items
        ],
        "removals": [{"why": why, "where": where, "count": count} for (why, where), count in counted.items()],
        "changes": [
            {name: change.get(name, "") for name in ("item", "title", "before", "after")} for change in version.changes
        ],
        "days": rule.days,
        "minimum_days": rule.minimum_days,
        "dismissal_days": rule.dismissal_days,
    }


def _gone(removal: Mapping[str, Any]) -> bool:
    return is_gone(removal.get("certain", True), removal.get("settled", ""))


def _reason(version: models.Version | None, until: datetime | None) -> str:
    if version is None or until is None:
        return ""
    return "resent" if until > version.deadline else version.deadline_reason


def _person(person: models.Person | None, addressee: models.Addressee | None) -> dict[str, str]:
    name = addressee.name if addressee is not None else person.name if person is not None else ""
    address = addressee.address if addressee is not None else ""
    return {"name": name, "key": person.key if person is not None else "", "address": address}


def _answer(answer: models.Answer, zone: ZoneInfo, language: str) -> dict[str, Any]:
    titles = {str(item["number"]): item["title"] for item in answer.version.items}
    person = answer.person
    return {
        "id": f"{answer.case.slug}/{answer.number}",
        "who": person.name if person is not None else answer.sender,
        "key": person.key if person is not None else "",
        "known": person is not None,
        "sender": answer.sender,
        "item": answer.item,
        "item_title": titles.get(answer.item, ""),
        "words": answer.words,
        "received": dates.moment(answer.received_at, zone, language),
        "late": answer.late,
        "verified": answer.verified,
        "channel": answer.channel,
        "recorded_by": answer.recorded_by,
        "intent": answer.intent,
        "version": answer.version.number,
    }


def _standing(case: models.Case | None) -> dict[str, int]:
    """How many of those who got the current version have approved it, hold it up, or are silent."""
    if case is None or not case.versions:
        return {"approved": 0, "objected": 0, "silent": 0}
    holding = {a.person_id for a in case.answers if a.open}
    approving = {a.person_id for a in case.answers if a.version_id == case.version.id and a.intent == Intent.APPROVE}
    board = [addressee.person_id for addressee in case.version.addressees]
    objected = sum(person in holding for person in board)
    approved = sum(person in approving - holding for person in board)
    return {"approved": approved, "objected": objected, "silent": len(board) - objected - approved}


def _condition(
    condition: Mapping[str, Any], version: models.Version | None, zone: ZoneInfo, language: str
) -> dict[str, Any]:
    subjects = [dates.words(str(subject), zone, language) for subject in condition.get("subjects", []) if subject]
    addressees = version.addressees if version is not None else []
    people = [{"name": a.name, "key": a.person.key, "address": a.address} for a in addressees if a.name in subjects]
    return {"name": condition["name"], "subjects": subjects, "people": people}


def _moment(value: datetime | None, zone: ZoneInfo, language: str) -> str:
    return dates.moment(value, zone, language) if value is not None else ""
