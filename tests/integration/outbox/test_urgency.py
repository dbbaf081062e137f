"""What burns goes first: alarms overtake what only keeps people informed, and accounts take turns."""

from collections import Counter
from datetime import datetime, timedelta

import pytest

from bot.outbox import enqueue
from models.queues.outbox import OutboxUrgency
from tests.fixtures.fake_slack import Arguments, FakeSlack
from tests.integration.outbox.conftest import Bench

BACKLOG = 300
TICK = timedelta(milliseconds=100)


@pytest.fixture
def paced(bench: Bench) -> Bench:
    """Give an outbox whose relay keeps to Slack's pace, over a Slack that insists on it."""
    bench.relay = bench.another_relay(pace=1.0)
    _insist_on_pace(bench.slack, bench)
    return bench


def _insist_on_pace(slack: FakeSlack, bench: Bench) -> None:
    """Have a second post to a channel within a second refused, for a long time to come."""
    last: dict[str, datetime] = {}

    def limit(method: str, arguments: Arguments) -> None:
        if method != "chat.postMessage":
            return
        now = bench.clock.now()
        channel = str(arguments["channel"])
        if now - last.get(channel, datetime.min.replace(tzinfo=now.tzinfo)) < timedelta(seconds=1):
            raise slack.error("ratelimited", status=429, headers={"Retry-After": "30"})
        last[channel] = now

    slack.before = limit


def _seconds_until_said(bench: Bench, text: str, channel: str = "C1") -> float:
    start = bench.clock.now()
    while text not in bench.slack.said(channel):
        assert bench.clock.now() - start < timedelta(minutes=10), f"{text} was never said"
        bench.clock.advance(TICK)
        bench.relay.run_once()
    return (bench.clock.now() - start).total_seconds()


def _backlog(bench: Bench, account: str = "") -> None:
    for number in range(BACKLOG):
        bench.post(f"notice {number}", lane=f"thread {number}", account=account)
    bench.relay.run_once()


def test_an_alarm_stands_within_three_seconds_though_300_posts_wait_in_its_channel(paced: Bench) -> None:
    _backlog(paced)
    paced.post("P1", urgency=OutboxUrgency.ALARM)
    assert _seconds_until_said(paced, "P1") < 3


def test_an_answer_overtakes_news_and_an_alarm_overtakes_both(paced: Bench) -> None:
    _backlog(paced)
    paced.post("answer", lane="a", urgency=OutboxUrgency.ANSWER)
    paced.post("alarm", lane="b", urgency=OutboxUrgency.ALARM)
    _seconds_until_said(paced, "answer")
    assert paced.slack.said("C1") == ["notice 0", "alarm", "answer"]


def test_an_alarm_never_overtakes_what_was_said_before_in_its_thread_but_hastens_it(paced: Bench) -> None:
    _backlog(paced)
    paced.post("card", slot="card")
    paced.post("reply", thread_slot="card")
    paced.post("alarm", thread_slot="card", urgency=OutboxUrgency.ALARM)
    assert _seconds_until_said(paced, "alarm") < 4
    assert paced.slack.said("C1") == ["notice 0", "card", "reply", "alarm"]


def test_what_is_said_after_an_alarm_in_its_thread_waits_its_turn(paced: Bench) -> None:
    _backlog(paced)
    paced.post("alarm", lane="thread", urgency=OutboxUrgency.ALARM)
    paced.post("later", lane="thread")
    _seconds_until_said(paced, "notice 5")
    assert "later" not in paced.slack.said("C1")


def test_edits_let_alarms_pass(bench: Bench) -> None:
    for number in range(3):
        bench.post(f"card {number}", slot=f"card {number}")
    bench.relay.run_once()
    for number in range(3):
        bench.update("edited", f"card {number}")
    bench.post("alarm", urgency=OutboxUrgency.ALARM)
    bench.relay.run_once()
    assert [call.method for call in bench.slack.calls[3:]] == ["chat.postMessage", *["chat.update"] * 3]


def test_what_is_written_without_a_word_of_urgency_has_that_of_its_kind(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.write(enqueue.pin, "pin", slot="card")
    bench.update("edited", "card")
    urgencies = [bench.row("card").urgency, bench.row("pin").urgency, bench.edit("card").urgency]
    assert urgencies == [OutboxUrgency.NEWS, OutboxUrgency.TOUCH_UP, OutboxUrgency.TOUCH_UP]


def test_accounts_take_turns_in_a_common_channel(paced: Bench) -> None:
    _backlog(paced, account="loud")
    for number in range(3):
        paced.post(f"quiet {number}", lane=f"quiet {number}", account="quiet")
        paced.post(f"calm {number}", lane=f"calm {number}", account="calm")
    for _ in range(9):
        paced.clock.advance(timedelta(seconds=1))
        paced.relay.run_once()
    speakers = Counter(text.split()[0] for text in paced.slack.said("C1")[1:])
    assert speakers == {"notice": 3, "quiet": 3, "calm": 3}


def test_an_account_that_was_silent_does_not_get_the_turns_it_left_out(paced: Bench) -> None:
    """Turns are shared from now on: nobody saves them up, and nobody is behind for having spoken."""
    _backlog(paced, account="loud")
    for _ in range(20):
        paced.clock.advance(timedelta(seconds=1))
        paced.relay.run_once()
    for number in range(10):
        paced.post(f"quiet {number}", lane=f"quiet {number}", account="quiet")
    for _ in range(6):
        paced.clock.advance(timedelta(seconds=1))
        paced.relay.run_once()
    speakers = Counter(text.split()[0] for text in paced.slack.said("C1")[-6:])
    assert speakers == {"notice": 3, "quiet": 3}
