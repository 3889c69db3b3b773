"""The forum register: forums, their seats, who holds them, every change with its reason; calls, candidates and nominations.

A forum is a council or board of another body; a seat is one place in it; a tenure is one person's time on a seat; a call
asks members for candidates; a nomination is one member's proposal of a candidate.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mailflow.models.base import Base
from mailflow.models.mails import Letter, Mail
from mailflow.models.people import Person


class Forum(Base):
    """A council or board in which the association has seats. ``state``: active, defunct (kept, with the day and the reason)."""

    __tablename__ = "forum"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)  # "byplanraadet"
    name: Mapped[str]
    organisation: Mapped[str] = mapped_column(default="")  # whose forum it is
    contact_name: Mapped[str] = mapped_column(default="")
    contact_address: Mapped[str] = mapped_column(String(320), default="")  # the forum's own secretariat is told here
    contact_phone: Mapped[str] = mapped_column(String(60), default="")
    purpose: Mapped[str] = mapped_column(Text, default="")  # what it does and what a seat takes, for the call's letter
    notes: Mapped[str] = mapped_column(Text, default="")  # the secretariat's own
    public: Mapped[bool] = mapped_column(default=True)  # may stand on the website
    state: Mapped[str] = mapped_column(String(20), default="active")
    defunct_on: Mapped[date | None]
    revision: Mapped[int] = mapped_column(default=0)  # grows with every change: of two who edit at once, one is told
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(default="")
    seats: Mapped[list[Seat]] = relationship(back_populates="forum", order_by="Seat.number")
    changes: Mapped[list[ForumChange]] = relationship(back_populates="forum", order_by="ForumChange.number")
    calls: Mapped[list[Call]] = relationship(back_populates="forum", order_by="Call.id")


class Seat(Base):
    """One place in a forum. ``right`` is who holds the right to appoint: association, kl, other (``right_holder`` names it),
    or "" where nobody has said."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("forum_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    number: Mapped[int]  # "byplanraadet/2" is the second seat
    title: Mapped[str] = mapped_column(default="")  # medlem, suppleant, formand …
    right: Mapped[str] = mapped_column(String(20), default="association")
    right_holder: Mapped[str] = mapped_column(default="")
    requirements: Mapped[str] = mapped_column(Text, default="")  # what this very seat takes
    public: Mapped[bool] = mapped_column(default=True)
    abolished_on: Mapped[date | None]  # first day on which the seat is no more
    forum: Mapped[Forum] = relationship(back_populates="seats")
    tenures: Mapped[list[Tenure]] = relationship(back_populates="seat", order_by="Tenure.id")


class Tenure(Base):
    """One person's time on one seat. ``person_id`` is None for one in no member list; name, municipality: as appointed.

    ``until`` is when the term ends by plan, ``ended_on`` the first day on which she no longer sits there. The forum's own
    secretariat is told by letter (``told_at``) and confirms (``confirmed_at``, by mail or noted by hand).
    """

    __tablename__ = "tenure"
    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    municipality: Mapped[str] = mapped_column(default="")
    gender: Mapped[str] = mapped_column(String(20), default="")  # woman, man, other, or "" where nothing says so
    since: Mapped[date | None]
    until: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_reason: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("tenure.id"))  # in whose place
    in_place_of: Mapped[str] = mapped_column(default="")  # the same by name, where the register has no tenure of it
    decision: Mapped[str] = mapped_column(Text, default="")  # what it rests on: "Hovedbestyrelsen, punkt 3"
    decided_on: Mapped[date | None]
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))  # the round of those minutes, when it is ours
    call_id: Mapped[int | None] = mapped_column(ForeignKey("nomination_call.id"))
    told_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str] = mapped_column(default="")
    confirmed_mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    confirmation: Mapped[str] = mapped_column(Text, default="")  # their words
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(default="")
    seat: Mapped[Seat] = relationship(back_populates="tenures")
    person: Mapped[Person | None] = relationship()
    replaces: Mapped[Tenure | None] = relationship(remote_side="Tenure.id")


# One holder a seat: the schema says it, so that two secretaries cannot both fill it.
Index(
    "uq_tenure_open_seat", Tenure.seat_id, unique=True,
    sqlite_where=text("ended_on is null"), postgresql_where=text("ended_on is null"),
)  # fmt: skip


class ForumChange(Base):
    """One change of the register, with its reason and evidence. Never altered, only erased of words.

    ``verb``: added, imported, edited, retired, revived, seat-added, seat-edited, seat-abolished, appointed, replaced, left,
    vacated, corrected, told, confirmed. ``facts``: {field: [before, after]}.
    """

    __tablename__ = "forum_change"
    __table_args__ = (UniqueConstraint("forum_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    number: Mapped[int]
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"))
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenure.id"))
    verb: Mapped[str] = mapped_column(String(20))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")  # the words, the file and row, the item of the minutes
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(default="")
    forum: Mapped[Forum] = relationship(back_populates="changes")


class Call(Base):
    """A call for candidates to seats of one forum.

    ``state``: open, closed (the deadline passed or she closed it), decided, cancelled.
    """

    __tablename__ = "nomination_call"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(
        String(80), unique=True
    )  # "byplanraadet-2026-11"; also the short id in the subject
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    seats: Mapped[list[Any]] = mapped_column(JSON)  # ids of the seats called for
    recommend: Mapped[bool] = mapped_column(default=False)  # the right is another's: the outcome is a recommendation
    audience: Mapped[list[Any]] = mapped_column(JSON)  # as in CalendarEvent
    note: Mapped[str] = mapped_column(Text, default="")  # Markdown: what she adds to the letter
    deadline: Mapped[datetime]
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    state: Mapped[str] = mapped_column(String(20), default="open")
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, default="")  # of a cancellation
    forum: Mapped[Forum] = relationship(back_populates="calls")
    asked: Mapped[list[CallAddressee]] = relationship(back_populates="call", order_by="CallAddressee.id")
    candidates: Mapped[list[Candidate]] = relationship(back_populates="call", order_by="Candidate.number")
    answers: Mapped[list[CallAnswer]] = relationship(back_populates="call", order_by="CallAnswer.number")


class CallAddressee(Base):
    """A snapshot at sending: who was asked, at which address."""

    __tablename__ = "call_addressee"
    __table_args__ = (UniqueConstraint("call_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("nomination_call.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None once erased
    name: Mapped[str]
    address: Mapped[str] = mapped_column(String(320))
    call: Mapped[Call] = relationship(back_populates="asked")
    person: Mapped[Person | None] = relationship()


class Candidate(Base):
    """A person proposed in one call, however many propose her. ``person_id`` is None for one who is no member: never written to.

    ``state``: proposed (not yet asked), asked, willing, unwilling, withdrawn (nobody proposes her any longer, or she took it back),
    left (no longer a member), appointed, not-chosen.
    """

    __tablename__ = "candidate"
    __table_args__ = (UniqueConstraint("call_id", "number"), UniqueConstraint("call_id", "person_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("nomination_call.id"))
    number: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    municipality: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(String(20), default="proposed")
    words: Mapped[str] = mapped_column(Text, default="")  # her own, for the board's page
    asked_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    call: Mapped[Call] = relationship(back_populates="candidates")
    person: Mapped[Person | None] = relationship()
    nominations: Mapped[list[Nomination]] = relationship(back_populates="candidate", order_by="Nomination.id")


class CallAnswer(Base):
    """What somebody said to a call, or to the question whether she is willing (``candidate_id``). Every answer is kept.

    ``intent``: nominate, decline, withdraw, consent, refuse, question, none, unclear. ``late``: it came after the deadline.
    ``valid``, ``why``, ``holds``, ``settled_at`` and ``verdict`` are as in EventAnswer.
    """

    __tablename__ = "call_answer"
    __table_args__ = (UniqueConstraint("call_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("nomination_call.id"))
    number: Mapped[int]  # "byplanraadet-2026-11/3" is the third answer of that call
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: an outsider, or nobody knows
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    intent: Mapped[str] = mapped_column(String(20))
    nominees: Mapped[list[Any]] = mapped_column(JSON)  # as read: [{"name", "municipality", "self", "person"}]
    comment: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[float] = mapped_column(default=1.0)
    channel: Mapped[str] = mapped_column(String(20))  # mail, phone, meeting, other
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    sender: Mapped[str] = mapped_column(default="")
    verified: Mapped[bool] = mapped_column(default=True)
    late: Mapped[bool] = mapped_column(default=False)
    received_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(default="")
    valid: Mapped[bool] = mapped_column(default=True)
    why: Mapped[str] = mapped_column(Text, default="")
    holds: Mapped[bool] = mapped_column(default=False)
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(default="")
    verdict: Mapped[str] = mapped_column(Text, default="")
    call: Mapped[Call] = relationship(back_populates="answers")
    person: Mapped[Person | None] = relationship()
    candidate: Mapped[Candidate | None] = relationship()
    mail: Mapped[Mail | None] = relationship()

    @property
    def open(self) -> bool:
        """She still has to look at it."""
        return self.holds and self.settled_at is None


class Nomination(Base):
    """One member's proposal of one candidate. Proposing the same person five times is one nomination."""

    __tablename__ = "nomination"
    __table_args__ = (UniqueConstraint("candidate_id", "nominator_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    nominator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("call_answer.id"))  # the latest that says so
    words: Mapped[str] = mapped_column(Text, default="")
    late: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    candidate: Mapped[Candidate] = relationship(back_populates="nominations")
    nominator: Mapped[Person | None] = relationship()
    answer: Mapped[CallAnswer | None] = relationship()


class ForumLetter(Base):
    """Which matter of the register a letter is about: how an answer to it finds its call, its candidate or its tenure.

    ``why``: call, reminder, thanks, consent, consent-reminder, appointed, replaced, not-chosen, forum-told,
    forum-reminder, candidates, report.
    """

    __tablename__ = "forum_letter"
    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), unique=True)
    why: Mapped[str] = mapped_column(String(20))
    forum_id: Mapped[int | None] = mapped_column(ForeignKey("forum.id"))
    call_id: Mapped[int | None] = mapped_column(ForeignKey("nomination_call.id"), index=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    tenure_id: Mapped[int | None] = mapped_column(ForeignKey("tenure.id"), index=True)
    letter: Mapped[Letter] = relationship()
    call: Mapped[Call | None] = relationship()
    candidate: Mapped[Candidate | None] = relationship()
    tenure: Mapped[Tenure | None] = relationship()
