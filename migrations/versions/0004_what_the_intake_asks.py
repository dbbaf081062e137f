"""What the intake asks: the answers of a ticket, and finding a ticket by its number in the console."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "intakes",
        sa.Column("ticket_id", NUMBER, nullable=False, autoincrement=False),
        sa.Column("abridged", sa.Boolean(), nullable=False),
        sa.Column("examples_text", sa.Text(), nullable=False),
        sa.Column("from_number", sa.Text(), nullable=False),
        sa.Column("to_number", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("asked_for", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["tickets.id"], name=op.f("fk_intakes_ticket_id_tickets")),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_intakes")),
    )
    op.create_index("ix_tickets_console_number", "tickets", ["console_number"])


def downgrade() -> None:
    """Take both away."""
    op.drop_index("ix_tickets_console_number", "tickets")
    op.drop_table("intakes")
