"""How far what was said in the console was heard, and how often a ticket of it could not be read."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns."""
    op.add_column("console_links", sa.Column("heard_to", _INSTANT, nullable=True))
    op.execute("UPDATE console_links SET heard_to = updated_at")
    op.add_column("console_pokes", sa.Column("failures", _NUMBER, nullable=False, server_default="0"))
    op.add_column("console_pokes", sa.Column("failing_since", _INSTANT, nullable=True))
    op.add_column("console_pokes", sa.Column("heard_at", _INSTANT, nullable=True))
    with op.batch_alter_table("console_pokes") as pokes:
        pokes.alter_column("failures", existing_type=_NUMBER, server_default=None)


def downgrade() -> None:
    """Drop them."""
    op.drop_column("console_pokes", "heard_at")
    op.drop_column("console_pokes", "failing_since")
    op.drop_column("console_pokes", "failures")
    op.drop_column("console_links", "heard_to")
