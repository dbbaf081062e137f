"""What Slack's answers tell of the time: their `Date`, and the `ts` of what was posted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk.errors import SlackApiError

from bot.clock import FakeClock, SlackClock
from bot.outbox.timed_client import TimedClient
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.slack_on_http import on_http

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
SECONDS = timedelta(seconds=1)


@dataclass
class Line:
    """A bot's clock, and a Slack that has its own."""

    clock: SlackClock
    slacks: FakeClock
    client: TimedClient

    @property
    def apart(self) -> timedelta:
        """Return how far the bot's clock is from Slack's."""
        return abs(self.clock.now() - self.slacks.now())


@pytest.fixture
def line() -> Iterator[Line]:
    clock, slacks = SlackClock(FakeClock(NOON)), FakeClock(NOON)
    with on_http(FakeSlack(slacks)) as url:
        yield Line(clock, slacks, TimedClient("xoxb-1", clock, base_url=url))


@pytest.mark.parametrize("minutes", [10, -10, 300_000])
def test_any_answer_tells_slacks_time_to_seconds_and_a_post_exactly(line: Line, minutes: int) -> None:
    line.slacks.advance(timedelta(minutes=minutes, milliseconds=400))
    line.client.auth_test()
    assert line.apart <= 2 * SECONDS
    line.client.chat_postMessage(channel="C1", text="hello")
    assert line.apart == timedelta(0)


def test_a_refusal_tells_it_too(line: Line) -> None:
    line.slacks.advance(timedelta(minutes=10))
    with pytest.raises(SlackApiError):
        line.client.api_call("no.such.method")
    assert line.apart <= 2 * SECONDS


def test_a_clock_that_agrees_to_the_second_is_left_alone(line: Line) -> None:
    line.slacks.advance(timedelta(milliseconds=700))
    line.client.auth_test()
    assert line.clock.now() == NOON


class TestAStandIn:
    """Of a stand-in for Slack, one of the two may be made up."""

    @pytest.mark.parametrize("ts", ["1503435956.000247", "1.000001"])
    def test_a_ts_that_is_no_time_is_not_believed(
        self, line: Line, monkeypatch: pytest.MonkeyPatch, ts: str
    ) -> None:
        monkeypatch.setattr(FakeSlack, "_ts", lambda _slack: ts)
        line.client.chat_postMessage(channel="C1", text="hello")
        assert line.clock.now() == NOON

    def test_where_its_dates_contradict_its_ts_by_minutes_the_ts_counts(
        self, line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ahead = NOON + timedelta(minutes=10)
        monkeypatch.setattr(FakeSlack, "_ts", lambda _slack: f"{ahead.timestamp():.6f}")
        line.client.chat_postMessage(channel="C1", text="hello")
        line.client.auth_test()
        assert line.clock.now() == ahead
