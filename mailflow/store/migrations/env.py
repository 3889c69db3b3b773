"""Run by Alembic with the connection that ``store.migrate`` passes in."""

from alembic import context

from mailflow.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
