"""A series of transactions knows what it has read, and never more than a new Session would find."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from mailflow.models import Address, Case, Mail, Person, Verdict
from mailflow.store import people, queries, rows
from mailflow.store.engine import Store

DAY = date(2026, 8, 28)
ANNA = "anna.berg@odder.example"


@pytest.fixture
def store(store_url: str, tmp_path: Path) -> Iterator[Store]:
    store = Store(store_url, state_folder=tmp_path)
    with store.writing() as session:
        session.add(Person(key="anna-berg", name="Anna Berg", addresses=[Address(address=ANNA)]))
        session.add(Case(kind="minutes", slug="hb-1", title="Referat", body="HB", meeting_date=DAY, opened_at=_noon()))
    yield store
    store.close()


def _noon() -> datetime:
    return datetime(2026, 8, 28, 12, tzinfo=UTC)


def _who(session: Session, address: str = ANNA) -> str | None:
    found = people.person_by_address(session, address, DAY)
    return found[0].name if found else None


def test_what_it_has_read_is_not_read_again(store: Store) -> None:
    asked: list[str] = []
    with store.series() as writing:
        with writing() as session:
            assert _who(session) == "Anna Berg"
        if not store.is_sqlite:
            return  # PostgreSQL does not tell whether others have written
        with writing() as session:
            event.listen(session.get_bind(), "before_cursor_execute", lambda *given: asked.append(given[2]))
            assert _who(session) == "Anna Berg"
    assert [statement for statement in asked if "SELECT" in statement] == []


def test_what_somebody_else_has_written_is_read(store: Store, store_url: str, tmp_path: Path) -> None:
    """Another connection of this process and another process look the same to it."""
    other = Store(store_url, state_folder=tmp_path)
    with store.series() as writing:
        for name, writer in (("Anna Dam", store), ("Anna Glad", other)):
            with writing() as session:
                _who(session)
                (case,) = queries.running_and_ended(session)
                before = case.title
            with writer.writing() as elsewhere:
                elsewhere.scalars(select(Person)).one().name = name
                elsewhere.scalars(select(Case)).one().title = f"Referat til {name}"
            with writing() as session:
                assert _who(session) == name
                (case,) = queries.running_and_ended(session)
                assert case.title == f"Referat til {name}" != before
    other.close()


def test_what_it_writes_itself_is_read(store: Store) -> None:
    with store.series() as writing:
        with writing() as session:
            assert _who(session, "anna@hjemme.example") is None
            person = session.scalars(select(Person)).one()
            session.add(Address(person_id=person.id, address="anna@hjemme.example", kind="alias"))
            assert _who(session, "anna@hjemme.example") == "Anna Berg"
        with writing() as session:
            assert _who(session, "anna@hjemme.example") == "Anna Berg"


def test_what_was_undone_is_not_known(store: Store) -> None:
    with store.series() as writing:
        with pytest.raises(ZeroDivisionError), writing() as session:
            _rename_and_break(session)
        with writing() as session:
            assert _who(session) == "Anna Berg"
            assert [case.title for case in queries.running_and_ended(session)] == ["Referat"]


def _rename_and_break(session: Session) -> None:
    session.scalars(select(Person)).one().name = "Anna Holk"
    assert _who(session) == "Anna Holk"
    (case,) = queries.running_and_ended(session)
    case.title = str(1 // 0)


def test_each_of_its_transactions_is_kept_or_undone_by_itself(store: Store) -> None:
    with store.series() as writing:
        with writing() as session:
            session.add(Person(key="bo", name="Bo"))
        with pytest.raises(ZeroDivisionError), writing() as session:
            session.add(Person(key=str(1 // 0), name="Citta"))
        with store.reading() as elsewhere:
            assert elsewhere.scalars(select(Person.key).order_by(Person.id)).all() == ["anna-berg", "bo"]
        with writing() as session:
            session.add(Person(key="dagny", name="Dagny"))
    with store.reading() as elsewhere:
        assert elsewhere.scalars(select(Person.key).order_by(Person.id)).all() == ["anna-berg", "bo", "dagny"]


def test_a_row_that_was_kept_by_itself_is_like_one_that_was_read(store: Store) -> None:
    """What was left to the database or to the model is known; what follows it is changed and found like any other."""
    with store.writing() as session:
        (case,) = queries.running_and_ended(session)
        mail_id = rows.append(
            session, Mail, mailbox="x", sha256="y", received_at=_noon(), sort="reply", raw=b"Godkendt", case_id=case.id
        )
        verdict = Verdict(case_id=case.id, kind="none", decided_by="Signe Holk", at=_noon())
        rows.keep(session, verdict)
        assert verdict in session
        assert (verdict.reason, verdict.case) == ("", case)
        session.get_one(Mail, mail_id).verdict_id = verdict.id
        verdict.reason = "Det var en tak."
    with store.reading() as session:
        (read,) = session.scalars(select(Verdict))
        assert (read.reason, read.decided_by, read.at) == ("Det var en tak.", "Signe Holk", _noon())
        mail = session.scalars(select(Mail)).one()
        assert (mail.verdict_id, mail.message_id, mail.raw) == (read.id, "", b"Godkendt")
