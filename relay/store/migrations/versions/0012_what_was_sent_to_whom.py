"""What was sent to a phone, by one way or of one kind, is found at once, however much it was."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_messages_recipient_channel", "messages", ["recipient", "channel", "created_at"]
    )
    op.create_index("ix_messages_recipient_kind", "messages", ["recipient", "kind", "id"])
    op.drop_index("ix_messages_recipient_created_at", "messages")


def downgrade() -> None:
    op.create_index("ix_messages_recipient_created_at", "messages", ["recipient", "created_at"])
    op.drop_index("ix_messages_recipient_kind", "messages")
    op.drop_index("ix_messages_recipient_channel", "messages")
