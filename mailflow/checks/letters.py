"""Check that every letter can be written: the installation's own templates with a round that never was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from mailflow.calendars import CalendarEntry
from mailflow.checks import Finding, failed
from mailflow.errors import ConfigError
from mailflow.i18n import _
from mailflow.letters import compose, invitation, minutes
from mailflow.mail import Mailbox
from mailflow.models import Addressee, Answer, Case, Person, Version
from mailflow.store.apply import Office

_DAY = date(2026, 1, 14)
_AT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)


def letters(office: Office, override: Path | None) -> Iterator[Finding]:
    """Every template compiles, knows all its words, and gives a letter in the configured language."""
    config = office.config
    if override is not None and not override.is_dir():
        # A folder that was named and is not there: her own words would silently not be used.
        what = _("The folder of your own templates is not there: {folder}.").format(folder=override)
        yield Finding("templates", "problem", what, _("Create it, or remove templates from the configuration."))
        return
    kinds = compose.kinds(office.templates)
    broken = False
    try:
        compose.check(office.templates)
    except ConfigError as error:
        yield failed("templates", error)
        return
    for kind in kinds:
        try:
            for words in _words(kind, office):
                compose.compose(office.templates, kind, words)
        except ConfigError as error:
            broken = True
            yield failed("templates", error)
    if not broken:
        what = _("All {count} letters can be written ({language}).").format(count=len(kinds), language=config.language)
        yield Finding("templates", "ok", what)


def _words(kind: str, office: Office) -> Iterator[dict[str, Any]]:
    """Everything that a letter of that kind may have to say."""
    whys = [why for why, template in invitation.TEMPLATES.items() if template == kind]
    for why in whys:
        words = invitation.words(_entry(office), why, config=office.config, language=office.config.language)
        yield words
        if why not in invitation.ORDINARY:
            compose.note(office.templates, invitation.NOTE, words)
    if not whys:
        case = _case()
        yield minutes.words(
            kind, case, config=office.config, zone=office.zone, version=case.version,
            addressee=case.version.addressees[0], answer=case.answers[0], facts=_facts(),
        )  # fmt: skip


def _entry(office: Office) -> CalendarEntry:
    """An event with everything in it that an event may have; it never was."""
    return CalendarEntry(
        method="REQUEST", uid="0@fkt.example", sequence=1, stamp=_AT, kind="other", title="Budget 2027", start=_AT,
        end=_AT + timedelta(hours=1), all_day=False, zone=office.zone.key, organizer=Mailbox("FKT", "post@fkt.example"),
        attendee=Mailbox("Anna Berg", "anna@fkt.example"), place="Rådhuset", link="https://www.fkt.example/",
        description="Velkommen.", guests=("Anna Berg",), answer_by=_AT, files=(("dagsorden.pdf", "application/pdf", b""),),
        what_changed=("title", "time", "place", "link", "text", "files", "guests", "answer-by", "kind"),
        was=(_AT, _AT + timedelta(hours=1)), place_was="Online", reason="Aftalt",
    )  # fmt: skip


def _case() -> Case:
    """Only in memory; nothing of it is ever stored or sent."""
    person = Person(id=1, key="anna-berg", name="Anna Berg")
    case = Case(
        kind="minutes",
        slug="hb-2026-01-14",
        title="Referat af møde i Hovedbestyrelsen den 14. januar 2026",
        body="Hovedbestyrelsen",
        meeting_date=_DAY,
        state="open",
        opened_at=_AT,
        published_at=_AT,
        to_meeting=_DAY,
        url="",
    )
    version = Version(
        id=1,
        number=1,
        filename="referat.docx",
        source=b"",
        markdown="# Referat\n\n## 1. Budget\n\nGodkendt.",
        items=[{"number": "1", "title": "Budget", "closed": False}],
        public_html="<p>Godkendt.</p>",
        public_text="Godkendt.",
        removals=[{"what": "12345678", "why": "Telefonnummer", "where": "1"}],
        changes=[{"item": "1", "title": "Budget", "before": "Afvist.", "after": "Godkendt."}],
        deadline=_AT + timedelta(days=7),
        deadline_reason="meeting",
        created_at=_AT,
    )
    case.versions.append(version)
    version.addressees.append(
        Addressee(person=person, person_id=1, name=person.name, address="anna@fkt.example", deadline=version.deadline)
    )
    case.answers.append(
        Answer(
            number=1,
            person=person,
            person_id=1,
            version=version,
            version_id=1,
            channel="mail",
            intent="object",
            item="1",
            words="Punkt 1: det var 10.000 kr.",
            verified=True,
            sender="anna@fkt.example",
            received_at=_AT,
            holds=True,
            late=False,
            recorded_by="",
        )
    )
    return case


def _facts() -> dict[str, Any]:
    """Everything that any desk or step gives a letter."""
    at = _AT.isoformat()
    return {
        "resent": False,
        "deadline": at,
        "decided_by": "Formanden",
        "reason": "Aftalt",
        "numbers": [1],
        "date": _DAY.isoformat(),
        "address": "anna@fkt.example",
        "text": "550 5.1.1",
        "mail_id": 1,
        "sender": "anna@fkt.example",
        "error": "timed out",
        "since": at,
        "letter_id": 1,
        "recipient": "anna@fkt.example",
        "subject": "Referat",
        "response": "",
        "created": at,
        "ids": "1-2",
        "letters": [{"letter_id": number, "recipient": "anna@fkt.example", "subject": "Referat"} for number in (1, 2)],
        "report_day": "fredag den 1. september 2023",
        "last_day": "torsdag den 1. juni 2023",
        **dict.fromkeys(("members", "missing", "joined", "left", "moved"), 1),
        **dict.fromkeys(("forum_count", "seat_count", "vacant_count", "change_count"), 1),
        "kind": "member-left",
        "number": 1,
        "rounds": ["hb-2026-01-14"],
        "event": "webinar-2026-01-14",
        "when": at,
        "at": at,
        "until": at,
        "who": "Anna Berg",
        "key": "anna-berg",
        "partstat": "counter",
        "known": True,
        "forged": False,
        "unplaced": False,
        "valid": True,
        "delegate": "",
        "title": "Postkassen svarer ikke",
        "tasks": [
            {
                "id": number,
                "who": "Anna Berg",
                "what": "Skriver til kredsene",
                "item": "1",
                "body": "HB",
                "due": "",
                "overdue": False,
                "meeting": "",
            }
            for number in (1, 2)
        ],
        "offers": [
            {
                "number": number,
                "kind": kind,
                "title": "Møde",
                "date": "",
                "last_date": "",
                "start": "",
                "end": "",
                "place": "",
                "slug": "webinar-2026-01-14",
                "was": "",
                "forum": "Byplanrådet",
                "change": "removed",
                "person": "",
                "replaces": "",
                "who": "",
                "what": "Skriver",
                "due": "",
            }
            for number, kind in enumerate(("event", "event-moved", "seat", "action"), 1)
        ],
        "left": [{"why": "undated", "words": "Uge 45"}],
        "differences": [{"name": "Anna Berg", "minutes": "regrets", "calendar": "accepted"}],
        "agenda": ["1. Godkendelse af dagsorden"],
        "wanting": [{"problem": "Byplanrådet (byplanraadet/1): pladsen er ledig."}] * 2,
        "conditions": [{"name": "delivered", "ok": False, "subjects": ["Anna Berg"]}],
        **_call_facts(),
        **_appointment_facts(),
    }


def _call_facts() -> dict[str, Any]:
    """What the letters about forums are told."""
    seat = dict.fromkeys(("title", "requirements", "holder", "place", "since", "until", "before"), "Medlem")
    return {
        "call": "byplanraadet-2026-01", "forum": "Byplanrådet", "organisation": "Byplanhuset", "purpose": "Planloven",
        "seats": [seat], "count": 1, "recommend": "KL", "deadline_short": "15. januar", "over": False, "inset": "Velkommen.",
        "proposers": ["Anna Berg, Odder"], "intent": "nominate", "late": True, "state": "open", "filled": True, "own": True,
        **{name: ["Anna Berg, Odder"] for name in ("noted", "kept", "dropped", "unsure")}, "asked": True, "doubt": "unmatched",
        "consent": "", "unknown": [{"label": "Bo", "may_be": ["bo-dahl"]}],
        **dict.fromkeys(("asked", "answered", "candidates", "willing", "open"), 2),
    }  # fmt: skip


def _appointment_facts() -> dict[str, Any]:
    """What the letters about an appointment are told beside it."""
    names = ("seat", "appointee", "place", "before", "contact", "decided", "from", "until", "told_on", "sender")
    return {**dict.fromkeys(names, "Byplanrådet"), "seat": "byplanraadet/1", "told": True, "title": "Medlem"}
