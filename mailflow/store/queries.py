"""Named selects. Each takes a Session and returns rows; none writes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Row, Select, String, Table, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased, defer

from mailflow.desks import gate
from mailflow.errors import NotFoundError, StoreError
from mailflow.i18n import _
from mailflow.models import Address, Addressee, Answer, Association, Attempt, Case, Letter, Mail, Person, Sweep, Version
from mailflow.parsers.roll import Roll
from mailflow.store.memory import remembered

WAITING = ("queued", "deferred")
_UNDECIDED = (*WAITING, "sending", "unknown")


def association(session: Session) -> Association:
    found: Association | None = session.scalar(select(Association))
    if found is None:
        raise StoreError(_("The store is empty."), _("Run mailflow init, or check store.url."))
    return found


# --- cases ---------------------------------------------------------------------------------------------------------


def case(session: Session, slug: str) -> Case:
    found = session.scalar(select(Case).where(Case.slug == slug))
    if found is None:
        known = ", ".join(session.scalars(select(Case.slug).order_by(Case.opened_at.desc()).limit(5)))
        raise NotFoundError(
            _("There is no round {slug}.").format(slug=slug),
            _("Known are: {ids}.").format(ids=known) if known else _("There is none yet."),
        )
    return found


def cases(session: Session, *states: str) -> Sequence[Case]:
    wanted = select(Case).where(Case.kind == "minutes").order_by(Case.opened_at, Case.id)
    return session.scalars(wanted.where(Case.state.in_(states)) if states else wanted).all()


def running_and_ended(session: Session) -> list[Case]:
    """The rounds that a mail can still concern, the oldest first: all but the cancelled ones."""
    return remembered(session, "running_and_ended", (Case,), lambda: list(session.scalars(_NOT_CANCELLED)))


_NOT_CANCELLED = select(Case).where(Case.kind == "minutes", Case.state != "cancelled").order_by(Case.opened_at, Case.id)


def cases_of_day(session: Session, meeting_date: date) -> Sequence[Case]:
    """The rounds of that day's meetings, but those that were cancelled."""
    wanted = select(Case).where(Case.meeting_date == meeting_date, Case.state != "cancelled")
    return session.scalars(wanted.order_by(Case.id)).all()


def cases_of_person(session: Session, person_id: int, *states: str) -> Sequence[Case]:
    """The cases in which this person is an addressee, newest first."""
    wanted = (
        select(Case)
        .join(Version, Version.case_id == Case.id)
        .join(Addressee, Addressee.version_id == Version.id)
        .where(Addressee.person_id == person_id, Case.state.in_(states))
        .distinct()
        .order_by(Case.id.desc())
    )
    return session.scalars(wanted).all()


def answer(session: Session, slug: str, number: int) -> Answer:
    found = session.scalar(
        select(Answer).join(Case, Answer.case_id == Case.id).where(Case.slug == slug, Answer.number == number)
    )
    if found is None:
        raise NotFoundError(
            _("There is no answer {slug}/{number}.").format(slug=slug, number=number),
            _("See mailflow minutes show {slug}.").format(slug=slug),
        )
    return found


def open_answers(session: Session) -> Sequence[Answer]:
    return session.scalars(select(Answer).where(Answer.holds, Answer.verdict_id.is_(None)).order_by(Answer.id)).all()


def set_aside(session: Session) -> Sequence[Mail]:
    """Mails that could not be read and have no verdict yet."""
    return session.scalars(select(Mail).where(Mail.set_aside != "", Mail.verdict_id.is_(None)).order_by(Mail.id)).all()


def mails_like(session: Session, mailbox: str, sha256: str, message_id: str) -> Sequence[Row[int, str, str, str]]:
    """id, sha256, sort and set_aside of the mail with this content, and of the first twenty with this Message-ID."""
    given = {"mailbox": mailbox, "sha256": sha256, "message_id": message_id or None}
    session.flush()  # as before any select
    return session.connection().execute(_MAILS_LIKE, given).all()


# Statements that are executed for every mail are built once.
_MAILS = cast(Table, Mail.__table__)
_IN_MAILBOX = _MAILS.c.mailbox == bindparam("mailbox")
_MAILS_LIKE = (
    select(_MAILS.c.id, _MAILS.c.sha256, _MAILS.c.sort, _MAILS.c.set_aside)
    .where(  # both sides name the mailbox, or SQLite goes through all of its mails instead of asking two indexes
        or_(
            and_(_IN_MAILBOX, _MAILS.c.sha256 == bindparam("sha256")),
            and_(_IN_MAILBOX, _MAILS.c.message_id == bindparam("message_id", type_=String)),
        )
    )
    .order_by(_MAILS.c.sha256 != bindparam("sha256"), _MAILS.c.id)
    .limit(21)
)


def is_addressee(session: Session, case_id: int, person_id: int) -> bool:
    """Whether any version of the case went to this person."""
    wanted = select(Addressee.person_id).join(Version, Addressee.version_id == Version.id)
    everybody = wanted.where(Version.case_id == case_id)
    key = ("addressees of all versions", case_id)
    return person_id in remembered(session, key, (Addressee,), lambda: frozenset(session.scalars(everybody)))


def addressees(session: Session, version_id: int) -> Roll:
    """To whom a version went, each under all addresses: where it went, and every one on her list, now or once."""
    return remembered(
        session, ("addressees", version_id), (Addressee, Address), lambda: _addressees(session, version_id)
    )


def _addressees(session: Session, version_id: int) -> Roll:
    wanted = (
        select(Addressee.id, Addressee.name, Addressee.address, Address.address)
        .outerjoin(Address, Address.person_id == Addressee.person_id)
        .where(Addressee.version_id == version_id)
        .order_by(Addressee.id, Address.id)
    )
    found: dict[int, tuple[str, list[str]]] = {}
    for addressee_id, name, sent_to, listed in session.execute(wanted):
        known = found.setdefault(addressee_id, (name, [sent_to]))[1]
        if listed is not None:
            known.append(listed)
    return Roll(found.values())


# --- the outbox ----------------------------------------------------------------------------------------------------


def letter_of(session: Session, message_ids: Sequence[str]) -> Letter | None:
    """The newest of our letters among these Message-IDs."""
    return _letter(session, _LETTER_OF, {"message_ids": list(message_ids)}) if message_ids else None


def _letter(session: Session, wanted: Select[int], given: dict[str, Any]) -> Letter | None:
    """The letter whose id this finds; the same object as long as the Session remembers, and without its bytes."""
    session.flush()  # as before any select
    found = session.connection().scalar(wanted, given)
    if found is None:
        return None
    return remembered(session, ("letter", found), (), lambda: session.get(Letter, found, options=_WITHOUT_RAW))


def raw_of(session: Session, letter: Letter) -> bytes:
    """Its bytes, files and all, which the object had better not hold as long as it lives."""
    raw = session.connection().scalar(_RAW, {"id": letter.id})
    assert isinstance(raw, bytes)
    return raw


_LETTERS, _ADDRESSEES = cast(Table, Letter.__table__), cast(Table, Addressee.__table__)
_WITHOUT_RAW = (defer(Letter.raw),)
_RAW = select(_LETTERS.c.raw).where(_LETTERS.c.id == bindparam("id"))
_LETTER_OF = (
    select(_LETTERS.c.id)
    .where(_LETTERS.c.message_id.in_(bindparam("message_ids", expanding=True)))
    .order_by(_LETTERS.c.id.desc())
    .limit(1)
)


def letter_to(session: Session, addresses: Sequence[str], since: datetime) -> Letter | None:
    """The newest letter sent to one of these addresses since then: whom a bounce without our Message-ID is about."""
    wanted = select(Letter).where(
        func.lower(Letter.recipient).in_([address.lower() for address in addresses]), Letter.created_at >= since
    )
    return session.scalar(wanted.order_by(Letter.addressee_id.is_(None), Letter.id.desc()).limit(1))


def member_written_to(session: Session, address: str) -> Person | None:
    """Whom the newest copy of minutes was for that went to exactly this address."""
    key = ("member_written_to", address.lower())
    return remembered(session, key, (Letter, Person), lambda: session.scalar(_WRITTEN_TO, {"address": address.lower()}))


_WRITTEN_TO = (
    select(Person)
    .join(Letter, Letter.person_id == Person.id)
    .where(func.lower(Letter.recipient) == bindparam("address"), Letter.addressee_id.is_not(None))
    .where(Letter.state == "sent")
    .order_by(Letter.id.desc())
    .limit(1)
)


def letter_to_addressee(session: Session, version_id: int, person_id: int | None) -> Letter | None:
    """The newest letter of a version to this person, or, when the person is not known, to the last of its addressees."""
    if person_id is None:
        return _letter(session, _TO_LAST_ADDRESSEE, {"version": version_id})
    return _letter(session, _TO_ADDRESSEE, {"version": version_id, "person": person_id})


_TO_LAST_ADDRESSEE = (
    select(_LETTERS.c.id)
    .join_from(_LETTERS, _ADDRESSEES, _LETTERS.c.addressee_id == _ADDRESSEES.c.id)
    .where(_ADDRESSEES.c.version_id == bindparam("version"))
    .order_by(_ADDRESSEES.c.id.desc(), _LETTERS.c.id.desc())
    .limit(1)
)
_TO_ADDRESSEE = _TO_LAST_ADDRESSEE.where(_ADDRESSEES.c.person_id == bindparam("person"))


def letters_due(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """The ids of what may go now, oldest first; locked against other senders on PostgreSQL.

    The letters of one invitation go in strict order: a cancellation that overtakes its invitation is taken for an old one,
    and the meeting stays in the calendar. One waits until the fate of those before it is known.
    """
    before = aliased(Letter)
    overtakes = (
        select(before.id)
        .where(before.invitation_id == Letter.invitation_id, before.id < Letter.id, before.state.in_(_UNDECIDED))
        .exists()
    )
    wanted = (
        select(Letter.id)
        .where(Letter.state.in_(WAITING), Letter.next_at <= now, Letter.not_after > now, ~overtakes)
        .order_by(Letter.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Letter)
    )
    return session.scalars(wanted).all()


def letters_waiting(session: Session, case_id: int | None = None) -> Sequence[Letter]:
    """Letters of which nothing has left us, those too old to go among them; of one case or of all."""
    wanted = select(Letter).where(Letter.state.in_((*WAITING, "stale"))).order_by(Letter.id)
    return session.scalars(wanted.where(Letter.case_id == case_id) if case_id is not None else wanted).all()


def letters_stale(session: Session, now: datetime) -> Sequence[Letter]:
    return session.scalars(
        select(Letter).where(Letter.state.in_(WAITING), Letter.not_after <= now).order_by(Letter.id)
    ).all()


def letters_to_judge(session: Session) -> Sequence[Letter]:
    """Letters that wait for a human: nobody knows whether they went, they are too old, or they were refused."""
    wanted = select(Letter).where(or_(Letter.state.in_(("unknown", "stale")), Letter.state == "failed"))
    return session.scalars(wanted.order_by(Letter.id)).all()


def tries_since(session: Session, since: datetime) -> Sequence[datetime]:
    """When letters were tried after that instant, oldest first: for the sliding minute of the rate limit."""
    wanted = select(Letter.tried_at).where(Letter.tried_at > since).order_by(Letter.tried_at)
    return [tried for tried in session.scalars(wanted) if tried is not None]


def automatic_since(session: Session, since: datetime, person_id: int | None = None) -> int:
    """How many automatic answers were written after that instant: to one person, or to all."""
    wanted = select(func.count()).select_from(Letter).where(Letter.automatic, Letter.created_at > since)
    return session.scalar(wanted.where(Letter.person_id == person_id) if person_id is not None else wanted) or 0


def notices_since(session: Session, since: datetime) -> int:
    """How many notices to the secretariat were written after that instant."""
    wanted = select(func.count()).select_from(Letter).where(Letter.kind.like("notice-%"), Letter.created_at > since)
    return session.scalar(wanted) or 0


# --- the gate ------------------------------------------------------------------------------------------------------


def last_sweep(session: Session, mailbox: str) -> Sweep | None:
    """The newest complete one."""
    wanted = select(Sweep).where(Sweep.mailbox == mailbox, Sweep.finished_at.is_not(None))
    return session.scalar(wanted.order_by(Sweep.started_at.desc(), Sweep.id.desc()).limit(1))


def facts(session: Session, case: Case, mailbox: str, now: datetime, stopped: str = "") -> gate.Facts:
    """Everything the gate needs beyond the case, read in the caller's transaction."""
    us = association(session)
    concerning = [
        m
        for m in set_aside(session)
        if m.case_id == case.id or (m.case_id is None and m.received_at >= case.opened_at - timedelta(days=1))
    ]
    return gate.Facts(
        now=now,
        sweep=last_sweep(session, mailbox),
        set_aside=tuple(concerning),
        clock_doubt=us.clock_doubt,
        frozen=stopped or _(us.frozen),
        html_sha256=hashlib.sha256(case.version.public_html.encode()).hexdigest(),
        pdf_sha256=hashlib.sha256(case.version.public_pdf).hexdigest() if case.version.public_pdf is not None else "",
    )


def half_published(session: Session) -> list[Attempt]:
    """Uploads that failed or were cut off, of rounds that are not going to be published now: the page may stand there."""
    if association(session).frozen:
        return []  # a restored backup knows nothing of what came after it
    wanted = select(Attempt).join(Case, Case.id == Attempt.case_id).where(
        Case.state.in_(("open", "at-meeting", "cancelled")), Attempt.step.in_(("publish", "unpublish")),
        Attempt.outcome != "held",
    )  # fmt: skip
    newest = {attempt.case_id: attempt for attempt in session.scalars(wanted.order_by(Attempt.id))}
    return [attempt for attempt in newest.values() if attempt.step == "publish" and attempt.outcome != "done"]


def attempts(session: Session, case: Case) -> Sequence[Attempt]:
    return session.scalars(select(Attempt).where(Attempt.case_id == case.id).order_by(Attempt.id)).all()
