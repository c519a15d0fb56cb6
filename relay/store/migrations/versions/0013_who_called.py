"""Who called a merchant: they owe no second call when they take the same incident again."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incidents", sa.Column("called_by", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("incidents", "called_by")
