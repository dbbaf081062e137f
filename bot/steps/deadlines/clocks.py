"""Run response clocks: start, answer, cancel, recompute; and keep their due rows in step."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypedDict

from bot.domain import sla
from bot.domain.events.timing import ClockRecomputed, ClockStarted, ClockStopped
from bot.domain.permission import Actor
from bot.domain.sla import ClockKind, Outcome, Priority, RunsOn, Target
from bot.steps import history
from bot.steps.deadlines import paging, take_up
from bot.steps.deadlines.due_kinds import CLOCK_KINDS, DueKind
from bot.steps.people import roster
from bot.steps.work import TAM_BOT, Work
from models.queues import due
from models.response_clock import ResponseClock
from models.ticket import Ticket

_AT_ONCE = timedelta(minutes=1)
"""What is due and what is overdue within this is said in one message."""


def target_of(clock: ResponseClock) -> Target:
    """Return the target the clock was started with; a later runbook does not change it."""
    return Target(clock.priority, clock.issue, timedelta(seconds=clock.respond_within_seconds), clock.runs_on)


def is_late(work: Work, ticket: Ticket, clock: ResponseClock) -> bool:
    """Tell whether the answer that the clock awaits is overdue."""
    target = target_of(clock)
    return sla.is_breached(
        roster.clock_hours(work, ticket.account, target), clock.started_at, target, work.now
    )


def start(work: Work, ticket: Ticket, kind: ClockKind, started_at: datetime) -> ResponseClock | None:
    """Start a clock unless one runs already: asking twice must not postpone the answer.

    What was asked earlier and comes to us later has the clock of the next answer begin there.
    """
    running = ResponseClock.running(work.session, ticket.id)
    if running is not None:
        if running.kind is kind is ClockKind.NEXT and started_at < running.started_at:
            _begin_earlier(work, ticket, running, started_at)
        return None
    clock = begin(work, ticket, kind, started_at)
    history.record(work, ticket, started(clock), TAM_BOT)
    return clock


def begin(
    work: Work,
    ticket: Ticket,
    kind: ClockKind,
    started_at: datetime,
    *,
    beside: Iterable[due.Falling] = (),
) -> ResponseClock:
    """Start a clock where none runs; it is for the caller to record that. `beside` falls due as well."""
    target = work.account(ticket.account).sla.targets[ticket.priority]
    clock = ResponseClock(
        ticket_id=ticket.id,
        kind=kind,
        started_at=started_at,
        priority=target.priority,
        respond_within_seconds=int(target.respond_within.total_seconds()),
        runs_on=target.clock,
        issue=target.issue,
        due_at=sla.due_at(roster.clock_hours(work, ticket.account, target), started_at, target),
        runbook_version=work.runbook.version,
    )
    work.session.add(clock)
    work.session.flush()
    _schedule(work, ticket, clock, beside)
    return clock


def started(clock: ResponseClock) -> ClockStarted:
    """Return what history keeps of a clock's start."""
    return ClockStarted(clock=clock.kind, **_facts(clock))


def answer(work: Work, ticket: Ticket, at: datetime, actor: Actor) -> bool:
    """Stop the running clock with a staff response given at `at`, met or missed; tell whether one ran."""
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is None or at < clock.started_at:
        return False
    end(work, ticket, clock, at, actor)
    return True


def cancel(work: Work, ticket: Ticket, actor: Actor) -> None:
    """Stop the running clock as neither met nor missed."""
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is not None:
        end(work, ticket, clock, None, actor)


def reprioritise(work: Work, ticket: Ticket, old: Priority) -> None:
    """Recompute the running clock's end from the same start, for the priority the ticket has now.

    If raising it makes the answer overdue, one nudge says so and the clock is marked "raised late".
    """
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is None:
        return
    late_before, told = is_late(work, ticket, clock), clock.breach_told_at is not None
    target = work.account(ticket.account).sla.targets[ticket.priority]
    clock.priority, clock.issue, clock.runs_on = target.priority, target.issue, target.clock
    clock.respond_within_seconds = int(target.respond_within.total_seconds())
    clock.due_at = sla.due_at(roster.clock_hours(work, ticket.account, target), clock.started_at, target)
    late_now, raised = is_late(work, ticket, clock), ticket.priority.outranks(old)
    clock.breach_told_at = clock.breach_told_at if late_now else None
    clock.raised_late = clock.raised_late or (raised and late_now and not late_before)
    history.record(work, ticket, ClockRecomputed(raised_late=clock.raised_late, **_facts(clock)), TAM_BOT)
    due.cancel(work.session, ticket.id, CLOCK_KINDS, work.now)
    if not late_now:
        _schedule(work, ticket, clock)
        if raised and target.clock is RunsOn.ALWAYS:
            # What was opened at night as a P3 has pinged nobody: half of a P1's hour must not pass so.
            _remember(work, ticket, DueKind.NUDGE, work.now)
    elif told:
        _begin_anew(work, ticket, raised=raised)
    elif raised:
        _remember(work, ticket, DueKind.RAISED_LATE, work.now, before=old)
    else:
        _remember(work, ticket, DueKind.BREACH, work.now)


def carry_on(work: Work, ticket: Ticket, clock: ResponseClock) -> None:
    """Keep the due rows in step with a running clock that has become another's, or is one again."""
    due.cancel(work.session, ticket.id, CLOCK_KINDS, work.now)
    history.record(work, ticket, ClockRecomputed(raised_late=clock.raised_late, **_facts(clock)), TAM_BOT)
    if not is_late(work, ticket, clock):
        _schedule(work, ticket, clock)
    elif clock.breach_told_at is not None:
        _begin_anew(work, ticket, raised=False)
    else:
        _remember(work, ticket, DueKind.BREACH, work.now)


def end(work: Work, ticket: Ticket, clock: ResponseClock, answered_at: datetime | None, actor: Actor) -> None:
    """Stop a clock: met or missed by an answer given then, or (None) neither."""
    if answered_at is None:
        _stop(work, ticket, clock, work.now, Outcome.CANCELLED, actor)
        return
    target = target_of(clock)
    hours = roster.clock_hours(work, ticket.account, target)
    late = sla.is_breached(hours, clock.started_at, target, answered_at)
    _stop(work, ticket, clock, answered_at, Outcome.MISSED if late else Outcome.MET, actor)


def _begin_earlier(work: Work, ticket: Ticket, clock: ResponseClock, started_at: datetime) -> None:
    target = target_of(clock)
    clock.started_at = started_at
    clock.due_at = sla.due_at(roster.clock_hours(work, ticket.account, target), started_at, target)
    history.record(work, ticket, ClockRecomputed(raised_late=clock.raised_late, **_facts(clock)), TAM_BOT)
    due.cancel(work.session, ticket.id, CLOCK_KINDS, work.now)
    _schedule(work, ticket, clock)


def _begin_anew(work: Work, ticket: Ticket, *, raised: bool) -> None:
    """Have what is overdue said again as often as its new priority may; at once if it was raised."""
    budget = work.account(ticket.account).pings.of(ticket.priority)
    if budget is not None:
        say_again(work, ticket, work.now if raised else work.now + budget.again, {"times": 1})


def say_again(work: Work, ticket: Ticket, at: datetime, said: Mapping[str, str | int]) -> None:
    """Have an overdue answer said again at an instant; `said` is how far its pings have come."""
    _remember(work, ticket, DueKind.BREACH_AGAIN, at, **said)


def _stop(
    work: Work, ticket: Ticket, clock: ResponseClock, at: datetime, outcome: Outcome, actor: Actor
) -> None:
    clock.stopped_at, clock.outcome = at, outcome
    due.cancel(work.session, ticket.id, CLOCK_KINDS, work.now)
    take_up.withdraw(work, ticket)
    paging.stop(work, ticket)
    history.record(work, ticket, ClockStopped(outcome=outcome, at=at, **_facts(clock)), actor)


def _schedule(work: Work, ticket: Ticket, clock: ResponseClock, beside: Iterable[due.Falling] = ()) -> None:
    asked = take_up.expected(work, ticket, target_of(clock))
    due.schedule_all(work.session, (*asked, *_falling_due(work, ticket, clock), *beside))


def _falling_due(work: Work, ticket: Ticket, clock: ResponseClock) -> Iterator[due.Falling]:
    target = target_of(clock)
    hours = roster.clock_hours(work, ticket.account, target)
    late = sla.breach_announced_at(hours, clock.started_at, target)
    together = late is not None and clock.due_at is not None and late - clock.due_at <= _AT_ONCE
    fractions = work.account(ticket.account).sla.nudge_at
    for fraction, at in sla.nudge_times(hours, clock.started_at, target, fractions):
        if (at > work.now or at == clock.due_at) and not (together and at == clock.due_at):
            yield _falling(ticket, DueKind.NUDGE, at, fraction=fraction)
    if late is not None:
        said_at = clock.due_at if together and clock.due_at is not None else late
        yield _falling(ticket, DueKind.BREACH, said_at)
        yield _falling(ticket, DueKind.SHOW_OVERDUE, late)


def _remember(work: Work, ticket: Ticket, kind: DueKind, at: datetime, **payload: float | str) -> None:
    due.schedule_all(work.session, [_falling(ticket, kind, at, **payload)])


def _falling(ticket: Ticket, kind: DueKind, at: datetime, **payload: float | str) -> due.Falling:
    return due.Falling(kind, at, ticket.account, ticket.id, payload)


class _Facts(TypedDict):
    priority: Priority
    started_at: datetime
    due_at: datetime | None
    respond_within_seconds: int
    runs_on: RunsOn


def _facts(clock: ResponseClock) -> _Facts:
    return _Facts(
        priority=clock.priority,
        started_at=clock.started_at,
        due_at=clock.due_at,
        respond_within_seconds=clock.respond_within_seconds,
        runs_on=clock.runs_on,
    )
