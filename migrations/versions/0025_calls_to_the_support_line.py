"""Calls to the support line, and the wrong PINs typed in them."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "line_calls",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("sid", sa.Text(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_line_calls")),
        sa.UniqueConstraint("sid", name=op.f("uq_line_calls_sid")),
    )
    op.create_index(op.f("ix_line_calls_began_at"), "line_calls", ["began_at"])
    op.create_table(
        "pin_tries",
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("wrong", NUMBER, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("caller", name=op.f("pk_pin_tries")),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("pin_tries")
    op.drop_table("line_calls")
