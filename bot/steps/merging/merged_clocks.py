"""Of two tickets that become one, let the clock that is due first run on; take them apart again."""

from datetime import datetime

from bot.domain.merging.survival import RunningClock, Stood, merged_is_due_first
from bot.domain.permission import Actor
from bot.domain.sla import Outcome
from bot.steps.deadlines import clocks
from bot.steps.work import Work
from models.response_clock import ResponseClock
from models.ticket import Ticket


def running_clock(work: Work, ticket: Ticket) -> RunningClock | None:
    """Return the ticket's running clock with all that it was computed with."""
    clock = ResponseClock.running(work.session, ticket.id)
    if clock is None:
        return None
    return RunningClock(
        id=clock.id,
        kind=clock.kind,
        started_at=clock.started_at,
        priority=clock.priority,
        respond_within_seconds=clock.respond_within_seconds,
        runs_on=clock.runs_on,
        issue=clock.issue,
        due_at=clock.due_at,
        raised_late=clock.raised_late,
        breach_told_at=clock.breach_told_at,
    )


def join(work: Work, kept: Ticket, other: Ticket, stood: tuple[Stood, Stood], actor: Actor) -> int | None:
    """Have one clock run, that of the kept ticket, to the earlier end; return its id, None if none runs.

    `stood` is how both stood before, the kept one first.
    """
    before, theirs = stood[0].clock, stood[1].clock
    ended = work.session.get(ResponseClock, theirs.id) if theirs else None
    if theirs is None or ended is None:
        return before.id if before else None
    clocks.end(work, other, ended, None, actor)
    if before is not None and not merged_is_due_first(*stood):
        return before.id
    clock = work.session.get(ResponseClock, before.id) if before else None
    clock = clock or ResponseClock(ticket_id=kept.id, runbook_version=work.runbook.version)
    _become(clock, theirs)
    work.session.add(clock)
    work.session.flush()
    clocks.carry_on(work, kept, clock)
    return clock.id


def take_apart(
    work: Work, kept: Ticket, other: Ticket, stood: tuple[Stood, Stood], joint: int | None, actor: Actor
) -> None:
    """Have each ticket await its own answer again, unless `joint`, the clock of both, was answered."""
    before, theirs = stood[0].clock, stood[1].clock
    clock = work.session.get(ResponseClock, joint) if joint else None
    if clock is not None and clock.stopped_at is None and merged_is_due_first(*stood):
        _give_back(work, kept, clock, before, actor)
    if theirs is not None and (revived := work.session.get(ResponseClock, theirs.id)) is not None:
        _revive(work, other, revived, answered_at(clock), actor)


def answered_at(clock: ResponseClock | None) -> datetime | None:
    """Return when a clock ended with an answer, in time or not."""
    answered = clock is not None and clock.outcome in (Outcome.MET, Outcome.MISSED)
    return clock.stopped_at if clock is not None and answered else None


def _become(clock: ResponseClock, facts: RunningClock) -> None:
    clock.kind, clock.started_at, clock.due_at = facts.kind, facts.started_at, facts.due_at
    clock.priority, clock.issue, clock.runs_on = facts.priority, facts.issue, facts.runs_on
    clock.respond_within_seconds = facts.respond_within_seconds
    clock.raised_late, clock.breach_told_at = facts.raised_late, facts.breach_told_at


def _give_back(
    work: Work, kept: Ticket, clock: ResponseClock, before: RunningClock | None, actor: Actor
) -> None:
    if before is not None:
        _become(clock, before)
        clocks.carry_on(work, kept, clock)
        return
    clocks.end(work, kept, clock, None, actor)
    work.session.delete(clock)  # what it awaited was the other's to await
    work.session.flush()


def _revive(work: Work, other: Ticket, clock: ResponseClock, answered: datetime | None, actor: Actor) -> None:
    clock.stopped_at, clock.outcome = None, None
    work.session.flush()
    if answered is not None:
        clocks.end(work, other, clock, answered, actor)
    else:
        clocks.carry_on(work, other, clock)
