"""Find open tickets, and those solved lately, without walking through all that were ever solved."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two indexes; the one that they make needless goes."""
    unsolved, solved = sa.text("status <> 'solved'"), sa.text("solved_at IS NOT NULL")
    op.drop_index("ix_tickets_account_status", "tickets")
    op.create_index(
        "ix_tickets_unsolved",
        "tickets",
        ["account", "opened_at", "id"],
        sqlite_where=unsolved,
        postgresql_where=unsolved,
    )
    op.create_index(
        "ix_tickets_solved_at", "tickets", ["solved_at"], sqlite_where=solved, postgresql_where=solved
    )


def downgrade() -> None:
    """Put it back and take them away."""
    op.drop_index("ix_tickets_solved_at", "tickets")
    op.drop_index("ix_tickets_unsolved", "tickets")
    op.create_index("ix_tickets_account_status", "tickets", ["account", "status"])
