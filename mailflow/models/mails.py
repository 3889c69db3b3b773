"""Mail in and out: the outbox, what came, the folders and how far each was read, the sweeps, the audit chain."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mailflow.models.base import Base

if TYPE_CHECKING:
    from mailflow.models.cases import Addressee, Case
    from mailflow.models.events import Invitation
    from mailflow.models.people import Person


class Letter(Base):
    """The outbox: a row holds the final bytes.

    ``state``: queued, sending (committed before the body is sent), sent, deferred, failed, unknown (the connection was
    lost after the final dot), stale (its not-after passed: a human says whether it still goes), dropped (a human said no).
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_state_next_at", "state", "next_at"),
        Index("ix_letter_case_id_person_id", "case_id", "person_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    unique_key: Mapped[str] = mapped_column(String(200), unique=True)  # what makes a second one impossible
    kind: Mapped[str] = mapped_column(String(40))  # the template's name
    case_id: Mapped[int | None] = mapped_column(ForeignKey("case.id"))
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("addressee.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"), index=True)  # such go in order
    recipient: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str]
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[str] = mapped_column(String(64))
    automatic: Mapped[bool] = mapped_column(default=False)  # an automatic answer: counts against the hourly cap
    state: Mapped[str] = mapped_column(String(20), default="queued")
    created_at: Mapped[datetime] = mapped_column(index=True)  # the hourly caps count by it
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
    invitation: Mapped[Invitation | None] = relationship()


Index("ix_letter_recipient_lower", func.lower(Letter.recipient))  # a stranger may write from where a copy went


class Mail(Base):
    """An incoming mail that concerns a case or has to be looked at. Of other mail only the ledger line is kept."""

    __tablename__ = "mail"
    __table_args__ = (UniqueConstraint("mailbox", "sha256"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    mailbox: Mapped[str] = mapped_column(String(320))
    sha256: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[str] = mapped_column(String(500), default="", index=True)
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
