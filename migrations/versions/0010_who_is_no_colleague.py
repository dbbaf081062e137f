"""Who is no colleague."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add whether somebody is in a workspace without belonging to its company."""
    outsider: sa.Column[bool] = sa.Column(
        "is_outsider", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("slack_users", outsider)
    with op.batch_alter_table("slack_users") as users:
        users.alter_column("is_outsider", existing_type=sa.Boolean(), server_default=None)


def downgrade() -> None:
    """Take it away."""
    with op.batch_alter_table("slack_users") as users:
        users.drop_column("is_outsider")
