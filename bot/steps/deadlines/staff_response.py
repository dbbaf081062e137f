"""Take in an answer of the provider's: it stops clocks and escalations, whether it was written or spoken."""

from datetime import datetime

from bot.domain.events.talk import StaffResponded
from bot.domain.permission import Actor
from bot.domain.ticket import Status
from bot.steps import cards, history
from bot.steps.customer_word import await_what_was_asked_since
from bot.steps.deadlines import clocks, escalation_ladder, pending
from bot.steps.work import Work
from models.ticket import Ticket


def take_in(work: Work, ticket: Ticket, author: Actor, at: datetime) -> None:
    """Take in that somebody answered at an instant."""
    ticket.last_staff_at = max(ticket.last_staff_at or at, at)
    history.record(work, ticket, StaffResponded(at), author)
    if clocks.answer(work, ticket, at, author):
        await_what_was_asked_since(work, ticket, ticket.last_staff_at)
    escalation_ladder.acknowledge(work, ticket, author, replied_at=at)
    if ticket.status is Status.PENDING:
        ticket.reminded_at = None  # counted again from this answer, the reminder too
        pending.schedule(work, ticket)
    cards.refresh(work, ticket)
