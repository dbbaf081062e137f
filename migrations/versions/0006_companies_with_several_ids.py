"""Companies with several ids."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the other ids of a person's company."""
    op.add_column("slack_users", sa.Column("teams", sa.JSON(), nullable=False, server_default="[]"))
    with op.batch_alter_table("slack_users") as users:
        users.alter_column("teams", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("slack_users") as users:
        users.drop_column("teams")
