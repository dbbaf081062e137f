"""What programs are told of an event: staff's own all of it, a customer's what the thread told."""

from collections.abc import Sequence

from bot.domain.integrations.public_events import PUBLIC_KINDS, public_facts
from bot.steps.integrations.seen import EventSeen
from bot.steps.work import Work
from models.ticket import Ticket
from models.ticket_event import TicketEvent


def kinds(sees_all: bool) -> Sequence[str] | None:
    """Return the kinds of events that are told; None for all."""
    return None if sees_all else PUBLIC_KINDS


def seen(work: Work, event: TicketEvent, ticket: Ticket, *, whole: bool) -> EventSeen:
    """Return an event as it is told; `whole` to the provider's own."""
    return EventSeen(
        id=event.id,
        kind=event.kind,
        at=event.at,
        ticket=work.key(ticket),
        account=ticket.account,
        actor=event.actor_name,
        facts=dict(event.data) if whole else public_facts(event.kind, event.data),
    )
