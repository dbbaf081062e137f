"""The wall clock: the only room that reads it, and the clocks that stand in for it."""

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

_RUNS_ON_ASLEEP: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Clock(Protocol):
    """Tells the time; given to whatever needs it, so that tests and the playground can move it."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that run on evenly: when the machine sleeps, and when its clock is set."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return this instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards and, where the system can tell, count its sleep."""
        return time.clock_gettime(_RUNS_ON_ASLEEP)


class MovableClock(SystemClock):
    """A clock that runs on like the real one, from wherever it was last set (the playground's)."""

    def __init__(self, start: datetime | None = None) -> None:
        self._lock = threading.Lock()
        self._offset = self._moved_on = timedelta(0)
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        """Return the moved instant, aware, in UTC."""
        with self._lock:
            return super().now() + self._offset

    def monotonic(self) -> float:
        """Return seconds that count each move onwards as time that has passed."""
        with self._lock:
            return super().monotonic() + self._moved_on.total_seconds()

    def set(self, instant: datetime) -> None:
        """Make `instant` (aware) the present; time runs on from there."""
        with self._lock:
            offset = instant.astimezone(UTC) - super().now()
            self._moved_on += max(offset - self._offset, timedelta(0))
            self._offset = offset

    def reach(self, instant: datetime) -> None:
        """Make `instant` (aware) the present, unless it has come by now: time never runs backwards."""
        with self._lock:
            ahead = instant.astimezone(UTC) - super().now() - self._offset
            if ahead > timedelta(0):
                self._moved_on += ahead
                self._offset += ahead


@dataclass(frozen=True)
class Bounds:
    """What an answer of Slack's tells of the time there: no earlier than this, and no later than that."""

    earliest: datetime
    latest: datetime

    def apart(self, other: "Bounds") -> timedelta:
        """Return how far two tellings contradict each other; zero if both can be true."""
        gap = max(self.earliest - other.latest, other.earliest - self.latest)
        return max(gap, timedelta(0))

    def nearest(self, instant: datetime) -> datetime:
        """Return the instant within the bounds that is nearest to another."""
        return min(max(instant, self.earliest), self.latest)


class SlackClock:
    """Slack's time, as its answers tell it: the one order in which all that happens is put.

    The host's clock is read once. From there it runs on evenly, whether the host sleeps or has its clock set,
    and is moved by Slack's answers only: no further than they ask.
    """

    def __init__(self, host: Clock) -> None:
        self._host = host
        self._lock = threading.Lock()
        self._begun, self._tick = host.now(), host.monotonic()

    def now(self) -> datetime:
        """Return this instant as Slack has it, aware, in UTC."""
        with self._lock:
            return self._now()

    def monotonic(self) -> float:
        """Return the host's seconds that run on evenly."""
        return self._host.monotonic()

    def told(self, bounds: Bounds) -> None:
        """Mind what an answer that has come just now tells."""
        with self._lock:
            now = self._now()
            self._begun += bounds.nearest(now) - now

    def host_ahead(self) -> timedelta:
        """Return how far the host's clock is ahead of Slack's; negative: behind."""
        return self._host.now() - self.now()

    def _now(self) -> datetime:
        return self._begun + timedelta(seconds=self._host.monotonic() - self._tick)


class FakeClock:
    """A clock that stands still until told otherwise (the tests', and a replay's)."""

    def __init__(self, start: datetime) -> None:
        self._now = self._origin = start.astimezone(UTC)

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

    def step(self, duration: timedelta) -> None:
        """Have the wall clock set on or back by `duration`, while no time passes."""
        self._now += duration
        self._origin += duration
