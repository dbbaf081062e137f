"""Find a message's last edit, and a solved ticket by its thread, without walking through their tables."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two indexes; the one that they make needless goes."""
    edit = sa.text("method = 'chat.update'")
    op.drop_index("ix_outbox_target", "outbox")
    op.create_index(
        "ix_outbox_edits", "outbox", ["target_slot", "id"], sqlite_where=edit, postgresql_where=edit
    )
    op.create_index("ix_tickets_thread", "tickets", ["channel", "thread_ts"])


def downgrade() -> None:
    """Put it back and take them away."""
    waiting = sa.text("settled_at IS NULL")
    op.drop_index("ix_tickets_thread", "tickets")
    op.drop_index("ix_outbox_edits", "outbox")
    op.create_index(
        "ix_outbox_target", "outbox", ["target_slot"], sqlite_where=waiting, postgresql_where=waiting
    )
