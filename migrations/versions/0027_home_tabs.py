"""Home tabs that somebody looks at."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "home_tabs",
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("shown_at", INSTANT, nullable=False),
        sa.Column("shown_event", NUMBER, nullable=False),
        sa.Column("shown_roster", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_home_tabs")),
    )
    op.create_index("ix_home_tabs_opened", "home_tabs", ["opened_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_home_tabs_opened", "home_tabs")
    op.drop_table("home_tabs")
