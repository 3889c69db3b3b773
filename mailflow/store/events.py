"""Events: making one, changing it, calling it off, finding it; and an answer that a human records.

Each change is a new revision with a ``EventVersion`` of its own. The caller opens the transaction.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailflow.desks import audience as words
from mailflow.desks import events as desk
from mailflow.desks.audience import Guest
from mailflow.desks.deadlines import local_day
from mailflow.desks.eventform import EventForm, check, cleaned
from mailflow.desks.members import valid_roles
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.mail import Attachment
from mailflow.models import CalendarEvent, EventAnswer, EventFile, EventVersion, Invitation
from mailflow.parsers import membercells
from mailflow.store import audit, districts, people
from mailflow.store.apply import Office

_SLUG = {
    "webinar": "webinar", "board-meeting": "hb-moede", "joint-meeting": "faellesmoede",
    "general-assembly": "generalforsamling", "other": "moede",
}  # fmt: skip


# --- finding -------------------------------------------------------------------------------------------------------


def find(session: Session, slug: str, *, lock: bool = False) -> CalendarEvent:
    """The event of that id; ``lock``: for this transaction nobody else changes it or writes letters for it.

    Raises ``NotFoundError`` and names the coming ones.
    """
    wanted = select(CalendarEvent).where(CalendarEvent.slug == slug.strip())
    found = session.scalar(wanted.with_for_update() if lock else wanted)
    if found is None:
        known = ", ".join(
            session.scalars(select(CalendarEvent.slug).order_by(CalendarEvent.start_at.desc()).limit(5)).all()
        )
        raise NotFoundError(
            _("There is no event {slug}.").format(slug=slug),
            _("Known are: {ids}.").format(ids=known) if known else _("Make one: mailflow events add"),
        )
    return found


def all_events(session: Session, since: datetime | None = None) -> Sequence[CalendarEvent]:
    """By time; ``since``: those that end after that instant."""
    wanted = select(CalendarEvent).order_by(CalendarEvent.start_at, CalendarEvent.id)
    return session.scalars(wanted.where(CalendarEvent.end_at > since) if since else wanted).all()


def guests(session: Session, event: CalendarEvent, office: Office, now: datetime) -> list[Guest]:
    """Whom the event is for today."""
    today = local_day(now, office.zone)
    return words.invited(
        event.audience, people.everybody(session), districts.table(session, today), today, office.mailbox
    )


# --- making and changing -------------------------------------------------------------------------------------------


def form_of(event: CalendarEvent) -> EventForm:
    """The event as it stands, to be changed with ``dataclasses.replace``."""
    files = tuple(Attachment(file.filename, file.media_type, file.content) for file in event.files)
    return EventForm(
        event.kind, event.title, event.start_at, event.end_at, tuple(event.audience), event.all_day, event.place,
        event.link, event.description, event.guests_visible, event.answer_by, event.public, event.day_before, files,
        event.source,
    )  # fmt: skip


def add(session: Session, form: EventForm, office: Office, now: datetime, by: str) -> CalendarEvent:
    """A new event; nobody is invited yet. Raises ``InputError`` for what is wrong in it, ``RefusedError`` for a second one."""
    form = cleaned(form)
    check(form, now, office.zone)
    _check_audience(session, form.audience, office, now)
    _check_twin(session, form, None)
    event = CalendarEvent(
        slug=_slug(session, form, office), state="open", sequence=0, revision=0, created_at=now, created_by=by
    )
    _fill(event, form)
    session.add(event)
    session.flush()
    _keep_version(session, event, now, by)
    audit.record(session, "calendar-event.added", now, calendar_event=event.id)
    return event


def change(session: Session, event: CalendarEvent, form: EventForm, office: Office, now: datetime,
           by: str) -> tuple[str, ...]:  # fmt: skip
    """Make the event what ``form`` says. Returns the fields that changed; () and nothing is done.

    Raises ``InputError`` for what is wrong in it, ``RefusedError`` for an event that is called off.
    """
    if event.state != "open":
        raise RefusedError(_("{slug} is called off.").format(slug=event.slug), _("Make a new one: mailflow events add"))
    before, form = form_of(event), cleaned(form)
    check(form, now, office.zone, before)
    if form.audience != before.audience:
        _check_audience(session, form.audience, office, now)
    _check_twin(session, form, event)
    was = desk.facts_of(event)
    _fill(event, form)
    session.flush()
    differs = desk.changed(was, desk.facts_of(event), desk.KEPT)
    if differs:
        event.sequence += 0 if desk.MAJOR.isdisjoint(differs) else 1
        event.revision += 1
        _keep_version(session, event, now, by)
        audit.record(
            session,
            "calendar-event.changed",
            now,
            calendar_event=event.id,
            revision=event.revision,
            fields=list(differs),
        )
    return differs


def cancel(session: Session, event: CalendarEvent, reason: str, now: datetime, by: str) -> None:
    """Call it off. Raises ``RefusedError`` when it is already, or is over."""
    if event.state != "open":
        raise RefusedError(_("{slug} is already called off.").format(slug=event.slug))
    if event.end_at <= now:
        raise RefusedError(_("{slug} is over.").format(slug=event.slug))
    event.state, event.cancelled_reason = "cancelled", reason
    event.sequence += 1
    event.revision += 1
    _keep_version(session, event, now, by)
    audit.record(session, "calendar-event.cancelled", now, calendar_event=event.id, revision=event.revision)


def record_answer(session: Session, event: CalendarEvent, invitation: Invitation | None, person_id: int | None,
                  partstat: str, now: datetime, **more: Any) -> EventAnswer:  # fmt: skip
    """Keep an answer, as the newest of the event. ``more`` are further fields of ``EventAnswer``; ``channel`` is needed.

    Without ``revision`` it answers what the person was told last.
    """
    last = session.scalar(select(func.max(EventAnswer.number)).where(EventAnswer.event_id == event.id)) or 0
    more.setdefault("received_at", now)
    more.setdefault("revision", revision_told(event, invitation))
    answer = EventAnswer(
        event=event, number=last + 1, invitation=invitation, person_id=person_id, partstat=partstat, **more
    )
    session.add(answer)
    session.flush()
    ids = {"calendar_event": event.id, "answer": answer.id, "person": person_id, "mail": answer.mail_id}
    audit.record(session, "event-answer.taken", now, partstat=partstat, **ids)
    return answer


def revision_told(event: CalendarEvent, invitation: Invitation | None, sequence: int | None = None) -> int:
    """The revision that the person answers: of the newest letter that left us (with that SEQUENCE), else the event's own."""
    told = [
        one for one in (invitation.dispatches if invitation else [])
        if not one.withdrawn and one.method == "REQUEST" and one.letter.state not in ("queued", "deferred", "failed")
        and sequence in (None, one.sequence)
    ]  # fmt: skip
    if told:
        return told[-1].revision
    return event.revision if sequence is None else revision_told(event, invitation)


# --- inside --------------------------------------------------------------------------------------------------------


def _fill(event: CalendarEvent, form: EventForm) -> None:
    event.kind, event.title, event.start_at, event.end_at = form.kind, form.title, form.start, form.end
    event.all_day, event.place, event.link, event.description = form.all_day, form.place, form.link, form.description
    event.audience, event.guests_visible, event.answer_by = list(form.audience), form.guests_visible, form.answer_by
    event.public, event.day_before, event.source = form.public, form.day_before, form.source
    have = {(file.filename, file.sha256) for file in event.files}
    want = {(file.filename, hashlib.sha256(file.content).hexdigest()): file for file in form.files}
    for old in [one for one in event.files if (one.filename, one.sha256) not in want]:
        event.files.remove(old)
    if (session := Session.object_session(event)) is not None:
        session.flush()  # what goes, goes before a file of the same name comes
    for (name, sha), file in want.items():
        if (name, sha) not in have:
            event.files.append(EventFile(filename=name, media_type=file.content_type, content=file.content, sha256=sha))


def _keep_version(session: Session, event: CalendarEvent, now: datetime, by: str) -> None:
    event.versions.append(
        EventVersion(revision=event.revision, sequence=event.sequence, facts=desk.facts_of(event), at=now, by=by)
    )
    session.flush()


def _slug(session: Session, form: EventForm, office: Office) -> str:
    """A readable id: "webinar-2026-10-26"; "-2" and so on for another on the same day."""
    base = f"{_SLUG[form.kind]}-{local_day(form.start, office.zone).isoformat()}"
    taken = set(session.scalars(select(CalendarEvent.slug).where(CalendarEvent.slug.startswith(base))))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)


def _check_twin(session: Session, form: EventForm, event: CalendarEvent | None) -> None:
    """The same event typed, or imported, once more."""
    others = select(CalendarEvent).where(CalendarEvent.state == "open", CalendarEvent.start_at == form.start)
    for other in session.scalars(others):
        if other is not event and _plain(other.title) == _plain(form.title):
            raise RefusedError(
                _("That event is there already: {slug}.").format(slug=other.slug),
                _("Change it with: mailflow events edit {slug}").format(slug=other.slug),
            )


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title.casefold()).strip()


def _check_audience(session: Session, audience: Sequence[str], office: Office, now: datetime) -> None:
    """Raises ``InputError`` or ``NotFoundError`` for an entry that means nobody, and for an audience of nobody."""
    today = local_day(now, office.zone)
    everybody, table = people.everybody(session), districts.table(session, today)
    for entry in audience:
        what, _name = words.split(entry)
        if what == "guest" and not membercells.is_address(address := entry.rpartition("<")[2].rstrip("> ").lower()):
            raise InputError(
                _("{address} is no e-mail address.").format(address=address), _("Write guest:NAME <ADDRESS>.")
            )
        if words.invited([entry], everybody, table, today, office.mailbox):
            continue
        known = {
            "district": sorted(set(table.values())),
            "group": sorted({role for person in everybody for role in valid_roles(person, today)}),
        }.get(what, [])
        message = _("Nobody is meant by “{entry}” today.").format(entry=entry)
        if known:
            raise InputError(message, _("Known are: {ids}.").format(ids=", ".join(known)))
        raise InputError(message, _("See who is there: mailflow members list."))
