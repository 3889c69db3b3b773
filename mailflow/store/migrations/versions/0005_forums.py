"""The forum register: forums, seats, tenures, changes; calls with those asked, candidates, answers, nominations; letters.

And the public version as PDF, with the marked-up copy of a corrected one.
"""

import sqlalchemy as sa
from alembic import op

from mailflow.models import Instant

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("version", sa.Column("public_pdf", sa.LargeBinary(), nullable=True))
    op.add_column("version", sa.Column("public_pdf_sha256", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("version", sa.Column("marked_pdf", sa.LargeBinary(), nullable=True))
    op.create_table(
        "forum",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("organisation", sa.String(length=500), nullable=False),
        sa.Column("contact_name", sa.String(length=500), nullable=False),
        sa.Column("contact_address", sa.String(length=320), nullable=False),
        sa.Column("contact_phone", sa.String(length=60), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("defunct_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum")),
        sa.UniqueConstraint("slug", name=op.f("uq_forum_slug")),
    )
    op.create_table(
        "nomination_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("seats", sa.JSON(), nullable=False),
        sa.Column("recommend", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("deadline", Instant(), nullable=False),
        sa.Column("remind_at", Instant(), nullable=True),
        sa.Column("reminded_at", Instant(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("opened_by", sa.String(length=500), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("closed_by", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_nomination_call_forum_id_forum")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination_call")),
        sa.UniqueConstraint("slug", name=op.f("uq_nomination_call_slug")),
    )
    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("right", sa.String(length=20), nullable=False),
        sa.Column("right_holder", sa.String(length=500), nullable=False),
        sa.Column("requirements", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("abolished_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_seat_forum_id_forum")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint("forum_id", "number", name=op.f("uq_seat_forum_id_number")),
    )
    op.create_table(
        "call_addressee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("address", sa.String(length=320), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["nomination_call.id"], name=op.f("fk_call_addressee_call_id_nomination_call")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_addressee_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_addressee")),
        sa.UniqueConstraint("call_id", "person_id", name=op.f("uq_call_addressee_call_id_person_id")),
    )
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("municipality", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["nomination_call.id"], name=op.f("fk_candidate_call_id_nomination_call")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_candidate_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_candidate_call_id_number")),
        sa.UniqueConstraint("call_id", "person_id", name=op.f("uq_candidate_call_id_person_id")),
    )
    op.create_table(
        "call_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("intent", sa.String(length=20), nullable=False),
        sa.Column("nominees", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("sender", sa.String(length=500), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=500), nullable=False),
        sa.Column("valid", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("settled_by", sa.String(length=500), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["nomination_call.id"], name=op.f("fk_call_answer_call_id_nomination_call")
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_call_answer_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_call_answer_mail_id_mail")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_call_answer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_answer")),
        sa.UniqueConstraint("call_id", "number", name=op.f("uq_call_answer_call_id_number")),
    )
    op.create_table(
        "tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("municipality", sa.String(length=500), nullable=False),
        sa.Column("gender", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("in_place_of", sa.String(length=500), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("confirmed_by", sa.String(length=500), nullable=False),
        sa.Column("confirmed_mail_id", sa.Integer(), nullable=True),
        sa.Column("confirmation", sa.Text(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["call_id"], ["nomination_call.id"], name=op.f("fk_tenure_call_id_nomination_call")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_tenure_case_id_case")),
        sa.ForeignKeyConstraint(["confirmed_mail_id"], ["mail.id"], name=op.f("fk_tenure_confirmed_mail_id_mail")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_tenure_person_id_person")),
        sa.ForeignKeyConstraint(["replaces_id"], ["tenure.id"], name=op.f("fk_tenure_replaces_id_tenure")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_tenure_seat_id_seat")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure")),
    )
    op.create_index(op.f("ix_tenure_person_id"), "tenure", ["person_id"], unique=False)
    op.create_index(op.f("ix_tenure_seat_id"), "tenure", ["seat_id"], unique=False)
    op.create_index(
        "uq_tenure_open_seat",
        "tenure",
        ["seat_id"],
        unique=True,
        sqlite_where=sa.text("ended_on is null"),
        postgresql_where=sa.text("ended_on is null"),
    )
    op.create_table(
        "forum_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seat_id", sa.Integer(), nullable=True),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.Column("verb", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_change_forum_id_forum")),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_forum_change_mail_id_mail")),
        sa.ForeignKeyConstraint(["seat_id"], ["seat.id"], name=op.f("fk_forum_change_seat_id_seat")),
        sa.ForeignKeyConstraint(["tenure_id"], ["tenure.id"], name=op.f("fk_forum_change_tenure_id_tenure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_change")),
        sa.UniqueConstraint("forum_id", "number", name=op.f("uq_forum_change_forum_id_number")),
    )
    op.create_index(op.f("ix_forum_change_at"), "forum_change", ["at"], unique=False)
    op.create_table(
        "forum_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=20), nullable=False),
        sa.Column("forum_id", sa.Integer(), nullable=True),
        sa.Column("call_id", sa.Integer(), nullable=True),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("tenure_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["call_id"], ["nomination_call.id"], name=op.f("fk_forum_letter_call_id_nomination_call")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_forum_letter_candidate_id_candidate")
        ),
        sa.ForeignKeyConstraint(["forum_id"], ["forum.id"], name=op.f("fk_forum_letter_forum_id_forum")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_forum_letter_letter_id_letter")),
        sa.ForeignKeyConstraint(["tenure_id"], ["tenure.id"], name=op.f("fk_forum_letter_tenure_id_tenure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_letter")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_forum_letter_letter_id")),
    )
    op.create_index(op.f("ix_forum_letter_call_id"), "forum_letter", ["call_id"], unique=False)
    op.create_index(op.f("ix_forum_letter_candidate_id"), "forum_letter", ["candidate_id"], unique=False)
    op.create_index(op.f("ix_forum_letter_tenure_id"), "forum_letter", ["tenure_id"], unique=False)
    op.create_table(
        "nomination",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("nominator_id", sa.Integer(), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["call_answer.id"], name=op.f("fk_nomination_answer_id_call_answer")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_nomination_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["nominator_id"], ["person.id"], name=op.f("fk_nomination_nominator_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
        sa.UniqueConstraint("candidate_id", "nominator_id", name=op.f("uq_nomination_candidate_id_nominator_id")),
    )
