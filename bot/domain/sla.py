"""Response and pending clocks: when an answer is due, when it is late, who is reminded after silence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.business_hours import AROUND_THE_CLOCK, OpenHours

_INSTANT = timedelta(microseconds=1)
_BREATH = timedelta(minutes=1)
_REMINDER_MAY_LAG = timedelta(hours=1)


class Priority(StrEnum):
    """How much the issue hurts; P1 hurts most."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"

    @property
    def rank(self) -> int:
        """Return its place in the order of urgency: 0 for the most urgent."""
        return list(Priority).index(self)

    def outranks(self, other: "Priority") -> bool:
        """Tell whether it is more urgent than the other."""
        return self.rank < other.rank


class RunsOn(StrEnum):
    """When a clock runs: around the clock, or in the account's business time."""

    ALWAYS = "always"
    BUSINESS = "business"


class ClockKind(StrEnum):
    """Which answer a clock awaits."""

    FIRST = "first"
    NEXT = "next"


class Outcome(StrEnum):
    """How a clock ended. Cancelled counts as neither met nor missed."""

    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Target:
    """What the SLA promises for a priority."""

    priority: Priority
    issue: str
    respond_within: timedelta
    clock: RunsOn


def hours_for(target: Target, business: OpenHours) -> OpenHours:
    """Return the hours in which the target's clock runs."""
    return AROUND_THE_CLOCK if target.clock is RunsOn.ALWAYS else business


def due_at(hours: OpenHours, started_at: datetime, target: Target) -> datetime | None:
    """Return when a response is due; a tie lands on the close. None if the clock never runs."""
    return hours.add(started_at, target.respond_within)


def used(hours: OpenHours, started_at: datetime, now: datetime) -> timedelta:
    """Return how much of the target's time has run."""
    return hours.between(started_at, now)


def is_breached(hours: OpenHours, started_at: datetime, target: Target, now: datetime) -> bool:
    """Say whether more open time has run than promised, whatever the wall clock says of the due time."""
    return used(hours, started_at, now) > target.respond_within


def breach_announced_at(hours: OpenHours, started_at: datetime, target: Target) -> datetime | None:
    """Return when to say "overdue": at the first late instant, at least a minute after "due now"."""
    due = due_at(hours, started_at, target)
    late = hours.add(started_at, target.respond_within + _INSTANT)
    return None if due is None or late is None else max(late, due + _BREATH)


def nudge_times(
    hours: OpenHours, started_at: datetime, target: Target, fractions: Sequence[float]
) -> list[tuple[float, datetime]]:
    """Return when each fraction of the promised time has run, in the clock's own time, soonest first."""
    times = [(part, hours.add(started_at, target.respond_within * part)) for part in sorted(set(fractions))]
    return [(part, at) for part, at in times if at is not None]


def remind_at(
    hours: OpenHours, pending_since: datetime, last_staff_reply_at: datetime | None, days: int
) -> datetime | None:
    """Return when to remind a silent customer: `days` business days after Pending or the last staff reply."""
    return hours.add_days(_counted_from(pending_since, last_staff_reply_at), days)


def solve_at(
    hours: OpenHours,
    pending_since: datetime,
    last_staff_reply_at: datetime | None,
    remind_days: int,
    solve_days: int,
    reminded_at: datetime | None,
) -> datetime | None:
    """Return when a silent Pending ticket is solved; a late reminder gives the customer full time again."""
    planned = hours.add_days(_counted_from(pending_since, last_staff_reply_at), solve_days)
    reminder = remind_at(hours, pending_since, last_staff_reply_at, remind_days)
    if reminded_at is None or reminder is None or hours.between(reminder, reminded_at) <= _REMINDER_MAY_LAG:
        return planned
    return hours.add_days(reminded_at, solve_days - remind_days)


def _counted_from(pending_since: datetime, last_staff_reply_at: datetime | None) -> datetime:
    return max(pending_since, last_staff_reply_at or pending_since)
