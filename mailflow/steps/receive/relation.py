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
from mailflow.parsers import html, identity
from mailflow.store import people, queries
from mailflow.store.apply import Office

RUNNING = ("open", "approved")
ENDED = ("published", "unpublished", "at-meeting")  # what is said of these is still shown to her
LONG_LINE = 60  # so many characters in common with the minutes are no coincidence
SEEN_AFTER_DAYS = 60  # an objection that comes so long after publication is still shown to the secretariat
_ORIGINAL = ("x-original-from", "x-original-sender")  # the sender, from lists that put themselves into From
_SENDERS = ("from", *_ORIGINAL)


@dataclass(frozen=True, slots=True)
class Relation:
    """``explicit``: the mail itself points at a case (references, id, title), not only its sender.

    ``aside`` are those of the cases that it does not point at but may mean: it answers a round that is over, and its writer
    is asked in another. ``own_address``: the person was found by From itself.
    """

    cases: tuple[Case, ...] = ()
    person: Person | None = None
    letter: Letter | None = None
    explicit: bool = False
    aside: tuple[Case, ...] = ()
    own_address: bool = False

    def __bool__(self) -> bool:
        return bool(self.cases)

    @property
    def case(self) -> Case | None:
        return self.cases[0] if self.cases else None


def is_bulk(words: Words) -> bool:
    """Newsletters and lists say so themselves (RFC 2369, RFC 8058)."""
    bulk = words.header("Precedence").lower() in ("bulk", "list", "junk")
    return bulk or bool(words.header("List-Unsubscribe") or words.header("List-Id"))


def rewritten(words: Words) -> bool:
    """A group or list has put an address of its own into From; whose mail it is, it says elsewhere.

    Groups do so when the sender's domain forbids forwarding (RFC 7489 section 10.2): "'Bo' via Sekretariatet".
    """
    if words.from_ is None:
        return False
    domain = words.from_.address.rpartition("@")[2]
    others = [box for box in words.reply_to if box.address.rpartition("@")[2] != domain]
    return bool(others or any(map(words.header, _ORIGINAL)) or " via " in words.from_.name.casefold())


def by_header(session: Session, office: Office, words: Words, arrived: datetime) -> bool:
    """Whether the header alone already ties the mail to a case."""
    return bool(of(session, office, words, arrived))


def of(session: Session, office: Office, words: Words, arrived: datetime) -> Relation:
    """The cases this mail concerns: those it points at, else every running one of its sender."""
    person, own_address = _who(session, office, words, arrived)
    letter = queries.letter_of(session, [*words.references, *words.in_reply_to])
    known = queries.running_and_ended(session)
    ended = [case for case in known if case.state in ENDED and _lately(case, arrived)]
    running = [case for case in known if case.state in RUNNING]
    if letter is not None and letter.case is not None:
        pointed = [letter.case, *(case for case in running if case is not letter.case and _is_named(case, words))]
    else:
        letter, pointed = None, [case for case in (*ended, *running) if _is_named(case, words)]
        if not any(case.state in RUNNING for case in pointed):
            pointed += [case for case in _quoted([*ended, *running], words) if case not in pointed]
    aimed = [case for case in pointed if case.state in RUNNING]
    if aimed:
        return Relation(
            tuple(aimed), person, letter or _letter_to(session, aimed[0], person), True, own_address=own_address
        )
    mine = [case for case in running if person is not None and queries.is_addressee(session, case.id, person.id)]
    if not mine:  # nobody we know, or somebody who writes for a member
        mine = [case for case in running if _looks_like_addressee(session, case, words)]
        person, own_address = (None, False) if mine else (person, own_address)
    if pointed:  # people answer any old mail of ours when they have something to say about the new one
        over = pointed[0] if letter is not None else pointed[-1]
        return Relation(
            (over, *mine), person, letter or _letter_to(session, over, person), True, tuple(mine), own_address
        )
    if not mine and person is not None:
        mine = [case for case in reversed(ended) if queries.is_addressee(session, case.id, person.id)][:1]
    asked = _letter_to(session, mine[0], person) if len(mine) == 1 and person is not None else None
    return Relation(tuple(mine), person, asked, own_address=own_address)


def _who(session: Session, office: Office, words: Words, arrived: datetime) -> tuple[Person | None, bool]:
    """The person behind From, or behind Sender when somebody writes on behalf of another (RFC 5322 section 3.6.2); and
    whether From says so: only of From does the receiving server's proof speak."""
    day = arrived.astimezone(office.zone).date()
    for mailbox in (words.from_, words.sender):
        found = people.person_by_address(session, mailbox.address, day) if mailbox is not None else None
        if found is not None:
            return found[0], mailbox is words.from_
        # She may have sent a member's copy to an address that the list does not know (resend --to).
        written_to = queries.member_written_to(session, mailbox.address) if mailbox is not None else None
        if written_to is not None:
            return written_to, mailbox is words.from_
    return None, False


def _is_named(case: Case, words: Words) -> bool:
    """The round's id or title stands in the subject, or in the mail."""
    subject = " ".join(words.subject.split()).casefold()
    if re.search(rf"(?<![\w-]){re.escape(case.slug)}(?![\w-])", subject) or case.title.casefold() in subject:
        return True
    flat = _flat(words).casefold()
    return f"[{case.slug}]" in flat or case.title.casefold() in flat


def _quoted(cases: Sequence[Case], words: Words) -> list[Case]:
    """The cases of which a long line stands in the mail: it was quoted or forwarded."""
    if not (words.text or words.html):
        return []
    flat = " ".join(" ".join(re.sub(r"^[>\s]+", "", line) for line in _body(words).splitlines()).split())
    return [case for case in cases if any(line in flat for line in _long_lines(case))]


def _long_lines(case: Case) -> set[str]:
    texts = (version.public_text for version in case.versions)
    return {" ".join(line.split()) for text in texts for line in text.splitlines() if len(line) >= LONG_LINE}


def _body(words: Words) -> str:
    return words.text or (html.words(words.html) if words.html else "")


def _flat(words: Words) -> str:
    return " ".join(_body(words).split())


def _lately(case: Case, arrived: datetime) -> bool:
    ended = case.published_at or case.closed_at
    return ended is not None and ended > arrived - timedelta(days=SEEN_AFTER_DAYS)


def _looks_like_addressee(session: Session, case: Case, words: Words) -> bool:
    """A member's name over an unknown address, an address made to look like a member's, "på vegne af" a member, a list that
    has put itself into From: it holds, it decides nothing."""
    boxes = [box for box in (words.from_, words.sender, *words.reply_to) if box is not None]
    names = [value[:500] for name, value in words.headers if name in _SENDERS][:50]
    for box in boxes:
        names += [box.name, box.address.rpartition("@")[0], box.address]
    names.append(identity.on_behalf(words, _body(words))[1])
    names = [name for name in dict.fromkeys(names) if name]
    roll = queries.addressees(session, case.version.id)
    return (
        any(map(roll.has_name, names))
        or any(roll.has_address(box.address) for box in boxes)
        or roll.stands_in("\n".join(names).lower())
    )


def _letter_to(session: Session, case: Case, person: Person | None) -> Letter | None:
    """The newest letter of the round to this person, for comparing quotes; any copy does when the person is unknown."""
    return queries.letter_to_addressee(session, case.version.id, person.id if person is not None else None)
