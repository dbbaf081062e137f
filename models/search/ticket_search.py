"""Tickets by what somebody wants to see of them."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Select, bindparam, exists, func, literal, or_, select
from sqlalchemy.orm import Session

from bot.domain.search.ticket_filter import TicketFilter
from bot.domain.sla import Priority
from models.escalation import Escalation
from models.response_clock import ResponseClock
from models.search.word_search import newest_with_words
from models.ticket import COUNTS, SHOWN, UNSOLVED, Ticket, reported_by

MOST_SOLVED = 150
"""So many solved tickets are listed at most, the latest of them."""


def wanted_tickets(
    session: Session,
    account: str | None,
    wanted: TicketFilter,
    *,
    requester: str | None = None,
    responsible: str | None = None,
    for_customer: bool = False,
) -> Sequence[Ticket]:
    """List the tickets of an account, or (None) of all; of a requester; of whoever they are assigned to.

    Open ones come the oldest first, solved ones the latest first. What a row alone does not tell (overdue,
    escalated) is not looked at, nor are IDs, nor the words of what is open. `for_customer`: nothing private.
    """
    query = _of_state(wanted)
    if wanted.words and wanted.solved_since is not None:  # years of them; what is open is read anyway
        newest = newest_with_words(session, account, wanted.words)
        query = query if newest is None else query.where(Ticket.id.in_(newest))
    asked = (
        (Ticket.account, account),
        (Ticket.assignee_slack, responsible),
        (Ticket.assignee_slack, wanted.assignee),
        (Ticket.priority, wanted.priority),
        (Ticket.product, wanted.product),
        (Ticket.console_number, wanted.console_number),
    )
    for column, value in asked:
        if value is not None:
            query = query.where(column == value)
    if requester is not None:
        query = query.where(reported_by(literal(requester)))
    if for_customer:
        query = query.where(SHOWN)
    return session.scalars(query).all()


def _of_state(wanted: TicketFilter) -> Select[Ticket]:
    if wanted.console_number is not None:
        return select(Ticket).order_by(Ticket.id)
    if wanted.solved_since is not None:
        lately = select(Ticket).where(Ticket.solved_at >= wanted.solved_since, COUNTS)
        return lately.order_by(Ticket.solved_at.desc(), Ticket.id).limit(MOST_SOLVED)
    unsolved = select(Ticket).where(UNSOLVED).order_by(Ticket.opened_at, Ticket.id)
    return unsolved if wanted.status is None else unsolved.where(Ticket.status == wanted.status)


def filed_as(session: Session, console_number: str, account: str | None) -> Sequence[Ticket]:
    """List the tickets filed in the console under that number: of one account or all."""
    query = select(Ticket).where(Ticket.console_number == console_number).order_by(Ticket.id)
    return session.scalars(query if account is None else query.where(Ticket.account == account)).all()


def accounts_with_unsolved(session: Session) -> frozenset[str]:
    """Return the accounts that have an unsolved ticket."""
    return frozenset(session.scalars(select(Ticket.account).where(UNSOLVED).distinct()))


def unsolved_of_assignee(session: Session, user: str) -> Sequence[int]:
    """List the ids of the unsolved tickets that somebody has, the oldest first."""
    theirs = (Ticket.assignee_slack == user) & UNSOLVED
    return session.scalars(select(Ticket.id).where(theirs).order_by(Ticket.id)).all()


def perhaps_handed_on(session: Session, account: str) -> Sequence[int]:
    """List the ids of an account's unsolved tickets that a change of shifts may move, the oldest first.

    They await an answer to a P1, are escalated, have examples whose time is known, or left their role.
    """
    return session.scalars(_perhaps_handed_on(), {"account": account}).all()


def hold_free_ones(session: Session, tickets: Sequence[int]) -> Sequence[int]:
    """Hold the rows of those tickets that nobody else holds now; return their ids, the oldest first."""
    query = select(Ticket.id).where(Ticket.id.in_(tickets)).order_by(Ticket.id)
    return session.scalars(query.with_for_update(skip_locked=True)).all()


def newest(session: Session) -> int:
    """Return the id of the ticket that was opened last, 0 if there is none."""
    return session.scalar(select(func.max(Ticket.id))) or 0


def later_than(session: Session, ticket_id: int) -> Sequence[Ticket]:
    """List the tickets that were opened after one, the oldest first."""
    return session.scalars(select(Ticket).where(Ticket.id > ticket_id).order_by(Ticket.id)).all()


# Asked of each account whenever somebody's hours begin or end: building it costs more than running it.
@cache
def _perhaps_handed_on() -> Select[int]:
    waits = exists().where(
        ResponseClock.ticket_id == Ticket.id,
        ResponseClock.stopped_at.is_(None),
        ResponseClock.priority == Priority.P1,
    )
    escalated = exists().where(Escalation.ticket_id == Ticket.id, Escalation.acknowledged_at.is_(None))
    any_of = or_(waits, escalated, Ticket.happened_at.is_not(None), Ticket.home_role.is_not(None))
    query = select(Ticket.id).where(UNSOLVED, Ticket.account == bindparam("account"), any_of)
    return query.order_by(Ticket.id)
