"""Who is gone from Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add since when somebody's account is known to be deactivated, or not to exist."""
    op.add_column("slack_users", sa.Column("gone_since", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("slack_users") as users:
        users.drop_column("gone_since")
