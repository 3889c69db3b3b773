"""How the command line shows things: tables, instants in the association's words, JSON for machines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any
from zoneinfo import ZoneInfo

import click
from babel.dates import format_datetime
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow import i18n
from mailflow.cli.lines import short as short
from mailflow.desks import gate
from mailflow.desks.health import Health
from mailflow.i18n import _
from mailflow.models import Addressee, Answer, Case, Letter
from mailflow.parsers import mail as parse_mail

_zone = ZoneInfo("Europe/Copenhagen")


def use_zone(name: str) -> None:
    """Show instants in this zone from now on (the association's)."""
    global _zone
    _zone = ZoneInfo(name)


def as_json(value: Any) -> str:
    """Instants as ISO 8601 in UTC, dates as ISO dates."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def moment(when: datetime | None) -> str:
    """ "tirsdag den 5. september 2023 kl. 23.59" in the association's zone; "–" for none."""
    if when is None:
        return "–"
    local = when.astimezone(_zone)
    if i18n.language() == "da":
        return format_datetime(local, "EEEE 'den' d. MMMM y 'kl.' HH.mm", locale="da")
    return format_datetime(local, "EEEE d MMMM y 'at' HH:mm", locale="en")


def instants(subject: str) -> str:
    """A subject of a condition: an ISO instant becomes words, anything else stays."""
    try:
        return moment(datetime.fromisoformat(subject))
    except ValueError:
        return subject


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table; words from mails are never read as markup."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*headings, box=SIMPLE, pad_edge=False)
    for row in rows:
        shown.add_row(*(Text(cell) for cell in row))
    console = Console()
    if not console.is_terminal:
        console = Console(width=250)  # into a file or a pipe: nothing is cut
    console.print(shown)


def letter(raw: bytes) -> str:
    """A letter of ours as a person reads it: the headers that matter, then the text."""
    mail = parse_mail.parse(raw)
    to = ", ".join(f"{m.name} <{m.address}>" if m.name else m.address for m in mail.to)
    files = ", ".join(attachment.filename for attachment in mail.attachments)
    head = [_("To: {to}").format(to=to), _("Subject: {subject}").format(subject=mail.subject)]
    if files:
        head.append(_("Attached: {files}").format(files=files))
    return "\n".join([*head, "", mail.text])


def state(case: Case) -> str:
    if case.state == "open" and gate.holding(case):
        return _("held")
    words = {
        "open": _("running"),
        "approved": _("approved, not yet published"),
        "published": _("published"),
        "unpublished": _("taken off the website"),
        "at-meeting": _("approved at a meeting instead"),
        "cancelled": _("cancelled"),
    }
    return words[case.state]


def intent(name: str) -> str:
    words = {
        "approve": _("approves"), "object": _("objects"), "withdraw": _("withdraws the objection"), "question": _("asks"),
        "none": _("says nothing about it"), "unclear": _("unclear"),
    }  # fmt: skip
    return words.get(name, name)


def delivery(name: str) -> str:
    """A letter's state, or an addressee's, in words."""
    words = {
        "sent": _("delivered"), "bounced": _("came back"), "excused": _("excused"), "queued": _("not sent yet"),
        "sending": _("being sent"), "deferred": _("being tried"), "failed": _("refused"), "unknown": _("unknown"),
        "stale": _("too old"), "dropped": _("dropped"), "none": _("never sent"),
    }  # fmt: skip
    return words.get(name, name)


def set_aside(reason: str) -> str:
    """Why a mail could not be read, in words."""
    words = {
        "too large": _("too large"), "encrypted": _("encrypted"), "winmail.dat": _("winmail.dat"),
        "nested too deeply": _("built wrongly"), "too many parts": _("built wrongly"),
        "a bounce that names nobody": _("a bounce that names nobody"),
    }  # fmt: skip
    return words.get(reason, _("mailflow stumbled over it"))


def verdict(kind: str) -> str:
    """What was decided, in words."""
    words = {
        "revised": _("met by a correction"), "dismissed": _("dismissed"), "at-meeting": _("left to a meeting"),
        "withdrawn": _("withdrawn"), "cancelled": _("the round was cancelled"), "approve": _("counts as approval"),
        "none": _("is no answer"),
    }  # fmt: skip
    return words.get(kind, kind)


def letters_of(session: Session, case: Case) -> Sequence[Letter]:
    return session.scalars(select(Letter).where(Letter.case_id == case.id).order_by(Letter.id)).all()


def addressee(one: Addressee) -> dict[str, Any]:
    copy = gate.copy_of(one)
    delivery = "excused" if one.excused_at else "bounced" if gate.bounced(one) else copy.state if copy else "none"
    return {
        "name": one.name, "key": one.person.key, "address": copy.recipient if copy else one.address, "delivery": delivery,
        "sent_at": copy.sent_at if copy else None, "deadline": one.deadline, "excused_by": one.excused_by or None,
        "excused_reason": one.excused_reason or None,
    }  # fmt: skip


def health(one: Health) -> str:
    """The state of an address in a word; "" when all is well."""
    return {"doubtful": _("doubtful"), "blocked": _("blocked"), "dead": _("dead")}.get(one.state, "")


def answer(one: Answer) -> dict[str, Any]:
    return {
        "id": f"{one.case.slug}/{one.number}", "case": one.case.slug, "person": one.person.name if one.person else None,
        "sender": one.sender, "intent": one.intent, "item": one.item or None, "words": one.words, "evidence": one.evidence,
        "why": one.why, "confidence": one.confidence, "channel": one.channel, "verified": one.verified,
        "received_at": one.received_at, "version": one.version.number, "late": one.late, "holds": one.open,
        "verdict": {
            "kind": one.verdict.kind, "decided_by": one.verdict.decided_by, "reason": one.verdict.reason, "at": one.verdict.at,
        } if one.verdict else None,
    }  # fmt: skip


def case(one: Case) -> dict[str, Any]:
    version = one.version
    return {
        "id": one.slug, "title": one.title, "body": one.body, "meeting_date": one.meeting_date, "state": one.state,
        "held": one.state == "open" and gate.holding(one),
        "version": version.number, "deadline": version.deadline, "deadline_reason": version.deadline_reason,
        "not_before": one.not_before, "opened_at": one.opened_at, "approved_at": one.approved_at,
        "published_at": one.published_at, "url": one.url or None, "to_meeting": one.to_meeting,
        "public_sha256": version.public_sha256, "source_sha256": version.source_sha256,
        "addressees": [addressee(a) for a in version.addressees], "answers": [answer(a) for a in one.answers],
    }  # fmt: skip


def attached(raw: bytes) -> list[str]:
    """The names of the files that a letter carries."""
    return [part.get_filename() or "" for part in message_from_bytes(raw, policy=default).iter_attachments()]


def outcome(session: Session, one: Case, before: set[int], *, dry_run: bool, as_json: bool) -> None:
    """After a command that changed a case: how it stands, and the letters it wrote (all words, on a dry run)."""
    written = [entry for entry in letters_of(session, one) if entry.id not in before]
    if as_json:
        listed = [{"to": w.recipient, "kind": w.kind, "subject": w.subject} for w in written]
        click.echo(globals()["as_json"]({**case(one), "letters": listed, "dry_run": dry_run}))
        return
    if dry_run:
        for entry in written:
            click.echo(letter(entry.raw))
            click.echo("—" * 40)
        click.echo(_("Nothing was changed or sent."))
        return
    click.echo(f"{one.slug}: {state(one)}")
    for subject in dict.fromkeys(entry.subject for entry in written):
        to = [entry.recipient for entry in written if entry.subject == subject]
        many = _("{count} members").format(count=len(to)) if len(to) > 3 else ", ".join(to)
        click.echo(_("To {address}: {subject}").format(address=many, subject=subject))
