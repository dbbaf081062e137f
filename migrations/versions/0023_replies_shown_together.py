"""Which post in triage shows a reply, where it shows several."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; what was shown before stands in a post of its own."""
    shown = sa.text("shown_in IS NOT NULL")
    op.add_column("ticket_messages", sa.Column("shown_in", sa.Text(), nullable=True))
    op.create_index(
        "ix_ticket_messages_shown_in",
        "ticket_messages",
        ["shown_in"],
        sqlite_where=shown,
        postgresql_where=shown,
    )


def downgrade() -> None:
    """Forget it: of a reply that shares a post, a deletion is only told."""
    op.drop_index("ix_ticket_messages_shown_in", "ticket_messages")
    op.drop_column("ticket_messages", "shown_in")
