"""Handoffs over every clock change of five zones in thirty years: one answer each time, and the right one."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from bot.domain.calendar.zones import instant_at, microseconds, pieces
from bot.domain.schedules import Every, Handoff, Layer, Schedule, Turns, Unit
from tests.fixtures.examples import some_of
from tests.unit.domain.schedules.oracle import STEP, turn

pytestmark = [pytest.mark.exhaustive, pytest.mark.drawn]

ZONES = [
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour
    "America/Santiago",  # at midnight, and later and later in the year
    "Africa/Casablanca",  # off for Ramadan
    "Pacific/Apia",  # a date that never was
]
START, END = datetime(2000, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC)
SINCE = date(1999, 12, 31)
PEOPLE = ("ana", "ben", "cho")

TURNS = [
    (Every(1, Unit.DAY), Handoff("02:30")),
    (Every(1, Unit.DAY), Handoff("00:15")),
    (Every(3, Unit.DAY), Handoff("23:30")),
    (Every(1, Unit.WEEK), Handoff("00:00", 6)),
    (Every(2, Unit.WEEK), Handoff("02:00", 6)),
    (Every(1, Unit.MONTH), Handoff("01:45")),
    (Every(12, Unit.HOUR), Handoff("02:30")),
]


def transitions(zone: str) -> list[datetime]:
    """Return when the clocks of a zone changed."""
    return [instant_at(end) for _, end, _ in list(pieces(zone, microseconds(START), microseconds(END)))[:-1]]


def team(zone: str, every: Every, handoff: Handoff) -> Schedule:
    """Return a 24x7 team of three who take turns."""
    return Schedule([Layer("all", PEOPLE, Turns(zone, every, handoff, SINCE))])


@pytest.mark.parametrize("zone", ZONES)
def test_the_zones_change_their_clocks_often_enough_to_tell(zone: str) -> None:
    assert len(transitions(zone)) >= 20


@pytest.mark.parametrize(("zone", "by"), some_of(list(product(ZONES, TURNS)), 3), ids=str)
def test_there_is_one_answer_at_each_instant_around_each_change(zone: str, by: tuple[Every, Handoff]) -> None:
    turns = Turns(zone, *by, SINCE)
    schedule = team(zone, *by)
    for change in transitions(zone):
        start = change.replace(minute=0, second=0) - timedelta(hours=27)
        shifts = schedule.shifts(start, start + timedelta(hours=54))
        assert sum((shift.end - shift.start for shift in shifts), timedelta()) == timedelta(hours=54)
        for shift in shifts:
            for t in (shift.start, shift.end - STEP):
                number = turn(turns, t)
                assert number is not None
                assert shift.person == PEOPLE[number % 3], t


@pytest.mark.parametrize(("zone", "by"), some_of(list(product(ZONES, TURNS)), 3), ids=str)
def test_turns_follow_each_other_without_a_gap_for_thirty_years(zone: str, by: tuple[Every, Handoff]) -> None:
    turns = Turns(zone, *by, SINCE)
    last = turns.at(microseconds(END))
    assert last is not None
    for number in range(0, last, 3):
        begins, ends = turns.begins(number), turns.begins(number + 1)
        assert begins <= ends
        if begins < ends:  # a date that never was leaves its turn no time
            assert turns.at(begins) == turns.at(ends - 1) == number


@pytest.mark.parametrize("zone", some_of(ZONES, 2))
def test_turns_of_hours_last_real_hours_whatever_the_clocks_do(zone: str) -> None:
    shifts = team(zone, Every(12, Unit.HOUR), Handoff("08:00")).shifts(START, END)
    assert {shift.end - shift.start for shift in shifts[1:-1]} == {timedelta(hours=12)}


@pytest.mark.parametrize("zone", some_of(ZONES, 2))
def test_turns_of_days_last_a_day_but_for_what_the_clocks_do(zone: str) -> None:
    shifts = team(zone, Every(1, Unit.DAY), Handoff("08:00")).shifts(START, END)
    odd = [shift for shift in shifts[1:-1] if shift.end - shift.start != timedelta(days=1)]
    changes = transitions(zone)
    assert 20 <= len(odd) <= len(changes) + 1  # a date that never was cuts two turns short
    assert all(any(shift.start <= change <= shift.end for change in changes) for shift in odd)
