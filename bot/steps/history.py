"""Write history: every change of a ticket leaves one event."""

from typing import Any

from bot.domain.permission import Actor
from bot.steps.work import Work
from models.event import TicketEvent
from models.ticket import Ticket


def record(work: Work, ticket: Ticket, kind: str, actor: Actor, **data: Any) -> TicketEvent:
    """Append an event to the ticket's history, with the version of the runbook that was in force."""
    event = TicketEvent(
        ticket_id=ticket.id,
        at=work.now,
        kind=kind,
        actor_team=actor.team or None,
        actor_user=actor.user or None,
        actor_name=actor.name,
        data=data,
        runbook_version=work.runbook.version,
    )
    work.session.add(event)
    work.session.flush()
    return event
