"""Facts that come by the way: a member's mail says that he has left, or has another address (DESIGN rule 10)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from mailflow.mail import Mail as Words
from mailflow.models import Person
from mailflow.parsers import html, moved, newtext
from mailflow.replies import Reply, Sort
from mailflow.store import proposals
from mailflow.store.apply import Office


def take(
    session: Session, office: Office, person: Person, words: Words, reply: Reply, mail_id: int, now: datetime
) -> None:
    """Propose what the mail says of its writer. ``person`` is whose address it came from; a delegate's says nothing of him."""
    if reply.sort not in (Sort.REPLY, Sort.AUTO):
        return
    sender = words.from_.address.lower() if words.from_ else ""
    body = words.text or (html.words(words.html) if words.html else "")
    new = reply.text or newtext.from_text(body[: 4 * moved.MAX_READ]).text
    known = [sender, office.mailbox]
    if "@" in new:  # hardly any mail names an address, so the member's are not read for each
        known += [one.address for one in person.addresses if one.valid_to is None]
    moves = moved.read(new, person.name, known)
    if moves and any(one.address == sender and one.kind == "delegate" for one in person.addresses):
        return
    for move in moves:
        proposals.propose(session, office, person, move, mail_id, now)
