"""What waits to leave stands in the order in which it does, so that the next is found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

UNTAKEN = sa.text("state IN ('waiting', 'sending', 'unknown')")


def upgrade() -> None:
    # First what waits for all others: after the other, PostgreSQL might wait for who waits for us.
    op.drop_index("ix_messages_due", "messages")
    op.create_index(
        "ix_messages_untaken",
        "messages",
        ["priority", "due_at", "id"],
        sqlite_where=UNTAKEN,
        postgresql_where=UNTAKEN,
    )


def downgrade() -> None:
    op.drop_index("ix_messages_untaken", "messages")
    op.create_index("ix_messages_due", "messages", ["state", "priority", "due_at"])
