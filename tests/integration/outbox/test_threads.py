"""The relay on its threads: woken by commits, stopped with nothing lost, killed with nothing doubled."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from models.store.database import Database
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.patience import PATIENCE_S
from tests.fixtures.slack_on_http import on_http
from tests.integration.outbox.conftest import Bench

ROOT = Path(__file__).parents[3]
COUNT = 60


class Told:
    """Lets a test wait until something has been said so and so often."""

    def __init__(self, slack: FakeSlack) -> None:
        self._slack = slack
        self._told = threading.Condition()
        self.times_so_far = 0
        slack.before = self._tell

    def _tell(self, method: str, _arguments: object) -> None:
        with self._told:
            self.times_so_far += method == "chat.postMessage"
            self._told.notify_all()

    def times(self, count: int) -> bool:
        """Wait, but not for ever, until that many posts have been asked for."""
        with self._told:
            return self._told.wait_for(lambda: self.times_so_far >= count, timeout=PATIENCE_S)


@pytest.fixture
def live(database: Database, slack: FakeSlack) -> Bench:
    """Give an outbox whose clock runs on."""
    clock = MovableClock()
    slack.clock = clock
    return Bench(database, slack, clock)  # type: ignore[arg-type]


def test_what_is_committed_is_sent_without_waiting_for_a_poll(live: Bench) -> None:
    told = Told(live.slack)
    live.relay.start()
    live.post("a")
    assert told.times(1)
    live.relay.stop()
    assert live.states() == {"a": "sent"}


def test_lanes_go_out_side_by_side_each_in_its_order(live: Bench) -> None:
    told = Told(live.slack)
    live.relay.start()
    for number in range(20):
        for lane in range(5):
            live.post(f"{lane}/{number}", channel=f"C{lane}", lane=str(lane))
    assert told.times(100)
    live.relay.stop()
    for lane in range(5):
        assert live.slack.said(f"C{lane}") == [f"{lane}/{number}" for number in range(20)]


def test_a_slow_call_holds_up_its_own_lane_only(live: Bench) -> None:
    gate, told = threading.Event(), Told(live.slack)
    tell = live.slack.before

    def hold(method: str, arguments: dict[str, object]) -> None:
        if arguments.get("text") == "slow":
            gate.wait(PATIENCE_S)
        tell(method, arguments)

    live.slack.before = hold
    live.relay.start()
    live.post("slow", channel="C1")
    live.post("quick", channel="C2")
    assert told.times(1)
    gate.set()
    assert told.times(2)
    live.relay.stop()
    assert set(live.states().values()) == {"sent"}


def test_a_clock_that_leaps_ahead_does_not_send_a_message_in_hand_twice(live: Bench) -> None:
    gate, told = threading.Event(), Told(live.slack)
    tell = live.slack.before

    def hold(method: str, arguments: dict[str, object]) -> None:
        tell(method, arguments)
        if arguments.get("text") == "a":
            gate.wait(PATIENCE_S)

    live.slack.before = hold
    live.relay.start()
    live.post("a", channel="C1")
    assert told.times(1)
    live.clock.set(datetime.now(UTC) + timedelta(days=10))
    live.relay.wake()
    live.post("b", channel="C2")
    assert told.times(2)
    gate.set()
    live.relay.stop()
    assert live.slack.said("C1") == ["a"]
    assert set(live.states().values()) == {"sent"}


def test_stopping_lets_calls_under_way_end_and_leaves_the_rest_for_later(live: Bench) -> None:
    gate, told = threading.Event(), Told(live.slack)
    tell = live.slack.before

    def hold(method: str, arguments: dict[str, object]) -> None:
        tell(method, arguments)
        gate.wait(PATIENCE_S)

    live.slack.before = hold
    relay = live.another_relay(workers=2)
    for number in range(10):
        live.post(str(number), channel=f"C{number}")
    relay.start()
    assert told.times(2)
    stopping = threading.Thread(target=relay.stop)
    stopping.start()
    gate.set()
    stopping.join(PATIENCE_S)
    sent = sum(len(messages) for messages in live.slack.messages.values())
    assert sent == list(live.states().values()).count("sent")
    live.another_relay().run_once()
    assert set(live.states().values()) == {"sent"}
    assert sum(len(messages) for messages in live.slack.messages.values()) == 10


def test_a_database_that_fails_for_a_moment_does_not_end_the_relay(
    live: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, turn = Told(live.slack), live.relay._turn
    failures = [OSError("gone"), OSError("gone")]

    def fail_twice(*arguments: object) -> object:
        if failures:
            raise failures.pop()
        return turn(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.outbox.relay.AFTER_A_FAULT", 0.01)
    monkeypatch.setattr(live.relay, "_turn", fail_twice)
    live.relay.start()
    live.post("a")
    assert told.times(1)
    live.relay.stop()
    assert live.states() == {"a": "sent"}


def test_a_process_killed_while_sending_leaves_each_message_there_once(
    live: Bench, database_url: str
) -> None:
    for number in range(COUNT):
        live.post(str(number), channel=f"C{number % 7}", lane=str(number % 20))
    told, dead = Told(live.slack), threading.Event()
    tell = live.slack.before

    def hold(method: str, arguments: dict[str, object]) -> None:
        tell(method, arguments)
        if told.times_so_far >= COUNT // 3:
            dead.wait(PATIENCE_S)  # else all may be sent before the test gets round to the killing

    live.slack.before = hold
    with on_http(live.slack) as url:
        _run_until(database_url, url, lambda: told.times(COUNT // 3))
        dead.set()
    assert "waiting" in live.states().values()
    live.clock.set(datetime.now(UTC) + timedelta(minutes=5))
    while live.relay.run_once():
        live.clock.set(live.clock.now() + timedelta(minutes=5))
    said = [text for channel in live.slack.messages for text in live.slack.said(channel)]
    assert sorted(said) == sorted(str(number) for number in range(COUNT))
    assert set(live.states().values()) == {"sent"}


def _run_until(database_url: str, slack_url: str, enough: Callable[[], bool]) -> None:
    command = [sys.executable, "-m", "tests.integration.outbox.sending_process", database_url, slack_url]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        assert enough()
    finally:
        process.kill()
        process.wait()


def test_while_one_channel_is_slow_the_others_go_on(live: Bench) -> None:
    """Slack takes its time for each post to one channel, and there are more of them than workers."""
    gate, told = threading.Event(), Told(live.slack)
    tell = live.slack.before

    def hold(method: str, arguments: dict[str, object]) -> None:
        if arguments.get("channel") == "C0SLOW":
            gate.wait(30)
        else:
            tell(method, arguments)

    live.slack.before = hold
    relay = live.another_relay(workers=5, pace=0.001)
    for number in range(20):
        live.post(f"slow {number}", channel="C0SLOW", lane=f"slow {number}")
    relay.start()
    for number in range(20):
        live.post(f"quick {number}", channel=f"C{number}")
    assert told.times(20)
    gate.set()
    relay.stop()
    assert sum(len(live.slack.said(f"C{number}")) for number in range(20)) == 20
