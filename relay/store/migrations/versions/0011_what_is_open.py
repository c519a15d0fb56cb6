"""What is open, asked or said twice is found at once, however long the log is."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KEPT = timedelta(hours=72)  # as long as a used code is not given again, where nobody says otherwise
TWICE = sa.text("duplicate_of IS NOT NULL")
INCIDENTS = sa.table(
    "incidents",
    sa.column("id", sa.Integer),
    sa.column("state", sa.String),
    sa.column("closed_at", sa.DateTime(timezone=True)),
)
QUESTIONS = sa.table(
    "questions",
    sa.column("incident_id", sa.Integer),
    sa.column("free_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    # What was closed with an outage kept its codes for ever.
    closed = sa.select(INCIDENTS.c.id, INCIDENTS.c.closed_at).where(
        INCIDENTS.c.state == "closed",
        INCIDENTS.c.closed_at.is_not(None),
        INCIDENTS.c.id.in_(sa.select(QUESTIONS.c.incident_id).where(QUESTIONS.c.free_at.is_(None))),
    )
    for incident_id, closed_at in op.get_bind().execute(closed).all():
        of_it = sa.update(QUESTIONS).where(
            QUESTIONS.c.incident_id == incident_id, QUESTIONS.c.free_at.is_(None)
        )
        op.execute(of_it.values(free_at=closed_at + KEPT))
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
