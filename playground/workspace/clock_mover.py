"""Slack's clock: moved by whoever runs what falls due on the way, and apart from the app's own."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from playground.workspace.json_types import JSON


class TimeSource(Protocol):
    """Tells the playground what time it is."""

    def now(self) -> datetime:
        """Return this instant, aware."""
        ...


@dataclass
class Skew:
    """How far Slack's clock is ahead of the app's; negative: behind. It may change at any time."""

    ahead: timedelta = field(default_factory=timedelta)


@dataclass(frozen=True)
class SkewedClock:
    """A clock as Slack reads it."""

    clock: TimeSource
    skew: Skew

    def now(self) -> datetime:
        """Return this instant as Slack has it, aware."""
        return self.clock.now() + self.skew.ahead


class ClockMover(Protocol):
    """A clock that can be moved, by whoever runs what happens in between."""

    def now(self) -> datetime:
        """Return this instant, aware."""
        ...

    def move_to(self, instant: datetime) -> None:
        """Go to `instant`, doing on the way all that is due; blocks until there."""
        ...

    def due(self) -> list[JSON]:
        """Return what will happen: `{"at": ISO, "what", "to", "ticket"}`, soonest first."""
        ...
