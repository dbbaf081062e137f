"""What of ours is on its way to the console, and what stands there."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from models.queues.outbox import MessageSlot, Method, OutboxRow, OutboxState
from models.store.base import JsonObject
from models.store.plain import handfuls

_WORDS = OutboxRow.method == Method.CONSOLE_COMMENT
_MAY_STAND = OutboxRow.state == OutboxState.SENDING


def busy_lanes(session: Session, lanes: Sequence[str]) -> set[str]:
    """Return in which of these lanes something may change how a ticket stands, or may stand there by now."""
    found: set[str] = set()
    for some in handfuls(lanes):
        waits = select(OutboxRow.lane).where(
            OutboxRow.settled_at.is_(None), OutboxRow.lane.in_(some), or_(~_WORDS, _MAY_STAND)
        )
        found.update(session.scalars(waits.distinct()))
    return found


def is_under_way(session: Session, lane: str) -> bool:
    """Tell whether any row of a lane is yet to be settled."""
    return _any(session, lane, OutboxRow.settled_at.is_(None))


def is_change_under_way(session: Session, lane: str) -> bool:
    """Tell the same of what changes how a ticket stands: words that wait change nothing."""
    return _any(session, lane, OutboxRow.settled_at.is_(None), ~_WORDS)


def was_changed(session: Session, lane: str, since: datetime) -> bool:
    """Tell whether what changes how a ticket stands was settled after an instant of our clock."""
    return _any(session, lane, OutboxRow.settled_at > since, ~_WORDS)


def words_in_doubt(session: Session, lane: str, since: datetime) -> Sequence[JsonObject]:
    """Return what may have been said there, since an instant or until now, though nobody knows where."""
    lost = (OutboxRow.settled_at > since) & (OutboxRow.state == OutboxState.FAILED)
    doubted = or_(OutboxRow.settled_at.is_(None) & _MAY_STAND, lost)
    return session.scalars(select(OutboxRow.payload).where(OutboxRow.lane == lane, _WORDS, doubted)).all()


def _any(session: Session, lane: str, *which: ColumnElement[bool]) -> bool:
    found = select(OutboxRow.id).where(OutboxRow.lane == lane, *which)
    return session.scalar(found.limit(1)) is not None


def ours(session: Session, channel: str, numbers: Sequence[str]) -> set[str]:
    """Return which of these are ours, of what `posts` knows under a channel."""
    found: set[str] = set()
    for some in handfuls(numbers):
        mine = select(MessageSlot.ts).where(MessageSlot.channel == channel, MessageSlot.ts.in_(some))
        found.update(session.scalars(mine))
    return found
