"""What is on the support team's desk: open tickets, each with what says how much it burns."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, exists, or_, select
from sqlalchemy.orm import Session

from models.escalation import Escalation
from models.response_clock import ResponseClock
from models.ticket import UNSOLVED, Ticket


@dataclass(frozen=True, slots=True)
class OnDesk:
    """An open ticket that somebody should look at: whose it is, and by when an answer is due."""

    id: int
    assignee: str | None
    """A Slack user; None where a team has it as a whole."""
    due_at: datetime | None
    escalated: bool


def on_desk(session: Session, accounts: Collection[str], user: str, now: datetime) -> list[OnDesk]:
    """List what is a person's, nobody's, escalated or due by now, of the accounts, the soonest due first."""
    alarm = exists().where(Escalation.ticket_id == Ticket.id, Escalation.acknowledged_at.is_(None))
    running = (ResponseClock.ticket_id == Ticket.id) & ResponseClock.stopped_at.is_(None)
    due_at, assignee = ResponseClock.due_at, Ticket.assignee_slack
    concerns = or_(assignee == user, assignee.is_(None), due_at <= now, alarm)
    rows = session.execute(
        select(Ticket.id, assignee, due_at, alarm)
        .join(ResponseClock, running, isouter=True)
        .where(UNSOLVED, Ticket.account.in_(accounts), concerns)
        .order_by(case((due_at.is_(None), 1), else_=0), due_at, Ticket.id)
    )
    return [OnDesk(ticket, whose, due, bool(escalated)) for ticket, whose, due, escalated in rows]


def in_order(session: Session, ids: list[int]) -> list[Ticket]:
    """Return the tickets of these ids, in their order."""
    found = {ticket.id: ticket for ticket in session.scalars(select(Ticket).where(Ticket.id.in_(ids)))}
    return [found[each] for each in ids if each in found]
