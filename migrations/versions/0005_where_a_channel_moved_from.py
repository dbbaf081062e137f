"""Where an account's channel moved from."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the id that the runbook named when the channel moved."""
    op.add_column("accounts", sa.Column("moved_from", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("moved_from")
