"""Events of reaching somebody who may not be looking at Slack."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.events.event import Event
from bot.domain.paging import PageStep
from bot.domain.routing import Role


@dataclass(frozen=True)
class PersonPaged(Event):
    """A step was taken to reach somebody."""

    kind: ClassVar = "paged"
    name: str
    page: PageStep
    role: Role | None = None
    runbook: str | None = None
    """The version of the runbook that was in force at the ping; None of a step taken by an older bot."""


@dataclass(frozen=True)
class AcknowledgedElsewhere(Event):
    """Somebody said in PagerDuty that they are on it."""

    kind: ClassVar = "acknowledged_elsewhere"
    by: str
