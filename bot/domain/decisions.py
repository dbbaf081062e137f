"""What was decided about a ticket, and what the same facts lead to when it is computed again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.escalation import Rung
from bot.domain.events.timing import HeldBack
from bot.domain.paging import Means
from bot.domain.pings import PingRung
from bot.domain.routing import Role
from bot.domain.sla import Priority, RunsOn
from bot.domain.why import Why


class DecisionKind(StrEnum):
    """What a decision is about."""

    ASSIGNMENT = "assignment"
    DUE = "due"
    NUDGE = "nudge"
    PAGE = "page"
    REACH = "reach"


class NotKnown(StrEnum):
    """Why a decision cannot be computed again."""

    RUNBOOK_NOT_KEPT = "runbook_not_kept"
    """It was made before versions of the runbook were kept."""
    RUNBOOK_UNREADABLE = "runbook_unreadable"
    """This version of the bot refuses the runbook of then."""
    NOT_RECORDED = "not_recorded"
    """What it was computed from was not recorded by the version that made it."""
    SERVES_NO_ROLE = "serves_no_role"
    """Whoever it was given to by hand serves no role of the account, as far as it is known."""


@dataclass(frozen=True, slots=True)
class GivenTo:
    """Who got a ticket, and why."""

    role: Role
    name: str
    slack: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class DueBy:
    """When an answer is due, and by what target."""

    priority: Priority
    respond_within: timedelta
    runs_on: RunsOn
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pinged:
    """Who was pinged, by name; on which rung, where there are several; or why nobody was."""

    to: tuple[str, ...]
    rung: PingRung | Rung | None = None
    held_back: HeldBack | None = None


@dataclass(frozen=True, slots=True)
class ReachedBy:
    """Who was reached, so long after a ping, and by what; None if by nothing."""

    name: str
    after: timedelta
    by: Means | None


Decided = GivenTo | DueBy | Pinged | ReachedBy


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision as it was made, and as it is computed again from what was known then."""

    at: datetime
    kind: DecisionKind
    runbook_version: str
    was: Decided
    now: Decided | NotKnown

    @property
    def same(self) -> bool:
        """Say whether both are equal; what cannot be computed is not."""
        return self.was == self.now
