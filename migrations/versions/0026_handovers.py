"""What is handed over as shifts change."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the briefs, and to which role a ticket goes back."""
    op.create_table(
        "briefs",
        sa.Column("id", _NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("slack", sa.JSON(), nullable=False),
        sa.Column("tickets", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("at", _INSTANT, nullable=False),
        sa.Column("had_at", _INSTANT, nullable=True),
        sa.Column("had_by_name", sa.Text(), nullable=True),
        sa.Column("over_at", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_briefs"),
        sa.UniqueConstraint("key", name="uq_briefs_key"),
    )
    op.create_index("ix_briefs_channel", "briefs", ["channel", "at"])
    op.add_column("tickets", sa.Column("home_role", sa.String(40), nullable=True))


def downgrade() -> None:
    """Forget both."""
    op.drop_column("tickets", "home_role")
    op.drop_table("briefs")
