"""How urgent what waits in the outbox is, and whose turn it is where accounts share a channel."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

NEWS, TOUCH_UP = 3, 4
WAITING = sa.text("settled_at IS NULL")


def upgrade() -> None:
    """Add them; what waits already goes by its kind, in the order in which it was written."""
    op.add_column("outbox", sa.Column("urgency", sa.SmallInteger(), nullable=False, server_default=str(NEWS)))
    op.add_column("outbox", sa.Column("account", sa.Text(), nullable=False, server_default=""))
    op.add_column("outbox", sa.Column("turn", _number(), nullable=False, server_default="0"))
    op.execute(f"UPDATE outbox SET urgency = {TOUCH_UP} WHERE method <> 'chat.postMessage'")
    with op.batch_alter_table("outbox") as outbox:
        for name, kind in (("urgency", sa.SmallInteger()), ("account", sa.Text()), ("turn", _number())):
            outbox.alter_column(name, existing_type=kind, server_default=None)
    op.drop_index("ix_outbox_ready", "outbox")
    _index("ix_outbox_ready", "urgency", "turn", "not_before", "id")
    _index("ix_outbox_turn", "channel", "urgency", "turn", "account")


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_outbox_turn", "outbox")
    op.drop_index("ix_outbox_ready", "outbox")
    with op.batch_alter_table("outbox") as outbox:
        for name in ("turn", "account", "urgency"):
            outbox.drop_column(name)
    _index("ix_outbox_ready", "not_before", "id")


def _number() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _index(name: str, *columns: str) -> None:
    op.create_index(name, "outbox", list(columns), sqlite_where=WAITING, postgresql_where=WAITING)
