"""Calendar feeds of who is on call."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "oncall_feeds",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oncall_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_oncall_feeds_token_hash")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("oncall_feeds")
