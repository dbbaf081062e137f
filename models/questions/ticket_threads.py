"""Threads of tickets, as they are read again after nobody listened."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from bot.domain.calendar.timestamps import said_at
from bot.domain.keys import slots
from models.queues.outbox import MessageSlot
from models.ticket import UNSOLVED, Ticket


def oldest(session: Session, account: str, solved_since: datetime) -> datetime | None:
    """Return when the account's oldest thread of a ticket began that is unsolved, or was solved since."""
    begun = select(func.min(Ticket.opened_at), func.min(Ticket.thread_ts)).where(Ticket.account == account)
    counts = (UNSOLVED, Ticket.solved_at >= solved_since)
    found = [session.execute(begun.where(those)).one() for those in counts]
    opened, roots = [at for at, _ in found], [ts for _, ts in found]
    return min([*filter(None, opened), *(said_at(ts) for ts in roots if ts)], default=None)


def unsolved_in(session: Session, channel: str, roots: Sequence[str]) -> Sequence[Ticket]:
    """List the unsolved tickets whose threads begin with one of these messages: it, or their own card."""
    asked = {"channel": channel, "roots": list(roots)}
    grown = session.scalars(_unsolved_grown_in(), asked).all()
    found = session.scalars(_slots_at(), asked)
    ids = [number for slot in found if (number := slots.ticket_of_card(slot)) is not None]
    carded = Ticket.id.in_(ids) & Ticket.thread_ts.is_(None) & UNSOLVED
    return [*grown, *(session.scalars(select(Ticket).where(carded)) if ids else ())]


@cache
def _unsolved_grown_in() -> Select[Ticket]:
    roots = Ticket.thread_ts.in_(bindparam("roots", expanding=True))
    return select(Ticket).where(Ticket.channel == bindparam("channel"), roots, UNSOLVED)


@cache
def _slots_at() -> Select[str]:
    roots = MessageSlot.ts.in_(bindparam("roots", expanding=True))
    return select(MessageSlot.slot).where(MessageSlot.channel == bindparam("channel"), roots)
