"""The invariants. What the store says is compared with what the host knows and with what the labels say people meant.

At each upload: I3, I4, I6 and whether everything that lay in the mailbox had been read. At the end: I1, I2, I5, I7, I10.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from mailflow.desks.deadlines import end_of_day, local_day
from mailflow.documents import PublishedPage
from mailflow.models import Addressee, Answer, Case, Event, Folder, LedgerLine, Letter, Mail, Person
from mailflow.parsers import mail as parse_mail
from mailflow.store import audit, evidence, installation, queries
from simulator.mailhost import OWN, Label
from simulator.secretary import Secretary
from simulator.world import World

HOLDS = frozenset({"object", "question", "unclear", "withdraw", "broken"})
PEOPLE = HOLDS | {"approve", "none"}
ROUND = ("minutes-round", "minutes-revised")


# --- before the public can see it ------------------------------------------------------------------------------------


def at_upload(world: World, secretary: Secretary, page: PublishedPage) -> None:
    world.tell(f"  the website gets {page.slug}")
    with world.store.reading() as session:
        case = queries.case(session, page.slug)
        digest = hashlib.sha256(page.html.encode()).hexdigest()
        if digest != case.version.public_sha256 or digest not in secretary.made[page.slug]:
            world.broken.append(f"I6: {page.slug}: not the version that was sent round")
        if not world.by_hand:
            world.broken += [f"{page.slug}: {wrong}" for wrong in _too_early(world, session, case)]


def _too_early(world: World, session: Session, case: Case) -> Iterator[str]:
    if queries.association(session).frozen or installation.stopped(world.store):
        yield "I11: published while stopped"
    visible = _visible(world)
    returned = {label.letter for label in visible.values() if label.kind == "bounce"}
    for addressee in case.version.addressees:
        if addressee.excused_at is None and not _had_time(world, addressee, returned):
            yield f"I4: {addressee.name} has not had the minutes for the minimum time"
    rule, zone = world.config.minutes, world.office.zone
    if world.now <= case.version.deadline + timedelta(hours=rule.grace_hours):
        yield "I4: before deadline and grace are over"
    if local_day(case.version.deadline, zone) < local_day(case.version.created_at, zone) + timedelta(
        days=rule.minimum_days
    ):
        yield "I4: the deadline is too early"
    for sha256, label in visible.items():
        if label.kind in HOLDS and label.slug == case.slug and not _settled(session, case, sha256):
            yield f"I3: {label.kind} of {label.who}, in since {label.arrived:%d %b %H:%M:%S}, has no verdict"
    yield from _unread(world, session, before=world.looked_from)


def _visible(world: World) -> dict[str, Label]:
    """What lay in the mailbox when the look through it began, moved about meanwhile or not."""
    came: dict[str, datetime] = {}
    for _box, _uid, stored in world.host.places():
        came[stored.sha256] = min(stored.came, came.get(stored.sha256, stored.came))
    labels = world.host.labels
    return {sha: labels[sha] for sha, when in came.items() if when < world.looked_from and sha in labels}


def _had_time(world: World, addressee: Addressee, returned: set[str]) -> bool:
    """A copy of this version was accepted, has not come back, and its reader had the minimum of full days and the grace."""
    copies = {letter.message_id for letter in addressee.letters if letter.kind in ROUND}
    rule, zone = world.config.minutes, world.office.zone
    return any(
        end_of_day(local_day(copy.at, zone) + timedelta(days=rule.minimum_days), zone) < world.now
        for copy in world.host.accepted
        if copy.message_id in copies - returned
    )


def _settled(session: Session, case: Case, sha256: str) -> bool:
    mail = session.scalar(select(Mail).where(Mail.sha256 == sha256))
    if mail is None:
        return False
    answers = session.scalars(select(Answer).where(Answer.mail_id == mail.id, Answer.case_id == case.id)).all()
    if mail.set_aside:
        return mail.verdict_id is not None
    return bool(answers) and all(answer.verdict_id is not None for answer in answers)


def _unread(world: World, session: Session, before: datetime) -> Iterator[str]:
    """I1: each mail in each place has exactly one line in the ledger (its key allows no two), or is baseline."""
    folders = {folder.name: folder for folder in session.scalars(select(Folder))}
    places = session.execute(select(LedgerLine.folder_id, LedgerLine.uidvalidity, LedgerLine.uid))
    lines = {tuple(place) for place in places}
    for box, uid, stored in world.host.places():
        folder = folders.get(box.name)
        if max(stored.came, box.since) >= before:
            continue  # it came while the look was on
        if folder is None or folder.uidvalidity != box.uidvalidity:
            yield f"I1: folder {box.name} was not read"
        elif uid > folder.baseline and (folder.id, box.uidvalidity, uid) not in lines:
            yield f"I1: {box.name}/{uid} has no line in the ledger"
        elif uid <= folder.baseline and (label := world.host.label(stored)) and label.kind in PEOPLE | {"bounce"}:
            yield f"I1: {label.kind} of {label.who} counts as baseline"


# --- when all has come to rest ---------------------------------------------------------------------------------------


def at_the_end(world: World) -> list[str]:
    with world.store.reading() as session:
        checks = (
            _unread(world, session, before=world.now + timedelta(seconds=1)),
            _taken(world, session),
            _letters(world, session),
            _recipients(world, session),
            _pages(world, session),
            _chain(session),
        )
        return list(chain.from_iterable(checks))


def _chain(session: Session) -> Iterator[str]:
    if audit.broken_link(session) is not None:
        yield "I7: the audit chain is broken"


def _taken(world: World, session: Session) -> Iterator[str]:
    """Every mail that concerned a round was taken, and no other."""
    mails = {mail.sha256: mail for mail in session.scalars(select(Mail))}
    answered = {answer.mail_id: answer for answer in session.scalars(select(Answer))}
    over = set(session.scalars(select(Case.slug).where(Case.state == "at-meeting")))  # nobody waits for answers there
    letters = set(session.scalars(select(Letter.message_id)))
    for sha256, label in world.host.labels.items():
        mail = mails.get(sha256)
        if world.restored and label.letter and label.letter not in letters:
            continue  # a letter that the store has forgotten came back
        if label.kind in PEOPLE | {"auto", "bounce"} and mail is None and not over & {label.slug, _slug(label.letter)}:
            yield f"I1: {label.kind} of {label.who} {label.letter} was not taken"
        elif label.kind in ("noise", "old", "copy") and mail is not None:
            yield f"rule 3: {label.kind} was taken for something of ours"
        elif mail is not None and mail.id in answered and label.kind not in PEOPLE:
            yield f"rule 6: {label.kind} was taken for an answer"
        elif label.kind == "bounce" and mail is not None and not _marked(session, label):
            yield f"I4: the bounce of {label.letter} marked nothing"


def _slug(message_id: str) -> str:
    return message_id.lstrip("<").partition(".")[0]


def _marked(session: Session, label: Label) -> bool:
    letter = session.scalar(select(Letter).where(Letter.message_id == label.letter))
    return letter is None or letter.bounced_at is not None


def _letters(world: World, session: Session) -> Iterator[str]:
    """I2: accepted once; nought or twice only where the doubt was said."""
    accepted = Counter(copy.message_id for copy in world.host.accepted)
    doubts = session.scalars(select(Event).where(Event.verb.in_(("letter.unknown", "letter.again"))))
    flagged = {event.ids["letter"] for event in doubts}
    for letter in session.scalars(select(Letter).order_by(Letter.id)):
        name = f"letter {letter.id} ({letter.kind} to {letter.recipient}, {letter.state})"
        count = accepted[letter.message_id]
        if letter.state in ("queued", "deferred", "sending", "unknown", "stale"):
            yield f"I10: {name} is stuck"
        if letter.recipient == OWN:
            continue
        if letter.state == "sent" and count != 1 and letter.id not in flagged and not letter.bounced_at:
            yield f"I2: {name} was accepted {count} times"
        if letter.state in ("failed", "dropped") and count and letter.id not in flagged and not world.restored:
            yield f"I2: {name} was accepted {count} times"
        if count > 1 and letter.id not in flagged:
            yield f"I2: {name} was accepted {count} times, and nobody was told"
    if not world.restored:
        known = set(session.scalars(select(Letter.message_id)))
        yield from (f"I2: {one} went out and is not in the store" for one in accepted if one not in known)


def _recipients(world: World, session: Session) -> Iterator[str]:
    """I5: letters go to members and to the secretary only; an objection is acknowledged once."""
    people = {address.address for person in session.scalars(select(Person)) for address in person.addresses}
    mails = {mail.message_id: mail.sha256 for mail in session.scalars(select(Mail))}
    noted: Counter[str] = Counter()
    for letter in session.scalars(select(Letter)):
        if letter.recipient not in people | {OWN}:
            yield f"I5: {letter.kind} to {letter.recipient}, who is no member"
        if letter.automatic:
            answered = _in_reply_to(letter.raw)
            noted[f"{answered} in round {letter.case_id}"] += 1
            label = world.host.labels.get(mails.get(answered, ""))
            if label is None or label.kind not in PEOPLE:
                yield f"I5: an automatic answer to {label.kind if label else answered}"
    yield from (f"I5: {count} acknowledgements of {answered}" for answered, count in noted.items() if count > 1)


def _in_reply_to(raw: bytes) -> str:
    return next(iter(parse_mail.parse(raw).in_reply_to), "")


def _pages(world: World, session: Session) -> Iterator[str]:
    """The website shows exactly what is published, byte for byte; each round is over and has its certificate."""
    shown = dict(world.site.pages)
    for case in session.scalars(select(Case)):
        page = shown.pop(case.slug, None)
        if case.state in ("open", "approved"):
            yield f"I10: {case.slug} is still {case.state}"
        lost = page is not None and world.restored  # published after the backup: the store cannot know of it
        if (page is not None) != (case.state == "published") and not lost:
            yield f"I6: {case.slug} is {case.state} and {'stands' if page else 'does not stand'} on the website"
        if page is not None and not lost and hashlib.sha256(page).hexdigest() != case.version.public_sha256:
            yield f"I6: the website shows another version of {case.slug}"
        certificate = evidence.certificate_of(session, case.slug, world.office, world.now)
        if not certificate:
            yield f"rule 8: {case.slug} has no certificate"
    yield from (f"I6: {slug} stands on the website and there is no such round" for slug in shown)
