"""What becomes of one mail (the way of a reply, DESIGN.md). Each function works inside the caller's transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow import mailbox as imap
from mailflow.desks import minutes as desk
from mailflow.mail import Mail as Words
from mailflow.models import Case, LedgerLine, Letter, Mail, Person
from mailflow.parsers import identity
from mailflow.parsers import mail as parse_mail
from mailflow.parsers import reply as parse_reply
from mailflow.parsers import sort as sorts
from mailflow.replies import About, Intent, Question, Reply, Sort
from mailflow.steps.receive import attendance, forumtold, hints, nominations, relation
from mailflow.store import apply, calls, forumletters, health, queries, rows
from mailflow.store import attendance as attended
from mailflow.store import forumtold as store_told
from mailflow.store.apply import Office
from mailflow.store.memory import remembered
from mailflow.store.rows import storable

# What filters and lists on the way put into a mail: it says nothing about the words of somebody we have asked.
_MARKS = frozenset({"x-spam-flag", "list-id", "list-unsubscribe", "feedback-id"})


@dataclass(frozen=True, slots=True)
class Place:
    folder_id: int
    uidvalidity: int
    name: str


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What the header alone says. ``ignore`` is the reason to leave the mail alone, or ""."""

    sha256: str
    needs_body: bool
    ignore: str = ""
    outcome: str = "ignored"
    letter_id: int | None = None


def first_looks(session: Session, office: Office, items: Sequence[imap.Item]) -> list[FirstLook]:
    """Judge by the headers whose bodies are needed. Reads the store, writes nothing."""
    hashes = [hashlib.sha256(item.header).hexdigest() for item in items]
    lines = (
        select(LedgerLine.sha256, LedgerLine.mail_id)
        .where(LedgerLine.sha256.in_(hashes))
        .order_by(LedgerLine.id.desc())
    )
    before = {row[0]: row[1] for row in session.execute(lines)}  # of the first line that has it
    installed = queries.association(session).installed_at
    any_case = bool(queries.cases(session, *relation.RUNNING, *relation.ENDED))
    any_case = any_case or any(attended.running(session, item.internaldate) for item in items[-1:])
    any_case = any_case or any(calls.known(session, item.internaldate) for item in items[-1:])
    any_case = any_case or any(store_told.any_told(session, item.internaldate) for item in items[-1:])
    return [
        _first_look(session, office, item, sha, sha in before and before[sha] is None, installed, any_case)
        for item, sha in zip(items, hashes, strict=True)
    ]


def _first_look(session: Session, office: Office, item: imap.Item, sha: str, left_alone: bool, installed: datetime | None,
                any_case: bool) -> FirstLook:  # fmt: skip
    """``left_alone``: the same header was seen before, and nothing was kept."""
    words = parse_mail.peek(item.header)
    if words.from_ is not None and words.from_.address.lower() == office.mailbox:
        # Ours, or written by the people of the secretariat in Outlook: never an answer to ourselves.
        ours = queries.letter_of(session, [words.message_id]) if words.message_id else None
        if ours or not relation.rewritten(words):
            return FirstLook(sha, False, "our own letter" if ours else "our own mail", "own", ours.id if ours else None)
    if left_alone and words.headers:  # no header at all is nobody's mark
        return FirstLook(sha, False, "seen before", "duplicate")
    if installed is None:  # the first look was cut off and goes on: nothing has been sent yet that this could answer
        return FirstLook(sha, False, "older than the installation")
    # An hour's grace for a server whose clock is behind ours; a rehearsed clock says nothing about the server's.
    old = item.internaldate < installed - timedelta(hours=1)
    old = old and queries.letter_of(session, [*words.references, *words.in_reply_to]) is None
    if old and not office.config.rehearsal:
        return FirstLook(sha, False, "older than the installation")
    if not any_case:
        return FirstLook(sha, False, "no case")
    if relation.is_bulk(words) and not (
        relation.by_header(session, office, words, item.internaldate)
        or nominations.of(session, words, Sort.REPLY, None, item.internaldate)
    ):
        return FirstLook(sha, False, "unrelated bulk mail")
    return FirstLook(sha, True)


def take(session: Session, office: Office, place: Place, item: imap.Item, verdict: FirstLook, raw: bytes, now: datetime,
         *, too_large: bool = False) -> str:  # fmt: skip
    """Take one mail: what it says is decided and carried out, and the ledger line is written. Returns the outcome."""
    if verdict.ignore:
        if verdict.letter_id is not None:
            _witness(session, office, verdict.letter_id, now if office.config.rehearsal else item.internaldate, now)
        return _line(session, place, item, verdict.sha256, verdict.outcome, verdict.ignore, None, now)
    words = parse_mail.parse(raw)
    if too_large:
        words = replace(words, unreadable="too large")
    sha = hashlib.sha256(raw).hexdigest()
    alike = queries.mails_like(session, office.mailbox, sha, _identifier(words))
    known = next((mail.id for mail in alike if mail.sha256 == sha), None)
    if known is not None:
        return _line(session, place, item, verdict.sha256, "duplicate", "seen before", known, now)
    arrived = now if office.config.rehearsal else _arrived(words, item)
    related = relation.of(session, office, words, arrived)
    sort = sorts.sort(words)[0]
    asked = _asked(session, office, words, sort, related, arrived)
    called = None
    if not related.explicit and (asked is None or not asked.placed):
        called = nominations.of(session, words, sort, related.person if related.own_address else None, arrived)
        asked = asked if called is None else None
    told = forumtold.of(session, words) if not related.explicit and called is None and asked is None else None
    if (
        not related
        and called is None
        and sort is Sort.BROKEN
        and not _is_junk(words)
        and queries.cases(session, *relation.RUNNING)
    ):
        return set_aside(session, office, place, item, raw, words.unreadable or "it cannot be read", now)
    if (
        not related and asked is None and called is None and told is None and sort is not Sort.BOUNCE
    ):  # what strangers say need not be understood
        return _line(session, place, item, verdict.sha256, "ignored", "unrelated", None, now)
    if related.person is not None or not related.explicit:
        words = replace(words, headers=tuple(header for header in words.headers if not _is_mark(*header)))
    coming = attendance.read(asked, words, office) if asked is not None else None
    proposed = nominations.read(called, words, office) if called is not None else None
    answered = forumtold.read(told, words, office) if told is not None else None
    other = coming or proposed or answered
    if other is not None and not related:
        reply = other
    else:
        reply = parse_reply.read(words, _question(session, related.case, related.letter), trust=office.config.imap)
    if reply.sort is Sort.BOUNCE and related.person is not None:  # mail systems write under no member's name
        reply = Reply(Sort.REPLY, Intent.UNCLEAR, words.text, why="a member sends a delivery report")
    if reply.sort is Sort.BOUNCE:
        return _bounce(session, office, place, item, verdict, words, reply, raw, sha, arrived, now)
    if reply.sort is Sort.BROKEN or words.unreadable:
        return set_aside(session, office, place, item, raw, words.unreadable or "it cannot be read", now, related.cases)
    again = _said_before(session, words, [mail.id for mail in alike if mail.sort == reply.sort and not mail.set_aside])
    if again is not None:
        return _line(session, place, item, verdict.sha256, "duplicate", "the same words again", again, now)
    mail_id = _keep(
        session, office, words, reply, raw, sha, arrived, related.person, related.cases[0].id if related else None
    )
    if related.own_address and words.from_ and identity.authentication(words, office.config.imap) != "fail":
        health.clear(session, [words.from_.address], arrived, now)  # who writes from an address has it
        if related.person is not None:
            hints.take(session, office, related.person, words, reply, mail_id, now)
    if asked is not None and coming is not None:
        attendance.take(session, office, asked, words, coming, mail_id, now)
        if attendance.settles(asked, coming):
            related = replace(related, cases=())  # it is about the meeting; nothing in it is about the minutes
    if called is not None and proposed is not None:
        nominations.take(session, office, called, words, proposed, mail_id, now)
        if nominations.settles(called, proposed):
            related = replace(related, cases=())
    if told is not None and answered is not None:
        forumtold.take(session, office, told, words, answered, mail_id, now)
    for case in related.cases:
        said = _said(session, office, case, related, words, reply, mail_id, arrived)
        if said is not None:
            actions = desk.decide(case, said, now, office.config.minutes, office.zone)
            apply.carry_out(session, case, actions, office, now)
    return _line(session, place, item, verdict.sha256, "handled", f"{reply.sort}:{reply.intent or ''}", mail_id, now)


def set_aside(session: Session, office: Office, place: Place, item: imap.Item, raw: bytes, reason: str, now: datetime,
              cases: Sequence[Case] | None = None) -> str:  # fmt: skip
    """Keep a mail that cannot be read, with the reason; every running case it may concern waits for a human."""
    words = parse_mail.parse(item.header)
    sha = hashlib.sha256(raw).hexdigest()
    known = session.scalar(select(Mail).where(Mail.mailbox == office.mailbox, Mail.sha256 == sha))
    if known is not None:
        return _line(session, place, item, hashlib.sha256(item.header).hexdigest(), "duplicate", reason, known.id, now)
    concerned = list(cases) if cases is not None else list(queries.cases(session, "open", "approved"))
    case_id = concerned[0].id if len(concerned) == 1 else None
    mail_id = _keep(session, office, words, Reply(Sort.BROKEN), raw, sha, _arrived(words, item), None, case_id, reason)
    for case in concerned:
        happening = desk.Unreadable(mail_id, reason, _sender(words))
        apply.carry_out(
            session, case, desk.decide(case, happening, now, office.config.minutes, office.zone), office, now
        )
    return _line(session, place, item, hashlib.sha256(item.header).hexdigest(), "set-aside", reason, mail_id, now)


def keep_only(
    session: Session, office: Office, place: Place, item: imap.Item, raw: bytes, reason: str, now: datetime
) -> str:
    """Keep the bytes and the reason, and look at nothing: every running round waits, and says so at its gate."""
    sha = hashlib.sha256(raw).hexdigest()
    row = session.scalar(select(Mail).where(Mail.mailbox == office.mailbox, Mail.sha256 == sha))
    if row is None:
        row = Mail(
            mailbox=office.mailbox, sha256=sha, received_at=now, sort=Sort.BROKEN.value, raw=raw, set_aside=reason,
        )  # fmt: skip
        session.add(row)
        session.flush()
    return _line(session, place, item, hashlib.sha256(item.header).hexdigest(), "set-aside", reason, row.id, now)


def _asked(session: Session, office: Office, words: Words, sort: Sort, related: relation.Relation,
           arrived: datetime) -> attendance.Asked | None:  # fmt: skip
    """The invitation that it answers. A mail that points at a round is about that."""
    if related.explicit:
        return None
    person = related.person if related.own_address else None
    asked = attendance.of(session, office, words, sort, person, arrived)
    if asked is None and not related and person is not None and sort is Sort.REPLY:
        return attendance.perhaps(session, words, person, arrived)
    return asked


# --- what it says --------------------------------------------------------------------------------------------------


def _said(session: Session, office: Office, case: Case, related: relation.Relation, words: Words, reply: Reply,
          mail_id: int, arrived: datetime) -> desk.Said | None:  # fmt: skip
    """The answer as the desk takes it; None when the mail says nothing about this case."""
    if reply.sort in (Sort.OTHER, Sort.CALENDAR) and related.explicit and related.person is not None:
        # It answers our letter and comes from a member, yet does not look like a reply: a human looks.
        reply = replace(reply, sort=Sort.REPLY, intent=Intent.UNCLEAR, text=words.text, why=f"looks like {reply.sort}")
    if reply.sort is not Sort.REPLY:
        return None
    if case in related.aside and reply.intent in (Intent.APPROVE, Intent.NONE):
        return None  # said of the round that it answers
    proof = identity.authentication(words, office.config.imap)
    if proof == "fail":
        reply = replace(reply, intent=Intent.UNCLEAR, why="the sender's authentication failed; " + reply.why)
    if related.person is not None and not related.own_address and reply.intent is not Intent.OBJECT:
        reply = replace(reply, intent=Intent.UNCLEAR, why="the member did not send it himself; " + reply.why)
    if len(related.cases) - len(related.aside) > 1 and reply.intent not in (Intent.NONE, Intent.OBJECT):
        reply = replace(reply, intent=Intent.UNCLEAR, why="several rounds are open; " + reply.why)
    if case.state in relation.ENDED and not related.explicit and reply.intent is not Intent.OBJECT:
        return None  # ordinary mail from a member after the round
    reply = replace(reply, text=storable(reply.text or ""), evidence=storable(reply.evidence), why=storable(reply.why))
    return desk.Said(
        reply=reply, person=related.person, verified=proof == "pass" and related.own_address, received_at=arrived,
        sender=_sender(words), mail_id=mail_id, version_id=related.letter.version_id if related.letter else None,
    )  # fmt: skip


def _bounce(session: Session, office: Office, place: Place, item: imap.Item, verdict: FirstLook, words: Words, reply: Reply,
            raw: bytes, sha: str, arrived: datetime, now: datetime) -> str:  # fmt: skip
    """A delivery failure: of one of our letters, of somebody else's mail, or of nobody knows what."""
    letter = queries.letter_of(session, reply.bounced_message_ids)
    if letter is None and not reply.bounced_message_ids:
        letter = queries.letter_to(session, reply.bounced, arrived - timedelta(days=14))
        if letter is None and not reply.bounced:
            return set_aside(session, office, place, item, raw, "a bounce that names nobody", now)
    if letter is None:
        return _line(session, place, item, verdict.sha256, "ignored", "a bounce of other mail", None, now)
    mail_id = _keep(session, office, words, reply, raw, sha, arrived, letter.person, letter.case_id)
    said = storable(" ".join(reply.evidence.split())) or reply.bounce_kind
    health.note(session, letter, reply.bounce_kind, said, arrived, mail_id)
    if letter.case is None:
        attended.returned(session, office, letter, said, arrived, now)
        forumletters.returned(session, office, letter, said, arrived, now)
    else:
        happening = desk.CameBack(letter, mail_id, said)
        actions = desk.decide(letter.case, happening, now, office.config.minutes, office.zone)
        apply.carry_out(session, letter.case, actions, office, now)
    return _line(session, place, item, verdict.sha256, "handled", f"bounce:{reply.bounce_kind}", mail_id, now)


def _question(session: Session, case: Case | None, letter: Letter | None) -> Question:
    if case is None:
        return Question()
    sent = _sent_text(session, letter) if letter is not None else ""
    items = tuple((entry["number"], entry["title"]) for entry in case.version.items)
    return Question(About.MINUTES, sent, items)


def _sent_text(session: Session, letter: Letter) -> str:
    """Our letter's own words: its bytes never change, and several answers may come to it."""
    key = ("sent text", letter.id, letter.sha256)
    return remembered(session, key, (), lambda: parse_mail.own_text(queries.raw_of(session, letter)))


def _is_junk(words: Words) -> bool:
    return relation.is_bulk(words) or words.header("X-Spam-Flag").strip().lower() == "yes"


def _is_mark(name: str, value: str) -> bool:
    return name in _MARKS or (name == "precedence" and value.strip().lower() in ("bulk", "list", "junk"))


# --- rows ----------------------------------------------------------------------------------------------------------


def _witness(session: Session, office: Office, letter_id: int, when: datetime, now: datetime) -> None:
    """Our own letter lies in the mailbox: the server took the transaction that carried it (DESIGN rule 2).

    That also holds for one that was put back in the queue on somebody's guess, or by a restored backup. ``when`` is the
    server's clock, not ours: a deadline runs from no earlier than our try, and from no later than now.
    """
    letter = session.get_one(Letter, letter_id, with_for_update=True)  # the delivery thread may be getting its answer
    when = min(max(when, letter.tried_at or when), now)
    letter.witnessed_at = letter.witnessed_at or when
    if letter.state in ("sent", "failed", "dropped"):
        return
    letter.state, letter.sent_at, letter.claimed_by = "sent", letter.sent_at or when, ""
    if letter.case is not None:
        rule, zone = office.config.minutes, office.zone
        actions = desk.decide(letter.case, desk.Accepted(letter), when, rule, zone)
        apply.carry_out(session, letter.case, actions, office, now)


def _keep(session: Session, office: Office, words: Words, reply: Reply, raw: bytes, sha: str, arrived: datetime,
          person: Person | None, case_id: int | None, set_aside: str = "") -> int:  # fmt: skip
    return rows.append(
        session, Mail, mailbox=office.mailbox, sha256=sha, message_id=_identifier(words), sender=_sender(words),
        subject=storable(words.subject), received_at=arrived, sort=reply.sort.value, raw=raw,
        person_id=person.id if person else None, case_id=case_id, set_aside=set_aside,
    )  # fmt: skip


def _said_before(session: Session, words: Words, mail_ids: Sequence[int]) -> int | None:
    """The same words under the same Message-ID: delivered twice, or stamped by a server on its way between two folders.

    The Message-ID alone proves nothing (senders use one again, and anybody can), and a machine's copy is no person's.
    ``mail_ids``: the mails of the same kind that have it.
    """
    for row in session.scalars(select(Mail).where(Mail.id.in_(mail_ids))) if mail_ids else ():
        if row.raw is not None and _content(parse_mail.parse(row.raw)) == _content(words):
            return row.id
    return None


def _content(words: Words) -> tuple[object, ...]:
    return (
        words.from_, words.subject, words.in_reply_to, words.references, words.text, words.html, words.calendar,
        words.attachments, words.doubts, words.unreadable,
    )  # fmt: skip


def _line(session: Session, place: Place, item: imap.Item, sha: str, outcome: str, reason: str, mail_id: int | None,
          now: datetime) -> str:  # fmt: skip
    rows.append(
        session, LedgerLine, folder_id=place.folder_id, uidvalidity=place.uidvalidity, uid=item.uid, sha256=sha,
        outcome=outcome, reason=reason[:500], mail_id=mail_id, at=now,
    )  # fmt: skip
    return outcome


def _identifier(words: Words) -> str:
    return storable(words.message_id)[:500]


def _sender(words: Words) -> str:
    return storable(words.from_.address if words.from_ else words.header("From"))[:500]


_STAMP = re.compile(r";([^;]*)$", re.DOTALL)


def _arrived(words: Words, item: imap.Item) -> datetime:
    """The earliest credible of the receiving server's stamp and INTERNALDATE; the sender's Date proves nothing."""
    stamp = _STAMP.search(words.received[0]) if words.received else None
    if stamp is not None:
        try:
            received = parsedate_to_datetime(stamp.group(1).strip())
            received = received.replace(tzinfo=UTC) if received.tzinfo is None else received.astimezone(UTC)
        except (ValueError, IndexError, TypeError, OverflowError):  # also the year 9999 with an offset
            return item.internaldate
        if timedelta(0) <= item.internaldate - received <= timedelta(days=7):
            return received
    return item.internaldate
