"""Questions that belong to no incident: shifts and drills."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    at = sa.DateTime(timezone=True)
    op.create_table(
        "matters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("starts_at", at, nullable=True),
        sa.Column("begun_at", at, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("wake_at", at, nullable=True),
        sa.Column("answer", sa.String(length=20), nullable=False),
        sa.Column("answered_at", at, nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("free_at", at, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
        sa.UniqueConstraint("name", name=op.f("uq_matters_name")),
    )
    op.create_index("ix_matters_person_code", "matters", ["person", "code"])
    op.create_index("ix_matters_wake_at", "matters", ["wake_at"])
    with op.batch_alter_table("messages") as messages:
        messages.add_column(sa.Column("matter_id", sa.Integer(), nullable=True))
        messages.create_foreign_key(op.f("fk_messages_matter_id"), "matters", ["matter_id"], ["id"])
    op.create_index("ix_messages_matter_id", "messages", ["matter_id"])


def downgrade() -> None:
    op.drop_index("ix_messages_matter_id", "messages")
    with op.batch_alter_table("messages") as messages:
        messages.drop_constraint(op.f("fk_messages_matter_id"), type_="foreignkey")
        messages.drop_column("matter_id")
    op.drop_table("matters")
