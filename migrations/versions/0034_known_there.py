"""The newest that is known of a ticket of the console's, by the console's own time."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("console_links", sa.Column("known_at", _INSTANT, nullable=True))
    op.execute("UPDATE console_links SET known_at = updated_at")
    op.add_column("console_links", sa.Column("older", _NUMBER, nullable=False, server_default="0"))
    with op.batch_alter_table("console_links") as links:
        links.alter_column("known_at", existing_type=_INSTANT, nullable=False)
        links.alter_column("older", existing_type=_NUMBER, server_default=None)


def downgrade() -> None:
    """Drop them."""
    op.drop_column("console_links", "older")
    op.drop_column("console_links", "known_at")
