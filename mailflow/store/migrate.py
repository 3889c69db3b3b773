"""Alembic, with the migrations inside the package and the connection passed in. No alembic.ini."""

from __future__ import annotations

from functools import cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from mailflow.errors import StoreError
from mailflow.i18n import _


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "mailflow:store/migrations")
    return config


@cache
def _revisions() -> tuple[str | None, frozenset[str]]:
    """The newest revision, and all of them."""
    scripts = ScriptDirectory.from_config(_config())
    return scripts.get_current_head(), frozenset(script.revision for script in scripts.walk_revisions())


def upgrade(engine: Engine) -> None:
    """Bring the store to this version; a store of a newer mailflow is refused with ``StoreError``."""
    head, known = _revisions()
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
        if current is not None and current not in known:
            raise StoreError(
                _("The store was written by a newer mailflow."),
                _("Install that version again; this one leaves the store alone."),
            )
        if current == head:
            return
        config = _config()
        config.attributes["connection"] = connection
        with connection.begin():  # one transaction: killed half-way, the store is as it was
            command.upgrade(config, "head")
