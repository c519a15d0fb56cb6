"""What is looked up for each report is found at once, however long the log is."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN = sa.text("free_at IS NULL")


def upgrade() -> None:
    op.create_index("ix_incidents_closed_at", "incidents", ["closed_at"])
    op.create_index("ix_incidents_reopened_at", "incidents", ["reopened_at"])
    for table in ("questions", "matters"):
        op.create_index(
            f"ix_{table}_open_code", table, ["code"], sqlite_where=OPEN, postgresql_where=OPEN
        )


def downgrade() -> None:
    for table in ("matters", "questions"):
        op.drop_index(f"ix_{table}_open_code", table)
    op.drop_index("ix_incidents_reopened_at", "incidents")
    op.drop_index("ix_incidents_closed_at", "incidents")
