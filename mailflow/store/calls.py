"""Calls for candidates: opening one, finding it, reminding, closing, calling it off. Used inside the caller's transaction.

Whoever changes a call holds its row, or the forum's, until the transaction ends: of two secretaries one comes second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mailflow.desks import audience as words
from mailflow.desks import calls as desk
from mailflow.desks.audience import Guest
from mailflow.desks.deadlines import after_days, local_day
from mailflow.desks.forums import label
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.letters import call as letters
from mailflow.models import (
    CalendarEvent,
    Call,
    CallAddressee,
    CallAnswer,
    Candidate,
    Case,
    Forum,
    ForumLetter,
    Letter,
    Person,
    Seat,
)  # fmt: skip
from mailflow.store import audit, districts, forumletters, people
from mailflow.store.apply import Office
from mailflow.store.memory import remembered

AFTERWARDS = timedelta(days=60)  # so long after a call has ended what is said of it is still kept
REMIND_FROM = 9  # o'clock
CONSENT = ("consent", "consent-reminder")
_LONGEST_SLUG = 60  # the column holds 80; the month and a number follow


# --- finding -------------------------------------------------------------------------------------------------------


def find(session: Session, slug: str, *, lock: bool = False) -> Call:
    """The call of that id; ``lock``: for this transaction nobody else changes it or takes an answer to it.

    Raises ``NotFoundError`` and names the newest ones.
    """
    wanted = select(Call).where(Call.slug == slug.strip().casefold())
    found = session.scalar(wanted.with_for_update().execution_options(populate_existing=True) if lock else wanted)
    if found is None:
        known = ", ".join(session.scalars(select(Call.slug).order_by(Call.id.desc()).limit(5)))
        raise NotFoundError(
            _("There is no call {slug}.").format(slug=slug),
            _("Known are: {ids}.").format(ids=known) if known else _("Make one: mailflow forums call FORUM --to all …"),
        )
    return found


def every(session: Session, *states: str) -> Sequence[Call]:
    """The newest first."""
    wanted = select(Call).order_by(Call.opened_at.desc(), Call.id.desc())
    return session.scalars(wanted.where(Call.state.in_(states)) if states else wanted).all()


def known(session: Session, now: datetime) -> list[Call]:
    """The calls that a mail can still concern, the newest first."""
    found = remembered(session, "calls", (Call,), lambda: list(every(session)))
    return [
        one for one in found
        if one.state in desk.RUNNING or (one.closed_at or one.deadline) > now - AFTERWARDS
    ]  # fmt: skip


def is_call(session: Session, slug: str) -> bool:
    return session.scalar(select(func.count()).where(Call.slug == slug)) == 1


def holding(session: Session) -> Sequence[CallAnswer]:
    """Answers that wait for a human, the oldest first."""
    wanted = select(CallAnswer).where(CallAnswer.holds, CallAnswer.settled_at.is_(None)).order_by(CallAnswer.id)
    return session.scalars(wanted).all()


def answer(session: Session, slug: str, number: int) -> CallAnswer:
    wanted = select(CallAnswer).join(Call).where(Call.slug == slug, CallAnswer.number == number)
    found: CallAnswer | None = session.scalar(wanted)
    if found is None:
        raise NotFoundError(
            _("There is no answer {id}.").format(id=f"{slug}/{number}"), _("See the list: mailflow review")
        )
    return found


# --- opening -------------------------------------------------------------------------------------------------------


def meant(session: Session, entries: Sequence[str], office: Office, now: datetime) -> tuple[list[str], list[Guest]]:
    """An audience as it is kept ("kreds:" is "district:"), and whom it means today.

    Raises ``InputError`` for an entry that means nobody, and for one that is no member's: only members are asked.
    """
    today = local_day(now, office.zone)
    everybody, table = people.everybody(session), districts.table(session, today)
    kept = []
    for entry in entries:
        what, name = words.split(re.sub(r"^\s*kreds\s*:", "district:", entry, flags=re.IGNORECASE))
        if what == "guest":
            raise InputError(_("Only members are asked for candidates."), _("Leave out {entry}.").format(entry=entry))
        if what == "person":
            name = people.find_person(session, name).key
        plain = what if what in words.WHOLE else f"{what}:{name}" if what else entry.strip()
        if not words.invited([plain], everybody, table, today, office.mailbox):
            known = ", ".join(sorted(set(table.values()))) if what == "district" else ""
            raise InputError(
                _("Nobody is meant by “{entry}” today.").format(entry=entry),
                _("Known are: {ids}.").format(ids=known) if known else _("See who is there: mailflow members list."),
            )
        kept.append(plain)
    return kept, words.invited(kept, everybody, table, today, office.mailbox)


def open_call(session: Session, forum: Forum, seats: Sequence[Seat], audience: Sequence[str], deadline: datetime,
              office: Office, now: datetime, by: str, *, recommend: bool = False, note: str = "",
              remind_days: int = 0) -> Call:  # fmt: skip
    """A new call, with a letter to each member in the outbox. ``audience`` as ``meant`` gives it; ``forum`` is locked here.

    Raises ``RefusedError`` when the right to appoint is not the association's, when a call for the same seat is open, or for a
    defunct forum; ``InputError`` for a deadline that cannot be, and for an audience of nobody who can be written to.
    """
    session.refresh(forum, with_for_update=True)
    _check(session, forum, seats, recommend=recommend)
    if deadline <= now:
        raise InputError(_("The deadline has passed."), _("Give a later one: --deadline 2026-12-15."))
    remind_at = _remind_at(deadline, remind_days, office, now)
    _kept, guests = meant(session, audience, office, now)
    asked = [guest for guest in guests if guest.address]
    if not asked:
        raise InputError(_("None of them has an address."), _("See mailflow members check."))
    call = Call(
        slug=_slug(session, forum, now, office), forum_id=forum.id, seats=[seat.id for seat in seats], recommend=recommend,
        audience=list(audience), note=note.strip(), deadline=deadline, remind_at=remind_at, state="open", opened_at=now,
        opened_by=by,
    )  # fmt: skip
    call.forum = forum
    call.asked = [CallAddressee(person_id=one.person_id, name=one.name, address=one.address) for one in asked]
    session.add(call)
    session.flush()
    audit.record(session, "call.opened", now, call=call.id, forum=forum.id, asked=len(asked))
    facts = letters.facts(call, office.zone, office.config.language, now)
    for one in call.asked:
        person = session.get_one(Person, one.person_id)
        forumletters.write(
            session, office, "forum-call", "call", f"forum-call:{call.id}:{person.id}", facts, now,
            person=person, call=call, not_after=deadline,
        )  # fmt: skip
    return call


def _check(session: Session, forum: Forum, seats: Sequence[Seat], *, recommend: bool) -> None:
    if forum.state != "active":
        raise RefusedError(_("{forum} is defunct.").format(forum=forum.name), _("See mailflow forums show."))
    if not seats:
        raise InputError(
            _("No seat of {forum} is vacant.").format(forum=forum.name),
            _("Say which one the call is for: --seat 1. See mailflow forums show {slug}.").format(slug=forum.slug),
        )
    for seat in seats:
        if not seat.right:
            raise RefusedError(
                _("Nobody has said who holds the right to appoint to {seat}.").format(seat=label(seat)),
                _("Say it in the register first: mailflow forums seat edit {seat} --right …").format(seat=label(seat)),
            )
        whose = desk.holder_name(seat)
        if whose and not recommend:
            raise RefusedError(
                _("The right to appoint to {seat} is not the association's; it is {whose}'s.").format(
                    seat=label(seat), whose=whose
                ),
                _("Add --recommend to look for somebody whom the association recommends to {whose}.").format(
                    whose=whose
                ),
            )
        if recommend and not whose:
            raise InputError(
                _("The right to appoint to {seat} is the association's own.").format(seat=label(seat)),
                _("Leave out --recommend."),
            )
    wanted = {seat.id for seat in seats}
    for other in session.scalars(select(Call).where(Call.forum_id == forum.id, Call.state == "open")):
        if wanted & set(other.seats):
            raise RefusedError(
                _("A call for the same seat is open: {slug}.").format(slug=other.slug),
                _("See mailflow forums call-show {slug}, or call it off: mailflow forums cancel {slug}").format(
                    slug=other.slug
                ),
            )


def _remind_at(deadline: datetime, days: int, office: Office, now: datetime) -> datetime | None:
    if not days:
        return None
    morning = after_days(deadline, -days, office.zone).astimezone(office.zone)
    at = morning.replace(hour=REMIND_FROM, minute=0, second=0, microsecond=0)
    if at <= now:
        raise InputError(
            _("So many days before the deadline lie in the past."), _("Give fewer (--remind 2), or none: --remind 0.")
        )
    return at


def _slug(session: Session, forum: Forum, now: datetime, office: Office) -> str:
    """A readable id: "byplanraadet-2026-11"; "-2" and so on for another in the same month. No event or round has it."""
    base = f"{forum.slug[:_LONGEST_SLUG].rstrip('-')}-{local_day(now, office.zone):%Y-%m}"
    taken: set[str] = set()
    for column in (Call.slug, CalendarEvent.slug, Case.slug):
        taken |= set(session.scalars(select(column).where(column.startswith(base))))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)


# --- reminding -----------------------------------------------------------------------------------------------------


def remind(session: Session, call: Call, office: Office, now: datetime) -> tuple[list[str], list[str]]:
    """Write to those who have not answered, and to nominees who have not said whether they are willing; each once a day.

    Returns their names. A call that is not open, or whose seats are all filled, reminds nobody.
    """
    today = local_day(now, office.zone)
    call.reminded_at = now
    if call.state != "open" or desk.all_filled(call):
        return [], []
    facts = letters.facts(call, office.zone, office.config.language, now)
    members, nominees = [], []
    for one in to_remind(session, call, office, now):
        person = session.get_one(Person, one.person_id)
        key = f"forum-reminder:{call.id}:{person.id}:{today.isoformat()}"
        if forumletters.write(
            session, office, "forum-reminder", "reminder", key, facts, now, person=person, call=call, scheduled=True,
            not_after=call.deadline,
        ):  # fmt: skip
            members.append(one.name)
    for candidate in nominees_to_remind(session, call, office, now):
        key = f"forum-consent-reminder:{candidate.id}:{today.isoformat()}"
        words = letters.consent(candidate, desk.live(candidate), facts)
        newest = forumletters.newest(session, candidate, *CONSENT)
        anew = newest is not None and newest.bounced_at is not None  # nobody is reminded of what she never got
        kind = "forum-consent" if anew else "forum-consent-reminder"
        if forumletters.write(
            session, office, kind, "consent-reminder", key, words, now, person=candidate.person,
            call=call, candidate=candidate, scheduled=True,
        ):  # fmt: skip
            nominees.append(candidate.name)
    audit.record(session, "call.reminded", now, call=call.id, members=len(members), nominees=len(nominees))
    return members, nominees


def to_remind(session: Session, call: Call, office: Office, now: datetime) -> list[CallAddressee]:
    """Who has not answered, and was not reminded within a day."""
    lately = _written_lately(session, call, "reminder", now)
    return [one for one in desk.unanswered(call, local_day(now, office.zone)) if one.person_id not in lately]


def nominees_to_remind(session: Session, call: Call, office: Office, now: datetime) -> list[Candidate]:
    """Nominees who have not said whether they are willing, were not reminded within a day, and can be reached."""
    lately, today = _written_lately(session, call, "consent-reminder", now), local_day(now, office.zone)
    return [
        one for one in desk.silent(call, today, now)
        if one.person_id not in lately and not not_reached(session, one, today)
    ]  # fmt: skip


def not_reached(session: Session, candidate: Candidate, today: date) -> str:
    """Her address, when the newest letter that asks whether she is willing came back from it; "" otherwise."""
    newest = forumletters.newest(session, candidate, *CONSENT)
    if newest is None or newest.bounced_at is None or candidate.person is None:
        return ""
    now = people.primary_address(candidate.person, today) or ""
    return newest.recipient if now.casefold() in ("", newest.recipient.casefold()) else ""


def _written_lately(session: Session, call: Call, why: str, now: datetime) -> set[int | None]:
    wanted = select(Letter.person_id).join(ForumLetter, ForumLetter.letter_id == Letter.id).where(
        ForumLetter.call_id == call.id, ForumLetter.why == why, Letter.created_at > now - timedelta(days=1)
    )  # fmt: skip
    return set(session.scalars(wanted))


# --- ending --------------------------------------------------------------------------------------------------------


def close(session: Session, call: Call, now: datetime, by: str = "", at: datetime | None = None) -> None:
    """No more answers are waited for; what still comes is kept as late. ``by`` "": the deadline passed, ``at`` that instant.

    Raises ``RefusedError`` for one that is not open.
    """
    if call.state != "open":
        raise RefusedError(_("{slug} is not open.").format(slug=call.slug))
    call.state, call.closed_at, call.closed_by = "closed", at or now, by
    _drop_waiting(session, call, ("call", "reminder"), now)
    audit.record(session, "call.closed", now, call=call.id)


def tell_closed(session: Session, call: Call, office: Office, now: datetime) -> None:
    """The secretariat hears that the deadline has passed, and what has come of it."""
    facts = {"call": call.slug, "forum": call.forum.name, **desk.counts(call)}
    key = f"call-closed:{call.id}"
    forumletters.write(session, office, "notice-call-closed", "notice", key, facts, now, call=call)


def cancel(session: Session, call: Call, reason: str, now: datetime, by: str) -> None:
    """Call it off: what has not left us does not go. Who answers is told. Raises ``RefusedError`` for one that has ended."""
    if call.state not in desk.RUNNING:
        raise RefusedError(_("{slug} has ended already.").format(slug=call.slug))
    call.state, call.closed_at, call.closed_by, call.reason = "cancelled", now, by, reason
    _drop_waiting(session, call, ("call", "reminder", "consent", "consent-reminder"), now)
    audit.record(session, "call.cancelled", now, call=call.id)


def _drop_waiting(session: Session, call: Call, whys: Iterable[str], now: datetime) -> None:
    waiting = select(Letter).join(ForumLetter, ForumLetter.letter_id == Letter.id).where(
        ForumLetter.call_id == call.id, ForumLetter.why.in_(list(whys)), Letter.state.in_(("queued", "deferred"))
    )  # fmt: skip
    dropped = []
    for letter in session.scalars(waiting.order_by(Letter.id).with_for_update(of=Letter)):
        letter.state, letter.claimed_by = "dropped", ""
        dropped.append(letter.id)
    if dropped:
        audit.record(session, "call.letters-dropped", now, call=call.id, letters=dropped)
