"""The wall clock: the only room that reads it, and the clocks that stand in for it."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time; given to whatever needs it, so that tests and the playground can move it."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards, for pacing and time-outs."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards."""
        return time.monotonic()


class MovableClock(SystemClock):
    """A clock that runs on like the real one, from wherever it was last set (the playground's)."""

    def __init__(self, start: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = timedelta(0)
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        """Return the moved instant, aware, in UTC."""
        with self._lock:
            return super().now() + self._offset

    def set(self, instant: datetime) -> None:
        """Make `instant` (aware) the present; time runs on from there."""
        with self._lock:
            self._offset = instant.astimezone(UTC) - super().now()


class FakeClock:
    """A clock that stands still until told otherwise (the tests')."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._origin = self._now

    def now(self) -> datetime:
        """Return the instant it was last set to, aware, in UTC."""
        return self._now

    def monotonic(self) -> float:
        """Return the seconds since it was made, by its own reckoning."""
        return (self._now - self._origin).total_seconds()

    def set(self, instant: datetime) -> None:
        """Stand at `instant` (aware)."""
        self._now = instant.astimezone(UTC)

    def advance(self, duration: timedelta) -> None:
        """Move on by `duration`."""
        self._now += duration
