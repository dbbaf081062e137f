"""The list of each business morning: what burns, what is overdue, what was left without a word."""

from datetime import timedelta

from bot.blocks.messages import triage
from bot.domain.business_hours import first_instant
from bot.domain.calendar.zones import local_day
from bot.domain.keys import said
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.steps import ticket_lines
from bot.steps.deadlines import clocks
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.people import roster
from bot.steps.work import Work
from models.escalation import Escalation
from models.queues import due
from models.response_clock import ResponseClock
from models.ticket import Ticket

SILENT_FOR_DAYS = 2
"""Business days without a word of the staff after which an open ticket joins the list."""


def post_list(work: Work, account: str) -> None:
    """Post an account's list, each ticket in it once, if there is anything to list; remember the next."""
    escalated = Escalation.tickets_of_account(work.session, account)
    awaited = ResponseClock.running_of_account(work.session, account)
    urgent = [ticket for ticket, _ in awaited if ticket.priority is Priority.P1 and ticket not in escalated]
    first = (*escalated, *urgent)
    late = [
        ticket for ticket, clock in awaited if ticket not in first and clocks.is_late(work, ticket, clock)
    ]
    silent = [
        ticket
        for ticket in Ticket.unsolved(work.session, account)
        if ticket not in first and ticket not in late and _silent(work, ticket)
    ]
    if first or late or silent:
        post = triage.morning_list(
            work.account(account).name,
            escalated=ticket_lines.lines_of(work, escalated),
            urgent=ticket_lines.lines_of(work, urgent),
            overdue=ticket_lines.lines_of(work, late),
            quiet=ticket_lines.lines_of(work, silent),
            quiet_days=SILENT_FOR_DAYS,
        )
        key = said.morning_list(account, work.now.date())
        work.say(post, key=key, channel=work.triage_channel(account), account=account)
    schedule_list(work, account)


def schedule_list(work: Work, account: str) -> None:
    """Remember the account's next business morning."""
    business = roster.team(work, account).business
    tomorrow = local_day(business.zone, work.now) + timedelta(days=1)
    morning = business.next_open(first_instant(business.zone, tomorrow, "00:00"))
    if morning is not None:
        due.schedule(work.session, kind=DueKind.MORNING_LIST, due_at=morning, account=account)


def _silent(work: Work, ticket: Ticket) -> bool:
    """Tell whether an open ticket has waited two business days for a word of the staff."""
    since = max(ticket.opened_at, ticket.last_staff_at or ticket.opened_at)
    limit = roster.team(work, ticket.account).business.add_days(since, SILENT_FOR_DAYS)
    return ticket.status is Status.OPEN and limit is not None and limit <= work.now
