"""What is left of a stretch of time when others are taken out of it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.stretches import Stretch, left_of

START = datetime(2026, 3, 3, tzinfo=UTC)
EDGES = st.integers(-3, 13)


def hours(begin: int, end: int) -> Stretch:
    return START + timedelta(hours=begin), START + timedelta(hours=end)


def test_what_is_taken_from_the_middle_leaves_both_ends() -> None:
    assert left_of(hours(0, 10), [hours(3, 5)]) == [hours(0, 3), hours(5, 10)]


def test_nothing_is_left_of_what_is_covered_or_empty() -> None:
    assert left_of(hours(0, 10), [hours(4, 12), hours(-1, 4)]) == []
    assert left_of(hours(5, 5), []) == []


@given(st.lists(st.tuples(EDGES, EDGES).filter(lambda edges: edges[0] < edges[1])))
def test_each_hour_is_either_left_or_taken(taken: list[tuple[int, int]]) -> None:
    left = left_of(hours(0, 10), [hours(*edges) for edges in taken])
    for hour in range(10):
        at = START + timedelta(hours=hour)
        is_taken = any(begin <= hour < end for begin, end in taken)
        assert any(begin <= at < end for begin, end in left) is not is_taken
    assert all(begin < end for begin, end in left)
