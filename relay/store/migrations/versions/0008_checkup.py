"""What the daily look finds stands beside what the audit finds."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The default stays: an older version that still serves writes rows without it.
    op.add_column("alarms", sa.Column("source", sa.Text(), server_default="audit", nullable=False))
    op.add_column("alarms", sa.Column("data", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM alarms WHERE source <> 'audit'")
    with op.batch_alter_table("alarms") as alarms:
        alarms.drop_column("data")
        alarms.drop_column("source")
