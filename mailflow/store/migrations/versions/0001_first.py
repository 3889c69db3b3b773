"""The first tables: association, people, cases, mail, ledger, outbox, sweeps, audit.

Tables are made from the models as they stood at this version; until 0.1.0 is released they may still change here.
"""

from alembic import op

from mailflow.models import Base

revision = "0001"
down_revision = None


def upgrade() -> None:
    Base.metadata.create_all(op.get_bind())
