"""The tables (SQLAlchemy 2.1). These classes are the domain model; there is no second one.

Instants are stored in UTC (``Instant``). Words, addresses and raw mail live in rows that can be erased; the audit chain
(``Event``) holds ids and hashes only.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored in UTC. SQLite keeps no zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: Instant, dict[str, Any]: JSON, list[Any]: JSON, str: String(500)}


class Association(Base):
    """One row: this installation. ``epoch`` must never be below the epoch file beside the store (a restored backup)."""

    __tablename__ = "association"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    installation: Mapped[str]  # a random id; a second installation on the same mailbox is told by it
    installed_at: Mapped[datetime | None]  # the first look into the mailbox; what was there before is never acted on
    epoch: Mapped[int] = mapped_column(default=0)
    frozen: Mapped[str] = mapped_column(default="")  # why nothing is sent, or ""
    seen_at: Mapped[datetime | None]  # the latest time any step ran; a clock before it is not to be trusted
    clock_doubt: Mapped[str] = mapped_column(default="")  # why the clock is not trusted, or ""


class Person(Base):
    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(80), unique=True)  # short and readable: "anna-berg"
    name: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    municipality: Mapped[str] = mapped_column(default="")
    joined: Mapped[date | None]
    left: Mapped[date | None]  # first day on which the person is no longer a member
    addresses: Mapped[list[Address]] = relationship(back_populates="person", order_by="Address.id")
    roles: Mapped[list[Role]] = relationship(back_populates="person", order_by="Role.id")


class Address(Base):
    """An address of a person: primary (mail goes there), alias (the person writes from it), delegate (somebody who may answer)."""

    __tablename__ = "address"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    address: Mapped[str] = mapped_column(String(320), index=True)  # lower-cased
    kind: Mapped[str] = mapped_column(String(20), default="primary")
    name: Mapped[str] = mapped_column(default="")  # of the delegate
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]  # first day on which it is no longer valid
    person: Mapped[Person] = relationship(back_populates="addresses")


class Role(Base):
    """board, chair, vice-chair, secretariat, or a group of the association's own."""

    __tablename__ = "role"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="roles")


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
    removals: Mapped[list[Any]] = mapped_column(JSON)  # [{"what", "why", "where"}]
    changes: Mapped[list[Any]] = mapped_column(
        JSON
    )  # against the version before: [{"item", "title", "before", "after"}]
    deadline: Mapped[datetime]
    deadline_reason: Mapped[str] = mapped_column(String(20))  # "meeting", "sending" or "minimum"
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(default="")
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


class Letter(Base):
    """The outbox: a row holds the final bytes.

    ``state``: queued, sending (committed before the body is sent), sent, deferred, failed, unknown (the connection was
    lost after the final dot), stale (its not-after passed: a human says whether it still goes), dropped (a human said no).
    """

    __tablename__ = "letter"
    __table_args__ = (Index("ix_letter_state_next_at", "state", "next_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unique_key: Mapped[str] = mapped_column(String(200), unique=True)  # what makes a second one impossible
    kind: Mapped[str] = mapped_column(String(40))  # the template's name
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("addressee.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str]
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    automatic: Mapped[bool] = mapped_column(default=False)  # an automatic answer: counts against the hourly cap
    state: Mapped[str] = mapped_column(String(20), default="queued")
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    not_after: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    tried_at: Mapped[datetime | None] = mapped_column(index=True)  # the last time it took a place in the rate limit
    claimed_by: Mapped[str] = mapped_column(default="")
    sent_at: Mapped[datetime | None]
    witnessed_at: Mapped[datetime | None]
    bounced_at: Mapped[datetime | None]
    bounce: Mapped[str] = mapped_column(Text, default="")  # what the bounce said
    response: Mapped[str] = mapped_column(Text, default="")  # the server's last words
    addressee: Mapped[Addressee | None] = relationship(back_populates="letters")
    person: Mapped[Person | None] = relationship()
    case: Mapped[Case | None] = relationship()


class Mail(Base):
    """An incoming mail that concerns a case or has to be looked at. Of other mail only the ledger line is kept."""

    __tablename__ = "mail"
    __table_args__ = (UniqueConstraint("mailbox", "sha256"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(String(320))
    sha256: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[str] = mapped_column(String(500), default="")
    sender: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime]  # the earliest credible of the receiving server's stamp and INTERNALDATE
    sort: Mapped[str] = mapped_column(String(20))
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)  # None once erased
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_aside: Mapped[str] = mapped_column(Text, default="")  # the reason it could not be read, or ""
    verdict_id: Mapped[int | None] = mapped_column(ForeignKey("verdict.id"))  # a human has settled the set-aside mail


class Folder(Base):
    """A folder of the mailbox as last seen. A mail with a UID below ``baseline`` was there before us and is never acted on."""

    __tablename__ = "folder"
    __table_args__ = (UniqueConstraint("mailbox", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(String(320))
    name: Mapped[str]
    uidvalidity: Mapped[int] = mapped_column(BigInteger)  # unsigned 32 bits (RFC 3501 section 2.3.1.1)
    baseline: Mapped[int] = mapped_column(BigInteger)
    done: Mapped[int] = mapped_column(BigInteger)  # every UID up to this one has a ledger line or is below the baseline
    gone_at: Mapped[datetime | None]


class LedgerLine(Base):
    """One mail seen in one place. The ledger, not the mail's flags, says what has been read."""

    __tablename__ = "ledger"
    __table_args__ = (UniqueConstraint("folder_id", "uidvalidity", "uid"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    folder_id: Mapped[int] = mapped_column(ForeignKey("folder.id"))
    uidvalidity: Mapped[int] = mapped_column(BigInteger)  # unsigned 32 bits (RFC 3501 section 2.3.1.1)
    uid: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), index=True)  # of the header as it lies there
    outcome: Mapped[str] = mapped_column(String(20))  # handled, set-aside, ignored, duplicate, own
    reason: Mapped[str] = mapped_column(default="")
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    at: Mapped[datetime]


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


class Sweep(Base):
    """One complete look through the mailbox. ``finished_at`` is None when it could not be completed."""

    __tablename__ = "sweep"
    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(String(320))
    started_at: Mapped[datetime] = mapped_column(index=True)
    finished_at: Mapped[datetime | None]
    folders: Mapped[list[Any]] = mapped_column(JSON)  # [{"name", "uidvalidity", "uidnext", "seen"}]
    excluded: Mapped[list[Any]] = mapped_column(JSON)
    failure: Mapped[str] = mapped_column(Text, default="")


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


class Event(Base):
    """The audit chain: append-only, each line carrying the hash of the one before. Ids and hashes only."""

    __tablename__ = "event"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    verb: Mapped[str] = mapped_column(String(60))
    case_id: Mapped[int | None]
    ids: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)


# One open round a meeting: the schema says it, so that two processes cannot both open one.
Index(
    "uq_case_open_meeting", Case.kind, Case.body, Case.meeting_date, unique=True,
    sqlite_where=text("state not in ('cancelled')"), postgresql_where=text("state not in ('cancelled')"),
)  # fmt: skip
