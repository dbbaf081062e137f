"""Why somebody has a ticket: typed facts from here on; older sentences stand as they were written."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_KIND = "as_written"
_tickets = sa.table("tickets", sa.column("id"), sa.column("why", sa.JSON))
_events = sa.table("ticket_events", sa.column("id"), sa.column("kind"), sa.column("data", sa.JSON))


def upgrade() -> None:
    """Say of the sentences that they are sentences."""
    _replace(lambda told: {"kind": _KIND, "sentences": told} if isinstance(told, list) else told)


def downgrade() -> None:
    """Give the sentences back; for what was typed the older version says that no reason is known."""
    _replace(lambda why: why.get("sentences", []) if isinstance(why, dict) else why)


def _replace(other: Callable[[Any], Any]) -> None:
    connection = op.get_bind()
    for ticket_id, why in connection.execute(sa.select(_tickets.c.id, _tickets.c.why)).all():
        connection.execute(_tickets.update().where(_tickets.c.id == ticket_id).values(why=other(why)))
    assigned = sa.select(_events.c.id, _events.c.data).where(_events.c.kind == "assigned")
    for event_id, data in connection.execute(assigned).all():
        kept = data | {"why": other(data.get("why"))}
        connection.execute(_events.update().where(_events.c.id == event_id).values(data=kept))
