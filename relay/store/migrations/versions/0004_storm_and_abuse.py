"""Outages, texts to all their merchants, reopened incidents, and phones that want no texts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("incidents", sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("incidents", sa.Column("left_outage_at", sa.DateTime(timezone=True)))
    # Written out: SQLite takes constraints with a new column, and rebuilding the table instead
    # would break what refers to it.
    op.execute(
        "ALTER TABLE incidents ADD COLUMN outage_of INTEGER"
        " CONSTRAINT fk_incidents_outage_of REFERENCES incidents (id)"
        " CONSTRAINT ck_incidents_leads_or_follows CHECK (outage_of IS NULL OR outage_of <> id)"
    )
    op.create_index("ix_incidents_outage_of", "incidents", ["outage_of"])
    op.create_index("ix_incidents_opened_at", "incidents", ["opened_at"])
    op.create_index("ix_messages_kind_created_at", "messages", ["kind", "created_at"])

    op.create_table(
        "opt_outs",
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_opt_outs")),
    )

    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("code", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("incidents", sa.JSON(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_sent", sa.Boolean(), nullable=False),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incidents.id"], name=op.f("fk_broadcasts_incident_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
    )
    op.create_index("ix_broadcasts_incident_id", "broadcasts", ["incident_id"])
    op.create_index("ix_broadcasts_person_code", "broadcasts", ["person", "code"])


def downgrade() -> None:
    op.drop_table("broadcasts")
    op.drop_table("opt_outs")
    op.drop_index("ix_messages_kind_created_at", "messages")
    op.drop_index("ix_incidents_opened_at", "incidents")
    op.drop_index("ix_incidents_outage_of", "incidents")
    with op.batch_alter_table("incidents") as incidents:
        incidents.drop_constraint(op.f("ck_incidents_leads_or_follows"), type_="check")
        incidents.drop_column("outage_of")
        incidents.drop_column("left_outage_at")
        incidents.drop_column("reopened_at")
