"""What of ours is on its way to the console, and what stands there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.queues.outbox import MessageSlot, OutboxRow
from models.store.plain import handfuls


def busy_lanes(session: Session, lanes: Sequence[str]) -> set[str]:
    """Return of which of these lanes any row is yet to be settled."""
    found: set[str] = set()
    for some in handfuls(lanes):
        waits = select(OutboxRow.lane).where(OutboxRow.settled_at.is_(None), OutboxRow.lane.in_(some))
        found.update(session.scalars(waits.distinct()))
    return found


def is_under_way(session: Session, lane: str, since: datetime) -> bool:
    """Tell whether any row of a lane is yet to be settled, or was settled only after an instant."""
    waits = select(OutboxRow.id).where(OutboxRow.settled_at.is_(None), OutboxRow.lane == lane).limit(1)
    if session.scalar(waits) is not None:
        return True
    lately = select(OutboxRow.id).where(OutboxRow.settled_at > since, OutboxRow.lane == lane).limit(1)
    return session.scalar(lately) is not None


def ours(session: Session, channel: str, numbers: Sequence[str]) -> set[str]:
    """Return which of these are ours, of what `posts` knows under a channel."""
    found: set[str] = set()
    for some in handfuls(numbers):
        mine = select(MessageSlot.ts).where(MessageSlot.channel == channel, MessageSlot.ts.in_(some))
        found.update(session.scalars(mine))
    return found
