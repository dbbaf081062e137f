"""Slack's clock as the bot keeps it: evenly, whatever the host's own does, and as Slack's answers tell it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import Bounds, FakeClock, SlackClock

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SPANS = st.timedeltas(-timedelta(days=400), timedelta(days=400))


def exactly(instant: datetime) -> Bounds:
    return Bounds(instant, instant)


@pytest.fixture
def host() -> FakeClock:
    return FakeClock(NOON)


def test_until_slack_has_answered_it_is_the_hosts(host: FakeClock) -> None:
    clock = SlackClock(host)
    host.advance(MINUTE)
    assert clock.now() == NOON + MINUTE
    assert clock.host_ahead() == timedelta(0)


@pytest.mark.parametrize("skew", [10 * MINUTE, -10 * MINUTE])
def test_an_answer_sets_it_right_and_it_runs_on_from_there(host: FakeClock, skew: timedelta) -> None:
    clock = SlackClock(host)
    clock.told(exactly(NOON + skew))
    host.advance(MINUTE)
    assert clock.now() == NOON + skew + MINUTE
    assert clock.host_ahead() == -skew


def test_an_answer_that_agrees_moves_nothing(host: FakeClock) -> None:
    clock = SlackClock(host)
    clock.told(Bounds(NOON - MINUTE, NOON + MINUTE))
    assert clock.now() == NOON


@pytest.mark.parametrize("step", [10 * MINUTE, -10 * MINUTE])
def test_a_host_whose_clock_is_set_changes_nothing(host: FakeClock, step: timedelta) -> None:
    clock = SlackClock(host)
    host.advance(MINUTE)
    host.step(step)
    assert clock.now() == NOON + MINUTE
    assert clock.host_ahead() == step


def test_a_host_that_slept_is_as_late_as_slack_is(host: FakeClock) -> None:
    clock = SlackClock(host)
    host.advance(timedelta(hours=8))
    assert clock.now() == NOON + timedelta(hours=8)


@given(
    skew=SPANS, events=st.lists(st.tuples(st.sampled_from(["step", "pass", "answer"]), SPANS), max_size=20)
)
def test_after_an_exact_answer_it_is_slacks_time_whatever_the_host_does(
    skew: timedelta, events: list[tuple[str, timedelta]]
) -> None:
    host, slack = FakeClock(NOON), NOON + skew
    clock = SlackClock(host)
    clock.told(exactly(slack))
    for what, span in events:
        if what == "step":
            host.step(span)
        elif what == "pass":
            host.advance(abs(span))
            slack += abs(span)
        else:
            clock.told(Bounds(slack - abs(span), slack + MINUTE))
        assert clock.now() == slack
