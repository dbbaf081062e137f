"""The words of tickets, to find those that resemble another."""

import logging

import sqlalchemy as sa
from alembic import op

from models.search import word_index

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

log = logging.getLogger(__name__)


def upgrade() -> None:
    """Make the index and put the words of all tickets in it."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        _allow_trigrams(connection)
    word_index.create(connection)


def _allow_trigrams(connection: sa.Connection) -> None:
    """Ask for pg_trgm, by which misspelt subjects are near: without it everything works but that."""
    try:
        with connection.begin_nested():
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
    except sa.exc.DBAPIError as error:
        reason = str(error.orig).splitlines()[0]
        log.warning(
            "PostgreSQL's pg_trgm can't be had (%s): similar tickets are found by whole words only.", reason
        )


def downgrade() -> None:
    """Drop it; the extension stays, as others may use it."""
    op.execute(sa.text(f"DROP TABLE {word_index.TABLE}"))
