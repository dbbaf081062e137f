"""The escalation ladder: who is told next, and when."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """The two reasons for which a ticket may be escalated."""

    RESPONSE = "response"
    BLOCKER = "blocker"


class Rung(StrEnum):
    """Who is told at a step of the ladder."""

    TAM = "tam"
    PSE = "pse"
    SUPPORT_MANAGEMENT = "support_management"
    TAM_MANAGER = "tam_manager"

    @property
    def label(self) -> str:
        """Return the rung as people read it."""
        return _LABELS[self]


_LABELS = {
    Rung.TAM: "TAM on duty",
    Rung.PSE: "24x7 PSE team",
    Rung.SUPPORT_MANAGEMENT: "24x7 support management",
    Rung.TAM_MANAGER: "TAM manager",
}
_IN_HOURS = (Rung.TAM, Rung.TAM_MANAGER, Rung.SUPPORT_MANAGEMENT)
_OFF_HOURS = (Rung.PSE, Rung.SUPPORT_MANAGEMENT, Rung.TAM_MANAGER)


def ladder(in_hours: bool, vacant: Collection[Rung] = ()) -> tuple[Rung, ...]:
    """Return the rungs from the bottom up, without those that reach nobody; one always stands."""
    rungs = _IN_HOURS if in_hours else _OFF_HOURS
    return tuple(rung for rung in rungs if rung not in vacant) or rungs[:1]


def rung(step: int, in_hours: bool, vacant: Collection[Rung] = ()) -> Rung:
    """Return who is told at a step, counted from 0; past the top it stays the top."""
    rungs = ladder(in_hours, vacant)
    return rungs[min(step, len(rungs) - 1)]


def next_step_at(
    step: int,
    in_hours: bool,
    now: datetime,
    step_every: timedelta,
    repeat_every: timedelta,
    vacant: Collection[Rung] = (),
) -> datetime:
    """Return when the step after this one is due if nobody acknowledges: sooner below the top than on it."""
    at_top = step >= len(ladder(in_hours, vacant)) - 1
    return now + (repeat_every if at_top else step_every)
