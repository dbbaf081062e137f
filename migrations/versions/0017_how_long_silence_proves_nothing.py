"""How long a search that finds nothing proves nothing: Slack may be slow to do what it was asked."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it; what hangs in the air already is believed at the first look, as it was."""
    op.add_column("outbox", sa.Column("unsure_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take it away."""
    op.drop_column("outbox", "unsure_until")
