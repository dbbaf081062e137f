"""Writing to the outbox what other programs are told of events."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.keys.said import SaidKey
from bot.outbox import enqueue
from models.queues.outbox import Method, OutboxUrgency


def tell_program(
    session: Session, key: SaidKey, hook: str, told: Mapping[str, object], now: datetime
) -> None:
    """Have a webhook told of an event, once; it waits for no other, and none waits for it."""
    values = enqueue.row(Method.WEBHOOK, key, key, now) | {
        "urgency": OutboxUrgency.NEWS,
        "channel": hook,
        "payload": dict(told),
    }
    enqueue.insert(session, values)
