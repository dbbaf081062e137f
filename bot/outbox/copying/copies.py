"""Writing to the outbox which of the console's files are to be copied to Slack."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.keys.said import SaidKey
from bot.domain.keys.slots import Slot
from bot.outbox import enqueue
from models.queues.outbox import Method, OutboxUrgency
from models.store.records import packed


@dataclass(frozen=True, slots=True)
class CopyPlace:
    """Where a file is copied to: into a thread, which our message may begin."""

    channel: str
    thread_ts: str | None
    thread_slot: Slot | None
    customers: int | None = None
    """The ticket whose customer sees it there; None where only staff do."""


@dataclass(frozen=True, slots=True)
class CommentPlace:
    """Where a comment stands in the console, by the numbers of its ticket and its own."""

    ticket: int
    comment: int


@dataclass(frozen=True, slots=True)
class FileCopy:
    """A file of the console's, by its number there; what is in it is never stored."""

    number: int
    name: str
    whose: str
    seen_at: str | None
    """Where people see it in the console."""
    thread_ts: str | None
    thread_slot: str | None
    handed_over: str = ""
    """What Slack calls it, from when it has all of it; it is shared after that."""
    customers: int | None = None
    """The ticket whose customer sees it where it is copied to; None where only staff do."""
    place_there: CommentPlace | None = None
    """The comment that it hangs on; None in rows of before that was kept."""


def copy_file(
    session: Session, key: SaidKey, file: FileCopy, place: CopyPlace, below: Slot, lane: Slot, now: datetime
) -> None:
    """Have a file copied, once, after the message of the slot `below` was posted."""
    values = enqueue.row(Method.SHARE_FILE, key, lane, now) | {
        "urgency": OutboxUrgency.NEWS,
        "channel": place.channel,
        "target_slot": below,
        "payload": packed(file),
    }
    enqueue.insert(session, values)
