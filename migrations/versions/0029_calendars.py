"""How the calendars fare that shifts and absences are taken from."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "calendars",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("read_at", _INSTANT, nullable=True),
        sa.Column("failing_since", _INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_calendars"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("calendars")
