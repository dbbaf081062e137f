"""Schedules: who is on call, among one person and among five hundred, today and in six centuries."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.calendar.open_table import OpenTable
from bot.domain.schedules import Every, Handoff, Layer, Override, Schedule, Turns, Unit, away
from tests.bench.measure import Figure, best_of

_CALLS = 2_000
_START = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
_DAY = timedelta(days=1)


def figures() -> Iterator[Figure]:
    """Time a look-up in schedules of one and of 500 people, each with twenty absences, and far ahead."""
    alone = _look_up(_schedule(1), _START)
    yield Figure("schedules, who is on call, 1 person", alone, "us", 250)
    yield Figure("schedules, 500 people to 1", _look_up(_schedule(500), _START) / alone, "times", 2)
    far = _START.replace(year=2626)
    yield Figure("schedules, in 600 years to today", _look_up(_schedule(1), far) / alone, "times", 2)


def _look_up(schedule: Schedule, around: datetime) -> float:
    """Return the microseconds that one look-up takes, at instants all over two years."""
    schedule.at(around)
    return best_of(5, partial(_walk, schedule, around)) / _CALLS * 1e6


def _walk(schedule: Schedule, around: datetime) -> None:
    for step in range(_CALLS):
        schedule.at(around + step % 700 * _DAY)


def _schedule(size: int) -> Schedule:
    people = [f"person{number}" for number in range(size)]
    weekly = Turns("Europe/Berlin", Every(1, Unit.WEEK), Handoff("08:00", 0), date(2026, 1, 5))
    halves = Turns("UTC", Every(12, Unit.HOUR), Handoff("00:00"), date(2026, 1, 1))
    hours = BusinessCalendar("Europe/Berlin", parse_week("Mon-Fri 08:00-16:00"))
    layers = [Layer("office", people, weekly, hours), Layer("rest", people, halves)]
    overrides = [Override(person, _START, _START + _DAY) for person in people]
    return Schedule(layers, overrides, {person: _absences(number) for number, person in enumerate(people)})


def _absences(number: int) -> OpenTable:
    starts = [_START + (40 * turn + number) * _DAY for turn in range(20)]
    return away([(start, start + 2 * _DAY) for start in starts])
