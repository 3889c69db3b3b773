"""What is to be done after meetings: kept, changed, closed. The caller opens the transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from mailflow.errors import InputError, NotFoundError, RefusedError
from mailflow.i18n import _
from mailflow.models import Person, Task
from mailflow.parsers.personname import fold
from mailflow.store import audit, people

LONGEST = 2000  # characters of what is to be done
FIELDS = ("what", "who", "due", "item")


def every(session: Session, *, only_open: bool = True) -> Sequence[Task]:
    wanted = select(Task).order_by(Task.id)
    return session.scalars(wanted.where(Task.state == "open") if only_open else wanted).all()


def get(session: Session, number: int) -> Task:
    """Locked for this transaction. Raises ``NotFoundError``."""
    task = session.get(Task, number, with_for_update=True)
    if task is None:
        raise NotFoundError(
            _("There is no action {number}.").format(number=number), _("See the list: mailflow actions list")
        )
    return task


def add(session: Session, what: str, *, who: str = "", due: date | None = None, body: str = "", meeting: date | None = None,
        item: str = "", words: str = "", filename: str = "", now: datetime, by: str) -> Task:  # fmt: skip
    """Keep something to do. ``who`` that is the name of one member is that member's. Raises ``InputError`` for no words."""
    task = Task(
        what=_checked(what), who=who.strip(), person_id=_member(session, who), due=due, body=body, meeting=meeting, item=item,
        words=words, filename=filename, state="open", reason="", created_at=now, created_by=by, closed_by="",
    )  # fmt: skip
    session.add(task)
    session.flush()
    audit.record(session, "task.added", now, task=task.id, person=task.person_id)
    return task


def edit(session: Session, task: Task, fields: Mapping[str, Any], now: datetime) -> tuple[str, ...]:
    """Change some of ``FIELDS``. Returns which differ. A new day is reminded of afresh. Raises as ``add`` does, and
    ``RefusedError`` for what is closed."""
    _must_be_open(task)
    differs = tuple(name for name in FIELDS if name in fields and getattr(task, name) != fields[name])
    for name in differs:
        setattr(task, name, _checked(fields[name]) if name == "what" else fields[name])
    if "who" in differs:
        task.person_id = _member(session, task.who)
    if "due" in differs:
        task.warned_at = task.overdue_at = None
    if differs:
        session.flush()
        session.expire(task, ["person"])
        audit.record(session, "task.edited", now, task=task.id, fields=list(differs))
    return differs


def close(session: Session, task: Task, state: str, reason: str, now: datetime, by: str) -> None:
    """``state``: done, dropped. Raises ``RefusedError`` when it is closed already."""
    _must_be_open(task)
    task.state, task.reason, task.closed_at, task.closed_by = state, reason, now, by
    session.flush()
    audit.record(session, f"task.{state}", now, task=task.id)


def erase(session: Session, person: Person, stone: str, name: str) -> None:
    """``stone`` stands where the name stood; the document's words about it go."""
    session.execute(update(Task).where(Task.person_id == person.id).values(who=stone, words=""))
    for task in session.scalars(select(Task)):
        task.what, task.words, task.reason = (
            text.replace(name, stone) for text in (task.what, task.words, task.reason)
        )
        task.who = task.who.replace(name, stone)


def _checked(what: str) -> str:
    words = " ".join(what.split())
    if not words:
        raise InputError(_("It does not say what is to be done."), _("Say it in a sentence."))
    if len(words) > LONGEST:
        raise InputError(_("It has {number} characters; {most} are allowed.").format(number=len(words), most=LONGEST))
    return words


def _must_be_open(task: Task) -> None:
    if task.state != "open":
        raise RefusedError(
            _("Action {number} is closed since {day}.").format(
                number=task.id, day=task.closed_at.date().isoformat() if task.closed_at else "–"
            )
        )


def _member(session: Session, who: str) -> int | None:
    """The one member of that full name, or of that first name when a board has only one."""
    named = [person for person in people.everybody(session) if person.left is None and fold(person.name) == fold(who)]
    return named[0].id if len(named) == 1 and who.strip() else None
