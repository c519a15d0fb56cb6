"""Runs migrations on the connection that `relay.store.schema` hands over."""

from alembic import context

from relay.store.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite rebuilds a table where it cannot alter it
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
