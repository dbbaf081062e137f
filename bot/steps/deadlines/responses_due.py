"""Act when an awaited answer nears or passes its time: nudge whoever has the ticket, then those above."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.blocks.messages import pings
from bot.blocks.values import Recipient, TimeLeft
from bot.domain.events.timing import AnswerOverdue, AssigneeNudged, HeldBack
from bot.domain.pings import PingRung, Said, wait
from bot.domain.sla import Priority, RunsOn, used
from bot.domain.ticket import Status
from bot.steps import cards, history, ping_ladder, ticket_lines
from bot.steps.deadlines import clocks, paging, pinged, replaced_ping, take_up
from bot.steps.deadlines.replaced_ping import ABOUT_THE_ANSWER
from bot.steps.people import assignment, roster
from bot.steps.work import TAM_BOT, Work
from models.response_clock import ResponseClock
from models.ticket import Ticket


def nudge(work: Work, ticket: Ticket, raised_from: Priority | None = None) -> None:
    """Remind the assignee of an answer that is due; first hand the ticket on if they went off duty.

    `raised_from` is the priority before it was raised, where that made the answer overdue at once.
    """
    clock = _awaited(work, ticket)
    if clock is None:
        return
    assignment.reroute_if_off_duty(work, ticket)
    to, held_back = pinged.nudge(work, ticket)
    event = history.record(work, ticket, AssigneeNudged(raised_from, held_back, pinged.names_of(to)), TAM_BOT)
    line = ticket_lines.line(work, ticket)
    if raised_from is None:
        post = pings.nudge(line, _time_left(work, ticket, clock), to)
    else:
        post = pings.raised_late(line, raised_from, to)
    replaced_ping.say(work, ticket, event, post, ABOUT_THE_ANSWER)
    paging.about_answer(work, ticket, to)
    if raised_from is not None:
        clock.breach_told_at = work.now
        _say_again(work, ticket, Said(times=1))
    cards.refresh(work, ticket)


def overdue(work: Work, ticket: Ticket, payload: Mapping[str, str | int]) -> None:
    """Say that an answer is overdue: to the assignee first, later to those above, one rung each time."""
    clock = _awaited(work, ticket)
    if clock is None:
        return
    assignment.reroute_if_off_duty(work, ticket)
    before = replace(_said(payload), asked=take_up.highest_asked(work, ticket))
    found = pinged.overdue(work, ticket, before)
    if found.held_back is HeldBack.OUTSIDE_HOURS:
        _say_to_nobody(work, ticket, clock, before)
        return
    again = clock.breach_told_at is not None
    what = AnswerOverdue(again, found.held_back, found.rung, pinged.names_of(found.to), before)
    event = history.record(work, ticket, what, TAM_BOT)
    next_at = _say_again(work, ticket, found.said)
    line, late_by = ticket_lines.line(work, ticket), _late_by(work, clock)
    post = pings.overdue(line, late_by, found.to, next_rung=found.next_rung, next_at=next_at)
    replaced_ping.say(work, ticket, event, post, ABOUT_THE_ANSWER)
    paging.about_answer(work, ticket, found.to, though_taken=True)
    clock.breach_told_at = work.now
    cards.refresh(work, ticket)


def show_overdue(work: Work, ticket: Ticket) -> None:
    """Have the cards show that the time is up."""
    if _awaited(work, ticket) is not None:
        cards.refresh(work, ticket)


def _awaited(work: Work, ticket: Ticket) -> ResponseClock | None:
    solved = ticket.status is Status.SOLVED
    return None if solved else ResponseClock.running(work.session, ticket.id)


def _say_to_nobody(work: Work, ticket: Ticket, clock: ResponseClock, before: Said) -> None:
    """Say it by name alone, outside the hours in which it may ping; the morning list has it next."""
    names = tuple(Recipient(one.name) for one in roster.assignee_recipients(work, ticket))
    again = clock.breach_told_at is not None
    what = AnswerOverdue(again, HeldBack.OUTSIDE_HOURS, before=before)
    event = history.record(work, ticket, what, TAM_BOT)
    post = pings.overdue(ticket_lines.line(work, ticket), _late_by(work, clock), names)
    replaced_ping.say(work, ticket, event, post, ABOUT_THE_ANSWER)
    clock.breach_told_at = work.now
    cards.refresh(work, ticket)


def _say_again(work: Work, ticket: Ticket, said: Said) -> datetime | None:
    """Remember when it is said again, if its priority's budget has that; return that instant."""
    budget = work.account(ticket.account).pings.of(ticket.priority)
    if budget is None:
        return None
    at = work.now + wait(budget, said, ping_ladder.rungs(work, ticket))
    if ticket.priority is not Priority.P1:
        at = roster.team(work, ticket.account).business.next_open(at) or at
    payload: dict[str, str | int] = {"times": said.times, "reached": said.reached, "rounds": said.rounds}
    clocks.say_again(work, ticket, at, payload)
    return at


def _said(payload: Mapping[str, str | int]) -> Said:
    reached = PingRung(str(payload.get("reached", PingRung.ASSIGNEE)))
    return Said(int(payload.get("times", 0)), reached, int(payload.get("rounds", 0)))


def _late_by(work: Work, clock: ResponseClock) -> timedelta | None:
    """Return how late the answer is by the clock on the wall, where that is the clock it is timed by."""
    if clock.due_at is None:
        return None
    late = work.now - clock.due_at
    return late if clock.runs_on is RunsOn.ALWAYS or late < timedelta(minutes=1) else None


def _time_left(work: Work, ticket: Ticket, clock: ResponseClock) -> TimeLeft:
    target = clocks.target_of(clock)
    hours = roster.clock_hours(work, ticket.account, target)
    left = target.respond_within - used(hours, clock.started_at, work.now)
    pauses = clock.due_at is not None and clock.due_at - work.now != left
    return TimeLeft(left, business=target.clock is RunsOn.BUSINESS and pauses)
