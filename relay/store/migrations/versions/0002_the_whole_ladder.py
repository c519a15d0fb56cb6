"""What the whole ladder remembers: courses of paging, check-ins, promises, bundles."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# All may be left out, so that the version before goes on writing while this one starts.
_INCIDENT = (
    ("started_at", sa.DateTime(timezone=True)),
    ("recalled", sa.Text()),
    ("heard_at", sa.DateTime(timezone=True)),
    ("asked_at", sa.DateTime(timezone=True)),
    ("nudged_at", sa.DateTime(timezone=True)),
    ("paused_until", sa.DateTime(timezone=True)),
    ("told_at", sa.DateTime(timezone=True)),
)
_QUESTION = (
    ("joined_at", sa.DateTime(timezone=True)),
    ("alone_at", sa.DateTime(timezone=True)),
    ("other_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for name, kind in _INCIDENT:
        op.add_column("incidents", sa.Column(name, kind, nullable=True))
    op.add_column(
        "incidents", sa.Column("told_times", sa.Integer(), nullable=False, server_default="0")
    )
    for name, kind in _QUESTION:
        op.add_column("questions", sa.Column(name, kind, nullable=True))
    op.create_index("ix_questions_person_joined_at", "questions", ["person", "joined_at"])
    op.create_table(
        "bundle_lines",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_bundle_lines_message_id")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"], ["questions.id"], name=op.f("fk_bundle_lines_question_id")
        ),
        sa.PrimaryKeyConstraint("message_id", "question_id", name=op.f("pk_bundle_lines")),
    )
    op.create_index("ix_bundle_lines_question_id", "bundle_lines", ["question_id"])
    op.create_table(
        "staff",
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_staff")),
    )


def downgrade() -> None:
    op.drop_table("staff")
    op.drop_table("bundle_lines")
    op.drop_index("ix_questions_person_joined_at", "questions")
    for name, _ in reversed(_QUESTION):
        op.drop_column("questions", name)
    op.drop_column("incidents", "told_times")
    for name, _ in reversed(_INCIDENT):
        op.drop_column("incidents", name)
