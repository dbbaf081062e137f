"""A slow second opinion on business time: walks real minutes and asks zoneinfo what the wall clock shows.

Shares no code and no idea with the implementation. Good for whole-minute offsets, edges and questions.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=64)
def wall_clock(zone: str, start: datetime, minutes: int) -> tuple[tuple[date, int], ...]:
    """Return the local date and minute of the day at each real minute of a window."""
    tz = ZoneInfo(zone)
    shown = []
    for step in range(minutes):
        local = (start + step * MINUTE).astimezone(tz)
        shown.append((local.date(), local.hour * 60 + local.minute))
    return tuple(shown)


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


class MinuteWalk:
    """Business time within one window, decided minute by minute."""

    def __init__(
        self,
        zone: str,
        start: datetime,
        minutes: int,
        week: Mapping[str, Sequence[tuple[str, str]]],
        holidays: Collection[date] = (),
        absences: Sequence[tuple[datetime, datetime]] = (),
    ) -> None:
        self.start, self.holidays, self.absences = start, holidays, absences
        self.intervals = [[(_minute(a), _minute(b)) for a, b in week.get(day, ())] for day in DAYS]
        self.wall = wall_clock(zone, start, minutes)
        self.open = [self._open(index) for index in range(minutes)]

    def _open(self, index: int) -> bool:
        day, minute = self.wall[index]
        now = self.start + index * MINUTE
        if day in self.holidays or any(gone <= now < back for gone, back in self.absences):
            return False
        return self._own(day, minute) or self._from_the_night_before(day, minute)

    def _own(self, day: date, minute: int) -> bool:
        for opens, closes in self.intervals[day.weekday()]:
            overnight = closes < opens
            if minute >= opens and (overnight or minute < closes):
                return True
        return False

    def _from_the_night_before(self, day: date, minute: int) -> bool:
        return any(closes < opens and minute < closes for opens, closes in self.intervals[day.weekday() - 1])

    def index(self, t: datetime) -> int:
        """Return how many minutes into the window `t` lies."""
        return (t - self.start) // MINUTE

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Count the open minutes from a to b."""
        if b < a:
            return -self.between(b, a)
        return sum(self.open[self.index(a) : self.index(b)]) * MINUTE

    def next_open(self, t: datetime) -> datetime | None:
        """Walk forward to the first open minute; None if the window ends first."""
        for index in range(self.index(t), len(self.open)):
            if self.open[index]:
                return self.start + index * MINUTE
        return None

    def add(self, t: datetime, minutes: int) -> datetime | None:
        """Walk until so many open minutes passed, back if negative; None if the window ends first."""
        index, left = self.index(t), abs(minutes)
        while left:
            index += 1 if minutes > 0 else -1
            passed = index - 1 if minutes > 0 else index
            if not 0 <= passed < len(self.open):
                return None
            left -= self.open[passed]
        return self.start + index * MINUTE

    def add_days(self, t: datetime, days: int) -> datetime | None:
        """Walk to the date that is so many business dates on, then to its wall time, then to an opening."""
        begin = self.next_open(t)
        if begin is None:
            return None
        index = self.index(begin)
        first_date, wall_minute = self.wall[index]
        target, left = first_date, days
        while left:
            target += timedelta(days=1)
            if target > self.wall[-1][0]:
                return None
            left -= self._is_business_date(target)
        for later in range(index, len(self.wall)):
            if self.wall[later] >= (target, wall_minute):
                return self.next_open(self.start + later * MINUTE)
        return None

    def _is_business_date(self, day: date) -> bool:
        return any(
            shown == day and is_open and self._own(day, minute)
            for is_open, (shown, minute) in zip(self.open, self.wall, strict=True)
        )
