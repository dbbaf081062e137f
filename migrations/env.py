"""Alembic's environment: runs migrations on the connection that models.schema hands over."""

from alembic import context

import models  # noqa: F401  (completes the metadata)
from models.store.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    compare_type=True,
    compare_server_default=True,
    render_as_batch=True,  # SQLite cannot alter a column: Alembic copies the table instead
)

with context.begin_transaction():
    context.run_migrations()
