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
    sender = words.from_.address.lower() if words.from_ else ""
    held = [one for one in person.addresses if one.address == sender]
    if reply.sort not in (Sort.REPLY, Sort.AUTO) or any(one.kind == "delegate" for one in held):
        return
    body = words.text or (html.words(words.html) if words.html else "")
    new = reply.text or newtext.from_text(body[: 4 * moved.MAX_READ]).text
    known = [sender, office.mailbox, *(one.address for one in person.addresses if one.valid_to is None)]
    for move in moved.read(new, person.name, known):
        proposals.propose(session, office, person, move, mail_id, now)
