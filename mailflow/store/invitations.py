"""Invitations: what each calendar needs by the desk's rule, and the letters that bring it there.

Two processes may do this at once: whoever writes holds the event's row, reads what has been written since, and decides anew.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, selectinload

from mailflow.calendars import CalendarEntry
from mailflow.desks import audience as words
from mailflow.desks import events as desk
from mailflow.desks.audience import Guest
from mailflow.desks.deadlines import local_day
from mailflow.desks.events import Action, Reminder, Send, Withdraw
from mailflow.errors import InputError
from mailflow.i18n import _
from mailflow.letters import build, invitation
from mailflow.mail import Mailbox
from mailflow.models import Association, CalendarEvent, Dispatch, Invitation, Letter, Person
from mailflow.store import audit, districts, people
from mailflow.store.apply import Office

_TOLD = {
    "title": "title", "start": "time", "end": "time", "all_day": "time", "place": "place", "link": "link",
    "description": "text", "answer_by": "answer-by", "files": "files",
}  # fmt: skip
_STATE = {"REQUEST": "invited", "CANCEL": "cancelled"}


@dataclass(frozen=True, slots=True)
class Need:
    """One person and one event. ``key`` is the person's, or the address of one who is no member."""

    key: str
    name: str
    address: str
    guest: Guest | None  # None: not in the audience today
    invitation: Invitation | None
    action: Action


# --- reading -------------------------------------------------------------------------------------------------------


def needs(session: Session, event: CalendarEvent, office: Office, now: datetime, *, again: bool = False,
          only: Collection[str] | None = None) -> list[Need]:  # fmt: skip
    """What everybody's calendar needs, the audience first, then those who were invited once. ``only``: these keys."""
    known = people.everybody(session) if only is None else _people(session, only)
    today = local_day(now, office.zone)
    table = districts.table(session, today)
    guests = words.invited(event.audience, known, table, today, office.mailbox)
    invitations = _invitations(session, event, None if only is None else [person.id for person in known], only)
    found = []
    for guest in guests:
        if only is not None and guest.key not in only:
            continue
        own = invitations.pop(guest.person_id or guest.key, None)
        found.append(Need(guest.key, guest.name, guest.address, guest, own, desk.decide(event, guest, own, now, again)))
    for own in invitations.values():
        key = own.person.key if own.person is not None else own.guest or ""
        if key and (only is None or key in only):
            found.append(Need(key, own.name, own.address, None, own, desk.decide(event, None, own, now)))
    return found


def of_event(session: Session, event: CalendarEvent) -> list[Invitation]:
    """All of them, with what was sent and what was answered, but without the letters' bytes."""
    return list(_invitations(session, event, None, None).values())


def _people(session: Session, keys: Collection[str]) -> list[Person]:
    wanted = select(Person).where(Person.key.in_(keys)).order_by(Person.key)
    return list(session.scalars(wanted.options(selectinload(Person.addresses), selectinload(Person.roles))))


def _invitations(session: Session, event: CalendarEvent, ids: Sequence[int] | None,
                 keys: Collection[str] | None) -> dict[int | str, Invitation]:  # fmt: skip
    """By the person's id, or the address of one who is no member."""
    wanted = select(Invitation).where(Invitation.event_id == event.id).order_by(Invitation.id)
    if ids is not None:
        wanted = wanted.where(Invitation.person_id.in_(ids) | Invitation.guest.in_(keys or []))
    wanted = wanted.options(
        selectinload(Invitation.dispatches).selectinload(Dispatch.letter).options(defer(Letter.raw)),
        selectinload(Invitation.answers), selectinload(Invitation.person),
    )  # fmt: skip
    return {one.person_id or one.guest or -one.id: one for one in session.scalars(wanted)}


def place_of(session: Session, event: CalendarEvent, key: str, office: Office, now: datetime) -> Invitation:
    """The invitation of a person (by key, or a guest's address), made when nothing has been sent to her yet.

    Raises ``InputError`` for one who neither is nor was invited.
    """
    for need in needs(session, event, office, now, only=[key]):
        if need.invitation is not None:
            return need.invitation
        own = _new(event, need, office, now)
        own.state = "waiting"
        session.add(own)
        session.flush()
        return own
    raise InputError(
        _("{person} is not invited to {slug}.").format(person=key, slug=event.slug),
        _("See who is: mailflow events show {slug}").format(slug=event.slug),
    )


# --- writing -------------------------------------------------------------------------------------------------------


def bring(session: Session, event_id: int, keys: Collection[str], office: Office, now: datetime, *,
          again: bool = False, remind: Reminder | None = None) -> list[tuple[Need, str]]:  # fmt: skip
    """Put into the outbox what these people's calendars need now. Each person with "" or why no letter could be written.

    ``remind``: only a reminder, to those who have not answered or, the day before, to those who come. The event is held
    until the transaction ends.
    """
    event = session.get_one(CalendarEvent, event_id, with_for_update=True, populate_existing=True)
    _hold_letters(session, event, keys)
    done: list[tuple[Need, str]] = []
    letters: list[Letter] = []
    names = _names(session, event, office, now)
    installation = session.scalars(select(Association.installation)).one()
    for need in needs(session, event, office, now, again=again, only=keys):
        action = need.action
        if remind is not None and need.guest is not None:
            rule = desk.remind if remind == "unanswered" else desk.tomorrow
            action = rule(event, need.guest, need.invitation, now)
        trouble = ""
        match action:
            case Send():
                try:
                    letters.append(_write(session, event, need, action, names, installation, office, now))
                except InputError as error:
                    trouble = error.message
            case Withdraw(ids) if need.invitation is not None and not remind:
                _withdraw(session, need.invitation, ids, now)
        done.append((Need(need.key, need.name, need.address, need.guest, need.invitation, action), trouble))
    session.flush()  # all of them in a few statements
    if letters:
        written = [letter.id for letter in letters]
        audit.record(session, "invitations.queued", now, calendar_event=event.id, letters=written)
    return done


def keep_time(session: Session, own: Invitation, office: Office, now: datetime) -> None:
    """Tell one who proposed another time that it stays as it is: an ordinary mail, since no client shows another."""
    event = own.event
    _hold_letters(session, event, [own.person.key if own.person is not None else own.guest or ""])
    sequence, stamp = desk.numbers(event, "kept", own, now)
    send = Send("REQUEST", "kept", sequence, stamp, own.name, own.address)
    need = Need(own.guest or "", own.name, own.address, None, own, send)
    installation = session.scalars(select(Association.installation)).one()
    letter = _write(session, event, need, send, (), installation, office, now)
    session.flush()
    audit.record(session, "invitations.queued", now, calendar_event=event.id, letters=[letter.id])


def _hold_letters(session: Session, event: CalendarEvent, keys: Collection[str]) -> None:
    """What has not left us cannot leave us while it is decided whether it still should (PostgreSQL; SQLite has one writer)."""
    theirs = select(Invitation.id).outerjoin(Person, Person.id == Invitation.person_id).where(
        Invitation.event_id == event.id, Person.key.in_(keys) | Invitation.guest.in_(keys)
    )  # fmt: skip
    waiting = select(Letter.id).where(Letter.invitation_id.in_(theirs), Letter.state.in_(("queued", "deferred")))
    session.execute(waiting.order_by(Letter.id).with_for_update()).all()


def _names(session: Session, event: CalendarEvent, office: Office, now: datetime) -> tuple[str, ...]:
    """Who is invited, where guests may see one another."""
    if not event.guests_visible:
        return ()
    today = local_day(now, office.zone)
    found = words.invited(event.audience, people.everybody(session), districts.table(session, today), today)
    return tuple(guest.name for guest in found)


def _write(session: Session, event: CalendarEvent, need: Need, send: Send, names: tuple[str, ...], installation: str,
           office: Office, now: datetime) -> Letter:  # fmt: skip
    own = need.invitation or _new(event, need, office, now)
    entry = _entry(event, own, send, names, office)
    message_id = build.message_id(event.slug, event.revision, office.token(), office.mailbox.partition("@")[2])
    first = own.dispatches[0].letter.message_id if own.dispatches else ""
    raw = invitation.mail(
        office.templates, entry, send.why, config=office.config, message_id=message_id, date=now.astimezone(office.zone),
        in_reply_to=first, references=(first,) if first else (), case_slug=event.slug, installation=installation,
        auto_submitted="auto-generated" if send.why == "day-before" else "",
    )  # fmt: skip
    session.add(own)
    _withdraw(session, own, send.withdraw, now)
    for one in own.dispatches:
        if one.letter.state == "failed":  # nobody is asked any more whether the older one shall go again: it must not
            one.letter.state = "dropped"
    letter = Letter(
        unique_key=f"invitation:{own.uid}:{send.sequence}:{event.revision}:{len(own.dispatches)}",
        kind=invitation.TEMPLATES[send.why], person_id=own.person_id, invitation=own, recipient=send.address,
        subject=build.subject_of(raw)[:500], message_id=message_id, raw=raw, sha256=hashlib.sha256(raw).hexdigest(), created_at=now,
        next_at=now, not_after=event.end_at if send.method == "CANCEL" else event.start_at,
    )  # fmt: skip
    method = "" if send.why in invitation.ORDINARY else send.method
    own.dispatches.append(
        Dispatch(letter=letter, method=method, sequence=send.sequence, stamp=send.stamp, revision=event.revision, why=send.why)
    )  # fmt: skip
    if method:
        own.name, own.address, own.state = send.name, send.address, _STATE[method]
    return letter


def _new(event: CalendarEvent, need: Need, office: Office, now: datetime) -> Invitation:
    """The UID cannot be guessed: it says whose answer it is (RFC 7986 section 5.3)."""
    assert need.guest is not None
    uid = f"{secrets.token_hex(16)}@{office.mailbox.partition('@')[2]}"
    return Invitation(
        event_id=event.id, person_id=need.guest.person_id, guest=None if need.guest.person_id else need.guest.key,
        uid=uid, name=need.name, address=need.address, created_at=now, dispatches=[], answers=[],
    )  # fmt: skip


def _withdraw(session: Session, own: Invitation, ids: Sequence[int], now: datetime) -> None:
    for one in own.dispatches:
        if one.id in ids:
            one.withdrawn = True
            one.letter.state, one.letter.claimed_by = "dropped", ""
    if ids:
        gone = [one for one in own.dispatches if one.method and not one.withdrawn]
        own.state = _STATE[gone[-1].method] if gone else "waiting"
        letters = [one.letter_id for one in own.dispatches if one.id in ids]
        audit.record(session, "invitations.withdrawn", now, letters=letters)


def _entry(event: CalendarEvent, own: Invitation, send: Send, names: tuple[str, ...], office: Office) -> CalendarEntry:
    """What her calendar is told. A cancellation speaks of the event as it is, also when she never heard of the last change."""
    before = next((version.facts for version in event.versions if version.revision == send.before), None)
    start, end = _stretch(event.start_at, event.end_at, event.all_day, office.zone)
    was = None
    if before is not None and not {"start", "end", "all_day"}.isdisjoint(send.changed):
        began, ended = datetime.fromisoformat(before["start"]), datetime.fromisoformat(before["end"])
        was = _stretch(began, ended, before["all_day"], office.zone)
    cancelled = send.method == "CANCEL"
    return CalendarEntry(
        method=send.method, uid=own.uid, sequence=send.sequence, stamp=send.stamp, kind=event.kind,  # type: ignore[arg-type]
        title=event.title, start=start, end=end, all_day=event.all_day, zone=office.zone.key,
        organizer=Mailbox(office.config.association.name, office.config.imap.address),
        attendee=Mailbox(send.name, send.address), place=event.place, link=event.link, description=event.description,
        guests=() if cancelled else names, answer_by=event.answer_by,
        files=() if cancelled else tuple((file.filename, file.media_type, file.content) for file in event.files),
        what_changed=tuple(dict.fromkeys(_TOLD[field] for field in send.changed)), was=was,
        place_was=before["place"] if before is not None and "place" in send.changed else "",
        reason=event.cancelled_reason if send.why == "cancel" else "",
    )  # fmt: skip


def _stretch(start: datetime, end: datetime, all_day: bool, zone: ZoneInfo) -> tuple[datetime | date, datetime | date]:
    """Instants as the clock in ``zone`` shows them; all day the days."""
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    return (begins.date(), ends.date()) if all_day else (begins, ends)
