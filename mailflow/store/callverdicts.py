"""What a human says of an answer to a call: her verdict on one that waits, and what was said by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from mailflow.desks import calls as desk
from mailflow.desks import nominees
from mailflow.desks.callanswers import Taken
from mailflow.desks.deadlines import local_day
from mailflow.desks.members import has_left
from mailflow.desks.nominees import Named
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Call, CallAnswer, Candidate, Person
from mailflow.parsers import forumback
from mailflow.store import audit, callanswers, people
from mailflow.store.apply import Office

AS = ("nominate", "decline", "withdraw", "consent", "refuse", "none", "question")
SEEN = ("none", "question")  # nothing more follows


def named_by(
    session: Session, wanted: Sequence[str], outsiders: Sequence[str], nominator: Person | None
) -> tuple[Named, ...]:
    """Whom she names. ``wanted``: members as anywhere else; ``outsiders``: "NAME, MUNICIPALITY" of one in no member list, who is
    never written to. Raises ``NotFoundError`` and ``InputError``."""
    found = []
    for text in wanted:
        person = people.find_person(session, text)
        own = nominator is not None and person.id == nominator.id
        found.append(
            nominees.oneself(person) if own else Named(person.name, person.municipality, False, person, "said")
        )
    for text in outsiders:
        name, _comma, where = (part.strip() for part in text.partition(","))
        if not name or "@" in text:
            raise InputError(_("“{text}” is no name.").format(text=text), _("Write NAME, MUNICIPALITY."))
        found.append(Named(name, where, how="said"))
    return nominees.distinct(found)


def settle(session: Session, answer: CallAnswer, as_: str, named: Sequence[Named], by: str, reason: str, office: Office,
           now: datetime) -> CallAnswer | None:  # fmt: skip
    """Her verdict on an answer that waits. ``named``: whom it names (nominate), or takes back (withdraw). Returns the answer
    that is recorded by it, None where nothing follows.

    Raises ``RefusedError`` when it is settled already, or the call has ended (a no is recorded still), ``InputError`` when nobody
    knows whose answer it is, or whom it names.
    """
    call, identifier = answer.call, f"{answer.call.slug}/{answer.number}"
    callanswers.hold(session, call)
    session.refresh(answer)
    if not answer.open:
        raise RefusedError(_("{id} is already settled, or holds nothing.").format(id=identifier))
    if as_ not in SEEN:
        _check_running(call, as_)
    taken: Taken | None = None
    if as_ not in SEEN:
        if answer.person is None:
            raise InputError(
                _("Nobody knows whose answer that is."), _("Record it with: mailflow forums answer CALL PERSON …")
            )
        names = tuple(named) or _as_read(session, answer)
        taken = _taken(call, answer.person, as_, names, answer.comment, answer.candidate, office, now)
        later = any(
            one.valid and one.person_id == answer.person_id and one.received_at > answer.received_at
            and one.intent in ("nominate", "decline", "withdraw") for one in call.answers
        )  # fmt: skip
        taken = replace(taken, adds=taken.adds or later)
    answer.settled_at, answer.settled_by, answer.verdict = now, by, f"{as_}: {reason}" if reason else as_
    audit.record(session, "call-answer.settled", now, answer=answer.id, verdict=as_)
    if taken is None or (answer.valid and answer.intent == as_ and not named):
        return None
    candidate = _candidate(call, answer.person, answer.candidate) if as_ in ("consent", "refuse") else None
    return callanswers.keep(
        session, office, call, taken, now, person=answer.person, candidate=candidate, channel=answer.channel,
        received_at=answer.received_at, mail=answer.mail, verified=answer.verified, recorded_by=by,
        why=f"read so by a human: {identifier}",
    )  # fmt: skip


def record(session: Session, call: Call, person: Person, as_: str, named: Sequence[Named], comment: str, channel: str, by: str,
           office: Office, now: datetime) -> CallAnswer:  # fmt: skip
    """What somebody said by telephone, at a meeting or otherwise. Raises ``InputError`` for what cannot be."""
    callanswers.hold(session, call)
    if has_left(person, local_day(now, office.zone)):
        raise InputError(_("{name} is no longer a member.").format(name=person.name))
    if as_ == "nominate" and not named:
        raise InputError(_("Say who is proposed: --nominates PERSON."))
    _check_running(call, as_)
    taken = _taken(call, person, as_, tuple(named), comment, None, office, now)
    candidate = _candidate(call, person, None) if as_ in ("consent", "refuse") else None
    return callanswers.keep(
        session, office, call, taken, now, person=person, candidate=candidate, channel=channel, received_at=now,
        recorded_by=by,
    )  # fmt: skip


def _check_running(call: Call, as_: str) -> None:
    """After the end only a no is recorded still."""
    if call.state not in desk.RUNNING and as_ not in ("refuse", "withdraw"):
        raise RefusedError(_("{slug} has ended already.").format(slug=call.slug))


def _as_read(session: Session, answer: CallAnswer) -> tuple[Named, ...]:
    """Whom the answer itself names, when every one of them is known."""
    if not all(one["person"] for one in answer.nominees):
        return ()
    return named_by(session, [one["person"] for one in answer.nominees], (), answer.person)


def _taken(call: Call, person: Person, as_: str, named: tuple[Named, ...], words: str, candidate: Candidate | None,
           office: Office, now: datetime) -> Taken:  # fmt: skip
    """The same as a mail would give, said by a human."""
    own = any(one.oneself for one in named)
    match as_:
        case "nominate":
            if not named:
                raise InputError(_("Say who is proposed: --nominee PERSON."), _("May be given several times."))
            today = local_day(now, office.zone)
            for one in named:
                if one.person is not None and has_left(one.person, today):
                    raise InputError(_("{name} is no longer a member.").format(name=one.person.name))
            return Taken("nominate", words, "", named=named, own=own, adds=forumback.adds(words))
        case "withdraw":
            return Taken("withdraw", words, "", back=_back(call, person, named), own=own)
        case "consent" | "refuse":
            _candidate(call, person, candidate)
            return Taken(as_, words, "", own=True)
    return Taken(as_, words, "")


def _back(call: Call, person: Person, named: tuple[Named, ...]) -> tuple[Candidate, ...]:
    """Whom she takes back: those named, else the only one she proposes, else her own candidacy."""
    mine = [one.candidate for one in desk.nominations_of(call, person.id)]
    herself = [one for one in call.candidates if one.person_id == person.id]
    if named:
        keys = {one.person.id for one in named if one.person is not None}
        names = {one.name for one in named if one.person is None}
        found = [
            one for one in {*mine, *herself} if one.person_id in keys or (one.person_id is None and one.name in names)
        ]
    else:
        found = mine if len(mine) == 1 else [] if mine else herself
    if not found:
        raise InputError(
            _("{name} proposes nobody of that name, or several.").format(name=person.name),
            _("See mailflow forums call-show {slug}, and say who: --nominee PERSON.").format(slug=call.slug),
        )
    return tuple(found)


def _candidate(call: Call, person: Person | None, candidate: Candidate | None) -> Candidate:
    found = candidate or next(
        (one for one in call.candidates if person is not None and one.person_id == person.id), None
    )
    if found is None:
        raise InputError(
            _("Nobody has proposed {name}.").format(name=person.name if person is not None else "–"),
            _("See who is proposed: mailflow forums call-show {slug}").format(slug=call.slug),
        )
    return found
