"""Change how urgent a ticket is: its running clock is computed again from the same start."""

from datetime import timedelta
from typing import Final

from bot.blocks.messages import thread, triage
from bot.domain.events.life import PriorityChanged
from bot.domain.keys import said
from bot.domain.keys.said import News
from bot.domain.permission import Actor, Side
from bot.domain.sla import Priority
from bot.steps import cards, choices, history, ticket_lines
from bot.steps.console import filing
from bot.steps.deadlines import clocks
from bot.steps.work import Work
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket
from models.ticket_event import TicketEvent

_A_SLIP: Final = timedelta(minutes=10)
"""So soon a priority is taken back with its emoji; later the ticket is worked on by it."""


def give(work: Work, ticket: Ticket, priority: Priority, actor: Actor) -> None:
    """Give a ticket a priority, unless it has that one; the customer is told when staff lower it."""
    old = ticket.priority
    if priority is old:
        return
    ticket.priority = priority
    event = history.record(work, ticket, PriorityChanged(old, priority), actor)
    clocks.reprioritise(work, ticket, old)
    filing.file_if_wanted(work, ticket)
    line = ticket_lines.line(work, ticket)
    note = triage.priority_changed(line, old, priority, actor.name)
    cards.tell_triage(
        work,
        ticket,
        said.news(News.PRIORITY, event.id),
        note,
        urgency=OutboxUrgency.ALARM if priority is Priority.P1 else OutboxUrgency.NEWS,
    )
    if actor.side is not Side.CUSTOMER and old.outranks(priority):
        sla = work.account(ticket.account).sla
        before, after = choices.priority(sla, old), choices.priority(sla, priority)
        told = thread.priority_changed(line, actor.name, before, after)
        cards.tell_customer(work, ticket, said.news(News.PRIORITY, event.id), told)
    cards.refresh(work, ticket)


def take_back(work: Work, ticket: Ticket, priority: Priority, actor: Actor) -> None:
    """Give a ticket the priority that it had before somebody gave it this one just now, by a slip."""
    changed = TicketEvent.latest(work.session, ticket.id, PriorityChanged)
    if changed is None or changed.actor_user != actor.user or work.now - changed.at > _A_SLIP:
        return
    what = changed.what
    if isinstance(what, PriorityChanged) and what.new is ticket.priority is priority:
        give(work, ticket, what.old, actor)
