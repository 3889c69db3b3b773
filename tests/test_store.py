"""The store: migrated, private, one writer at a time, and plain about what it cannot do."""

from __future__ import annotations

import multiprocessing
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, select, text

from mailflow.errors import StoreError
from mailflow.models import Association, Base, Event, Person
from mailflow.store import audit
from mailflow.store.engine import Store


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite does not show them; PostgreSQL does
def test_the_migrations_make_exactly_the_tables_of_the_models(database_url: str, tmp_path: Path) -> None:
    store = Store(database_url, state_folder=tmp_path)
    with store.reading() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"compare_type": True, "target_metadata": Base.metadata}
        )
        assert compare_metadata(context, Base.metadata) == []
    store.close()


def test_a_store_of_every_older_version_is_brought_up_with_what_is_in_it(database_url: str, tmp_path: Path) -> None:
    engine = create_engine(database_url)
    config = Config()
    config.set_main_option("script_location", "mailflow:store/migrations")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(text("INSERT INTO person (key, name, title, municipality) VALUES ('bo', 'Bo', '', 'Odder')"))
    engine.dispose()
    store = Store(database_url, state_folder=tmp_path)
    with store.reading() as session:
        assert [(one.key, one.phone, one.forgotten_at) for one in session.scalars(select(Person))] == [("bo", "", None)]
    store.close()


def test_a_store_of_a_newer_version_is_left_alone(database_url: str, tmp_path: Path) -> None:
    store = Store(database_url, state_folder=tmp_path)
    with store.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StoreError, match="newer"):
        Store(database_url, state_folder=tmp_path)


def test_other_users_cannot_read_it(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/mailflow.db")
    with store.writing() as session:
        session.add(Association(name="FKT", installation="x"))
    assert {oct(os.stat(path).st_mode & 0o777) for path in tmp_path.glob("mailflow.db*")} == {"0o600"}
    store.close()


def test_something_else_than_a_store_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "mailflow.db").write_bytes(b"this is not a database, it is a letter" * 100)
    with pytest.raises(StoreError, match="not a mailflow store"):
        Store(f"sqlite:///{tmp_path}/mailflow.db")


def test_a_dry_run_keeps_nothing(database_url: str, tmp_path: Path) -> None:
    store = Store(database_url, state_folder=tmp_path)
    with store.trying() as session:
        session.add(Association(name="FKT", installation="x"))
        session.flush()
        assert session.scalar(select(Association.name)) == "FKT"
    with store.reading() as session:
        assert session.scalar(select(Association.name)) is None
    store.close()


def _count_up(url: str, folder: str, times: int) -> None:
    store = Store(url, state_folder=Path(folder))
    for _ in range(times):
        with store.writing() as session:
            us = session.scalars(select(Association).with_for_update()).one()
            us.epoch += 1
    store.close()


def test_no_update_is_lost_between_processes(database_url: str, tmp_path: Path) -> None:
    """SQLite's defaults keep 206 of 800 (measured); ours keep them all."""
    store = Store(database_url, state_folder=tmp_path)
    with store.writing() as session:
        session.add(Association(name="FKT", installation="x"))
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_count_up, args=(database_url, str(tmp_path), 50)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    with store.reading() as session:
        assert session.scalar(select(Association.epoch)) == 150
    store.close()


def test_only_one_may_watch_a_mailbox(database_url: str, tmp_path: Path) -> None:
    one, two = Store(database_url, state_folder=tmp_path), Store(database_url, state_folder=tmp_path)
    address = "sekretariatet@fkt.example"
    with one.mailbox_lock(address) as mine, two.mailbox_lock(address) as theirs:
        assert (mine, theirs) == (True, False)
    with two.mailbox_lock("sekretariatet@fkt.example") as theirs:
        assert theirs
    one.close()
    two.close()


def test_the_audit_chain_shows_a_line_that_was_changed(database_url: str, tmp_path: Path) -> None:
    store = Store(database_url, state_folder=tmp_path)
    with store.writing() as session:
        session.add(Association(name="FKT", installation="x"))
        for number in range(5):
            audit.record(session, "test.line", datetime(2026, 8, 28, 10, number, tzinfo=UTC), letter=number)
    with store.reading() as session:
        assert audit.broken_link(session) is None
    with store.writing() as session:
        line = session.scalars(select(Event).where(Event.verb == "test.line").order_by(Event.id)).all()[2]
        line.ids = {"letter": 99}
        changed = line.id
    with store.reading() as session:
        assert audit.broken_link(session) == changed
    store.close()


def test_a_full_disk_is_said_plainly_and_changes_nothing(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/mailflow.db")
    with store.writing() as session:
        session.add(Association(name="FKT", installation="x"))
    with pytest.raises(StoreError, match="full"):
        _fill_the_disk(store)
    with store.reading() as session:
        assert session.scalars(select(Event)).all() == []
    store.close()


def _fill_the_disk(store: Store) -> None:
    with store.writing() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))  # the file may not grow: what a full disk looks like
        ids = {"fill": "x" * 900_000}
        session.add(Event(at=datetime(2026, 8, 28, tzinfo=UTC), verb="x", ids=ids, previous="", sha256="y"))
