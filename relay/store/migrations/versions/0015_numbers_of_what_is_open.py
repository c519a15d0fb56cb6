"""The numbers of what is open are found in an index alone."""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_incidents_state_number", "incidents", ["state", "number"])
    op.drop_index("ix_incidents_state", "incidents")


def downgrade() -> None:
    op.create_index("ix_incidents_state", "incidents", ["state"])
    op.drop_index("ix_incidents_state_number", "incidents")
