"""How somebody is reached who is pinged, as the runbook writes it for a role or a person."""

from typing import Annotated

from pydantic import AfterValidator

from bot.domain.paging import Cause, Means, ReachStep
from bot.runbook.values import Row, Wait


class StepRow(Row):
    """One try, so long after the ping."""

    after: Wait
    by: Means


def _each_once(steps: tuple[StepRow, ...]) -> tuple[StepRow, ...]:
    if len(set(steps)) < len(steps):
        raise ValueError("has the same step twice; each is taken once")
    return steps


Steps = Annotated[tuple[StepRow, ...], AfterValidator(_each_once)]


class ReachRow(Row):
    """The steps about each cause; None where it is left to the role, none where nobody is to be reached."""

    P1: Steps | None = None
    escalation: Steps | None = None

    def steps(self, cause: Cause) -> tuple[ReachStep, ...] | None:
        """Return the steps about a cause, None where nothing is said of it."""
        written: tuple[StepRow, ...] | None = getattr(self, cause)
        return None if written is None else tuple(ReachStep(row.after, row.by) for row in written)
