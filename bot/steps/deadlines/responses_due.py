"""Act when an awaited answer nears or passes its time: nudge whoever has the ticket, then those above."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.blocks.messages import pings
from bot.blocks.values import Recipient, TimeLeft
from bot.domain.events.timing import AnswerOverdue, AssigneeNudged, HeldBack
from bot.domain.pings import PingRung, Said, following, next_rung, wait
from bot.domain.sla import Priority, RunsOn, used
from bot.domain.ticket import Status
from bot.steps import cards, history, ping_ladder, ticket_lines
from bot.steps.deadlines import clocks, replaced_ping
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
    to, held_back = _assignee(work, ticket)
    event = history.record(work, ticket, AssigneeNudged(raised_from, held_back, _names(to)), TAM_BOT)
    line = ticket_lines.line(work, ticket)
    if raised_from is None:
        post = pings.nudge(line, _time_left(work, ticket, clock), to)
    else:
        post = pings.raised_late(line, raised_from, to)
    replaced_ping.say(work, ticket, event, post, ABOUT_THE_ANSWER)
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
    if not roster.assignee_to_ping(work, ticket):
        _say_to_nobody(work, ticket, clock)
        return
    rungs = ping_ladder.rungs(work, ticket)
    said = following(_said(payload), rungs)
    to = _told(rungs, said)
    if PingRung.ASSIGNEE not in rungs and said.times == 1:
        standing_in = ping_ladder.stand_ins(work, ticket)
        to = _all(standing_in)
        said = Said(1, max(standing_in, key=list(PingRung).index, default=said.reached))
    again = clock.breach_told_at is not None
    what = AnswerOverdue(again, None if to else HeldBack.UNREACHED, said.reached, _names(to))
    event = history.record(work, ticket, what, TAM_BOT)
    next_at = _say_again(work, ticket, said)
    line, above = ticket_lines.line(work, ticket), next_rung(said.reached, rungs)
    upcoming = PingRung.ASSIGNEE if said.times == 1 else above
    post = pings.overdue(line, _late_by(work, clock), to, next_rung=upcoming, next_at=next_at)
    replaced_ping.say(work, ticket, event, post, ABOUT_THE_ANSWER)
    clock.breach_told_at = work.now
    cards.refresh(work, ticket)


def show_overdue(work: Work, ticket: Ticket) -> None:
    """Have the cards show that the time is up."""
    if _awaited(work, ticket) is not None:
        cards.refresh(work, ticket)


def _awaited(work: Work, ticket: Ticket) -> ResponseClock | None:
    solved = ticket.status is Status.SOLVED
    return None if solved else ResponseClock.running(work.session, ticket.id)


def _assignee(work: Work, ticket: Ticket) -> tuple[tuple[Recipient, ...], HeldBack | None]:
    """Return who a nudge pings, and why it pings nobody."""
    if not roster.assignee_to_ping(work, ticket):
        return (), HeldBack.OUTSIDE_HOURS
    rungs = ping_ladder.rungs(work, ticket)
    found = rungs.get(PingRung.ASSIGNEE) or _all(ping_ladder.stand_ins(work, ticket))
    return found, None if found else HeldBack.UNREACHED


def _told(rungs: ping_ladder.Rungs, said: Said) -> tuple[Recipient, ...]:
    """Return who a ping is for: the rung reached; after the top, the assignee too."""
    assignee, reached = rungs.get(PingRung.ASSIGNEE, ()), rungs.get(said.reached, ())
    return _each_once((*assignee, *reached) if said.rounds else reached or assignee)


def _say_to_nobody(work: Work, ticket: Ticket, clock: ResponseClock) -> None:
    """Say it by name alone, outside the hours in which it may ping; the morning list has it next."""
    names = tuple(Recipient(one.name) for one in roster.assignee_recipients(work, ticket))
    again = clock.breach_told_at is not None
    event = history.record(work, ticket, AnswerOverdue(again, HeldBack.OUTSIDE_HOURS), TAM_BOT)
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


def _all(rungs: ping_ladder.Rungs) -> tuple[Recipient, ...]:
    return _each_once(tuple(person for people in rungs.values() for person in people))


def _each_once(people: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
    return tuple({person.slack: person for person in people}.values())


def _names(people: tuple[Recipient, ...]) -> tuple[str, ...]:
    return tuple(person.name for person in people)
