"""What the message that a ticket grew from says by now, so that its edits are told, each once."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both; of older tickets the words are not known, and their descriptions stand for them."""
    op.add_column("tickets", sa.Column("origin_text", sa.Text(), nullable=True))
    op.add_column("tickets", sa.Column("origin_deleted_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take both away."""
    op.drop_column("tickets", "origin_deleted_at")
    op.drop_column("tickets", "origin_text")
