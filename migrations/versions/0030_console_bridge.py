"""Which ticket is which in the provider's console, and what was heard from there."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)
_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_LIVE = sa.text("ended IS NULL")


def upgrade() -> None:
    """Add the tables."""
    _links()
    op.create_table(
        "console_comments",
        sa.Column("comment_id", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("ticket_id", _NUMBER, nullable=False),
        sa.Column("taken_in_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("comment_id", name="pk_console_comments"),
    )
    op.create_table(
        "console_pokes",
        sa.Column("console_id", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("due_at", _INSTANT, nullable=False),
        sa.Column("poked_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("console_id", name="pk_console_pokes"),
    )
    op.create_index("ix_console_pokes_due_at", "console_pokes", ["due_at"])
    op.create_table(
        "console_tokens",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("client", name="pk_console_tokens"),
    )
    op.create_table(
        "console_cursors",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_console_cursors"),
    )


def _links() -> None:
    op.create_table(
        "console_links",
        sa.Column("ticket_id", _NUMBER, nullable=False, autoincrement=False),
        sa.Column("console_id", _NUMBER, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=True),
        sa.Column("assignee", sa.Text(), nullable=True),
        sa.Column("updated_at", _INSTANT, nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_console_links"),
        sa.UniqueConstraint("console_id", name="uq_console_links_console_id"),
    )
    op.create_index(
        "ix_console_links_live",
        "console_links",
        ["updated_at"],
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("links", "comments", "pokes", "tokens", "cursors"):
        op.drop_table(f"console_{name}")
