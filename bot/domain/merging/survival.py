"""What survives when two tickets become one: the higher priority, the earlier due time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.domain.sla import ClockKind, Priority, RunsOn
from bot.domain.ticket import Status

UNDONE_WITHIN: Final = timedelta(days=1)
"""So long a merger can be undone."""


@dataclass(frozen=True)
class RunningClock:
    """A running clock with all that it was computed with."""

    id: int
    kind: ClockKind
    started_at: datetime
    priority: Priority
    respond_within_seconds: int
    runs_on: RunsOn
    issue: str
    due_at: datetime | None
    raised_late: bool
    breach_told_at: datetime | None


@dataclass(frozen=True)
class Stood:
    """How a ticket stood before a merger, as far as that changes it."""

    status: Status
    priority: Priority
    pending_since: datetime | None
    reminded_at: datetime | None
    last_staff_at: datetime | None
    last_customer_at: datetime
    happened_at: datetime | None
    console_number: str | None
    clock: RunningClock | None

    @property
    def is_answered(self) -> bool:
        """Tell whether staff had the last word."""
        return self.last_staff_at is not None and self.last_staff_at >= self.last_customer_at


def higher_priority(kept: Stood, merged: Stood) -> Priority:
    """Return the priority of the one ticket."""
    return merged.priority if merged.priority.outranks(kept.priority) else kept.priority


def merged_is_due_first(kept: Stood, merged: Stood) -> bool:
    """Tell whether the clock that runs on is the merged ticket's; of two due at once it is the other."""
    if merged.clock is None or kept.clock is None:
        return merged.clock is not None
    if merged.clock.due_at is None or kept.clock.due_at is None:
        return merged.clock.due_at is not None
    return merged.clock.due_at < kept.clock.due_at


def last_words(kept: Stood, merged: Stood, now: datetime) -> tuple[datetime | None, datetime]:
    """Return when staff and the customer last spoke on the one ticket.

    An answer on one is none to what is asked on the other: a question without one counts as asked now.
    """
    spoke = [at for at in (kept.last_staff_at, merged.last_staff_at) if at is not None]
    staff, customer = max(spoke, default=None), max(kept.last_customer_at, merged.last_customer_at)
    open_question = not (kept.is_answered and merged.is_answered)
    if open_question and staff is not None and staff >= customer:
        return staff, max(now, staff + timedelta.resolution)  # Slack's clock may be ahead of ours
    return staff, customer


def can_be_undone(merged_at: datetime, now: datetime) -> bool:
    """Tell whether a merger is recent enough to be undone."""
    return now - merged_at <= UNDONE_WITHIN
