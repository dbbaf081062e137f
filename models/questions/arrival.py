"""What a message meets on its arrival: one question, as every message of every channel asks it."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Text, bindparam, exists, select
from sqlalchemy.orm import Session

from bot.domain.keys import done, slots
from models.message import ChatMessage, Received, TicketMessage
from models.queues.outbox import MessageSlot
from models.roster_change import RosterChange
from models.store.plain import Query
from models.ticket import Ticket, newest_grown_in


@dataclass(frozen=True)
class Arrival:
    """What stands already where a message comes to."""

    ticket_id: int | None
    """The ticket that is discussed in the message's thread, as `Ticket.of_thread` finds it."""
    is_stored: bool
    """Whether the message was taken in before."""
    is_deleted: bool
    """Whether its deletion came to us before it did."""

    @classmethod
    def of(cls, session: Session, channel: str, ts: str, root: str) -> "Arrival":
        """Ask about the message at `ts` in the thread of `root`; the roster's version is read too."""
        asked = {"channel": channel, "ts": ts, "root": root, "deletion": done.deletion(channel, ts)}
        found = session.connection().execute(_question(), asked).one()
        RosterChange.remember_version(session, found.version, found.checksum)
        ticket_id, carded = found.grown, slots.ticket_of_card(found.slot) if found.slot else None
        if found.grown and carded:
            both = Ticket.of_thread(session, channel, root)
            ticket_id = both.id if both else None
        return cls(ticket_id or carded, found.is_stored, found.is_deleted)


@cache
def _question() -> Query:
    channel, ts, root = (bindparam(name, type_=Text()) for name in ("channel", "ts", "root"))
    slot = select(MessageSlot.slot).where(MessageSlot.channel == channel, MessageSlot.ts == root)
    chat = exists().where(ChatMessage.channel == channel, ChatMessage.ts == ts)
    reply = exists().where(TicketMessage.channel == channel, TicketMessage.ts == ts)
    return select(
        newest_grown_in(channel, root).scalar_subquery().label("grown"),
        slot.limit(1).scalar_subquery().label("slot"),
        (chat | reply).label("is_stored"),
        exists().where(Received.key == bindparam("deletion", type_=Text())).label("is_deleted"),
        *RosterChange.version_columns(),
    )
