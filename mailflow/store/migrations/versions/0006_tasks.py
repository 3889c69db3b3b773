"""What somebody has to do after a meeting; and of which versions the consequences have been proposed."""

import sqlalchemy as sa
from alembic import op

from mailflow.models import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("body", sa.String(length=500), nullable=False),
        sa.Column("meeting", sa.Date(), nullable=True),
        sa.Column("item", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("filename", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=500), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("closed_by", sa.String(length=500), nullable=False),
        sa.Column("warned_at", Instant(), nullable=True),
        sa.Column("overdue_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_task_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(op.f("ix_task_person_id"), "task", ["person_id"])
    op.create_index(op.f("ix_task_state"), "task", ["state"])
    op.add_column("version", sa.Column("followed_at", Instant(), nullable=True))
    # Rounds that have ended are history: nothing is proposed of them by itself.
    op.execute("""UPDATE version SET followed_at = created_at
                  WHERE case_id IN (SELECT id FROM "case" WHERE state <> 'open')""")
