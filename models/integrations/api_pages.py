"""Pages of tickets and of their history, as programs read them: onwards by id, each as cheap as the first.

Whoever goes on behind the last page has missed nothing: what may still appear before it isn't shown yet.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from bot.domain.ticket import Status
from models.store import settled
from models.ticket import COUNTS, SHOWN, UNSOLVED, Ticket
from models.ticket_event import TicketEvent

LOOKED_THROUGH: Final = 1_000
"""How many events are looked through for those of one account: a page may be empty and not the last."""

_PAGED: Final = Ticket.id > literal_column("0")
"""Holds always: who says so is given the index of an account's tickets in the order of their ids."""


def tickets_after(
    session: Session,
    after: int,
    limit: int,
    *,
    account: str | None = None,
    status: Status | None = None,
    for_customer: bool = False,
) -> Sequence[Ticket]:
    """List tickets of greater ids than `after`, in the order of their ids; for a customer nothing private."""
    known = _known_to(for_customer)
    wanted: list[ColumnElement[bool]] = [COUNTS, *known]
    tip = settled.settled_up_to(session, Ticket)
    if tip is not None:
        wanted.append(Ticket.id <= tip)
    if status in (Status.OPEN, Status.PENDING):
        wanted.append(Ticket.id.in_(_unsolved_after(session, after, limit, account, status, known)))
    elif status is not None:
        wanted.append(Ticket.status == status)
    if account is not None:
        wanted += [Ticket.account == account, _PAGED]
    page = select(Ticket).where(Ticket.id > after, *wanted).order_by(Ticket.id).limit(limit)
    return session.scalars(page).all()


def events_after(
    session: Session,
    after: int,
    limit: int,
    *,
    account: str | None = None,
    ticket_id: int | None = None,
    kinds: Sequence[str] | None = None,
    for_customer: bool = False,
) -> tuple[Sequence[tuple[TicketEvent, Ticket]], int | None]:
    """List events of greater ids than `after` with their tickets, and the id to go on after, if one is left.

    `kinds` leaves out all others; a customer is told of nothing private.
    """
    tip = settled.settled_up_to(session, TicketEvent)
    ends = _ends_at(session, after, tip) if ticket_id is None and account is not None else None
    query = select(TicketEvent, Ticket).join(Ticket, Ticket.id == TicketEvent.ticket_id)
    query = query.where(TicketEvent.id > after, COUNTS, *_known_to(for_customer))
    query = query.order_by(TicketEvent.id).limit(limit + 1)
    if ends is not None or tip is not None:
        query = query.where(TicketEvent.id <= (tip if ends is None else ends))
    if account is not None:
        query = query.where(_hidden(Ticket.account) == account)  # each event leads to its ticket
    if ticket_id is not None:
        query = query.where(TicketEvent.ticket_id == ticket_id)
    if kinds is not None:
        query = query.where(TicketEvent.kind.in_(kinds))
    found = [(event, ticket) for event, ticket in session.execute(query)]
    if len(found) > limit:
        return found[:limit], found[limit - 1][0].id
    return found, ends


def _unsolved_after(
    session: Session,
    after: int,
    limit: int,
    account: str | None,
    status: Status,
    known: Sequence[ColumnElement[bool]],
) -> Sequence[int]:
    """List the ids of unsolved tickets: few, and found among themselves.

    Whatever else is asked of them is hidden from the other indexes, which lead through the solved.
    """
    query = select(Ticket.id).where(UNSOLVED, Ticket.status == status, *known)
    if account is not None:
        query = query.where(_hidden(Ticket.account) == account)
    return [number for number in sorted(session.scalars(query)) if number > after][:limit]


def _known_to(for_customer: bool) -> list[ColumnElement[bool]]:
    return [SHOWN] if for_customer else []


def _hidden(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """Return a column so that no index of it is used."""
    return func.coalesce(column, "")


def _ends_at(session: Session, after: int, tip: int | None) -> int | None:
    """Return the id of the last event that is looked through; None where the rest up to the tip is."""
    ids = select(TicketEvent.id).where(TicketEvent.id > after).order_by(TicketEvent.id)
    ends = session.scalar(ids.offset(LOOKED_THROUGH).limit(1))
    return ends if ends is not None and (tip is None or ends < tip) else None


settled.keep_settled(Ticket)
settled.keep_settled(TicketEvent)
