"""The outbox of a database that was restored from an older copy."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from models.queues.outbox import MessageSlot, Method, OutboxRow, OutboxState
from models.store.conflict import insert_or_replace

_DONE_TWICE = (
    Method.POST,
    Method.SMS,
    Method.CALL,
    Method.CONSOLE_TICKET,
    Method.CONSOLE_COMMENT,
    Method.SHARE_FILE,
)


def newest_row(session: Session) -> int:
    """Return the id of the row that was written last, 0 if there is none."""
    return session.scalar(select(func.max(OutboxRow.id))) or 0


def doubt_unsent(session: Session) -> None:
    """Have all that waits and is sent once looked for before: it may have been sent since the copy."""
    posts = OutboxRow.settled_at.is_(None) & OutboxRow.method.in_(_DONE_TWICE)
    doubted = {"state": OutboxState.SENDING, "claimed_at": OutboxRow.created_at, "claimed_by": None}
    session.execute(update(OutboxRow).where(posts, OutboxRow.claimed_at.is_(None)).values(doubted))


def settle_after(session: Session, row_id: int, now: datetime) -> int:
    """Count what was written after that row as said; return how many rows that were."""
    written = (OutboxRow.id > row_id) & OutboxRow.settled_at.is_(None)
    ids = session.scalars(select(OutboxRow.id).where(written)).all()
    said = {"state": OutboxState.SENT, "settled_at": now, "error": "said before the restore"}
    session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(said))
    return len(ids)


def record_standing(session: Session, slot: str, channel: str, ts: str) -> None:
    """Remember where a message of ours stands."""
    values = {"slot": slot, "channel": channel, "ts": ts, "gone_at": None}
    insert_or_replace(session, MessageSlot, values, unique="slot")
