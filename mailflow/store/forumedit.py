"""What changes the register but for who sits where (``store.forums``): forums and their seats.

Nothing is deleted: a forum that is no more is defunct from a day on, a seat abolished. Each function works in the caller's
transaction, leaves a ``ForumChange``, and raises ``RefusedError`` when somebody else has just changed the same forum.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.desks.forums import RIGHTS, label, open_tenure
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Call, Forum, Seat
from mailflow.parsers import membercells, personname
from mailflow.store import forums

FORUM_FIELDS = (
    "name",
    "organisation",
    "contact_name",
    "contact_address",
    "contact_phone",
    "purpose",
    "notes",
    "public",
)
SEAT_FIELDS = ("title", "right", "right_holder", "requirements", "public")


def add(session: Session, name: str, fields: Mapping[str, Any], *, now: datetime, by: str, slug: str = "", reason: str = "",
        evidence: str = "", verb: str = "added") -> Forum:  # fmt: skip
    """A new forum, without seats. ``fields`` are some of ``FORUM_FIELDS``; ``slug`` is its id, made of the name if left out.

    Raises ``InputError`` for a value that cannot be, ``RefusedError`` for a forum or an id that is there already.
    """
    there = {one.slug: one for one in session.scalars(select(Forum))}
    for one in there.values():
        if personname.fold(one.name) == personname.fold(name):
            raise RefusedError(
                _("{name} is in the register already: [{slug}].").format(name=one.name, slug=one.slug),
                _("To change something: mailflow forums edit {slug}").format(slug=one.slug),
            )
    if slug and (slug in there or personname.key(slug, ()) != slug):
        problem = _("The id {slug} is taken.") if slug in there else _("“{slug}” cannot be an id.")
        raise InputError(problem.format(slug=slug), _("Give another of small letters and hyphens, or none."))
    forum = Forum(slug=slug or personname.key(name, there), state="active", revision=0, created_at=now, created_by=by)
    _fill(forum, {**fields, "name": name})
    session.add(forum)
    session.flush()
    facts = {key: [None, value] for key, value in {**fields, "name": forum.name}.items() if value not in ("", None)}
    forums.note(session, forum, verb, facts, now=now, by=by, reason=reason, evidence=evidence)
    return forum


def edit(session: Session, forum: Forum, fields: Mapping[str, Any], *, now: datetime, by: str, reason: str = "",
         evidence: str = "", expected: int | None = None) -> dict[str, list[Any]]:  # fmt: skip
    """Change some of ``FORUM_FIELDS``. Returns {field: [before, after]}; {} and nothing is done.

    ``expected``: the revision that the user was shown. Raises ``InputError`` for a value that cannot be, ``RefusedError``
    when the register is no longer what was shown.
    """
    session.refresh(forum, with_for_update=True)
    if expected is not None and forum.revision != expected:
        raise RefusedError(
            _("{forum} was changed by somebody else meanwhile; nothing was changed.").format(forum=forum.slug),
            _("Look at it (mailflow forums show {slug}), then try again.").format(slug=forum.slug),
        )
    facts = _changes(forum, fields)
    if facts:
        _fill(forum, fields)
        forums.note(session, forum, "edited", facts, now=now, by=by, reason=reason, evidence=evidence)
    return facts


def retire(session: Session, forum: Forum, on: date, *, now: datetime, by: str, reason: str = "",
           evidence: str = "") -> None:  # fmt: skip
    """It is defunct from ``on``; who sits there does so no longer. Raises ``RefusedError`` when it is already, or a call for
    it is open."""
    session.refresh(forum, with_for_update=True)
    if forum.state != "active":
        raise RefusedError(_("{forum} is defunct.").format(forum=forum.name))
    calls = list(
        session.scalars(select(Call.slug).where(Call.forum_id == forum.id, Call.state.in_(("open", "closed"))))
    )
    if calls:
        raise RefusedError(
            _("There is a call for {forum} that is not decided: {ids}.").format(forum=forum.name, ids=", ".join(calls)),
            _("Decide or cancel it first."),
        )
    ended = [held for seat in forum.seats if (held := open_tenure(seat)) is not None]
    for held in ended:
        forums.end(session, held, max(on, held.since or on), reason)
    forum.state, forum.defunct_on = "defunct", on
    facts = {"defunct_on": [None, on.isoformat()], "tenures": [None, [held.id for held in ended]]}
    forums.note(session, forum, "retired", facts, now=now, by=by, reason=reason, evidence=evidence)


def revive(session: Session, forum: Forum, *, now: datetime, by: str, reason: str = "", evidence: str = "") -> None:
    """It was a mistake, or it begins again: active, and who sat there when it was retired does again."""
    session.refresh(forum, with_for_update=True)
    if forum.state != "defunct":
        raise RefusedError(_("{forum} is not defunct.").format(forum=forum.name))
    was = forum.defunct_on
    last = [one for one in forums.history(session, forum) if one.verb == "retired"]
    ended = set(last[-1].facts["tenures"][1]) if last else set()
    for seat in forum.seats:
        for tenure in seat.tenures:
            if tenure.id in ended:
                tenure.ended_on, tenure.ended_reason = None, ""
    forum.state, forum.defunct_on = "active", None
    facts = {"defunct_on": [was.isoformat() if was else None, None]}
    forums.note(session, forum, "revived", facts, now=now, by=by, reason=reason, evidence=evidence)


def add_seat(session: Session, forum: Forum, fields: Mapping[str, Any], *, now: datetime, by: str, number: int | None = None,
             reason: str = "", evidence: str = "") -> Seat:  # fmt: skip
    """A new seat, with the next number if none is given. ``fields`` are some of ``SEAT_FIELDS``.

    Raises ``InputError`` for a value that cannot be, ``RefusedError`` for a number that is taken or a forum that is defunct.
    """
    session.refresh(forum, with_for_update=True)
    session.expire(forum, ["seats"])
    taken = {seat.number for seat in forum.seats}
    if number is not None and number in taken:
        raise RefusedError(_("There is a seat {number} already.").format(number=number))
    seat = Seat(forum=forum, number=number or max(taken, default=0) + 1)
    _fill(seat, {"right": "", **fields})
    session.add(seat)
    session.flush()
    facts = {key: [None, value] for key, value in fields.items() if value not in ("", None)}
    forums.note(session, forum, "seat-added", facts, now=now, by=by, reason=reason, evidence=evidence, seat=seat)
    return seat


def edit_seat(session: Session, seat: Seat, fields: Mapping[str, Any], *, now: datetime, by: str, reason: str = "",
              evidence: str = "") -> dict[str, list[Any]]:  # fmt: skip
    """Change some of ``SEAT_FIELDS``. Returns {field: [before, after]}; {} and nothing is done."""
    session.refresh(seat.forum, with_for_update=True)
    facts = _changes(seat, fields)
    if facts:
        _fill(seat, fields)
        forums.note(
            session, seat.forum, "seat-edited", facts, now=now, by=by, reason=reason, evidence=evidence, seat=seat
        )
    return facts


def abolish_seat(session: Session, seat: Seat, on: date, *, now: datetime, by: str, reason: str = "",
                 evidence: str = "") -> None:  # fmt: skip
    """The seat is no more from ``on``; who sits there does so no longer. Raises ``RefusedError`` when it is already."""
    session.refresh(seat.forum, with_for_update=True)
    if seat.abolished_on is not None:
        raise RefusedError(_("{seat} is abolished.").format(seat=label(seat)))
    held = open_tenure(seat)
    if held is not None:
        forums.end(session, held, max(on, held.since or on), reason)
    seat.abolished_on = on
    facts = {"abolished_on": [None, on.isoformat()], "holder": [held.name if held else None, None]}
    forums.note(session, seat.forum, "seat-abolished", facts, now=now, by=by, reason=reason, evidence=evidence, seat=seat,
                tenure=held)  # fmt: skip


# --- inside --------------------------------------------------------------------------------------------------------


def _changes(row: Forum | Seat, fields: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {key: [was, new] for key, new in fields.items() if (was := getattr(row, key)) != new}


def _fill(row: Forum | Seat, fields: Mapping[str, Any]) -> None:
    known = FORUM_FIELDS if isinstance(row, Forum) else SEAT_FIELDS
    assert set(fields) <= set(known), fields
    if "name" in fields and not fields["name"].strip():
        raise InputError(_("The name is missing."), _("Say what the forum is called."))
    address = fields.get("contact_address")
    if address and not membercells.is_address(address):
        raise InputError(
            _("{address} is no e-mail address.").format(address=address), _("Correct it, or leave it out.")
        )
    if fields.get("right", "") not in RIGHTS:
        raise InputError(_("“{value}” cannot hold the right to appoint.").format(value=fields["right"]),
                         _("Write association, kl or other."))  # fmt: skip
    for key, value in fields.items():
        setattr(row, key, value)
