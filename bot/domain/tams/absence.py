"""When somebody is away: a stretch of time, and how it reads in the days of their zone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from bot.domain.calendar.zones import FIRST_DAY, LAST, LAST_DAY, first_instant, instant_at, local_day
from bot.domain.wording import WallClock, clock_time, day_words, moment

_DAY = timedelta(days=1)
FOR_EVER = instant_at(LAST)
"""The end of an absence that has none."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A person is away from `start` until before `end`; `zone` is the one in which their days are counted."""

    start: datetime
    end: datetime
    zone: str
    is_gone: bool = False
    """Whether they are gone for good: their account is deactivated, or Slack knows none."""

    @classmethod
    def of_days(cls, first: date, last: date, zone: str) -> Self:
        """Return whole days, both inclusive; those beyond the calendar stand for ever."""
        start = first_instant(zone, max(first, FIRST_DAY), "00:00")
        end = FOR_EVER if last >= LAST_DAY else first_instant(zone, last + _DAY, "00:00")
        return cls(start, end, zone)

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the first day and the last, if it is made of whole days."""
        return (local_day(self.zone, self.start), self.through) if self._is_of_whole_days else None

    @property
    def through(self) -> date:
        """Return the last day that it touches."""
        return date.max if self.end >= FOR_EVER else local_day(self.zone, self.end - timedelta.resolution)

    @property
    def ends_with_a_day(self) -> bool:
        """Say whether its last day is off to the end; of one without an end, whether days were named."""
        return _begins_a_day(self.zone, self.end) if self.end < FOR_EVER else self._is_of_whole_days

    def words(self, clock: WallClock, now: datetime) -> str:
        """Write "Thu, Dec 24 to Sun, Dec 27", or the times by a clock where it is made of no whole days."""
        if self.days:
            first, last = (day_words(day, local_day(self.zone, now)) for day in self.days)
            return first if first == last else f"{first} to {last}"
        start = moment(self.start, clock)
        end = "until told back" if self.end >= FOR_EVER else f"to {clock_time(self.end, clock, self.start)}"
        return f"{start} {end}"

    @property
    def _is_of_whole_days(self) -> bool:
        ends = self.end >= FOR_EVER or _begins_a_day(self.zone, self.end)
        return ends and _begins_a_day(self.zone, self.start)


def _begins_a_day(zone: str, t: datetime) -> bool:
    return first_instant(zone, local_day(zone, t), "00:00") == t
