"""What is known of a person, all in one place; forgetting a person; and mail whose time is up (GDPR articles 15, 17 and 5(1)(e)).

Erased is what says who somebody is: name, addresses, words, raw mail. Kept, without them, is that a round was held and how it
ended; the audit chain has ids and hashes only and needs nothing done. Kept with the name are the minutes themselves: the
association's archive; so is who sat in which forum (``store.forumerasure``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from mailflow.desks.members import has_left
from mailflow.errors import RefusedError
from mailflow.i18n import _
from mailflow.models import (
    Address,
    Addressee,
    Answer,
    Attempt,
    Case,
    Folder,
    LedgerLine,
    Letter,
    Mail,
    Person,
    Proposal,
    Report,
    Trouble,
    Verdict,
)  # fmt: skip
from mailflow.parsers import mail as parse_mail
from mailflow.store import audit, eventerasure, forumerasure, queries, tasks

_BATCH = 200  # raw mails held in memory at a time
# Letters that carry the minutes, and nothing of what anybody said of them.
_SAME_FOR_ALL = ("minutes-round", "minutes-revised", "minutes-reminder", "minutes-published", "notice-published")
ENDED = ("published", "unpublished", "at-meeting", "cancelled")


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was erased, and where mails of the person still lie in the mailbox (folder: how many)."""

    mails: int
    letters: int
    answers: int
    minutes: tuple[str, ...]  # rounds whose minutes name the person: kept
    in_mailbox: dict[str, int]
    seats: tuple[str, ...] = ()  # of forums, whose record names the person: kept


def forget(session: Session, person: Person, by: str, reason: str, today: date, now: datetime) -> Erased:
    """Make the person a tombstone. Raises ``RefusedError`` for a member, and for one whose answer a round waits for."""
    if person.forgotten_at is not None:
        raise RefusedError(_("[{key}] has been forgotten already.").format(key=person.key))
    if not has_left(person, today):
        raise RefusedError(
            _("{name} is a member.").format(name=person.name),
            _("First: mailflow members leave {key}").format(key=person.key),
        )
    waiting = [case.slug for case in queries.cases_of_person(session, person.id, "open", "approved")]
    if waiting:
        raise RefusedError(
            _("{name} is in a round that has not ended: {rounds}.").format(name=person.name, rounds=", ".join(waiting)),
            _("Until then the answer is evidence. Wait for its end, or cancel it: mailflow minutes cancel."),
        )
    invited = eventerasure.coming(session, person, now)
    if invited:
        raise RefusedError(
            _("{name} is still invited to: {events}.").format(name=person.name, events=", ".join(invited)),
            _("First take the invitation back: mailflow send-invites"),
        )
    _free_of_forums(session, person)
    seats = tuple(forumerasure.kept(session, person))
    name, addresses = person.name, _addresses_of(session, person)
    minutes = tuple(
        case.slug for case in session.scalars(select(Case).order_by(Case.id))
        if any(name in version.markdown for version in case.versions)
    )  # fmt: skip
    mails = _erase_mails(session, person.id, addresses)
    lying = _in_mailbox(session, mails)
    letters = _erase_letters(session, person.id, addresses, name)
    answers = _erase_answers(session, person.id)
    _erase_rows(session, person, addresses, name)
    person.forgotten_at = now
    audit.record(session, "person.forgotten", now, person=person.id, mails=mails, letters=letters, answers=answers)
    session.add(Verdict(kind="forgotten", decided_by=by, reason=reason, at=now))
    return Erased(len(mails), len(letters), len(answers), minutes, lying, seats)


def _free_of_forums(session: Session, person: Person) -> None:
    """Raises ``RefusedError`` for one who holds a seat still, or is in a call that is not decided."""
    if held := forumerasure.held(session, person):
        raise RefusedError(
            _("{name} still sits in: {seats}.").format(name=person.name, seats=", ".join(held)),
            _("First: mailflow forums vacate {seat} --on DATE").format(seat=held[0]),
        )
    if running := forumerasure.running(session, person):
        raise RefusedError(
            _("{name} is in a call for candidates that is not decided: {ids}.").format(
                name=person.name, ids=", ".join(running)
            ),
            _("Until then the answer is evidence. Wait for its end, or call it off: mailflow forums cancel."),
        )


def tombstone(person_id: int) -> str:
    """What stands where the name stood."""
    return _("Deleted person {number}").format(number=person_id)


def old_raw_mail(session: Session, before: datetime, now: datetime) -> int:
    """Erase the raw bytes of mail and letters of what ended before that instant; the words of answers stay."""
    ended = select(Case.id).where(Case.state.in_(ENDED), Case.closed_at < before)
    mails, letters = eventerasure.expired(session, before, _BATCH)
    mails += session.scalars(select(Mail.id).where(Mail.raw.is_not(None), Mail.case_id.in_(ended)).limit(_BATCH))
    letters += session.scalars(select(Letter.id).where(Letter.raw != b"", Letter.case_id.in_(ended)).limit(_BATCH))
    session.execute(update(Mail).where(Mail.id.in_(mails)).values(raw=None))
    session.execute(update(Letter).where(Letter.id.in_(letters)).values(raw=b""))
    if mails or letters:
        audit.record(session, "mail.expired", now, mails=mails, letters=letters)
    return len(mails) + len(letters)


def former_members(session: Session, before: date) -> list[Person]:
    """Those who left before that day and are not forgotten, for the retention setting."""
    wanted = select(Person).where(Person.left.is_not(None), Person.left < before, Person.forgotten_at.is_(None))
    return [
        person for person in session.scalars(wanted.order_by(Person.id))
        if not queries.cases_of_person(session, person.id, "open", "approved")
        and not forumerasure.held(session, person) and not forumerasure.running(session, person)
    ]  # fmt: skip


# --- what is known ---------------------------------------------------------------------------------------------------


def everything(session: Session, person: Person) -> tuple[dict[str, Any], Iterator[tuple[str, bytes]]]:
    """Everything kept about a person: plain values, and the raw mails from and to the person as (file name, bytes)."""
    addresses = _addresses_of(session, person)
    mails = session.scalars(select(Mail).where(_of_person(person.id, addresses)).order_by(Mail.id)).all()
    letters = session.scalars(select(Letter).where(_to_person(person.id, addresses)).order_by(Letter.id)).all()
    answers = session.scalars(select(Answer).where(Answer.person_id == person.id).order_by(Answer.id)).all()
    snapshots = session.scalars(select(Addressee).where(Addressee.person_id == person.id).order_by(Addressee.id)).all()
    troubles = session.scalars(select(Trouble).where(Trouble.address.in_(addresses)).order_by(Trouble.id)).all()
    proposals = session.scalars(select(Proposal).where(Proposal.person_id == person.id).order_by(Proposal.id)).all()
    values = {
        "person": _columns(person),
        "addresses": [_columns(row) for row in person.addresses], "roles": [_columns(row) for row in person.roles],
        "rounds": [{"case": row.version.case.slug, **_columns(row)} for row in snapshots],
        "answers": [{"case": row.case.slug, **_columns(row)} for row in answers],
        "letters": [_columns(row) for row in letters], "mails": [_columns(row) for row in mails],
        "bounces": [_columns(row) for row in troubles], "proposals": [_columns(row) for row in proposals],
        **eventerasure.of(session, person, _columns), **forumerasure.of(session, person, _columns),
    }  # fmt: skip
    raw = ((f"letter-{row.id}.eml", row.raw) for row in letters if row.raw)
    return values, _both(raw, ((f"mail-{row.id}.eml", row.raw) for row in mails if row.raw))


def _both(one: Iterable[tuple[str, bytes]], other: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    yield from one
    yield from other


def _columns(row: Any) -> dict[str, Any]:
    """A row's values, without raw mail and without the numbers that only the store needs."""
    return {
        column.key: getattr(row, column.key) for column in row.__table__.columns
        if column.key not in ("raw", "id") and not column.key.endswith("_id")
    }  # fmt: skip


def _addresses_of(session: Session, person: Person) -> set[str]:
    """Every address that is or was the person's, but for those that belong to somebody else now."""
    found = {row.address for row in person.addresses}
    found |= set(session.scalars(select(Addressee.address).where(Addressee.person_id == person.id)))
    others = select(Address.address).where(
        Address.address.in_(found), Address.person_id != person.id, Address.valid_to.is_(None)
    )
    return {address.lower() for address in found} - set(session.scalars(others))


def _of_person(person_id: int, addresses: set[str]) -> Any:
    return or_(Mail.person_id == person_id, func.lower(Mail.sender).in_(addresses))


def _to_person(person_id: int, addresses: set[str]) -> Any:
    theirs = select(Addressee.id).where(Addressee.person_id == person_id)
    return or_(
        Letter.person_id == person_id, Letter.addressee_id.in_(theirs), func.lower(Letter.recipient).in_(addresses)
    )


# --- erasing ---------------------------------------------------------------------------------------------------------


def _erase_mails(session: Session, person_id: int, addresses: set[str]) -> list[int]:
    """The person's mails, and the bytes of others' in which one of the addresses stands (quoted, in copy, in a bounce)."""
    own = set(session.scalars(select(Mail.id).where(_of_person(person_id, addresses))))
    naming = {
        mail_id for mail_id, raw in _raws(session, select(Mail.id, Mail.raw).where(Mail.raw.is_not(None)))
        if _names(raw, addresses)
    }  # fmt: skip
    session.execute(update(Mail).where(Mail.id.in_(own)).values(sender="", subject="", message_id=""))
    session.execute(update(Mail).where(Mail.id.in_(own | naming)).values(raw=None))
    return sorted(own | naming)


def _erase_letters(session: Session, person_id: int, addresses: set[str], name: str) -> list[int]:
    """Those to the person, those that tell others what the person said, those in which name or address stand."""
    own = set(session.scalars(select(Letter.id).where(_to_person(person_id, addresses))))
    spoke = select(Answer.case_id).where(Answer.person_id == person_id)
    # A report on the members names people, and its spreadsheet cannot be looked through; one that waits still goes.
    reporting = (Letter.kind == "members-report") & Letter.state.not_in(queries.WAITING)
    register = forumerasure.letters(person_id) & Letter.state.not_in(queries.WAITING)
    telling = (Letter.case_id.in_(spoke) & Letter.kind.not_in(_SAME_FOR_ALL)) | reporting | register
    about = set(session.scalars(select(Letter.id).where(telling)))
    named = set(session.scalars(select(Letter.id).where(Letter.subject.contains(name, autoescape=True))))
    naming = {
        letter_id for letter_id, raw in _raws(session, select(Letter.id, Letter.raw).where(Letter.raw != b""))
        if _names(raw, addresses)
    }  # fmt: skip
    session.execute(update(Letter).where(Letter.id.in_(own)).values(recipient="", response="", bounce=""))
    session.execute(update(Letter).where(Letter.id.in_(named)).values(subject=""))
    session.execute(update(Letter).where(Letter.id.in_(own | about | named | naming)).values(raw=b""))
    return sorted(own | about | named | naming)


def _erase_answers(session: Session, person_id: int) -> list[int]:
    """What was meant stays, and when, and what was decided of it; the words go."""
    theirs = list(session.scalars(select(Answer.id).where(Answer.person_id == person_id)))
    session.execute(update(Answer).where(Answer.id.in_(theirs)).values(words="", evidence="", sender=""))
    return theirs


def _erase_rows(session: Session, person: Person, addresses: set[str], name: str) -> None:
    stone = tombstone(person.id)
    session.execute(delete(Address).where(Address.person_id == person.id))
    session.execute(delete(Trouble).where(Trouble.address.in_(addresses)))
    session.execute(delete(Proposal).where(Proposal.person_id == person.id))
    session.execute(
        update(Addressee).where(Addressee.person_id == person.id).values(name=stone, address="", excused_reason="")
    )
    words = {name: stone, f"person:{person.key}": f"person:deleted-{person.id}", **dict.fromkeys(addresses, "")}
    eventerasure.erase(session, person, stone, lambda value: _without(value, words))
    forumerasure.erase(session, person, stone, addresses, lambda value: _without(value, words))
    tasks.erase(session, person, stone, name)
    for proposal in session.scalars(select(Proposal)):  # what minutes led to
        proposal.words, proposal.facts = (
            _without(proposal.words, {name: stone}),
            _without(proposal.facts, {name: stone}),
        )
    for attempt in session.scalars(select(Attempt)):
        attempt.conditions = _without(attempt.conditions, {name: stone, **dict.fromkeys(addresses, "")})
    for report in session.scalars(select(Report)):
        data = _without(report.data, {name: stone, **dict.fromkeys(addresses, "")})
        # Who was the one member of a municipality is known by it.
        members = {number: one for number, one in data.get("members", {}).items() if number != str(person.id)}
        report.data = {**data, "members": members} if "members" in data else data
    person.key, person.name = f"deleted-{person.id}", stone
    person.title = person.municipality = person.phone = person.gender = ""
    session.flush()
    session.expire(person, ["addresses"])


def _without(value: Any, words: dict[str, str]) -> Any:
    """The same structure with each of these words replaced wherever it stands in a text."""
    match value:
        case str():
            for old, new in words.items():
                value = value.replace(old, new)
            return value
        case list():
            return [_without(one, words) for one in value]
        case dict():
            return {key: _without(one, words) for key, one in value.items()}
    return value


def _raws(session: Session, wanted: Any) -> Iterator[tuple[int, bytes]]:
    for row in session.execute(wanted.execution_options(yield_per=_BATCH)):
        yield row[0], row[1]


def _names(raw: bytes, addresses: set[str]) -> bool:
    """Whether one of the addresses stands in the mail: in its bytes, or in its words once they are decoded."""
    small = raw.lower()
    if any(address.encode() in small for address in addresses):
        return True
    words = parse_mail.parse(raw)
    decoded = " ".join(
        (words.subject, words.text or "", words.html or "", *(value for _name, value in words.headers))
    ).lower()
    return any(address in decoded for address in addresses) or any(
        address.encode() in attachment.content.lower() for attachment in words.attachments for address in addresses
    )


def _in_mailbox(session: Session, mails: list[int]) -> dict[str, int]:
    """Folder of the mailbox -> how many of these mails were last seen there."""
    wanted = (
        select(Folder.name, func.count()).join(LedgerLine, LedgerLine.folder_id == Folder.id)
        .where(LedgerLine.mail_id.in_(mails)).group_by(Folder.name)
    )  # fmt: skip
    return {row[0]: row[1] for row in session.execute(wanted)}
