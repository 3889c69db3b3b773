"""The association, its people and what is known of them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mailflow.models.base import Base


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
    phone: Mapped[str] = mapped_column(String(60), default="")
    gender: Mapped[str] = mapped_column(String(20), default="")  # woman, man, other, or "" where the list does not say
    joined: Mapped[date | None]
    left: Mapped[date | None]  # first day on which the person is no longer a member
    forgotten_at: Mapped[datetime | None]  # erased on the person's wish, or when the time was up: a tombstone
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


class District(Base):
    """The association's own table of which district (kreds) a municipality belongs to, with dates."""

    __tablename__ = "district"
    id: Mapped[int] = mapped_column(primary_key=True)
    municipality: Mapped[str] = mapped_column(String(80), index=True)
    district: Mapped[str] = mapped_column(String(80))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]  # first day on which it is no longer valid


class Trouble(Base):
    """A bounce of one address: what the delivery health of a person is told by (RFC 3463: 5.1.x, 4.x.x, x.7.x)."""

    __tablename__ = "trouble"
    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(320), index=True)  # lower-cased
    kind: Mapped[str] = mapped_column(String(20))  # permanent, temporary, policy (blocked: not a dead address)
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(Text, default="")
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    cleared_at: Mapped[datetime | None]  # a mail from or to the address since, or a human's word


class Proposal(Base):
    """Something mailflow has read and would do if she agrees: a member who has left, a new address."""

    __tablename__ = "proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    unique_key: Mapped[str] = mapped_column(String(200), unique=True)  # the same is never proposed twice
    kind: Mapped[str] = mapped_column(String(40))  # member-left, new-address
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    mail_id: Mapped[int | None] = mapped_column(ForeignKey("mail.id"))
    words: Mapped[str] = mapped_column(Text, default="")  # what was written
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="")
    accepted: Mapped[bool | None]
    person: Mapped[Person | None] = relationship()


class Report(Base):
    """A report that was made, so that the next one can say what has changed since."""

    __tablename__ = "report"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
