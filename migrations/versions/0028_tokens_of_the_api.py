"""Tokens of the API, and an account's tickets in the order in which they are read."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
PAGED = sa.text("id > 0")


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "api_tokens",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    op.create_index(
        "ix_tickets_account_id", "tickets", ["account", "id"], sqlite_where=PAGED, postgresql_where=PAGED
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_tickets_account_id", "tickets")
    op.drop_table("api_tokens")
