"""How tickets stand: their running clocks and unanswered alarms, for however many in one question."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session

from models.escalation import Escalation
from models.response_clock import ResponseClock
from models.store.plain import handfuls
from models.ticket import SHOWN, UNSOLVED, Ticket, reported_by


@dataclass(frozen=True, slots=True)
class TicketStanding:
    """What of a ticket's line is not in its own row."""

    running: ResponseClock | None
    escalated: bool


def of_tickets(session: Session, tickets: Sequence[int]) -> dict[int, TicketStanding]:
    """Return how several tickets stand, by their ids."""
    return {
        row.Ticket.id: TicketStanding(row.ResponseClock, row.escalated)
        for some in handfuls(tickets)
        for row in session.execute(_among(), {"tickets": list(some)})
    }


def unsolved_of_requester(session: Session, account: str, user: str) -> list[tuple[Ticket, TicketStanding]]:
    """List a customer's own unsolved tickets that they know of, the oldest first, and how each stands."""
    rows = session.execute(_unsolved_of(), {"account": account, "user": user})
    return [(row.Ticket, TicketStanding(row.ResponseClock, row.escalated)) for row in rows]


# Statements asked on every message are built once: building one costs more than running it.
@cache
def _among() -> Select[Ticket, ResponseClock, bool]:
    return _standing().where(Ticket.id.in_(bindparam("tickets", expanding=True)))


@cache
def _unsolved_of() -> Select[Ticket, ResponseClock, bool]:
    own = (Ticket.account == bindparam("account")) & reported_by(bindparam("user"))
    return _standing().where(own, UNSOLVED, SHOWN).order_by(Ticket.opened_at, Ticket.id)


def _standing() -> Select[Ticket, ResponseClock, bool]:
    running = (ResponseClock.ticket_id == Ticket.id) & ResponseClock.stopped_at.is_(None)
    alarm = exists().where(Escalation.ticket_id == Ticket.id, Escalation.acknowledged_at.is_(None))
    return select(Ticket, ResponseClock, alarm.label("escalated")).outerjoin(ResponseClock, running)
