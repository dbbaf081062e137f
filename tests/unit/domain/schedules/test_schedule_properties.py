"""What holds of any schedule at any instant."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedules import Schedule
from tests.fixtures.examples import drawing
from tests.unit.domain.schedules.drawn import QUARTER, instants, schedules
from tests.unit.domain.schedules.oracle import Walk

Drawn = tuple[Schedule, Walk]


@given(schedules(), instants(), st.integers(1, 96))
def test_it_answers_as_a_walk_through_the_rules_does(drawn: Drawn, start: datetime, steps: int) -> None:
    schedule, walk = drawn
    for step in range(steps):
        t = start + step * QUARTER
        found = schedule.at(t)
        assert (found.person, found.layer) == walk.at(t), t


@given(schedules(), instants())
def test_until_is_the_first_instant_at_which_it_is_another_answer(drawn: Drawn, t: datetime) -> None:
    schedule, _ = drawn
    found = schedule.at(t)
    if found.until is not None:
        assert found.until > t
        before = schedule.at(found.until - timedelta(microseconds=1))
        after = schedule.at(found.until)
        assert (before.person, before.layer, before.until) == (found.person, found.layer, found.until)
        assert (after.person, after.layer) != (found.person, found.layer)


@given(schedules(), instants(), st.timedeltas(timedelta(microseconds=1), timedelta(days=60)))
def test_shifts_tile_what_was_asked_for_exactly(drawn: Drawn, start: datetime, length: timedelta) -> None:
    schedule, _ = drawn
    shifts = schedule.shifts(start, start + length)
    assert (shifts[0].start, shifts[-1].end) == (start, start + length)
    for earlier, later in pairwise(shifts):
        assert earlier.start < earlier.end == later.start
        assert (earlier.person, earlier.layer) != (later.person, later.layer)
    for shift in shifts:
        answer = schedule.at(shift.start)
        assert (answer.person, answer.layer) == (shift.person, shift.layer)
        assert answer.until is None or answer.until >= shift.end
        assert (shift.person is None) is (shift.layer is None)


@given(schedules(), st.lists(instants(), min_size=3, max_size=3, unique=True))
def test_shifts_of_two_parts_are_the_shifts_of_the_whole(drawn: Drawn, cuts: list[datetime]) -> None:
    schedule, _ = drawn
    first, middle, last = sorted(cuts)
    whole = schedule.shifts(first, last)
    parts = schedule.shifts(first, middle) + schedule.shifts(middle, last)
    inside = {shift.start for shift in whole}
    assert {shift.start for shift in parts} - inside <= {middle}
    assert inside <= {shift.start for shift in parts}


@given(schedules(), instants(), st.integers(-14 * 60, 14 * 60))
def test_the_spelling_of_an_instant_never_matters(drawn: Drawn, t: datetime, offset: int) -> None:
    schedule, _ = drawn
    assert schedule.at(t.astimezone(timezone(timedelta(minutes=offset)))) == schedule.at(t)


@drawing(8)
@given(schedules(), instants(), st.integers(1, 7900))
def test_the_far_past_and_the_far_future_have_an_answer(drawn: Drawn, t: datetime, years: int) -> None:
    schedule, _ = drawn
    far = t.replace(year=2026 + years if years < 7900 else 5, day=min(t.day, 28))
    found = schedule.at(far)
    assert found.until is None or found.until > far


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-01-01T00:00:00 has no UTC offset, so it names no instant"):
        Schedule([]).at(datetime(2026, 1, 1))  # noqa: DTZ001  # which is the point
