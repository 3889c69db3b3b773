"""Alembic, with the migrations inside the package and the connection passed in. No alembic.ini."""

from __future__ import annotations

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


def upgrade(engine: Engine) -> None:
    """Bring the store to this version; a store of a newer mailflow is refused with ``StoreError``."""
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        connection.rollback()
        if current is not None and current not in known:
            raise StoreError(
                _("The store was written by a newer mailflow."),
                _("Install that version again; this one leaves the store alone."),
            )
        if current == scripts.get_current_head():
            return
        config.attributes["connection"] = connection
        with connection.begin():  # one transaction: killed half-way, the store is as it was
            command.upgrade(config, "head")
