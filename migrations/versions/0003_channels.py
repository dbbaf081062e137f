"""How an account's channel fares."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add where the channel moved to, and why it is closed."""
    op.add_column("accounts", sa.Column("channel", sa.Text(), nullable=True))
    op.add_column("accounts", sa.Column("closed_why", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take both away."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("closed_why")
        accounts.drop_column("channel")
