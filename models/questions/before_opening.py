"""What stands already where a ticket is to be opened: one question, as every opening asks it."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Text, bindparam, select
from sqlalchemy.orm import Session

from bot.domain.keys.done import DoneKey
from models.queues.outbox import MessageSlot
from models.roster_change import RosterChange
from models.store.plain import Query, execute
from models.ticket import Ticket, newest_grown_in


@dataclass(frozen=True)
class BeforeOpening:
    """The ticket that the same view, message or command already made, and the one that the thread is of."""

    same: Ticket | None
    of_thread: Ticket | None
    """As `Ticket.in_thread` finds it."""

    @classmethod
    def of(cls, session: Session, key: DoneKey, channel: str, thread_ts: str | None) -> "BeforeOpening":
        """Ask about what a ticket is to grow from, and where; the roster's version is read too."""
        session.flush()
        asked = {"key": key, "channel": channel, "thread": thread_ts}
        found = execute(session, _question(), asked).one()
        RosterChange.remember_version(session, found.version, found.checksum)
        same = session.get(Ticket, found.same) if found.same else None
        is_taken = found.grown or found.slot
        return cls(same, Ticket.in_thread(session, channel, thread_ts) if thread_ts and is_taken else None)


@cache
def _question() -> Query:
    key, channel, thread = (bindparam(name, type_=Text()) for name in ("key", "channel", "thread"))
    slot = select(MessageSlot.slot).where(MessageSlot.channel == channel, MessageSlot.ts == thread)
    return select(
        select(Ticket.id).where(Ticket.origin_key == key).scalar_subquery().label("same"),
        newest_grown_in(channel, thread).scalar_subquery().label("grown"),
        slot.limit(1).scalar_subquery().label("slot"),
        *RosterChange.version_columns(),
    )
