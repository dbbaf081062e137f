"""Events of drills."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.events.event import Event


@dataclass(frozen=True)
class DrillEnded(Event):
    """A drill is over: somebody took it after so many seconds, or (None) nobody did."""

    kind: ClassVar = "drill_ended"
    by: str | None
    after_seconds: int
