"""Events people are invited to: the event and its versions, who is invited, what was sent to whom, what they answered.

``CalendarEvent`` is the table ``calendar_event``; ``event`` is the audit chain's. An instant is stored in UTC, local times
are computed in the association's zone. Sequence, stamp and PARTSTAT are those of RFC 5545 and RFC 5546.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mailflow.models.base import Base
from mailflow.models.mails import Letter, Mail
from mailflow.models.people import Person


class CalendarEvent(Base):
    """A meeting or a webinar as it stands now.

    ``kind``: webinar, board-meeting, joint-meeting, general-assembly, other. ``state``: open, cancelled. ``sequence`` grows
    when time or place changes and when it is cancelled, ``revision`` with every change; each revision is a ``EventVersion``.
    ``audience`` holds "board", "all", "district:NAME", "group:NAME", "person:KEY" and "guest:NAME <ADDRESS>" (who is no
    member). All day: from midnight to midnight in the association's zone, the end being the first day that is free.
    """

    __tablename__ = "calendar_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)  # "webinar-2026-10-26"
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str]
    start_at: Mapped[datetime] = mapped_column(index=True)
    end_at: Mapped[datetime]
    all_day: Mapped[bool] = mapped_column(default=False)
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")  # Markdown
    audience: Mapped[list[Any]] = mapped_column(JSON)
    guests_visible: Mapped[bool] = mapped_column(default=False)
    answer_by: Mapped[datetime | None]
    public: Mapped[bool] = mapped_column(default=False)  # stands in the website's calendar
    day_before: Mapped[bool] = mapped_column(default=False)  # those who come are reminded the day before
    source: Mapped[str] = mapped_column(
        String(300), default=""
    )  # where it was imported from: the same is not added twice
    state: Mapped[str] = mapped_column(String(20), default="open")
    sequence: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(default="")
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")
    versions: Mapped[list[EventVersion]] = relationship(back_populates="event", order_by="EventVersion.revision")
    files: Mapped[list[EventFile]] = relationship(
        back_populates="event", order_by="EventFile.id", cascade="all, delete-orphan"
    )
    invitations: Mapped[list[Invitation]] = relationship(back_populates="event", order_by="Invitation.id")
    answers: Mapped[list[EventAnswer]] = relationship(back_populates="event", order_by="EventAnswer.number")


class EventVersion(Base):
    """The event as it stood from ``at`` on. ``facts`` is what ``desks.events.facts_of`` makes of it."""

    __tablename__ = "event_version"
    __table_args__ = (UniqueConstraint("event_id", "revision"),)  # of two that change it at once, one is told
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("calendar_event.id"))
    revision: Mapped[int]
    sequence: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(default="")
    event: Mapped[CalendarEvent] = relationship(back_populates="versions")


class EventFile(Base):
    """A file that goes with the invitation."""

    __tablename__ = "event_file"
    __table_args__ = (UniqueConstraint("event_id", "filename"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("calendar_event.id"))
    filename: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    event: Mapped[CalendarEvent] = relationship(back_populates="files")


class Invitation(Base):
    """One person's place at one event. ``uid`` is her own and never changes; ``name`` and ``address`` are as last written.

    ``state``: invited, cancelled (she was told that it is off, or that she is not invited after all) or waiting (nothing
    has gone). ``guest`` is the address of one who is no member; exactly one of ``person_id`` and ``guest`` is set, until
    the person is erased.
    """

    __tablename__ = "invitation"
    __table_args__ = (UniqueConstraint("event_id", "person_id"), UniqueConstraint("event_id", "guest"))
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("calendar_event.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    guest: Mapped[str | None] = mapped_column(String(320))
    uid: Mapped[str] = mapped_column(String(120), unique=True)
    name: Mapped[str]
    address: Mapped[str] = mapped_column(String(320))
    state: Mapped[str] = mapped_column(String(20), default="invited")
    created_at: Mapped[datetime]
    event: Mapped[CalendarEvent] = relationship(back_populates="invitations")
    person: Mapped[Person | None] = relationship()
    dispatches: Mapped[list[Dispatch]] = relationship(back_populates="invitation", order_by="Dispatch.id")
    answers: Mapped[list[EventAnswer]] = relationship(back_populates="invitation", order_by="EventAnswer.number")


class Dispatch(Base):
    """What one calendar letter says: the iCalendar METHOD, SEQUENCE and DTSTAMP, and the event's revision it carries.

    ``why``: invite, move, mend, cancel, leave, address, again; and remind and day-before, ordinary mails without a calendar in
    them, whose method is "". Stamps of one invitation strictly increase.
    ``withdrawn``: a newer one took its place, or it was no longer wanted, before anything of it left us.
    """

    __tablename__ = "dispatch"
    __table_args__ = (UniqueConstraint("invitation_id", "stamp"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[int] = mapped_column(ForeignKey("invitation.id"))
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), unique=True)
    method: Mapped[str] = mapped_column(String(10))  # REQUEST, CANCEL
    sequence: Mapped[int]
    stamp: Mapped[datetime]
    revision: Mapped[int]
    why: Mapped[str] = mapped_column(String(20))
    withdrawn: Mapped[bool] = mapped_column(default=False)
    invitation: Mapped[Invitation] = relationship(back_populates="dispatches")
    letter: Mapped[Letter] = relationship()


class EventAnswer(Base):
    """What somebody said about an event. Every answer is kept; ``desks.events.standing`` says which counts.

    ``partstat``: accepted, declined, tentative, counter (another time is proposed), delegated, question, unclear, none (no
    answer at all). ``channel``: calendar, mail, phone, meeting, file, other. ``revision`` is that of the event which was
    answered; ``sequence`` and ``dtstamp`` are the calendar's own. ``valid`` is False for what must not count (an outsider's,
    a late copy, one that a human has struck), with the reason in ``why``. ``holds``: she has to look at it, until ``settled_at``.
    """

    __tablename__ = "event_answer"
    __table_args__ = (UniqueConstraint("event_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("calendar_event.id"))
    number: Mapped[int]  # "webinar-2026-10-26/3" is the third answer of that event
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: an outsider, or nobody knows
    partstat: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(Text, default="")  # her own words
    proposed_start: Mapped[datetime | None]
    proposed_end: Mapped[datetime | None]
    delegated_to: Mapped[str] = mapped_column(default="")
    partial: Mapped[str] = mapped_column(default="")  # "online", "fra kl. 14": how far she takes part
    channel: Mapped[str] = mapped_column(String(20))
    revision: Mapped[int]
    sequence: Mapped[int | None]
    dtstamp: Mapped[datetime | None]
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    sender: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[float] = mapped_column(default=1.0)
    verified: Mapped[bool] = mapped_column(default=True)
    received_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(default="")
    valid: Mapped[bool] = mapped_column(default=True)
    why: Mapped[str] = mapped_column(Text, default="")
    holds: Mapped[bool] = mapped_column(default=False)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str] = mapped_column(Text, default="")
    event: Mapped[CalendarEvent] = relationship(back_populates="answers")
    invitation: Mapped[Invitation | None] = relationship(back_populates="answers")
    person: Mapped[Person | None] = relationship()
    mail: Mapped[Mail | None] = relationship()

    @property
    def open(self) -> bool:
        """She still has to look at it."""
        return self.holds and self.settled_at is None
