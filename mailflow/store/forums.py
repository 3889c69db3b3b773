"""The register of forums: finding in it, and who sits where. With ``store.forumedit`` the only writer of its rows.

Every change grows the forum's revision and leaves a ``ForumChange`` with its reason and evidence, and a line in the audit chain.
The caller opens the transaction. Of two who change the same at once, one is told.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from mailflow.desks import forumpublic
from mailflow.desks import forums as desk
from mailflow.desks.forumpublic import PublicForum
from mailflow.desks.forums import Vacancy, label, open_tenure
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import Forum, ForumChange, Person, Seat, Tenure
from mailflow.parsers.personname import fold
from mailflow.store import audit

_ALPHABET = str.maketrans("æøå", "{|}")  # they follow z, in this order
_LISTED = 8  # candidates named in a message
_WITH_ALL = (selectinload(Forum.seats).selectinload(Seat.tenures).selectinload(Tenure.person),)
# What may be put right afterwards in a tenure. ended_on None: she sits there still.
CORRECTABLE = (
    "name", "municipality", "gender", "since", "until", "ended_on", "ended_reason", "in_place_of", "decision", "decided_on",
    "person_id", "replaces_id",
)  # fmt: skip


# --- finding -------------------------------------------------------------------------------------------------------


def all_forums(session: Session, *, defunct: bool | None = None) -> list[Forum]:
    """By name, with their seats and who sits there. ``defunct``: only those that are, or that are not."""
    found = [
        forum for forum in session.scalars(select(Forum).options(*_WITH_ALL))
        if defunct is None or (forum.state == "defunct") == defunct
    ]  # fmt: skip
    return sorted(found, key=lambda forum: (forum.name.casefold().translate(_ALPHABET), forum.slug))


def forum_by(session: Session, text: str, *, lock: bool = False) -> Forum:
    """The forum meant by its id, its name, a beginning of either, or beginnings of words of the name, in that order.

    ``lock``: for this transaction nobody else changes it. Raises ``NotFoundError`` when none fits and ``InputError`` when
    several do; both name those that may be meant.
    """
    wanted, folded = text.strip(), fold(text)
    forums = all_forums(session)
    words = folded.split()
    tries = (
        [one for one in forums if one.slug == wanted.casefold()],
        [one for one in forums if folded and fold(one.name) == folded],
        [one for one in forums if wanted and one.slug.startswith(wanted.casefold())],
        [one for one in forums if folded and fold(one.name).startswith(folded)],
        [one for one in forums if words and _has_words(one.name, words)],
    )
    for found in tries:
        meant = [one for one in found if one.state == "active"] or found
        if len(meant) == 1:
            if lock:
                session.refresh(meant[0], with_for_update=True)
            return meant[0]
        if meant:
            raise InputError(
                _("“{text}” may be several: {forums}.").format(text=wanted, forums=_listed(meant)),
                _("Give the id that stands in brackets."),
            )
    names = {name: one for one in forums for name in (one.slug, fold(one.name))}
    near = [names[name] for name in difflib.get_close_matches(folded, names, n=3, cutoff=0.6)]
    raise NotFoundError(
        _("There is no forum “{text}”.").format(text=wanted),
        _("Did you mean: {forums}?").format(forums=_listed(list(dict.fromkeys(near))))
        if near
        else _("See which there are: mailflow forums list."),
    )


def seat_by(session: Session, text: str, *, lock: bool = False) -> Seat:
    """The seat meant by "byplanraadet/2". Raises as ``forum_by``, and ``NotFoundError`` for a number that is not there."""
    name, _slash, number = text.strip().rpartition("/")
    forum = forum_by(session, name or text, lock=lock)
    found = next((seat for seat in forum.seats if str(seat.number) == number.strip()), None)
    if found is None:
        known = ", ".join(label(seat) for seat in forum.seats)
        raise NotFoundError(
            _("There is no seat “{text}”.").format(text=text.strip()),
            _("Known are: {ids}.").format(ids=known)
            if known
            else _("Make one: mailflow forums seat add {slug}").format(slug=forum.slug),
        )
    return found


def vacancies(session: Session, today: date, warning_days: int) -> list[Vacancy]:
    """The seats of active forums for which somebody has to be found, by forum and number."""
    return desk.vacancies(all_forums(session, defunct=False), today, warning_days)


def public(session: Session, day: date) -> list[PublicForum]:
    """What the website may show, by name."""
    return forumpublic.public(all_forums(session, defunct=False), day)


def held_by(session: Session, person_id: int, day: date | None = None) -> list[Tenure]:
    """The tenures of a person that nothing has ended, in active forums; ``day``: those that hold on that day."""
    wanted = select(Tenure).where(Tenure.person_id == person_id).order_by(Tenure.id).options(selectinload(Tenure.seat))
    return [
        one for one in session.scalars(wanted)
        if one.seat.forum.state == "active"
        and (one.ended_on is None if day is None else desk.holder(one.seat, day) is one)
    ]  # fmt: skip


def history(session: Session, forum: Forum) -> Sequence[ForumChange]:
    """Every change of a forum, the first one first."""
    wanted = select(ForumChange).where(ForumChange.forum_id == forum.id).order_by(ForumChange.number)
    return session.scalars(wanted).all()


# --- who sits where ------------------------------------------------------------------------------------------------


def appoint(session: Session, seat: Seat, *, name: str = "", municipality: str = "", person: Person | None = None,
            gender: str = "", since: date | None = None, until: date | None = None, replaces: Tenure | None = None,
            in_place_of: str = "", decided_on: date | None = None, decision: str = "", case_id: int | None = None,
            call_id: int | None = None, now: datetime, by: str, reason: str = "", evidence: str = "",
            mail_id: int | None = None, verb: str = "") -> Tenure:  # fmt: skip
    """Give the seat to ``person``, or to ``name`` who is in no member list. ``replaces`` must be who sits there now, whose
    time ends the day the new one begins (``since``, else ``decided_on``).

    Raises ``RefusedError`` for a seat that is filled by somebody else (or just was), abolished or of a defunct forum, and for
    one who sits in the forum already; ``InputError`` for days that cannot be.
    """
    forum = seat.forum
    named = person.name if person is not None else name.strip()
    if not named:
        raise InputError(_("The name is missing."), _("Say who is appointed."))
    session.refresh(forum, with_for_update=True)
    session.expire(seat, ["tenures"])
    _check_open(seat)
    standing, first = open_tenure(seat), since or decided_on
    if until is not None and first is not None and until < first:
        raise InputError(_("The term would end before it begins."), _("Correct one of the two days."))
    for other in forum.seats:
        held = open_tenure(other)
        if held is not None and held is not replaces and _same(held, person, named, municipality):
            raise RefusedError(_("{name} sits on {seat} already.").format(name=named, seat=label(other)))
    if standing is not None and standing is not replaces:
        raise RefusedError(
            _("{name} sits on {seat}.").format(name=standing.name, seat=label(seat)),
            _("If the new one takes that place, say so: --replaces."),
        )
    if replaces is not None and replaces.seat_id != seat.id:
        raise RefusedError(_("{name} does not sit on {seat}.").format(name=replaces.name, seat=label(seat)))
    if standing is not None:
        if first is None:
            raise InputError(_("Nobody has said from when on."), _("Say since when, or when it was decided."))
        end(session, standing, first, reason or decision)
    one = Tenure(
        seat=seat, person_id=person.id if person else None, name=named, gender=gender or (person.gender if person else ""),
        municipality=municipality or (person.municipality if person else ""), since=since, until=until,
        replaces_id=replaces.id if replaces else None, in_place_of=in_place_of or (replaces.name if replaces else ""),
        decision=decision, decided_on=decided_on, case_id=case_id, call_id=call_id, created_at=now, created_by=by,
    )  # fmt: skip
    session.add(one)
    _flush(session, forum)
    facts = {"holder": [standing.name if standing else None, named], "since": [None, _plain(since)]}
    if until is not None:
        facts["until"] = [None, _plain(until)]
    note(session, forum, verb or ("replaced" if replaces else "appointed"), facts, now=now, by=by, reason=reason,
         evidence=evidence, seat=seat, tenure=one, mail_id=mail_id)  # fmt: skip
    return one


def vacate(session: Session, tenure: Tenure, *, on: date, now: datetime, by: str, reason: str = "", evidence: str = "",
           mail_id: int | None = None, verb: str = "vacated") -> None:  # fmt: skip
    """The seat is empty from ``on``, the first day on which she no longer sits there. ``verb``: vacated, or left (who has
    left the association). Raises ``RefusedError`` when it has ended already, ``InputError`` for a day before the first."""
    session.refresh(tenure.seat.forum, with_for_update=True)
    session.refresh(tenure)
    if tenure.ended_on is not None:
        raise RefusedError(
            _("{name} no longer sits on {seat}, from {day} on.").format(
                name=tenure.name, seat=label(tenure.seat), day=tenure.ended_on.isoformat()
            )
        )
    end(session, tenure, on, reason)
    facts = {"holder": [tenure.name, None], "ended_on": [None, _plain(on)]}
    note(session, tenure.seat.forum, verb, facts, now=now, by=by, reason=reason, evidence=evidence, seat=tenure.seat,
         tenure=tenure, mail_id=mail_id)  # fmt: skip


def correct(session: Session, tenure: Tenure, fields: Mapping[str, Any], *, now: datetime, by: str, reason: str = "",
            evidence: str = "", mail_id: int | None = None) -> dict[str, list[Any]]:  # fmt: skip
    """Put right what the register says of a tenure; ``fields`` are some of ``CORRECTABLE``. Returns what changed:
    {field: [before, after]}; {} and nothing is done. Raises ``InputError`` for days that cannot be."""
    assert set(fields) <= set(CORRECTABLE), fields
    forum = tenure.seat.forum
    session.refresh(forum, with_for_update=True)
    session.refresh(tenure)
    facts = {key: [_plain(was), _plain(new)] for key, new in fields.items() if (was := getattr(tenure, key)) != new}
    if not facts:
        return {}
    for key, new in fields.items():
        setattr(tenure, key, new)
    if not tenure.name.strip():
        raise InputError(_("The name is missing."), _("Say who is appointed."))
    last = min((day for day in (tenure.until, tenure.ended_on) if day is not None), default=None)
    if tenure.since is not None and last is not None and last < tenure.since:
        raise InputError(_("The term would end before it begins."), _("Correct one of the two days."))
    _flush(session, forum)
    note(session, forum, "corrected", facts, now=now, by=by, reason=reason, evidence=evidence, seat=tenure.seat,
         tenure=tenure, mail_id=mail_id)  # fmt: skip
    return facts


def told(session: Session, tenure: Tenure, *, now: datetime, by: str) -> None:
    """The forum's own secretariat has been written to about this appointment."""
    tenure.told_at = now
    note(session, tenure.seat.forum, "told", {}, now=now, by=by, seat=tenure.seat, tenure=tenure)


def confirmed(session: Session, tenure: Tenure, *, at: datetime, now: datetime, by: str, confirmed_by: str = "",
              words: str = "", mail_id: int | None = None) -> None:  # fmt: skip
    """The forum's own secretariat has confirmed it, in these words, or somebody says that it has."""
    tenure.confirmed_at, tenure.confirmed_by, tenure.confirmed_mail_id = at, confirmed_by or by, mail_id
    tenure.confirmation = words
    note(session, tenure.seat.forum, "confirmed", {}, now=now, by=by, evidence=words, seat=tenure.seat, tenure=tenure,
         mail_id=mail_id)  # fmt: skip


# --- inside --------------------------------------------------------------------------------------------------------


def note(session: Session, forum: Forum, verb: str, facts: Mapping[str, Any], *, now: datetime, by: str, reason: str = "",
         evidence: str = "", seat: Seat | None = None, tenure: Tenure | None = None,
         mail_id: int | None = None) -> ForumChange:  # fmt: skip
    """One change of the register, with the audit line. Raises ``RefusedError`` when somebody else has just changed it."""
    last = session.scalar(select(func.max(ForumChange.number)).where(ForumChange.forum_id == forum.id)) or 0
    forum.revision += 1
    change = ForumChange(
        forum_id=forum.id, number=last + 1, seat_id=seat.id if seat else None, tenure_id=tenure.id if tenure else None,
        verb=verb, facts=dict(facts), reason=reason, evidence=evidence, mail_id=mail_id, at=now, by=by,
    )  # fmt: skip
    session.add(change)
    _flush(session, forum)
    audit.record(session, f"forum.{verb}", now, forum=forum.id, change=change.id, seat=change.seat_id,
                 tenure=change.tenure_id, mail=mail_id)  # fmt: skip
    return change


def _flush(session: Session, forum: Forum) -> None:
    """The schema's keys tell the second of two."""
    slug = forum.slug
    try:
        session.flush()
    except IntegrityError:
        raise RefusedError(
            _("{forum} was changed by somebody else meanwhile; nothing was changed.").format(forum=slug),
            _("Look at it (mailflow forums show {slug}), then try again.").format(slug=slug),
        ) from None


def end(session: Session, tenure: Tenure, on: date, reason: str) -> None:
    """The caller notes it. Raises ``InputError`` for a day before the first."""
    if tenure.since is not None and on < tenure.since:
        raise InputError(
            _("{name} has the seat from {day} on only.").format(name=tenure.name, day=tenure.since.isoformat()),
            _("Give a later day."),
        )
    tenure.ended_on, tenure.ended_reason = on, reason
    session.flush()  # before another is given the seat


def _check_open(seat: Seat) -> None:
    if seat.forum.state != "active":
        raise RefusedError(
            _("{forum} is defunct.").format(forum=seat.forum.name),
            _("If it is not: mailflow forums revive {slug}").format(slug=seat.forum.slug),
        )
    if seat.abolished_on is not None:
        raise RefusedError(_("{seat} is abolished.").format(seat=label(seat)))


def _same(held: Tenure, person: Person | None, name: str, municipality: str) -> bool:
    if person is not None and held.person_id is not None:
        return held.person_id == person.id
    where = municipality or (person.municipality if person else "")
    return fold(held.name) == fold(name) and fold(held.municipality) == fold(where)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _has_words(name: str, words: Sequence[str]) -> bool:
    have = fold(name).split()
    return all(any(part.startswith(word) for part in have) for word in words)


def _listed(forums: Sequence[Forum]) -> str:
    listed = [f"{one.name} [{one.slug}]" for one in forums]
    return ", ".join(listed[:_LISTED]) + (" …" if len(listed) > _LISTED else "")
