"""Opening a round of minutes, and sending a corrected version round: the rows a round begins with."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.desks import minutes as desk
from mailflow.desks.deadlines import deadline, end_of_day, local_day
from mailflow.documents import Minutes, PublicVersion
from mailflow.errors import InputError, RefusedError
from mailflow.i18n import _
from mailflow.models import Addressee, Case, Person, Version
from mailflow.pages.changes import changes
from mailflow.store import apply, audit, people, queries
from mailflow.store.apply import Office

ABBREVIATIONS = {"hovedbestyrelsen": "hb", "bestyrelsen": "bestyrelsen", "generalforsamlingen": "gf"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to go round: its bytes, what was read from it, what the website will show, also as PDF, and of a
    corrected one the marked-up copy."""

    filename: str
    source: bytes
    minutes: Minutes
    public: PublicVersion
    pdf: bytes
    marked: bytes = b""


def short_id(session: Session, body: str, day: date) -> str:
    """A readable id: "hb-2023-08-29"; "-2" and so on after a cancelled round for the same meeting."""
    base = f"{_abbreviated(body)}-{day.isoformat()}"
    taken = set(session.scalars(select(Case.slug).where(Case.slug.startswith(base))))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 1000))) if slug not in taken)


def _abbreviated(body: str) -> str:
    """ "Hovedbestyrelsen", "hovedbestyrelsen" and "HB" are one body: "hb"."""
    words = re.sub(r"[^a-z0-9]+", "-", _ascii(body.casefold())).strip("-")
    return ABBREVIATIONS.get(words, words[:30] or "referat")


def _ascii(words: str) -> str:
    return words.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def title_of(body: str, day: date, language: str) -> str:
    """The round's own title, long enough that no other mail carries it by chance."""
    when = format_date(day, "d. MMMM y" if language == "da" else "d MMMM y", locale=language)
    return f"Referat af møde i {body} den {when}" if language == "da" else f"Minutes of the meeting of {body} on {when}"


def open_round(session: Session, paper: Paper, body: str, day: date, board: Sequence[Person], office: Office, now: datetime,
               by: str = "", until: date | None = None) -> Case:  # fmt: skip
    """A new round with its first version; its letters are queued. ``until``: a later last day than the rule's, which the
    document or a human has named. Raises ``RefusedError`` for a second round for the same
    meeting, ``InputError`` for a board that cannot be written to."""
    same = [case for case in queries.cases_of_day(session, day) if _abbreviated(case.body) == _abbreviated(body)]
    if same:
        before = same[0]
        raise RefusedError(
            _("There is already a round for that meeting: {slug}.").format(slug=before.slug),
            _("Send a corrected version with: mailflow minutes resolve {slug} --revise FILE").format(slug=before.slug),
        )
    case = Case(
        kind="minutes", slug=short_id(session, body, day), title=title_of(body, day, office.config.language), body=body,
        meeting_date=day, opened_at=now, opened_by=by, state="open",
    )  # fmt: skip
    session.add(case)
    session.flush()
    audit.record(session, "case.open", now, case.id)
    _add_version(session, case, paper, (), board, office, now, by, until)
    apply.carry_out(session, case, desk.circulate(case), office, now)
    return case


def revise(session: Session, case: Case, paper: Paper, old: Minutes, office: Office, now: datetime, by: str) -> Version:
    """A corrected version goes to everybody who is still there, at the address that reached them last; its time is counted
    from now. Approvals of the version before lapse, since answers belong to a version; objections stand."""
    if case.state not in desk.RUNNING:
        raise RefusedError(
            _("{slug} is over ({state}); a corrected version cannot go round.").format(slug=case.slug, state=case.state)
        )
    if hashlib.sha256(paper.source).hexdigest() == case.version.source_sha256:
        raise InputError(
            _("This is the same document as the version that is going round."), _("Give the corrected file.")
        )
    day = local_day(now, office.zone)
    board = [a.person for a in case.version.addressees if a.person.left is None or a.person.left > day]
    version = _add_version(session, case, paper, changes(old, paper.minutes), board, office, now, by)
    case.state, case.approved_at = "open", None
    apply.carry_out(session, case, desk.circulate(case), office, now)
    return version


def _add_version(session: Session, case: Case, paper: Paper, changed: Sequence[Any], board: Sequence[Person],
                 office: Office, now: datetime, by: str, named: date | None = None) -> Version:  # fmt: skip
    revised = bool(case.versions)
    last = {a.person_id: a for a in case.version.addressees} if revised else {}
    until, reason = deadline(case.meeting_date, now, office.config.minutes, office.zone, revised=revised)
    if named is not None and named > local_day(until, office.zone):
        until, reason = end_of_day(named, office.zone), "document"
    version = Version(
        number=len(case.versions) + 1, filename=paper.filename, source=paper.source,
        source_sha256=hashlib.sha256(paper.source).hexdigest(), markdown=paper.minutes.markdown,
        items=[asdict(item) for item in paper.minutes.items], public_html=paper.public.html,
        public_text=paper.public.text, public_sha256=hashlib.sha256(paper.public.html.encode()).hexdigest(),
        public_pdf=paper.pdf, public_pdf_sha256=hashlib.sha256(paper.pdf).hexdigest(), marked_pdf=paper.marked or None,
        removals=[asdict(removal) for removal in paper.public.removals], changes=[asdict(change) for change in changed],
        deadline=until, deadline_reason=reason, created_at=now, created_by=by,
    )  # fmt: skip
    case.versions.append(version)
    session.flush()
    day = local_day(now, office.zone)
    for person in board:
        primary = people.primary_address(person, day)
        before = last.get(person.id)
        address = _reached_at(before) or primary or ""
        version.addressees.append(Addressee(person=person, name=person.name, address=address, deadline=until))
    _check_addresses(version.addressees, case.body, office.mailbox)
    session.flush()
    audit.record(
        session,
        "version.made",
        now,
        case.id,
        version=version.id,
        source=version.source_sha256,
        public=version.public_sha256,
        pdf=version.public_pdf_sha256,
    )
    return version


def _reached_at(addressee: Addressee | None) -> str:
    """Where the last copy went without coming back: she may have sent it again to another address."""
    copies = [letter for letter in addressee.letters if letter.bounced_at is None] if addressee is not None else []
    return copies[-1].recipient if copies else ""


def _check_addresses(addressees: Sequence[Addressee], body: str, mailbox: str) -> None:
    if not addressees:
        raise InputError(
            _("Nobody is a member of {body}, so nobody can approve its minutes.").format(body=body),
            _(
                "Give the members their role: mailflow members import FILE, or mailflow members edit PERSON --role board."
            ),
        )
    missing = [a.name for a in addressees if not a.address]
    if missing:
        raise InputError(
            _("These have no address: {names}.").format(names=", ".join(missing)),
            _("Add one: mailflow members edit PERSON --address ADDRESS."),
        )
    own = [a.name for a in addressees if a.address.lower() == mailbox]
    if own:
        raise InputError(
            _("{names} has mailflow's own mailbox as address.").format(names=", ".join(own)),
            _("Answers from there would count for nobody: mailflow members edit PERSON --address ADDRESS."),
        )
    seen: dict[str, str] = {}
    for addressee in addressees:
        other = seen.setdefault(addressee.address.lower(), addressee.name)
        if other != addressee.name:
            raise InputError(
                _("{first} and {second} have the same address, {address}.").format(
                    first=other, second=addressee.name, address=addressee.address
                ),
                _("Each must answer for himself: mailflow members edit PERSON --address ADDRESS."),
            )
