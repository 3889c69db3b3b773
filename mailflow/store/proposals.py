"""What mailflow has read and would do if she agrees: kept, told to her, accepted or declined by name.

Used inside the caller's transaction. Nothing is changed in the member list before a named person has said yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.actions import Note, Write
from mailflow.desks import members as desk
from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import Person, Proposal
from mailflow.parsers.moved import Move
from mailflow.store import apply, audit, members, people, queries
from mailflow.store.apply import Office


def propose(session: Session, office: Office, person: Person, move: Move, mail_id: int, now: datetime) -> bool:
    """Keep it and tell the secretariat, unless it is known already. The same is proposed once a year at most: an automatic
    answer comes with every letter. Returns whether it is new."""
    today = now.astimezone(office.zone).date()
    if person.left is not None or person.forgotten_at is not None:
        return False
    if move.address in {office.mailbox, *(held.address for held in desk.valid_addresses(person, today))}:
        return False
    key = f"{move.kind}:{person.id}:{now.year}:{move.address}"[:200]
    if session.scalar(select(Proposal.id).where(Proposal.unique_key == key)) is not None:
        return False
    facts = {"day": move.day.isoformat() if move.day else None, "address": move.address or None}
    row = Proposal(
        unique_key=key, kind=move.kind, person_id=person.id, mail_id=mail_id, words=move.words[:2000], facts=facts,
        created_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    rounds = [case.slug for case in queries.cases_of_person(session, person.id, "open", "approved")]
    told = {
        "date": facts["day"],
        "address": move.address,
        "number": row.id,
        "kind": move.kind,
        "text": row.words,
        "rounds": rounds,
    }
    apply.carry_out(
        session, None,
        [Note("proposal.made", {"proposal": row.id, "person": person.id, "kind": row.kind}),
         Write("notice-proposal", f"proposal:{row.id}", person_id=person.id, facts=told)],
        office, now,
    )  # fmt: skip
    return True


def waiting(session: Session) -> Sequence[Proposal]:
    """Those that nobody has decided, the oldest first."""
    return session.scalars(select(Proposal).where(Proposal.decided_at.is_(None)).order_by(Proposal.id)).all()


def every(session: Session) -> Sequence[Proposal]:
    return session.scalars(select(Proposal).order_by(Proposal.id)).all()


def get(session: Session, number: int) -> Proposal:
    """Raises ``NotFoundError``, and ``RefusedError`` when it is decided already."""
    row = session.get(Proposal, number, with_for_update=True)
    if row is None:
        raise NotFoundError(
            _("There is no proposal {number}.").format(number=number), _("See the list: mailflow proposals list")
        )
    if row.decided_at is not None:
        raise RefusedError(
            _("Proposal {number} was decided by {name} already.").format(number=number, name=row.decided_by)
        )
    return row


def accept(session: Session, row: Proposal, by: str, office: Office, now: datetime, day: date | None = None) -> None:
    """Do what is proposed of a member (of minutes: ``store.follow``). ``day``: the first on which the member is none any
    more; else the mail's, else today.

    Raises ``RefusedError`` when the person has left meanwhile and ``InputError`` when the address is somebody else's.
    """
    person, today = row.person, now.astimezone(office.zone).date()
    if person is None:
        raise RefusedError(_("The person is not in the member list any more."))
    if row.kind == "member-left":
        said = row.facts.get("day")
        members.leave(session, person, day or (date.fromisoformat(said) if said else today), now)
    else:
        wanted = replace(desk.as_row(person, today), address=row.facts["address"])
        difference = desk.edited(people.everybody(session), person, wanted, today, office.mailbox)
        if difference.findings:
            raise InputError(" ".join(one.problem for one in difference.findings), difference.findings[0].remedy)
        members.apply(session, difference, today, now, verb="member.edited")
    close(session, row, by, now, accepted=True)


def close(session: Session, row: Proposal, by: str, now: datetime, *, accepted: bool) -> None:
    """It is decided; what a yes brings about is done by the caller."""
    row.decided_at, row.decided_by, row.accepted = now, by, accepted
    verb = "proposal.accepted" if accepted else "proposal.declined"
    audit.record(session, verb, now, proposal=row.id, person=row.person_id)
