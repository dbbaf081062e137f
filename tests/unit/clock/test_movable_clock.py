"""The clock that is moved on: it runs on from wherever it was set, and back only where it is set back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock

START = datetime(2026, 3, 3, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_what_is_ahead_is_reached_and_counts_as_time_that_has_passed() -> None:
    clock = MovableClock(START)
    before = clock.monotonic()
    clock.reach(START + HOUR)
    assert START + HOUR <= clock.now() < START + 2 * HOUR
    assert clock.monotonic() - before >= HOUR.total_seconds() - 1


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(milliseconds=1), HOUR])
def test_what_has_come_already_is_no_way_back(ago: timedelta) -> None:
    clock = MovableClock(START)
    clock.reach(START + HOUR)
    now, monotonic = clock.now(), clock.monotonic()
    clock.reach(now - ago)
    assert clock.now() >= now
    assert monotonic <= clock.monotonic() < monotonic + HOUR.total_seconds()


def test_set_it_stands_where_it_is_set_even_if_that_is_past() -> None:
    clock = MovableClock(START + HOUR)
    clock.set(START)
    assert START <= clock.now() < START + HOUR
