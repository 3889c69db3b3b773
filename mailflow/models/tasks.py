"""What somebody has to do after a meeting: who, what, by when, and where the minutes say so."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mailflow.models.base import Base
from mailflow.models.people import Person


class Task(Base):
    """One thing to do. ``state``: open, done, dropped.

    ``who`` is as the minutes name it ("Sekretariatet", "Anna Berg", "" where they do not say); ``person_id`` the member that
    is. ``words`` are the document's own. ``warned_at`` and ``overdue_at`` say when it stood in a reminder before its day, and
    after it: once each.
    """

    __tablename__ = "task"
    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    what: Mapped[str] = mapped_column(Text)
    due: Mapped[date | None]
    body: Mapped[str] = mapped_column(default="")  # whose meeting
    meeting: Mapped[date | None]  # its day
    item: Mapped[str] = mapped_column(String(40), default="")  # "3.1"
    words: Mapped[str] = mapped_column(Text, default="")
    filename: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(String(20), default="open", index=True)
    reason: Mapped[str] = mapped_column(Text, default="")  # why it was dropped, or what came of it
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    warned_at: Mapped[datetime | None]
    overdue_at: Mapped[datetime | None]
    person: Mapped[Person | None] = relationship()
