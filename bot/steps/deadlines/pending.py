"""Keep a pending ticket's two due rows in step: the reminder, and the solving after it."""

from datetime import datetime

from bot.domain import sla
from bot.domain.business_hours import OpenHours
from bot.steps.deadlines.due_kinds import PENDING_KINDS, DueKind
from bot.steps.people import roster
from bot.steps.work import Work
from models.queues import due
from models.ticket import Ticket


def schedule(work: Work, ticket: Ticket) -> tuple[datetime | None, datetime | None]:
    """Reckon both dates from the later of set-Pending and the last staff reply; return them.

    Counted in business days of the account's calendar (runbook, "Ticket Process Flow"). What is private has
    neither: the bot reminds nobody of it, so that no silence solves it.
    """
    if ticket.private:
        return None, None
    rules, hours = work.account(ticket.account).pending, account_hours(work, ticket)
    since = ticket.pending_since or work.now
    replied = ticket.last_staff_at or since
    remind_at = sla.remind_at(hours, since, replied, rules.remind_days)
    solve_at = sla.solve_at(hours, since, replied, rules.remind_days, rules.solve_days, ticket.reminded_at)
    forget(work, ticket)
    if ticket.reminded_at is None:
        _remember(work, ticket, DueKind.REMIND_PENDING, remind_at)
    _remember(work, ticket, DueKind.SOLVE_PENDING, solve_at)
    return remind_at, solve_at


def forget(work: Work, ticket: Ticket) -> None:
    """Drop what would fall due: the customer spoke, or the ticket left Pending otherwise."""
    due.cancel(work.session, ticket.id, PENDING_KINDS, work.now)


def account_hours(work: Work, ticket: Ticket) -> OpenHours:
    """Return the account's business hours."""
    return roster.team(work, ticket.account).business


def _remember(work: Work, ticket: Ticket, kind: DueKind, at: datetime | None) -> None:
    if at is not None:
        due.schedule(work.session, kind=kind, due_at=at, account=ticket.account, ticket_id=ticket.id)
