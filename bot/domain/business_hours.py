"""Business time: one predicate, "is it open?", and the arithmetic that follows from it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from bot.domain.calendar.open_table import Interval, OpenTable
from bot.domain.calendar.week import WEEKDAYS, Week, is_around_the_clock, parse_week, spans
from bot.domain.calendar.zones import (
    DAY,
    EPOCH,
    EPOCH_ORDINAL,
    FIRST,
    LAST,
    SECOND,
    first_at_or_past,
    first_instant,
    instant_at,
    microseconds,
    offset_at,
    pieces,
    zone,
)

__all__ = ["AROUND_THE_CLOCK", "AnyOf", "BusinessCalendar", "OpenHours", "first_instant", "parse_week"]

_BEFORE = 40 * DAY
_AFTER = 400 * DAY
_FAR = 20 * 366 * DAY  # a question this far off gets a table of its own instead of decades in between
_EPOCH_WEEKDAY = EPOCH.weekday()


class OpenHours(ABC):
    """When something is open, and how much open time lies between instants; instants are aware datetimes.

    `never` says that the week holds no hours at all.
    """

    def __init__(self, zone_name: str, never: bool) -> None:
        zone(zone_name)
        self.zone = zone_name
        self.never = never
        # Tables are immutable and swapped whole: threads that race build one twice at worst.
        self._table = OpenTable(FIRST - 1, FIRST - 1, (), ())

    @abstractmethod
    def stretch(self, low: int, high: int) -> tuple[list[Interval], list[int]]:
        """Return the open intervals within [low, high) and when shifts, named by their first day, begin."""

    @abstractmethod
    def is_holiday(self, day: date) -> bool:
        """Say whether a date is a holiday to everybody whose hours these are."""

    @abstractmethod
    def next_edge(self, t: datetime) -> datetime | None:
        """Return the next instant after `t` at which it may open or close; None if none is to come."""

    def is_open(self, t: datetime) -> bool:
        """Say whether the wall clock at `t` shows open hours."""
        at = microseconds(t)
        return self._covering(at, at).is_open(at)

    def next_open(self, t: datetime) -> datetime | None:
        """Return the least open instant >= `t`; None for never."""
        at = microseconds(t)
        if self.never:
            return None
        table: OpenTable | None = self._covering(at, at)
        while table is not None:
            found = table.next_open(at)
            if found is not None:
                return instant_at(found)
            table = self._later(table)
        return None

    def add(self, t: datetime, duration: timedelta) -> datetime | None:
        """Return the least u >= `t` with `between(t, u) == duration`, mirrored if negative; None: never."""
        at = microseconds(t)
        amount = duration.days * DAY + duration.seconds * SECOND + duration.microseconds
        if amount == 0:
            return t
        if self.never:
            return None
        table: OpenTable | None = self._covering(at, at)
        while table is not None:
            found = table.after(at, amount) if amount > 0 else table.before(at, -amount)
            if found is not None:
                return EPOCH + timedelta(0, 0, found)
            table = self._later(table) if amount > 0 else self._earlier(table)
        return None

    def between(self, a: datetime, b: datetime) -> timedelta:
        """Return the real open time from `a` to `b`, exact to the microsecond; negative when reversed."""
        start, end = microseconds(a), microseconds(b)
        table = self._covering(start, end) if start <= end else self._covering(end, start)
        return timedelta(0, 0, table.reading(end) - table.reading(start))

    def add_days(self, t: datetime, days: int) -> datetime | None:
        """Return the open instant `days` business dates after `next_open(t)`, at the same wall time.

        Raises ValueError for a negative number of days, and outside the years 2 to 9998.
        """
        if days < 0:
            raise ValueError("business days are counted forward only")
        start = self.next_open(t)
        if start is None or days == 0:
            return start
        at = microseconds(start)
        wall = at + offset_at(self.zone, at)
        table: OpenTable | None = self._covering(at, at)
        while table is not None:
            day = table.day_after(wall // DAY, days)
            if day is not None:
                return self.next_open(instant_at(first_at_or_past(self.zone, day * DAY + wall % DAY)))
            table = self._later(table)
        return None

    def _covering(self, low: int, high: int) -> OpenTable:
        table = self._table
        if table.low <= low and high <= table.high:
            return table
        if low < FIRST or high > LAST:
            raise ValueError("business hours are known from the year 2 to the year 9998")
        if low - table.high < _FAR and table.low - high < _FAR:
            low, high = min(low, table.low), max(high, table.high)
        return self._build(max(FIRST, low - _BEFORE), min(LAST, high + _AFTER))

    def _later(self, table: OpenTable) -> OpenTable | None:
        if table.high >= LAST:
            return None
        return self._build(table.low, min(LAST, 2 * table.high - table.low))

    def _earlier(self, table: OpenTable) -> OpenTable | None:
        if table.low <= FIRST:
            return None
        return self._build(max(FIRST, 2 * table.low - table.high), table.high)

    def _build(self, low: int, high: int) -> OpenTable:
        intervals, shifts = self.stretch(low, high)
        days = ((start + offset_at(self.zone, start)) // DAY for start in shifts)
        self._table = table = OpenTable(low, high, intervals, days)
        return table


class BusinessCalendar(OpenHours):
    """One person's weekly hours on the wall clock of a zone, holidays (named if mapped) and absences out."""

    def __init__(
        self,
        zone: str,
        week: Week,
        holidays: Collection[date] = (),
        absences: Sequence[tuple[datetime, datetime]] = (),
    ) -> None:
        self._spans = spans(week)
        super().__init__(zone, never=not any(self._spans))
        self._week = week
        names = holidays if isinstance(holidays, Mapping) else dict.fromkeys(holidays, "")
        self.holidays, self._holidays = _days_off(tuple(names.items()))
        self._absences = _merged(absences)
        self._settled_after = self._settles_after()

    def is_holiday(self, day: date) -> bool:
        """Say whether a date is a holiday here."""
        return day in self.holidays

    def minus(self, absences: Sequence[tuple[datetime, datetime]]) -> "BusinessCalendar":
        """Return this calendar with more absences taken out."""
        own = [(instant_at(start), instant_at(end)) for start, end in self._absences]
        return BusinessCalendar(self.zone, self._week, self.holidays, [*own, *absences])

    def works_on(self, day: date) -> bool:
        """Say whether hours are posted for the weekday of `day`, holiday or not."""
        return bool(self._week.get(WEEKDAYS[day.weekday()]))

    def next_change(self, t: datetime) -> datetime | None:
        """Return the next instant after `t` that opens or closes; None if it stays as it is for ever."""
        at = microseconds(t)
        if self.never:
            return None
        table: OpenTable | None = self._covering(at, at)
        while table is not None:
            found = table.next_change(at)
            if found is not None:
                return instant_at(found)
            table = None if table.high > self._settled_after else self._later(table)
        return None

    def next_edge(self, t: datetime) -> datetime | None:
        """Return the next change."""
        return self.next_change(t)

    def stretch(self, low: int, high: int) -> tuple[list[Interval], list[int]]:
        """Return the open intervals within [low, high) and when shifts, named by their first day, begin."""
        intervals: list[Interval] = []
        shifts: list[int] = []
        for start, end in self._present(low, high):
            for piece in pieces(self.zone, start, end):
                self._fill(*piece, intervals, shifts)
        return intervals, shifts

    def _fill(self, low: int, high: int, offset: int, intervals: list[Interval], shifts: list[int]) -> None:
        """Append the hours of a piece of time in which the zone's offset stands still."""
        for day in range((low + offset) // DAY, (high + offset - 1) // DAY + 1):
            if day in self._holidays:
                continue
            midnight = day * DAY - offset
            for opens, closes, starts_here in self._spans[(day + _EPOCH_WEEKDAY) % 7]:
                start, end = max(midnight + opens, low), min(midnight + closes, high)
                if start < end:
                    intervals.append((start, end))
                    if starts_here:
                        shifts.append(start)

    def _present(self, low: int, high: int) -> Iterator[Interval]:
        """Yield [low, high) without the absences, so that a long one costs nothing to pass."""
        for away, back in self._absences:
            if low < away < high:
                yield low, away
            low = max(low, back)
        if low < high:
            yield low, high

    def _settles_after(self) -> int:
        """Return an instant after which the calendar never changes: LAST unless its week knows no closing."""
        if not is_around_the_clock(self._spans):
            return LAST
        two_days_past_holidays = (max(self._holidays, default=FIRST // DAY) + 3) * DAY
        return max(two_days_past_holidays, self._absences[-1][1] if self._absences else FIRST)


class AnyOf(OpenHours):
    """Open while any of several calendars is; its business days are counted in its own zone."""

    def __init__(self, zone: str, calendars: Sequence[OpenHours]) -> None:
        super().__init__(zone, never=all(calendar.never for calendar in calendars))
        self._calendars = tuple(calendars)

    def is_holiday(self, day: date) -> bool:
        """Say whether a date is a holiday in every one of the calendars."""
        return all(calendar.is_holiday(day) for calendar in self._calendars)

    def next_edge(self, t: datetime) -> datetime | None:
        """Return the next instant at which any of the calendars opens or closes."""
        edges = (calendar.next_edge(t) for calendar in self._calendars)
        return min((edge for edge in edges if edge is not None), default=None)

    def stretch(self, low: int, high: int) -> tuple[list[Interval], list[int]]:
        """Return the open intervals within [low, high) and when shifts, named by their first day, begin."""
        intervals: list[Interval] = []
        shifts: list[int] = []
        for calendar in self._calendars:
            theirs, their_shifts = calendar.stretch(low, high)
            intervals += theirs
            shifts += their_shifts
        return intervals, shifts


@lru_cache(maxsize=256)
def _days_off(named: tuple[tuple[date, str], ...]) -> tuple[Mapping[date, str], frozenset[int]]:
    """Return holidays by their dates, and as days since 1970: kept once for all calendars that share them."""
    days = dict(named)
    return MappingProxyType(days), frozenset(day.toordinal() - EPOCH_ORDINAL for day in days)


def _merged(absences: Sequence[tuple[datetime, datetime]]) -> tuple[Interval, ...]:
    """Return absences as sorted disjoint intervals; ValueError for one that ends before it starts."""
    merged: list[Interval] = []
    for start, end in sorted((microseconds(a), microseconds(b)) for a, b in absences):
        if end <= start:
            raise ValueError(f"an absence from {instant_at(start)} cannot end at {instant_at(end)}")
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)


AROUND_THE_CLOCK = BusinessCalendar("UTC", parse_week("always"))
