"""What would happen to a ticket opened at an instant and never answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.business_hours import OpenHours
from bot.domain.routing import Assignment, Team, keeps, route
from bot.domain.sla import Priority, Target, due_at, hours_for, nudge_times, remind_at, solve_at


@dataclass(frozen=True, slots=True)
class Nudge:
    """A nudge, how much of the clock has run by then, and who would have the ticket."""

    at: datetime
    fraction: float
    to: Assignment


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the ticket would go, when its answer is due, and what silence would bring."""

    priority: Priority
    at: datetime
    assignment: Assignment
    respond_by: datetime | None
    nudges: tuple[Nudge, ...]
    remind_at: datetime | None
    solve_at: datetime | None


def forecast(
    team: Team,
    targets: Mapping[Priority, Target],
    pending_days: tuple[int, int],
    nudge_at: Sequence[float],
    priority: Priority,
    at: datetime,
) -> Forecast:
    """Foretell a ticket opened at `at`; reminder and solving as if it were set Pending at `at`."""
    target = targets[priority]
    hours = hours_for(target, team.business)
    assignment = route(team, at)
    return Forecast(
        priority,
        at,
        assignment,
        due_at(hours, at, target),
        _nudges(team, hours, assignment, nudge_times(hours, at, target, nudge_at)),
        remind_at(team.business, at, None, pending_days[0]),
        solve_at(team.business, at, None, *pending_days, reminded_at=None),
    )


def _nudges(
    team: Team, hours: OpenHours, assignment: Assignment, times: Sequence[tuple[float, datetime]]
) -> tuple[Nudge, ...]:
    """Address each nudge; the ticket moves first if its assignee is off duty while its clock runs."""
    nudges = []
    for fraction, at in times:
        if hours.is_open(at) and not keeps(team, assignment.role, assignment.slack, at):
            assignment = route(team, at)
        nudges.append(Nudge(at, fraction, assignment))
    return tuple(nudges)
