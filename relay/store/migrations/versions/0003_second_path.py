"""Asking the carrier what became of a message, and whether it can be used at all."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "carriers",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("down_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_carriers")),
    )
    op.add_column("attempts", sa.Column("status", sa.Text(), nullable=True))
    op.add_column("messages", sa.Column("ask_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_messages_ask_at", "messages", ["ask_at"])


def downgrade() -> None:
    op.drop_index("ix_messages_ask_at", "messages")
    op.drop_column("messages", "ask_at")
    op.drop_column("attempts", "status")
    op.drop_table("carriers")
