"""The calendar agrees with a minute-by-minute walk over the clock changes of many zones."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from bot.domain.business_hours import AnyOf, BusinessCalendar, parse_week
from tests.fixtures.examples import some_of
from tests.unit.domain.oracle import MINUTE, MinuteWalk

pytestmark = [pytest.mark.exhaustive, pytest.mark.drawn]

DAYS_BEFORE, DAYS_AFTER = 4, 8

CHANGES = [
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Europe/London", date(2026, 3, 29)),
    ("Europe/London", date(2026, 10, 25)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Cairo", date(2026, 4, 24)),  # at midnight
    ("Africa/Cairo", date(2026, 10, 30)),
    ("Africa/Casablanca", date(2026, 2, 15)),  # off for Ramadan
    ("America/Goose_Bay", date(2010, 11, 7)),  # at a minute past midnight: yesterday comes back
    ("America/Sao_Paulo", date(2018, 11, 4)),
    ("America/Sao_Paulo", date(2019, 2, 17)),
    ("Antarctica/Troll", date(2026, 3, 29)),  # two hours
    ("Antarctica/Troll", date(2026, 10, 25)),
    ("Pacific/Apia", date(2011, 12, 30)),  # a date that never was
    ("Asia/Kathmandu", date(2026, 3, 8)),  # no change, an odd offset
]

WEEKS = [
    "Mon-Fri 09:00-18:00",
    "always",
    "Mon-Sun 22:00-06:00",
    "Mon-Sun 01:30-09:00, Sat-Sun 23:15-24:00",
    "Sat-Sun 02:30-02:45 00:30-01:15, Mon 10:00-12:00",
    "Mon-Thu 09:00-12:00 11:00-13:00 14:00-18:00, Fri 23:30-00:30, Sun 00:00-24:00",
]
BY_DAY = [week for week in WEEKS if "22:00" not in week and "23:30" not in week]


def _pair(zone: str, change: date, hours: str) -> tuple[BusinessCalendar, MinuteWalk]:
    week = parse_week(hours)
    start = datetime(change.year, change.month, change.day, tzinfo=UTC) - timedelta(days=DAYS_BEFORE)
    holidays = [change + timedelta(days=3), change - timedelta(days=2)]
    absences = [(start + timedelta(hours=30), start + timedelta(hours=39, minutes=7))]
    minutes = (DAYS_BEFORE + DAYS_AFTER) * 1440
    return (
        BusinessCalendar(zone, week, holidays, absences),
        MinuteWalk(zone, start, minutes, week, holidays, absences),
    )


# Of these products every zone has its turn and so has every week, in part of them too.
@pytest.mark.parametrize(("change", "hours"), some_of(list(product(CHANGES, WEEKS)), 5), ids=str)
def test_it_agrees_with_a_walk_along_the_minutes(change: tuple[str, date], hours: str) -> None:
    calendar, walk = _pair(*change, hours)
    dice = random.Random(f"{change} {hours}")
    last = len(walk.open) - 1
    for index in range(0, last, 11):
        assert calendar.is_open(walk.start + index * MINUTE) == walk.open[index]
    for _ in range(16):
        a, b = (walk.start + dice.randint(0, last) * MINUTE for _ in range(2))
        minutes = dice.choice([1, 7, 60, 180, 600, 2000]) * dice.choice([1, -1])
        assert calendar.between(a, b) == walk.between(a, b)
        _same(calendar.next_open(a), walk.next_open(a))
        _same(calendar.add(a, minutes * MINUTE), walk.add(a, minutes))
        assert calendar.next_change(a) == _next_change(walk, a) or _next_change(walk, a) is None


@pytest.mark.parametrize(("change", "hours"), some_of(list(product(CHANGES, BY_DAY)), 3), ids=str)
def test_business_days_agree_with_a_walk_along_the_minutes(change: tuple[str, date], hours: str) -> None:
    calendar, walk = _pair(*change, hours)
    dice = random.Random(f"{change} {hours}")
    for _ in range(6):
        t = walk.start + dice.randint(0, 6 * 1440) * MINUTE
        days = dice.randint(0, 4)
        _same(calendar.add_days(t, days), walk.add_days(t, days))


def test_two_calendars_of_different_zones_are_open_while_either_is() -> None:
    start, minutes = datetime(2026, 3, 5, tzinfo=UTC), 5 * 1440
    hours = {"America/New_York": "Mon-Fri 09:00-18:00", "Asia/Kathmandu": "Sun-Thu 10:00-17:30"}
    weeks = {zone: parse_week(text) for zone, text in hours.items()}
    both = AnyOf("America/New_York", [BusinessCalendar(zone, week) for zone, week in weeks.items()])
    walks = [MinuteWalk(zone, start, minutes, week) for zone, week in weeks.items()]
    for index in range(minutes):
        assert both.is_open(start + index * MINUTE) == any(walk.open[index] for walk in walks)
    counted = sum(any(walk.open[index] for walk in walks) for index in range(minutes))
    assert both.between(start, start + minutes * MINUTE) == counted * MINUTE


def _same(answer: datetime | None, expected: datetime | None) -> None:
    """Compare answers, unless the walk's window ended before it found one."""
    assert expected is None or answer == expected


def _next_change(walk: MinuteWalk, t: datetime) -> datetime | None:
    index = walk.index(t)
    state = walk.open[index]
    later = (i for i in range(index + 1, len(walk.open)) if walk.open[i] != state)
    found = next(later, None)
    return None if found is None else walk.start + found * MINUTE
