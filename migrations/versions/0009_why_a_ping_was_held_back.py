"""Why a ping was held back: reasons by their names, where a sentence was kept."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_NAME, _SENTENCE = "outside_hours", "outside the account's hours only P1 and escalations ping"
_FIELDS = {"nudged": "held_back", "breached": "held_back", "ping_held_back": "why"}
_events = sa.table("ticket_events", sa.column("id"), sa.column("kind"), sa.column("data", sa.JSON))


def upgrade() -> None:
    """Keep the reason's name; there has been but one."""
    _replace(_SENTENCE, _NAME)


def downgrade() -> None:
    """Write the sentence again."""
    _replace(_NAME, _SENTENCE)


def _replace(old: str, new: str) -> None:
    connection = op.get_bind()
    found = sa.select(_events.c.id, _events.c.data).where(_events.c.kind.in_(_FIELDS))
    for event_id, data in connection.execute(found).all():
        kept: dict[str, Any] = {name: new if value == old else value for name, value in data.items()}
        if kept != data:
            connection.execute(_events.update().where(_events.c.id == event_id).values(data=kept))
