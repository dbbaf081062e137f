"""Act when a pending ticket stays silent: remind the customer, later solve it."""

from datetime import timedelta

from bot.blocks.messages import thread, triage
from bot.domain.events.life import CustomerReminded
from bot.domain.keys import said
from bot.domain.keys.said import News, TicketKey
from bot.domain.ticket import Change, Status
from bot.steps import cards, history, ticket_lines, transitions
from bot.steps.deadlines import pending
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.queues import due
from models.queues.outbox import OutboxRow
from models.ticket import Ticket

_LOOK_AGAIN = timedelta(hours=1)


def remind(work: Work, ticket: Ticket) -> None:
    """Post the automatic message after 5 business days (runbook, "Ticket Process Flow")."""
    if ticket.status is not Status.PENDING or work.is_closed(ticket.account):
        return
    ticket.reminded_at = work.now
    history.record(work, ticket, CustomerReminded(), TAM_BOT)
    # Counted again: a reminder that went out late gives the customer its full time again.
    _, solve_at = pending.schedule(work, ticket)
    line = ticket_lines.line(work, ticket)
    days = work.account(ticket.account).pending.remind_days
    for each in (ticket, *Ticket.merged_in(work.session, ticket.id)):
        told = thread.reminder(line, waited_days=days, solve_at=solve_at, requester=each.requester_user)
        cards.tell_customer(work, each, _reminder_key(ticket), told)


def solve(work: Work, ticket: Ticket) -> None:
    """Solve the ticket after 10 business days of silence; not while an escalation is open, never silently.

    Nobody can answer in a channel that is closed: its tickets wait their full time once it is open again.
    """
    if ticket.status is not Status.PENDING or Escalation.open_of_ticket(work.session, ticket.id):
        return
    if work.is_closed(ticket.account):
        return
    if ticket.reminded_at is None:
        remind(work, ticket)
        return
    if not _reminder_stands_long_enough(work, ticket):
        return
    transitions.change(work, ticket, Change.AUTO_SOLVE)
    event = transitions.close(work, ticket, TAM_BOT)
    line, days = ticket_lines.line(work, ticket), work.account(ticket.account).pending.solve_days
    cards.tell_every_thread(
        work, ticket, said.news(News.SOLVED, event), thread.auto_solved(line, waited_days=days)
    )
    note = triage.auto_solved(line, waited_days=days)
    cards.tell_triage(work, ticket, said.news(News.SOLVED, event), note)
    cards.refresh(work, ticket)


def _reminder_stands_long_enough(work: Work, ticket: Ticket) -> bool:
    """Tell whether the reminder reached the customer in time; if not, remember when solving is fair."""
    delivered = OutboxRow.delivered_at(work.session, said.to_customer(ticket.id, _reminder_key(ticket)))
    if delivered is None:
        again = work.now + _LOOK_AGAIN
        due.schedule(
            work.session,
            kind=DueKind.SOLVE_PENDING,
            due_at=again,
            account=ticket.account,
            ticket_id=ticket.id,
        )
        return False
    ticket.reminded_at = delivered
    _, solve_at = pending.schedule(work, ticket)
    return solve_at is not None and solve_at <= work.now


def _reminder_key(ticket: Ticket) -> TicketKey:
    return said.reminder(ticket.pending_since, ticket.last_staff_at)
