"""Tickets that became a part of another."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add which ticket another became a part of."""
    merged = sa.text("merged_into IS NOT NULL")
    op.add_column(
        "tickets",
        sa.Column("merged_into", NUMBER, nullable=True),
    )
    op.create_index(
        "ix_tickets_merged_into", "tickets", ["merged_into"], sqlite_where=merged, postgresql_where=merged
    )


def downgrade() -> None:
    """Forget it: what was merged stays solved."""
    op.drop_index("ix_tickets_merged_into", "tickets")
    op.drop_column("tickets", "merged_into")
