"""How Alembic reaches the ledger: on the connection and in the transaction of whoever opens it."""

from __future__ import annotations

from alembic import context

from legation.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
