"""Reading channels back: page by page, patient with Slack, no further than it must."""

from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from handlers.channel_history import AT_WORK_S, PAGES, PATIENCE_S, History, StillAway
from tests.fixtures.fake_slack import FakeSlack, answered

CHANNEL, LONG_AGO = "C0PARTIFUL", datetime(2026, 1, 1, tzinfo=UTC)


class Endless:
    """A channel without a beginning."""

    def __init__(self) -> None:
        self.calls = 0

    def conversations_history(self, **_arguments: Any) -> SlackResponse:
        self.calls += 1
        return answered({"messages": [{"ts": "1.0"}], "response_metadata": {"next_cursor": "more"}})


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
    slack.rate_limit("conversations.history", 30, times=3)
    assert len(list(history.messages(CHANNEL, LONG_AGO))) == 1
    assert waits == [30, 30, 30]


def test_passing_trouble_is_waited_out_longer_each_time(
    history: History, slack: FakeSlack, waits: list[float]
) -> None:
    slack.be_unreachable("conversations.history", times=2)
    slack.break_down("conversations.history", status=503)
    assert len(list(history.messages(CHANNEL, LONG_AGO))) == 1
    assert waits == [1, 2, 4]


def test_trouble_that_does_not_pass_is_given_up(
    history: History, slack: FakeSlack, waits: list[float]
) -> None:
    slack.drop("conversations.history", times=1000)
    with pytest.raises(StillAway):
        list(history.messages(CHANNEL, LONG_AGO))
    assert sum(waits) <= PATIENCE_S


def test_at_work_nobody_is_kept_waiting_and_the_rate_limit_is_told(
    slack: FakeSlack, waits: list[float]
) -> None:
    slack.rate_limit("conversations.history", 30)
    impatient = History(slack, AT_WORK_S, waits.append)  # type: ignore[arg-type]
    with pytest.raises(StillAway) as still:
        list(impatient.messages(CHANNEL, LONG_AGO))
    assert (still.value.wait, waits) == (30, [])


def test_a_refusal_is_not_tried_again(history: History, slack: FakeSlack, waits: list[float]) -> None:
    slack.refuse("conversations.history", "not_in_channel")
    with pytest.raises(SlackApiError):
        list(history.messages(CHANNEL, LONG_AGO))
    assert waits == []


def test_a_channel_is_read_so_far_and_no_further() -> None:
    endless = Endless()
    assert len(list(History(endless).messages(CHANNEL, LONG_AGO))) == PAGES  # type: ignore[arg-type]
    assert endless.calls == PAGES
