"""A ticket in one line, gathered for nudges, lists and thread messages, which need no whole card."""

from collections.abc import Iterable

from bot.blocks.values import TicketLine
from bot.steps.deadlines import clocks
from bot.steps.people import roster
from bot.steps.work import Work
from models.escalation import Escalation
from models.queues.outbox import MessageSlot
from models.response_clock import ResponseClock
from models.ticket import Ticket


def line(work: Work, ticket: Ticket) -> TicketLine:
    """Return the ticket in one line, as it stands now."""
    running = ResponseClock.running(work.session, ticket.id)
    escalated = bool(Escalation.open_of_ticket(work.session, ticket.id))
    return line_with(work, ticket, running, escalated=escalated)


def line_with(work: Work, ticket: Ticket, running: ResponseClock | None, *, escalated: bool) -> TicketLine:
    """Return the same where its running clock is known, and whether an escalation waits."""
    return TicketLine(
        id=ticket.id,
        key=work.key(ticket),
        priority=ticket.priority,
        subject=ticket.subject,
        status=ticket.status,
        assignee=roster.assignee(work, ticket),
        due_at=running.due_at if running else None,
        wall_clock=work.wall_clock(ticket.account),
        now=work.now,
        breached=running is not None and clocks.is_late(work, ticket, running),
        escalated=escalated,
        permalink=permalink(work, ticket),
    )


def lines_of(work: Work, tickets: Iterable[Ticket]) -> tuple[TicketLine, ...]:
    """Return several tickets in one line each, in the order given."""
    return tuple(line(work, ticket) for ticket in tickets)


def permalink(work: Work, ticket: Ticket) -> str | None:
    """Return the address of the ticket's thread, once it stands."""
    if ticket.permalink:
        return ticket.permalink
    posted = MessageSlot.at(work.session, ticket.card_slot)
    return work.permalink(posted.channel, posted.ts) if posted else None
