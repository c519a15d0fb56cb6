"""What is open, asked or said twice is found at once, however long the log is."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TWICE = sa.text("duplicate_of IS NOT NULL")


def upgrade() -> None:
    # What was closed with an outage kept its codes for ever.
    op.execute(
        "UPDATE questions SET free_at = "
        "(SELECT closed_at FROM incidents WHERE incidents.id = questions.incident_id) "
        "WHERE free_at IS NULL AND incident_id IN "
        "(SELECT id FROM incidents WHERE state = 'closed' AND closed_at IS NOT NULL)"
    )
    op.create_index("ix_incidents_state", "incidents", ["state"])
    for table in ("questions", "matters"):
        op.create_index(f"ix_{table}_person_free_at", table, ["person", "free_at", "code"])
    op.drop_index("ix_questions_person", "questions")  # every other one begins with the person
    op.create_index(  # last: what comes in meanwhile waits for it
        "ix_inbound_duplicate_of",
        "inbound",
        ["duplicate_of"],
        sqlite_where=TWICE,
        postgresql_where=TWICE,
    )


def downgrade() -> None:
    op.create_index("ix_questions_person", "questions", ["person"])
    for table in ("matters", "questions"):
        op.drop_index(f"ix_{table}_person_free_at", table)
    op.drop_index("ix_incidents_state", "incidents")
    op.drop_index("ix_inbound_duplicate_of", "inbound")
