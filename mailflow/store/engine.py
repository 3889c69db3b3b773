"""The store: SQLite by default, PostgreSQL by URL. One way to write, one way to read.

SQLite's own defaults lose updates, hence: no implicit transactions, WAL, synchronous=FULL, foreign keys, a busy time-out, and
BEGIN IMMEDIATE for whatever writes. Never hold a transaction over network I/O.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from mailflow import log
from mailflow.errors import StoreError, TemporaryError
from mailflow.i18n import _
from mailflow.store import memory, migrate


class Store:
    """``writing()`` and ``reading()`` give a Session inside one transaction; commit at the end, rollback on any error.

    Raises ``StoreError`` when the store cannot be used (a disk that is full, a newer version) and ``TemporaryError``
    when somebody else holds it too long.
    """

    def __init__(self, url: str, *, state_folder: Path | None = None) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if not self.url.database or self.url.database == ":memory:":
                raise StoreError(_("The store must be a file."), _("Give store.url as sqlite:////path/to/mailflow.db."))
            path = Path(self.url.database)
            path.parent.mkdir(parents=True, exist_ok=True)
            self.folder = path.parent
        else:
            self.folder = state_folder or Path.cwd()
            self.folder.mkdir(parents=True, exist_ok=True)
        self._lock: Connection | None = None  # what holds the mailbox's advisory lock on PostgreSQL
        self._writer = self._engine("BEGIN IMMEDIATE")
        self._reader = self._engine("BEGIN")
        if self.is_sqlite:
            _create_private(Path(self.url.database or ""))
        with _told_plainly():
            migrate.upgrade(self._writer)

    def _engine(self, begin: str) -> Engine:
        if not self.is_sqlite:
            # The audit chain needs each statement to see what others have committed, whatever the server's default is.
            return create_engine(self.url, pool_pre_ping=True, isolation_level="READ COMMITTED")
        # timeout is SQLite's busy time-out in seconds; autocommit leaves BEGIN to us.
        engine = create_engine(self.url, connect_args={"timeout": 30, "isolation_level": None})

        @event.listens_for(engine, "connect")
        def _pragmas(connection: Any, record: Any) -> None:
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def _begin(connection: Any) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with _told_plainly(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def series(self) -> Iterator[Callable[[], AbstractContextManager[Session]]]:
        """For many short transactions one after the other. Gives a function; each of its calls is as one of ``writing()``,
        but what one transaction has read the next need not read again, as long as nobody else has written."""
        with ExitStack() as stack:
            # SQLite tells of others' commits by connection, so this one is nobody else's as long as the series goes on.
            bind = stack.enter_context(self._writer.connect()) if self.is_sqlite else self._writer
            session = stack.enter_context(Session(bind, expire_on_commit=False))
            seen: int | None = None

            @contextmanager
            def writing() -> Iterator[Session]:
                nonlocal seen
                known, seen = seen, None  # nothing is known after a failure
                with _told_plainly(), session.begin():
                    commits = self._commits_of_others(session.connection())  # begins: nobody else writes from here on
                    if commits is None or commits != known:
                        memory.begin(session)
                    yield session
                seen = commits

            yield writing

    def _commits_of_others(self, connection: Connection) -> int | None:
        """A number that changes with them, but not with this connection's own (PRAGMA data_version of SQLite).

        None: the database does not tell.
        """
        raw: Any = connection.connection.driver_connection  # 5 microseconds against 80
        return int(raw.execute("PRAGMA data_version").fetchone()[0]) if self.is_sqlite else None

    @contextmanager
    def trying(self) -> Iterator[Session]:
        """As ``writing()``, but nothing is kept: a dry run is the real thing, undone."""
        with _told_plainly(), Session(self._writer, expire_on_commit=False) as session:
            session.begin()
            yield session
            session.flush()
            session.rollback()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with _told_plainly(), Session(self._reader, expire_on_commit=False) as session, session.begin():
            memory.begin(session)
            yield session

    @contextmanager
    def mailbox_lock(self, mailbox: str) -> Iterator[bool]:
        """Hold the only right to watch this mailbox; yields False when another process has it.

        PostgreSQL: a session advisory lock, so that another machine takes over when the holder dies. SQLite: a lock on a
        file beside the store, which the kernel lets go of when the process ends.
        """
        if self.is_sqlite:
            with _file_lock(self.folder / "mailflow.lock") as mine:
                yield mine
            return
        with self._reader.connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            key = {"key": f"mailflow:{mailbox}"}
            mine = bool(connection.scalar(text("SELECT pg_try_advisory_lock(hashtext(:key))"), key))
            self._lock = connection if mine else None
            try:
                yield mine
            finally:
                self._lock = None
                if mine and not connection.invalidated:
                    connection.execute(text("SELECT pg_advisory_unlock(hashtext(:key))"), key)

    def confirm_lock(self) -> None:
        """The lock goes with its connection, which may die while our others live (an idle time-out, a firewall).

        Raises ``StoreError`` then: another machine may have the mailbox by now. Asking also keeps the connection awake.
        """
        if self._lock is not None:
            with _told_plainly():
                self._lock.execute(text("SELECT 1"))

    def scrub(self) -> None:
        """What was erased is gone from the files too: SQLite's WAL is emptied (erased pages are overwritten as they are
        freed, secure_delete), PostgreSQL's dead rows are vacuumed away."""
        with _told_plainly(), self._reader.connect() as connection:
            if self.is_sqlite:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM"))

    def close(self) -> None:
        self._writer.dispose()
        self._reader.dispose()


@contextmanager
def _told_plainly() -> Iterator[None]:
    """Database errors in the words of somebody who has to mend them; the input is kept, the transaction undone."""
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        log.error("store.failed", reason=said)
        if "full" in said or "No space" in said:
            raise StoreError(
                _("The disk of the store is full; nothing was changed."), _("Make room and try again.")
            ) from error
        if (
            "locked" in said or "timeout" in said or "deadlock" in said
        ):  # PostgreSQL undoes one of two that wait crosswise
            raise TemporaryError(_("Another process holds the store."), _("Try again in a moment.")) from error
        raise StoreError(
            _("The store cannot be used: {reason}.").format(reason=said), _("Run mailflow doctor.")
        ) from error
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and "not a database" in str(error.orig):
            raise StoreError(
                _("The store's file is not a mailflow store."), _("Check store.url, or restore a backup.")
            ) from error
        raise


def _create_private(path: Path) -> None:
    """Other users of the machine must not read the members' words."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


@contextmanager
def _file_lock(path: Path) -> Iterator[bool]:
    import fcntl  # not there on Windows, where only the commands run

    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
