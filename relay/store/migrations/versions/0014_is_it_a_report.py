"""Whether a text of somebody on call was a report is asked about that text."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out: SQLite takes constraints with a new column, and rebuilding the table instead
    # would break what refers to it.
    op.execute(
        "ALTER TABLE matters ADD COLUMN inbound_id INTEGER"
        " CONSTRAINT fk_matters_inbound_id REFERENCES inbound (id)"
    )


def downgrade() -> None:
    with op.batch_alter_table("matters") as matters:
        matters.drop_column("inbound_id")
