"""What was not heard, and how far it was read since: catching up goes on where it stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add both tables, when each ticket's thread was last read, and a way to the tickets solved lately."""
    op.create_table(
        "gaps",
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("noticed_at", _INSTANT, nullable=False),
        sa.Column("rank", _NUMBER, nullable=False),
        sa.Column("unsolved", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_gaps"),
    )
    op.create_table(
        "unread_stretches",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("since", _INSTANT, nullable=False),
        sa.Column("oldest", _INSTANT, nullable=False),
        sa.Column("newest", _INSTANT, nullable=False),
        sa.Column("turn", _NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_unread_stretches"),
        sa.ForeignKeyConstraint(["account"], ["gaps.account"], name="fk_unread_stretches_account_gaps"),
    )
    op.create_index("ix_unread_stretches_account", "unread_stretches", ["account"])
    op.add_column("tickets", sa.Column("heard_at", _INSTANT, nullable=True))
    op.create_index("ix_tickets_solved", "tickets", ["account", "solved_at", "opened_at", "thread_ts"])


def downgrade() -> None:
    """Take all of it away."""
    op.drop_index("ix_tickets_solved", "tickets")
    op.drop_column("tickets", "heard_at")
    op.drop_table("unread_stretches")
    op.drop_table("gaps")
