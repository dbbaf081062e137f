"""A clock for playgrounds under test."""

from datetime import UTC, datetime
from typing import Any


class StandingClock:
    """Stands still until moved."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 3, 10, 14, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant


class Machine:
    """A time machine with nothing to do on the way."""

    def __init__(self, clock: StandingClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    def move_to(self, instant: datetime) -> None:
        self._clock.instant = instant

    def due(self) -> list[dict[str, Any]]:
        return []
