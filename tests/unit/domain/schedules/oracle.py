"""A slow second opinion on schedules: walks along real time and reads the wall clock, rule by rule.

Shares no code and no idea with the implementation. Good for whole minutes.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain.schedules import Layer, Override, Turns, Unit

Absences = Mapping[str, Sequence[tuple[datetime, datetime]]]
Answer = tuple[str | None, str | None]
STEP = timedelta(minutes=15)


def shown(zone: str, t: datetime) -> datetime:
    """Return what the wall clock of a zone reads, as a naive datetime."""
    return t.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@cache
def furthest(zone: str, t: datetime) -> datetime:
    """Return the latest reading that the wall clock has ever shown by an instant, looking back two days."""
    return max(shown(zone, t - step * STEP) for step in range(2 * 96))


@cache
def first_showing(zone: str, wall: datetime) -> datetime:
    """Walk to the first instant at which the wall clock reads that much or more."""
    t = wall.replace(tzinfo=UTC) - timedelta(days=2)
    while shown(zone, t) < wall:
        t += STEP
    return t


def handoff(turns: Turns, number: int) -> datetime:
    """Return the reading of the wall clock at which a turn is to begin, counting dates one after another."""
    day = turns.since
    if turns.every.unit is Unit.WEEK:
        while day.weekday() != turns.handoff.weekday:
            day += timedelta(days=1)
    hour, minute = (int(part) for part in turns.handoff.time.split(":"))
    length = turns.every.count * number
    if turns.every.unit is Unit.MONTH:
        year, month = day.year, day.month
        for _ in range(length):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        day = date(year, month, min(turns.since.day, monthrange(year, month)[1]))
    else:
        day += timedelta(weeks=length) if turns.every.unit is Unit.WEEK else timedelta(days=length)
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001  # a reading has no zone


def turn(turns: Turns, t: datetime) -> int | None:
    """Count the handoffs that the wall clock has shown by an instant."""
    if turns.every.unit is Unit.HOUR:
        elapsed = t - first_showing(turns.zone, handoff(turns, 0))
        number = elapsed // timedelta(hours=turns.every.count)
        return number if number >= 0 else None
    seen, number = furthest(turns.zone, t), _roughly(turns, t)
    while handoff(turns, number) <= seen:
        number += 1
    return number - 1 if number else None


def _roughly(turns: Turns, t: datetime) -> int:
    """Return the number of some turn before the one at an instant, so that no test counts for years."""
    longest = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 31}[turns.every.unit] * turns.every.count
    return max(0, (t.date() - turns.since).days // longest - 2)


@dataclass(frozen=True)
class Walk:
    """A schedule answered by reading the rules from top to bottom."""

    layers: Sequence[Layer]
    overrides: Sequence[Override]
    absences: Absences
    hours: Mapping[str, tuple[int, int]]
    """The hours of layers that have some, by name: from which minute of each day until before which."""

    def at(self, t: datetime) -> Answer:
        """Return who is on call at an instant, and by which layer."""
        return self._overridden(len(self.overrides), t)

    def _overridden(self, count: int, t: datetime) -> Answer:
        if count == 0:
            return self._layered(t)
        last = self.overrides[count - 1]
        beneath = self._overridden(count - 1, t)
        applies = last.start <= t < last.end and last.instead_of in (None, beneath[0])
        return (last.person, "override") if applies else beneath

    def _layered(self, t: datetime) -> Answer:
        answers = ((self._of_layer(layer, t), layer.name) for layer in self.layers)
        return next(((person, name) for person, name in answers if person), (None, None))

    def _of_layer(self, layer: Layer, t: datetime) -> str | None:
        number = turn(layer.turns, t) if layer.turns else 0
        if number is None or not self._in_hours(layer, t):
            return None
        here = number % len(layer.people)
        order = [*layer.people[here:], *layer.people[:here]]
        return next((person for person in order if not self._is_away(person, t)), None)

    def _in_hours(self, layer: Layer, t: datetime) -> bool:
        if layer.name not in self.hours or layer.hours is None:
            return True
        first, last = self.hours[layer.name]
        clock = shown(layer.hours.zone, t)
        minute = clock.hour * 60 + clock.minute
        return first <= minute < last if first < last else minute >= first or minute < last

    def _is_away(self, person: str, t: datetime) -> bool:
        return any(start <= t < end for start, end in self.absences.get(person, ()))
