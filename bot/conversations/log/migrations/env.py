"""Alembic runs this: the migrations go over the connection that `bot.conversations.log` gives.

The caller holds the lock and the transaction, so that either every step is done or none.
"""

from __future__ import annotations

from alembic import context

from bot.conversations.log.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can too, once the transaction is begun by us
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
