"""Write history: every change of a ticket leaves one event."""

from collections.abc import Sequence

from bot.domain.events import Event
from bot.domain.permission import Actor
from bot.steps.integrations import webhook_news
from bot.steps.work import Work
from models.roster_change import RosterChange
from models.store.records import packed
from models.ticket import Ticket
from models.ticket_event import TicketEvent


def record(work: Work, ticket: Ticket, what: Event, actor: Actor) -> TicketEvent:
    """Append an event to the ticket's history, with the versions of runbook and roster in force."""
    event = TicketEvent(**_values(work, ticket, what, actor))
    work.session.add(event)
    work.session.flush()
    webhook_news.tell_programs(work, ticket, event)
    return event


def record_all(work: Work, ticket: Ticket, told: Sequence[tuple[Event, Actor]]) -> None:
    """Append several events in their order; with one statement, where no program is told of each."""
    if work.runbook.provider.webhooks:
        for what, actor in told:
            record(work, ticket, what, actor)
        return
    TicketEvent.add_all(work.session, [_values(work, ticket, what, actor) for what, actor in told])


def _values(work: Work, ticket: Ticket, what: Event, actor: Actor) -> dict[str, object]:
    return {
        "ticket_id": ticket.id,
        "at": work.now,
        "kind": what.kind,
        "actor_team": actor.team or None,
        "actor_user": actor.user or None,
        "actor_name": actor.name,
        "data": packed(what),
        "runbook_version": work.runbook.version,
        "roster_version": RosterChange.number_in_force(work.session),
    }
