"""Say that a customer's message awaits an answer, where it was taken to ask for nothing."""

from datetime import datetime

from bot.blocks.messages import triage
from bot.domain.events.talk import NeedsAnswer
from bot.domain.keys import said
from bot.domain.keys.said import News
from bot.domain.permission import Actor
from bot.domain.sla import ClockKind
from bot.domain.ticket import Change, Status
from bot.domain.wording import clock_time
from bot.errors import AlreadySo
from bot.steps import cards, history, mirrors, ticket_lines, transitions
from bot.steps.deadlines import clocks
from bot.steps.work import Work
from models.message import TicketMessage
from models.response_clock import ResponseClock
from models.ticket import Ticket


def say_it_needs_an_answer(work: Work, ticket: Ticket, stored: TicketMessage, actor: Actor) -> None:
    """Start a clock from the message's own time; a solved ticket opens first. Raises AlreadySo."""
    _refuse_what_stands(work, ticket, stored)
    event = history.record(work, ticket, NeedsAnswer(stored.ts), actor)
    if ticket.status is Status.SOLVED:
        transitions.reopen_ticket(work, ticket, Change.REOPEN, actor, stored.posted_at)
    else:
        ticket.last_customer_at = max(ticket.last_customer_at, stored.posted_at)
        clocks.start(work, ticket, ClockKind.NEXT, stored.posted_at)
    mirrors.withdraw_offer(work, ticket, stored)
    clock, line = ResponseClock.running(work.session, ticket.id), ticket_lines.line(work, ticket)
    note = triage.needs_answer(line, stored.posted_at, clock.due_at if clock else None, actor.name)
    cards.tell_triage(work, ticket, said.news(News.NEEDS_ANSWER, event.id), note)
    cards.refresh(work, ticket)


def _refuse_what_stands(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    running = ResponseClock.running(work.session, ticket.id)
    if running is not None:
        due = f", due {_at(work, ticket, running.due_at)}" if running.due_at else ""
        raise AlreadySo(f"{work.key(ticket)} awaits an answer already{due}.", running.started_at)
    if ticket.last_staff_at is not None and ticket.last_staff_at >= stored.posted_at:
        answered = _at(work, ticket, ticket.last_staff_at)
        raise AlreadySo(f"That message was answered already, {answered}.", ticket.last_staff_at)


def _at(work: Work, ticket: Ticket, instant: datetime) -> str:
    return clock_time(instant, work.wall_clock(ticket.account), work.now)
