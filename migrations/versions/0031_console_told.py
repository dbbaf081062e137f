"""How a ticket stood when its counterpart in the console was last asked to follow."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("console_links", sa.Column("told", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("console_links", "told")
