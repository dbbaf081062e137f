"""Turns: when each of them begins, and which one it is at an instant, found without counting up to it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from bot.domain.calendar.week import WEEKDAYS, parse_week
from bot.domain.calendar.zones import (
    DAY,
    EPOCH_ORDINAL,
    FIRST_DAY,
    LAST,
    LAST_DAY,
    SECOND,
    first_at_or_past,
    offset_at,
    time_of_day,
    zone,
)
from bot.domain.schedules.horizon import NEVER

_HOUR = 3600 * SECOND
_EVERY = re.compile(r"(\d{1,4})\s+([a-z]+)", re.IGNORECASE | re.ASCII)


class Unit(StrEnum):
    """What the length of a turn is counted in."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Every:
    """How long a turn is; hours are real ones, anything longer goes by the calendar on the wall."""

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError("a turn lasts 1 hour, day, week or month at least")


@dataclass(frozen=True, slots=True)
class Handoff:
    """The wall-clock time at which turns begin, and the weekday (0 is Monday) where they last weeks."""

    time: str
    weekday: int | None = None


def parse_every(text: str) -> Every:
    """Read "12 hours", "1 day", "2 weeks" or "1 month"; ValueError if it is none."""
    match = _EVERY.fullmatch(text.strip())
    unit = match[2].lower().removesuffix("s") if match else ""
    if match is None or unit not in set(Unit) or int(match[1]) == 0:
        raise ValueError(
            f"“{text}” isn't a length of a turn; write one like 12 hours, 1 day, 2 weeks or 1 month"
        )
    return Every(int(match[1]), Unit(unit))


def parse_handoff(text: str, unit: Unit) -> Handoff:
    """Read "Mon 09:00" where turns last weeks, "09:00" otherwise; ValueError if it does not fit."""
    day, _, time = text.strip().rpartition(" ")
    if unit is not Unit.WEEK:
        if day:
            raise ValueError(f"“{text}” names a weekday, but no week is counted; write a time like 09:00")
        if time_of_day(time) == DAY:
            raise ValueError(f"“{text}” is the end of a day; write 00:00")
        return Handoff(time)
    try:
        days = list(parse_week(f"{day} {time}-24:00"))
    except ValueError:
        days = []
    if len(days) != 1:
        raise ValueError(f"“{text}” isn't a weekly handoff; write a weekday and a time like Mon 09:00")
    return Handoff(time, WEEKDAYS.index(days[0]))


@dataclass(frozen=True)
class Turns:
    """Turns of equal length, the first of which begins at the first handoff on or after the day `since`.

    A handoff is the first instant whose wall clock shows its date and time or more: the end of the gap that
    swallowed it, the first of two that the clock shows.
    """

    zone: str
    every: Every
    handoff: Handoff
    since: date

    def __post_init__(self) -> None:
        zone(self.zone)
        if not FIRST_DAY <= self.since <= LAST_DAY:
            raise ValueError(f"{self.since} is out of range: turns begin from {FIRST_DAY} to {LAST_DAY}")
        if (self.handoff.weekday is None) is (self.every.unit is Unit.WEEK):
            raise ValueError("a handoff names a weekday exactly where turns last weeks")

    @cached_property
    def first(self) -> int:
        """Return the instant at which turn 0 begins, in microseconds."""
        return _handoff(self.zone, self._wall(0))

    def begins(self, turn: int) -> int:
        """Return the instant at which a turn begins, in microseconds; NEVER once the calendar has ended."""
        if self.every.unit is Unit.HOUR:
            return min(self.first + turn * self.every.count * _HOUR, NEVER)
        wall = self._wall(turn)
        return NEVER if wall >= LAST else _handoff(self.zone, wall)

    def at(self, instant: int) -> int | None:
        """Return the number of the turn at an instant in microseconds; None before the first begins."""
        if instant < self.first:
            return None
        if self.every.unit is Unit.HOUR:
            return (instant - self.first) // (self.every.count * _HOUR)
        turn = self._shown(instant + offset_at(self.zone, instant))
        # In an hour that comes twice the clock may have shown the next handoff already.
        while self.begins(turn + 1) <= instant:
            turn += 1
        return turn

    def _wall(self, turn: int) -> int:
        """Return the wall clock's reading, in local microseconds, at which a turn is to begin."""
        if self.every.unit is Unit.MONTH:
            months = self.since.year * 12 + self.since.month - 1 + turn * self.every.count
            day = _day_of_month(months, self.since.day)
        else:
            length = 7 if self.every.unit is Unit.WEEK else 1
            day = self._first_day + turn * self.every.count * length
        return day * DAY + self._time

    def _shown(self, wall: int) -> int:
        """Return the last turn that is to begin at or before a reading of the wall clock."""
        if self.every.unit is Unit.MONTH:
            shown = date.fromordinal(wall // DAY + EPOCH_ORDINAL)
            months = (shown.year - self.since.year) * 12 + shown.month - self.since.month
            turn = months // self.every.count
            return turn if self._wall(turn) <= wall else turn - 1
        return (wall - self._wall(0)) // (self._wall(1) - self._wall(0))

    @cached_property
    def _time(self) -> int:
        return time_of_day(self.handoff.time)

    @cached_property
    def _first_day(self) -> int:
        """Return the day of turn 0, counted from the epoch."""
        wait = 0 if self.handoff.weekday is None else (self.handoff.weekday - self.since.weekday()) % 7
        return self.since.toordinal() - EPOCH_ORDINAL + wait


# Whoever asks about now asks again soon, and for the same few handoffs.
@lru_cache(maxsize=4096)
def _handoff(name: str, wall: int) -> int:
    """Return the instant at which the clock in a zone first shows a reading, or more."""
    return first_at_or_past(name, wall)


def _day_of_month(months: int, day: int) -> int:
    """Return a day of a month counted from the year 0, or the month's last, as a day from the epoch."""
    year, month = months // 12, months % 12 + 1
    if year > 9998:
        return LAST // DAY
    return date(year, month, min(day, monthrange(year, month)[1])).toordinal() - EPOCH_ORDINAL
