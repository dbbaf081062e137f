"""A ticket in one line, gathered for nudges, lists and thread messages, which need no whole card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.blocks.messages.duty import drills
from bot.blocks.values import Answerer, TicketLine
from bot.steps.deadlines import clocks
from bot.steps.people import roster
from bot.steps.work import Work
from models.escalation import Escalation
from models.questions import ticket_standing
from models.questions.ticket_standing import TicketStanding
from models.queues.outbox import MessageSlot
from models.response_clock import ResponseClock
from models.ticket import Ticket


def line(work: Work, ticket: Ticket) -> TicketLine:
    """Return the ticket in one line, as it stands now."""
    running = ResponseClock.running(work.session, ticket.id)
    escalated = bool(Escalation.open_of_ticket(work.session, ticket.id))
    return line_with(work, ticket, running, escalated=escalated)


def line_of_new(work: Work, ticket: Ticket, running: ResponseClock) -> TicketLine:
    """Return the same for a ticket whose cards are still to be posted."""
    known = _Known(
        running, escalated=False, assignee=roster.assignee(work, ticket), permalink=ticket.permalink
    )
    return _line(work, ticket, known)


def line_with(work: Work, ticket: Ticket, running: ResponseClock | None, *, escalated: bool) -> TicketLine:
    """Return the same where its running clock is known, and whether an escalation waits."""
    known = _Known(running, escalated, roster.assignee(work, ticket), permalink(work, ticket))
    return _line(work, ticket, known)


def lines_of(work: Work, tickets: Iterable[Ticket]) -> tuple[TicketLine, ...]:
    """Return several tickets in one line each, in the order given, with as many questions as for one."""
    tickets = list(tickets)
    standing = ticket_standing.of_tickets(work.session, [ticket.id for ticket in tickets])
    return lines_as_known(work, [(ticket, standing[ticket.id]) for ticket in tickets])


def lines_as_known(work: Work, tickets: Sequence[tuple[Ticket, TicketStanding]]) -> tuple[TicketLine, ...]:
    """Return the same where it is known how each stands."""
    posted = MessageSlot.among(work.session, [each.card_slot for each, _ in tickets if not each.permalink])
    assignees = roster.assignees(work, [ticket for ticket, _ in tickets])
    return tuple(
        _line(
            work,
            ticket,
            _Known(
                standing.running,
                standing.escalated,
                assignees[ticket.id],
                _address(work, ticket, posted.get(ticket.card_slot)),
            ),
        )
        for ticket, standing in tickets
    )


def permalink(work: Work, ticket: Ticket) -> str | None:
    """Return the address of the ticket's thread, once it stands."""
    posted = None if ticket.permalink else MessageSlot.at(work.session, ticket.card_slot)
    return _address(work, ticket, posted)


@dataclass(frozen=True, slots=True)
class _Known:
    """What of a line stands in other tables than the ticket's."""

    running: ResponseClock | None
    escalated: bool
    assignee: Answerer
    permalink: str | None


def _line(work: Work, ticket: Ticket, known: _Known) -> TicketLine:
    running = known.running
    return TicketLine(
        id=ticket.id,
        key=work.key(ticket),
        priority=ticket.priority,
        subject=drills.SUBJECT if ticket.is_drill else ticket.subject,
        status=ticket.status,
        assignee=known.assignee,
        due_at=running.due_at if running else None,
        wall_clock=work.wall_clock(ticket.account),
        now=work.now,
        breached=running is not None and clocks.is_late(work, ticket, running),
        escalated=known.escalated,
        permalink=known.permalink,
        private=ticket.private,
    )


def _address(work: Work, ticket: Ticket, posted: MessageSlot | None) -> str | None:
    if ticket.permalink:
        return ticket.permalink
    return work.permalink(posted.channel, posted.ts) if posted else None
