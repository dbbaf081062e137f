"""Open time as sorted UTC intervals with a running total: every question is one or two bisections."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Interval = tuple[int, int]


class OpenTable:
    """The open intervals of one horizon [low, high], in microseconds; immutable, shared between threads."""

    __slots__ = ("days", "ends", "high", "low", "starts", "totals")

    def __init__(self, low: int, high: int, intervals: Iterable[Interval], days: Iterable[int]) -> None:
        self.low = low
        self.high = high
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(intervals):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(end, self.ends[-1])
            else:
                self.starts.append(start)
                self.ends.append(end)
        self.totals = [0]  # totals[i]: open time before starts[i]; one more entry than intervals
        for start, end in zip(self.starts, self.ends, strict=True):
            self.totals.append(self.totals[-1] + end - start)
        self.days = sorted(set(days))

    def reading(self, at: int) -> int:
        """Return the open time from the start of the horizon to `at`."""
        index = bisect_right(self.starts, at) - 1
        if index < 0:
            return 0
        end = self.ends[index]
        return self.totals[index] + (at if at < end else end) - self.starts[index]

    def is_open(self, at: int) -> bool:
        """Say whether `at` lies in an open interval, its end excluded."""
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.ends[index]

    def next_open(self, at: int) -> int | None:
        """Return the least open instant >= `at`, or None if the horizon shows none."""
        index = bisect_right(self.starts, at)
        if index and at < self.ends[index - 1]:
            return at
        return self.starts[index] if index < len(self.starts) else None

    def next_change(self, at: int) -> int | None:
        """Return the next instant after `at` that opens or closes, or None if the horizon shows none."""
        index = bisect_right(self.starts, at)
        if index and at < self.ends[index - 1] < self.high:
            return self.ends[index - 1]
        return self.starts[index] if index < len(self.starts) else None

    def after(self, at: int, amount: int) -> int | None:
        """Return the least instant `amount` (> 0) of open time after `at`; a tie lands on the close."""
        reading = self.reading(at) + amount
        totals = self.totals
        index = bisect_left(totals, reading)
        return None if index == len(totals) else self.starts[index - 1] + reading - totals[index - 1]

    def before(self, at: int, amount: int) -> int | None:
        """Return the greatest instant `amount` (> 0) of open time before `at`."""
        reading = self.reading(at) - amount
        index = bisect_right(self.totals, reading) - 1
        return None if index < 0 else self.starts[index] + reading - self.totals[index]

    def day_after(self, day: int, count: int) -> int | None:
        """Return the count-th business day after `day` (numbers since the epoch), None past the horizon."""
        index = bisect_right(self.days, day) + count - 1
        return self.days[index] if index < len(self.days) else None
