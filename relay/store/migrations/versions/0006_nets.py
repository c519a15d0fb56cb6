"""The nets under intake: how a text came, how far the carrier was read, what the audit found."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    origins = op.create_table(
        "origins",
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_origins")),
    )
    op.bulk_insert(origins, [{"id": uuid.uuid4().hex}])
    op.create_table(
        "watermarks",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_watermarks")),
    )
    op.create_table(
        "alarms",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_alarms")),
    )
    # The defaults stay: an older version that still serves writes rows without them.
    for table in ("incidents", "inbound"):
        op.add_column(
            table, sa.Column("late", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.add_column(
        "inbound", sa.Column("came_by", sa.Text(), server_default="webhook", nullable=False)
    )
    op.add_column("inbound", sa.Column("error_code", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("inbound") as inbound:
        inbound.drop_column("error_code")
        inbound.drop_column("came_by")
        inbound.drop_column("late")
    with op.batch_alter_table("incidents") as incidents:
        incidents.drop_column("late")
    op.drop_table("origins")
    op.drop_table("alarms")
    op.drop_table("watermarks")
