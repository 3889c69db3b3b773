"""Indexes for what is asked for each mail that comes in, so that the answer takes as long after ten years as today."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index(op.f("ix_mail_message_id"), "mail", ["message_id"])
    op.create_index(op.f("ix_letter_addressee_id"), "letter", ["addressee_id"])
    op.create_index(op.f("ix_letter_created_at"), "letter", ["created_at"])
    op.create_index("ix_letter_case_id_person_id", "letter", ["case_id", "person_id"])
    op.create_index("ix_letter_recipient_lower", "letter", [sa.text("lower(recipient)")])
