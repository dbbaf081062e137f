"""Act when an awaited answer nears or passes its time: nudge, breach, and the morning list."""

from dataclasses import replace
from datetime import timedelta

from bot.blocks.messages import triage
from bot.blocks.values import TimeLeft
from bot.domain.business_hours import first_instant
from bot.domain.events.clock import AnswerOverdue, AssigneeNudged, HeldBack
from bot.domain.sla import Priority, RunsOn, used
from bot.domain.ticket import Status
from bot.domain.zones import local_day
from bot.steps import assignment, cards, history, roster, ticket_lines
from bot.steps.deadlines import clocks
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.work import TAM_BOT, Work
from models.clock import ResponseClock
from models.queues import due
from models.ticket import Ticket

SILENT_FOR_DAYS = 2
"""Business days without a word of the staff after which an open ticket joins the morning list."""


def nudge(work: Work, ticket: Ticket, raised_from: Priority | None = None) -> None:
    """Remind the assignee of an answer that is due; first hand the ticket on if they went off duty.

    `raised_from` is the priority before it was raised, where that made the answer overdue at once.
    """
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is None or ticket.status is Status.SOLVED:
        return
    assignment.reroute_if_off_duty(work, ticket)
    to = roster.assignee_to_ping(work, ticket)
    held_back = None if to else HeldBack.OUTSIDE_HOURS
    event = history.record(work, ticket, AssigneeNudged(raised_from, held_back), TAM_BOT)
    line = ticket_lines.line(work, ticket)
    if raised_from is None:
        told = triage.nudge(line, _time_left(work, ticket, clock), to)
    else:
        told = triage.raised_late(line, raised_from, to)
    cards.tell_triage(work, ticket, f"nudge/{event.id}", told)
    if raised_from is not None:
        clock.breach_told_at = work.now
        clocks.say_breach_again(work, ticket, clock)
        cards.refresh(work, ticket)


def breach(work: Work, ticket: Ticket) -> None:
    """Tell assignee and TAM manager that an answer is overdue; by name alone when it must not ping."""
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is None or ticket.status is Status.SOLVED:
        return
    assignment.reroute_if_off_duty(work, ticket)
    again = clock.breach_told_at is not None
    to = (*roster.assignee_recipients(work, ticket), *roster.manager(work, ticket.account))
    # Only after a downtime: else a P2 or P3 becomes overdue in the hours it is timed in.
    held_back = None if roster.assignee_to_ping(work, ticket) else HeldBack.OUTSIDE_HOURS
    if held_back:
        to = tuple(replace(person, slack=None) for person in to)
    event = history.record(work, ticket, AnswerOverdue(again, held_back), TAM_BOT)
    line = ticket_lines.line(work, ticket)
    if again and clock.due_at is not None:
        told = triage.still_unanswered(line, work.now - clock.due_at, to)
    else:
        told = triage.breach(line, to)
    cards.tell_triage(work, ticket, f"breach/{event.id}", told)
    clock.breach_told_at = work.now
    clocks.say_breach_again(work, ticket, clock)
    cards.refresh(work, ticket)


def morning_list(work: Work, account: str) -> None:
    """Post one list of an account's overdue P2 and P3 and of the tickets left silent; remember the next."""
    awaited = ResponseClock.running_of_account(work.session, account)
    late = [ticket for ticket, clock in awaited if clocks.is_late(work, ticket, clock)]
    # A late P1 is said again every half hour: it needs no list.
    overdue = [ticket for ticket in late if ticket.priority is not Priority.P1]
    silent = [
        ticket
        for ticket in Ticket.unsolved(work.session, account)
        if ticket not in late and _silent(work, ticket)
    ]
    if overdue or silent:
        post = triage.morning_list(
            work.account(account).name,
            ticket_lines.lines(work, overdue),
            ticket_lines.lines(work, silent),
            quiet_days=SILENT_FOR_DAYS,
        )
        key = f"morning/{account}/{work.now.date().isoformat()}"
        work.say(post, key=key, channel=work.triage_channel(account))
    schedule_morning_list(work, account)


def schedule_morning_list(work: Work, account: str) -> None:
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


def _time_left(work: Work, ticket: Ticket, clock: ResponseClock) -> TimeLeft:
    target = clocks.target_of(clock)
    hours = roster.clock_hours(work, ticket.account, target)
    left = target.respond_within - used(hours, clock.started_at, work.now)
    pauses = clock.due_at is not None and clock.due_at - work.now != left
    return TimeLeft(left, business=target.clock is RunsOn.BUSINESS and pauses)
