"""Tickets by what somebody wants to see of them."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.domain.ticket_filter import TicketFilter
from models.ticket import UNSOLVED, Ticket

MOST_SOLVED = 300
"""So many solved tickets are listed at most, the latest of them."""


def wanted_tickets(
    session: Session,
    account: str | None,
    wanted: TicketFilter,
    *,
    requester: str | None = None,
    responsible: str | None = None,
) -> Sequence[Ticket]:
    """List the tickets of an account, or (None) of all; of a requester; of whoever they are assigned to.

    Open ones come the oldest first, solved ones the latest first. What a row alone does not tell (overdue,
    escalated) and what is compared as people read it (words, IDs) is not looked at.
    """
    query = _of_state(wanted)
    asked = (
        (Ticket.account, account),
        (Ticket.requester_user, requester),
        (Ticket.assignee_slack, responsible),
        (Ticket.assignee_slack, wanted.assignee),
        (Ticket.priority, wanted.priority),
        (Ticket.product, wanted.product),
        (Ticket.console_number, wanted.console_number),
    )
    for column, value in asked:
        if value is not None:
            query = query.where(column == value)
    return session.scalars(query).all()


def _of_state(wanted: TicketFilter) -> Select[Ticket]:
    if wanted.console_number is not None:
        return select(Ticket).order_by(Ticket.id)
    if wanted.solved_since is not None:
        since = Ticket.solved_at >= wanted.solved_since
        return select(Ticket).where(since).order_by(Ticket.solved_at.desc(), Ticket.id).limit(MOST_SOLVED)
    unsolved = select(Ticket).where(UNSOLVED).order_by(Ticket.opened_at, Ticket.id)
    return unsolved if wanted.status is None else unsolved.where(Ticket.status == wanted.status)
