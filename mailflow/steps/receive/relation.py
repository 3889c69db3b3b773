"""Which cases does a mail concern, and who wrote it? (DESIGN rules 3 and 11.)

A mail concerns a round if it comes from or on behalf of an addressee (an address, an alias, a delegate, a look-alike), or
carries the round's id, references, title or quoted text. Only such mail can hold a round.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from mailflow.mail import Mail as Words
from mailflow.models import Case, Letter, Person
from mailflow.parsers import identity
from mailflow.store import people, queries
from mailflow.store.apply import Office

RUNNING = ("open", "approved")
LONG_LINE = 60  # so many characters in common with the minutes are no coincidence


@dataclass(frozen=True, slots=True)
class Relation:
    """``explicit``: the mail itself points at the case (references, id, title), not only its sender."""

    cases: tuple[Case, ...] = ()
    person: Person | None = None
    letter: Letter | None = None
    explicit: bool = False

    def __bool__(self) -> bool:
        return bool(self.cases)

    @property
    def case(self) -> Case | None:
        return self.cases[0] if self.cases else None


def is_bulk(words: Words) -> bool:
    """Newsletters and lists say so themselves (RFC 2369, RFC 8058)."""
    bulk = words.header("Precedence").lower() in ("bulk", "list", "junk")
    return bulk or bool(words.header("List-Unsubscribe") or words.header("List-Id"))


def by_header(session: Session, office: Office, words: Words, arrived: datetime) -> bool:
    """Whether the header alone already ties the mail to a case."""
    return bool(of(session, office, words, arrived))


def of(session: Session, office: Office, words: Words, arrived: datetime) -> Relation:
    """The cases this mail concerns: one it points at, else every running one of its sender."""
    person = _who(session, office, words, arrived)
    letter = queries.letter_of(session, [*words.references, *words.in_reply_to])
    if letter is not None and letter.case is not None:
        return Relation((letter.case,), person, letter, True)
    candidates = queries.cases(session, *RUNNING, "published")
    named = [case for case in candidates if _points_at(case, words)]
    if named:
        return Relation((named[-1],), person, _letter_to(named[-1], person), True)
    running = [case for case in candidates if case.state in RUNNING]
    if person is not None:
        mine = [case for case in running if _is_addressee(case, person)]
        if not mine:
            mine = _lately_published(candidates, person, arrived)[:1]
        return Relation(tuple(mine), person, _letter_to(mine[0], person) if len(mine) == 1 else None)
    lookalikes = [case for case in running if _looks_like_addressee(case, words)]
    return Relation(tuple(lookalikes))


def _who(session: Session, office: Office, words: Words, arrived: datetime) -> Person | None:
    """The person behind From, or behind Sender when somebody writes on behalf of another (RFC 5322 section 3.6.2)."""
    day = arrived.astimezone(office.zone).date()
    for mailbox in (words.from_, words.sender):
        found = people.person_by_address(session, mailbox.address, day) if mailbox is not None else None
        if found is not None:
            return found[0]
        # She may have sent a member's copy to an address that the list does not know (resend --to).
        written_to = queries.letter_to_member(session, mailbox.address) if mailbox is not None else None
        if written_to is not None:
            return written_to.person
    return None


def _points_at(case: Case, words: Words) -> bool:
    subject = " ".join(words.subject.split()).casefold()
    if re.search(rf"(?<![\w-]){re.escape(case.slug)}(?![\w-])", subject) or case.title.casefold() in subject:
        return True
    body = words.text or words.html
    if not body:
        return False
    flat = " ".join(body.split()).casefold()
    return f"[{case.slug}]" in flat or case.title.casefold() in flat or _shares_a_line(case, body)


def _shares_a_line(case: Case, body: str) -> bool:
    """A long line of the minutes stands in the mail: it was quoted or forwarded."""
    own = {
        " ".join(line.split()) for v in case.versions for line in v.public_text.splitlines() if len(line) >= LONG_LINE
    }
    if not own:
        return False
    flat = " ".join(re.sub(r"^[>\s]+", "", line) for line in body.splitlines())
    flat = " ".join(flat.split())
    return any(line in flat for line in own)


def _is_addressee(case: Case, person: Person) -> bool:
    return any(addressee.person_id == person.id for version in case.versions for addressee in version.addressees)


def _lately_published(cases: Sequence[Case], person: Person, arrived: datetime) -> list[Case]:
    lately = arrived - timedelta(days=60)
    ended = [c for c in cases if c.state == "published" and c.published_at is not None and c.published_at > lately]
    return [case for case in reversed(ended) if _is_addressee(case, person)]


def _looks_like_addressee(case: Case, words: Words) -> bool:
    """An unknown address under a member's name, or an address made to look like a member's: it holds, it decides nothing."""
    if words.from_ is None:
        return False
    name = " ".join(words.from_.name.casefold().replace(",", " ").split())
    addressees = case.version.addressees
    if name and any(sorted(name.split()) == sorted(a.name.casefold().split()) for a in addressees):
        return True
    return identity.looks_like(words.from_.address, [addressee.address for addressee in addressees])


def _letter_to(case: Case, person: Person | None) -> Letter | None:
    """The newest letter of the round to this person, for comparing quotes; any copy does when the person is unknown."""
    letters = [
        letter for a in case.version.addressees if person is None or a.person_id == person.id for letter in a.letters
    ]
    return letters[-1] if letters else None
