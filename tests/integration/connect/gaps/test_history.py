"""Reading channels back: page by page, patient with Slack, no further than it must."""

from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.clock import FakeClock
from handlers.allowance import AT_ONCE, Allowance
from handlers.channel_history import PATIENCE_S, History, StillAway
from tests.fixtures.fake_slack import FakeSlack

CHANNEL, LONG_AGO = "C0PARTIFUL", datetime(2026, 1, 1, tzinfo=UTC)
NOW = LONG_AGO + timedelta(days=365)


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def history(slack: FakeSlack, waits: list[float]) -> History:
    slack.messages[CHANNEL] = [{"type": "message", "user": "U0MAYA", "text": "x", "ts": "1772550000.000001"}]
    return History(slack, PATIENCE_S, waits.append)  # type: ignore[arg-type]


def test_a_rate_limit_is_obeyed_however_often_it_comes(
    history: History, slack: FakeSlack, waits: list[float]
) -> None:
    slack.rate_limit("conversations.history", 15, times=3)
    assert len(history.page(CHANNEL, LONG_AGO, NOW).messages) == 1
    assert waits == [15, 15, 15]


def test_passing_trouble_is_waited_out_longer_each_time(
    history: History, slack: FakeSlack, waits: list[float]
) -> None:
    slack.be_unreachable("conversations.history", times=2)
    slack.break_down("conversations.history", status=503)
    assert len(history.page(CHANNEL, LONG_AGO, NOW).messages) == 1
    assert waits == [1, 2, 4]


def test_trouble_that_does_not_pass_is_given_up(
    history: History, slack: FakeSlack, waits: list[float]
) -> None:
    slack.drop("conversations.history", times=1000)
    with pytest.raises(StillAway):
        history.page(CHANNEL, LONG_AGO, NOW)
    assert sum(waits) <= PATIENCE_S


def test_a_longer_wait_than_its_patience_is_left_to_the_caller(
    history: History, slack: FakeSlack, waits: list[float]
) -> None:
    slack.rate_limit("conversations.history", 90)
    with pytest.raises(StillAway) as still:
        history.page(CHANNEL, LONG_AGO, NOW)
    assert (still.value.wait, waits) == (90, [])


def test_a_refusal_is_not_tried_again(history: History, slack: FakeSlack, waits: list[float]) -> None:
    slack.refuse("conversations.history", "not_in_channel")
    with pytest.raises(SlackApiError):
        history.page(CHANNEL, LONG_AGO, NOW)
    assert waits == []


def test_some_calls_may_come_at_once_and_the_rest_evenly(clock: FakeClock, waits: list[float]) -> None:
    allowance = Allowance(60, clock)
    for _ in range(AT_ONCE + 3):
        allowance.take("conversations_history", waits.append)
    assert waits == [1, 2, 3]
    clock.advance(timedelta(seconds=AT_ONCE + 3))
    allowance.take("conversations_history", waits.append)
    assert waits == [1, 2, 3]


def test_each_method_has_an_allowance_of_its_own(clock: FakeClock, waits: list[float]) -> None:
    allowance = Allowance(60, clock)
    for method in ("conversations_history", "conversations_replies"):
        for _ in range(AT_ONCE):
            allowance.take(method, waits.append)
    assert waits == []
