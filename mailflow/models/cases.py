"""Cases: the versions of their document, who got it, what was said of it, what was decided, what was tried."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mailflow.models.base import Base
from mailflow.models.mails import Letter, Mail
from mailflow.models.people import Person


class Case(Base):
    """One matter with a life of its own; a round of minutes is one.

    ``state`` of minutes: open, approved, published, unpublished, at-meeting (approved at a meeting instead), cancelled.
    Whether a round is held is never stored: it follows from its answers, letters and mails.
    """

    __tablename__ = "case"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(60), unique=True)  # "hb-2023-08-29"
    title: Mapped[str]
    body: Mapped[str]  # "Hovedbestyrelsen"
    meeting_date: Mapped[date]
    state: Mapped[str] = mapped_column(String(20), default="open")
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(default="")
    not_before: Mapped[datetime | None]  # publication waits until then (an objection was dismissed)
    to_meeting: Mapped[date | None]
    approved_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    url: Mapped[str] = mapped_column(default="")
    closed_at: Mapped[datetime | None]
    versions: Mapped[list[Version]] = relationship(back_populates="case", order_by="Version.number")
    answers: Mapped[list[Answer]] = relationship(back_populates="case", order_by="Answer.id")
    verdicts: Mapped[list[Verdict]] = relationship(back_populates="case", order_by="Verdict.id")

    @property
    def version(self) -> Version:
        """The version that is going round now."""
        return self.versions[-1]


class Version(Base):
    """One version of the document, exactly as it was sent, with what will stand on the website."""

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("case_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]
    filename: Mapped[str]
    source: Mapped[bytes] = mapped_column(LargeBinary)
    source_sha256: Mapped[str] = mapped_column(String(64))
    markdown: Mapped[str] = mapped_column(Text)
    items: Mapped[list[Any]] = mapped_column(JSON)  # [{"number", "title", "closed"}]
    public_html: Mapped[str] = mapped_column(Text)
    public_text: Mapped[str] = mapped_column(Text)
    public_sha256: Mapped[str] = mapped_column(String(64))  # of public_html as UTF-8
    # The same as PDF, as every addressee gets it; None of a round from before there were any.
    public_pdf: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    public_pdf_sha256: Mapped[str] = mapped_column(String(64), default="")
    marked_pdf: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)  # what a corrected version changed
    removals: Mapped[list[Any]] = mapped_column(JSON)  # [{"what", "why", "where", "certain", "settled"}]
    changes: Mapped[list[Any]] = mapped_column(
        JSON
    )  # against the version before: [{"item", "title", "before", "after"}]
    deadline: Mapped[datetime]
    deadline_reason: Mapped[str] = mapped_column(String(20))  # "meeting", "sending", "minimum" or "document"
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(default="")
    followed_at: Mapped[datetime | None]  # what follows from it was proposed
    case: Mapped[Case] = relationship(back_populates="versions")
    addressees: Mapped[list[Addressee]] = relationship(back_populates="version", order_by="Addressee.id")


class Addressee(Base):
    """A snapshot at sending: who got this version, at which address. What became of it stands in the letters."""

    __tablename__ = "addressee"
    __table_args__ = (UniqueConstraint("version_id", "person_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    address: Mapped[str] = mapped_column(String(320))
    deadline: Mapped[datetime]  # later than the version's when the copy had to be sent again
    excused_at: Mapped[datetime | None]
    excused_by: Mapped[str] = mapped_column(default="")
    excused_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[Version] = relationship(back_populates="addressees")
    person: Mapped[Person] = relationship()
    letters: Mapped[list[Letter]] = relationship(back_populates="addressee", order_by="Letter.id")


class Answer(Base):
    """What somebody said about a case, by mail or otherwise. ``holds`` and no verdict: publication waits."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("case_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    number: Mapped[int]  # "hb-2023-08-29/3" is the third answer of that case
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: an outsider, or nobody knows
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    channel: Mapped[str] = mapped_column(String(20))  # mail, phone, meeting, file
    intent: Mapped[str] = mapped_column(String(20))
    item: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(Text)
    evidence: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    confidence: Mapped[float] = mapped_column(default=1.0)
    verified: Mapped[bool]
    sender: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime]
    recorded_by: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool]
    late: Mapped[bool] = mapped_column(default=False)  # came after the deadline
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("verdict.id"))
    case: Mapped[Case] = relationship(back_populates="answers")
    person: Mapped[Person | None] = relationship()
    version: Mapped[Version] = relationship()
    mail: Mapped[Mail | None] = relationship(foreign_keys=[mail_id])
    verdict: Mapped[Verdict | None] = relationship(foreign_keys=[verdict_id])

    @property
    def open(self) -> bool:
        """It still holds publication back."""
        return self.holds and self.verdict_id is None and self.verdict is None


class Verdict(Base):
    """What a named person decided, and why."""

    __tablename__ = "verdict"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    kind: Mapped[str] = mapped_column(String(30))
    decided_by: Mapped[str]
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    case: Mapped[Case | None] = relationship(back_populates="verdicts")


class Attempt(Base):
    """One attempt to publish: the gate's evidence and what the website answered."""

    __tablename__ = "attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    step: Mapped[str] = mapped_column(String(20))  # approve, publish, unpublish
    sweep_id: Mapped[int | None] = mapped_column(ForeignKey("sweep.id"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    conditions: Mapped[list[Any]] = mapped_column(JSON)  # [{"name", "ok", "subjects"}]
    outcome: Mapped[str] = mapped_column(String(20), default="")  # "", done, held, failed
    detail: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")


# One open round a meeting: the schema says it, so that two processes cannot both open one.
Index(
    "uq_case_open_meeting", Case.kind, Case.body, Case.meeting_date, unique=True,
    sqlite_where=text("state not in ('cancelled')"), postgresql_where=text("state not in ('cancelled')"),
)  # fmt: skip
