"""What is promised to customers: how soon they are answered, what silence leads to, how tickets escalate."""

from datetime import timedelta
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.domain.escalation import Reason
from bot.domain.pings import Budget
from bot.domain.sla import Priority, RunsOn, Target
from bot.runbook.rich_text import Text
from bot.runbook.values import (
    BusinessDays,
    Choice,
    Duration,
    Fraction,
    Hours,
    Row,
    WeeklyTime,
    Words,
    Zone,
    filled,
)


class Promise(Row):
    """How soon a priority is answered, as the runbook writes it."""

    issue: Choice
    respond_within: Duration
    clock: RunsOn


class Promises(Row):
    """A promise for each priority."""

    P1: Promise
    P2: Promise
    P3: Promise


class FixedHours(Row):
    """Business hours that the contract names itself, whoever works in them."""

    hours: Hours
    time_zone: Zone | None = None


def _team_s_hours(value: object) -> object:
    """Read "team", which names no hours of the contract's own; leave mappings to pydantic."""
    if not isinstance(value, str):
        return value
    if value != "team":
        raise ValueError(f"“{value}” is neither team nor hours; write team, or {{hours: …, time_zone: …}}")
    return None


class TakeWithin(Row):
    """How soon whoever got a ticket takes it, before the next one is asked; without a time nobody is."""

    P1: Duration | None = None
    P2: Duration | None = None
    P3: Duration | None = None

    def of(self, priority: Priority) -> timedelta | None:
        """Return the time of a priority, if it has one."""
        within: timedelta | None = getattr(self, priority)
        return within


class Sla(Row):
    """What is promised, and when the assignee is nudged on the way."""

    next_response: bool = True
    business_hours: Annotated[FixedHours | None, BeforeValidator(_team_s_hours)] = None
    """The hours of "business" targets; None: whenever a TAM's posted hours are open."""
    console: Literal["required", "optional"] = "optional"
    """Whether the contract's own clock is that of a ticket filed in the provider's console."""
    promises: Promises = Field(alias="targets")
    nudge_at: tuple[Fraction, ...] = (0.5, 0.8, 1.0)
    take_within: TakeWithin = TakeWithin()
    about: Text | None = None
    definitions: Text | None = None

    @property
    def by_console(self) -> bool:
        """Tell whether the contract's own time counts from a ticket in the provider's console."""
        return self.console == "required"

    @cached_property
    def targets(self) -> dict[Priority, Target]:
        """Return the target of each priority."""
        rows = ((priority, getattr(self.promises, priority)) for priority in Priority)
        return {key: Target(key, row.issue, row.respond_within, row.clock) for key, row in rows}


class Pending(Row):
    """What silence of the customer leads to."""

    remind_days: BusinessDays = Field(default=5, alias="remind_after")
    solve_days: BusinessDays = Field(default=10, alias="solve_after")
    about: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _reminded_before_solved(self) -> Self:
        if self.solve_days <= self.remind_days:
            raise ValueError("solve_after must be more days than remind_after")
        return self


class Notice(Row):
    """When the channel is told that chat carries no SLA."""

    every: WeeklyTime | None = None
    quiet_if_silent_for: Duration | None = None
    off_hours: bool = True


class PingBudget(Row):
    """How often a ticket pings that is overdue: once more, then a rung at a time, then ever less often."""

    again: Duration = timedelta(minutes=30)
    step: Duration = timedelta(minutes=30)
    back_off: Annotated[tuple[Duration, ...], AfterValidator(filled)] = (
        timedelta(hours=1),
        timedelta(hours=2),
        timedelta(hours=4),
    )

    @cached_property
    def budget(self) -> Budget:
        """Return it as the domain reckons with it."""
        return Budget(self.again, self.step, self.back_off)


class Pings(Row):
    """What an overdue ticket of each priority may ping; without a budget it waits for the morning list."""

    P1: PingBudget = PingBudget()
    P2: PingBudget | None = None
    P3: PingBudget | None = None

    def of(self, priority: Priority) -> Budget | None:
        """Return the budget of a priority, if it has one."""
        row: PingBudget | None = getattr(self, priority)
        return row.budget if row else None


class Reasons(Row):
    """The full sentence of each reason for an escalation."""

    response: Words
    blocker: Words


class EscalationRules(Row):
    """Why tickets are escalated, and how fast the ladder is climbed."""

    sentences: Reasons = Field(alias="reasons")
    step: Duration = timedelta(minutes=15)
    repeat: Duration = timedelta(minutes=30)
    about: Text | None = None
    console: Text | None = None
    choose: Text | None = None
    please: Text | None = None

    @cached_property
    def reasons(self) -> dict[Reason, str]:
        """Return the full sentence of each reason."""
        return {reason: getattr(self.sentences, reason) for reason in Reason}
