"""When nobody knows whether Slack has it: look first, post once."""

from datetime import timedelta

import pytest

from bot.outbox import enqueue
from bot.outbox.relay import LEASE
from tests.fixtures.fake_slack import Killed
from tests.integration.outbox.conftest import Bench


def _until_settled(bench: Bench) -> None:
    for _ in range(20):
        bench.relay.run_once()
        if set(bench.states().values()) <= {"sent", "failed"}:
            return
        bench.clock.advance(timedelta(seconds=60))


def test_a_post_that_slack_took_without_answering_is_found_and_not_repeated(bench: Bench) -> None:
    bench.slack.accept_then_drop("chat.postMessage")
    bench.post("card", slot="card")
    bench.post("reply", thread_slot="card")
    bench.relay.run_once()
    assert bench.states() == {"card": "sending", "reply": "waiting"}
    _until_settled(bench)
    assert bench.slack.said("C1") == ["card", "reply"]
    assert bench.slack.messages["C1"][1]["thread_ts"] == bench.slack.messages["C1"][0]["ts"]
    assert bench.row("card").sent_ts == bench.slack.messages["C1"][0]["ts"]


def test_a_reply_that_slack_took_without_answering_is_found_in_its_thread(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.relay.run_once()
    bench.slack.accept_then_drop("chat.postMessage")
    bench.post("reply", thread_slot="card")
    _until_settled(bench)
    assert bench.slack.said("C1") == ["card", "reply"]


def test_a_direct_message_that_slack_took_without_answering_is_found(bench: Bench) -> None:
    bench.slack.accept_then_drop("chat.postMessage")
    bench.post("hello", channel="U7")
    _until_settled(bench)
    assert bench.slack.said("DU7") == ["hello"]


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_servers_error_page_leaves_the_outcome_open(bench: Bench, status: int) -> None:
    bench.slack.break_down("chat.postMessage", status=status, after=True)
    bench.post("a")
    _until_settled(bench)
    assert bench.slack.said("C1") == ["a"]


def test_a_post_that_never_arrived_is_sent_again(bench: Bench) -> None:
    bench.slack.drop("chat.postMessage", times=2)
    bench.post("a")
    _until_settled(bench)
    assert bench.slack.said("C1") == ["a"]


def test_while_one_cannot_look_nothing_is_sent(bench: Bench) -> None:
    bench.slack.accept_then_drop("chat.postMessage")
    bench.slack.rate_limit("conversations.history", 30, times=3)
    bench.slack.be_unreachable("conversations.history", times=3)
    bench.post("a")
    _until_settled(bench)
    assert bench.slack.said("C1") == ["a"]
    assert len(bench.slack.called("chat.postMessage")) == 1
    assert bench.states() == {"a": "sent"}


def test_a_search_that_is_rate_limited_does_not_hold_up_posts_elsewhere(bench: Bench) -> None:
    bench.slack.accept_then_drop("chat.postMessage", text="a")
    bench.slack.rate_limit("conversations.history", 300)
    bench.post("a")
    bench.relay.run_once()
    bench.clock.advance(timedelta(seconds=2))
    bench.relay.run_once()
    bench.post("b", channel="C2")
    assert bench.relay.run_once() == 1
    assert bench.states() == {"a": "sending", "b": "sent"}


@pytest.mark.parametrize("after", [False, True], ids=["before Slack had it", "after Slack had it"])
def test_a_relay_that_died_in_the_middle_leaves_each_message_there_once(bench: Bench, after: bool) -> None:
    for key in ("a", "b", "c"):
        bench.post(key, slot=key)
    bench.slack.die("chat.postMessage", after=after)
    with pytest.raises(Killed):
        bench.relay.run_once()
    bench.relay = bench.another_relay()
    bench.relay.run_once()
    assert "sending" in bench.states().values()
    bench.clock.advance(LEASE)
    _until_settled(bench)
    assert sorted(bench.slack.said("C1")) == ["a", "b", "c"]
    assert set(bench.states().values()) == {"sent"}


def test_an_edit_without_an_answer_is_simply_repeated(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.relay.run_once()
    bench.slack.accept_then_drop("chat.update")
    bench.update("edited", "card")
    _until_settled(bench)
    assert bench.slack.said("C1") == ["edited"]
    assert bench.slack.called("conversations.history") == []


def test_a_pin_without_an_answer_is_simply_repeated(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.slack.accept_then_drop("pins.add")
    bench.write(enqueue.pin, "pin", slot="card")
    _until_settled(bench)
    assert bench.states()["pin"] == "sent"
    assert len(bench.slack.pins) == 1


def test_a_message_of_the_same_text_by_somebody_else_is_not_taken_for_ours(bench: Bench) -> None:
    bench.slack.api_call("chat.postMessage", json={"channel": "C1", "text": "a"})
    bench.slack.drop("chat.postMessage")
    bench.post("a")
    _until_settled(bench)
    assert bench.slack.said("C1") == ["a", "a"]


def test_a_late_answer_of_a_relay_whose_lease_ran_out_changes_nothing_for_the_worse(bench: Bench) -> None:
    """The first relay hangs in its call until the second has found the message and settled the row."""

    def hang_once(method: str, _arguments: object) -> None:
        if method == "conversations.history":
            return
        bench.slack.before = lambda _method, _arguments: None

    bench.slack.before = hang_once
    bench.slack.accept_then_drop("chat.postMessage")
    bench.post("a", slot="card")
    bench.relay.run_once()
    bench.clock.advance(LEASE)
    bench.another_relay().run_once()
    bench.relay.run_once()
    assert bench.slack.said("C1") == ["a"]
    assert bench.states() == {"a": "sent"}


@pytest.mark.parametrize("late", [1, 14, 20])
def test_a_post_that_slack_is_slow_to_make_is_not_made_twice(bench: Bench, late: float) -> None:
    bench.slack.be_late("chat.postMessage", late)
    bench.post("a")
    bench.post("b", channel="C2")
    for _ in range(120):
        bench.relay.run_once()
        bench.clock.advance(timedelta(seconds=1))
    assert (bench.slack.said("C1"), bench.slack.said("C2")) == (["a"], ["b"])
    assert set(bench.states().values()) == {"sent"}


def test_a_second_try_that_slack_is_slow_to_make_is_not_made_twice_either(bench: Bench) -> None:
    def be_late_the_second_time(method: str, _arguments: object) -> None:
        if method == "chat.postMessage" and bench.slack.called(method):
            bench.slack.before = lambda _method, _arguments: None
            bench.slack.be_late(method, 14)

    bench.slack.drop("chat.postMessage")
    bench.slack.before = be_late_the_second_time
    bench.post("a")
    for _ in range(300):
        bench.relay.run_once()
        bench.clock.advance(timedelta(seconds=1))
    assert bench.slack.said("C1") == ["a"]


def test_where_slack_said_that_it_failed_one_look_is_enough(bench: Bench) -> None:
    bench.slack.refuse("chat.postMessage", "service_unavailable")
    bench.post("a")
    bench.relay.run_once()
    bench.clock.advance(timedelta(seconds=3))
    bench.relay.run_once()
    assert bench.states() == {"a": "sent"}


@pytest.mark.parametrize("frozen", [LEASE, timedelta(days=2)])
def test_a_relay_that_was_frozen_sends_nothing_that_another_took_over(
    bench: Bench, frozen: timedelta
) -> None:
    """The first freezes between taking a row and sending it; the second takes over and sends."""
    bench.post("a")
    [taken] = bench.relay._turn([], 1)
    bench.clock.advance(frozen)
    bench.another_relay().run_once()
    outcome = bench.relay._delivery.attempt(taken)
    bench.relay._turn([outcome], 0)
    assert bench.slack.said("C1") == ["a"]
    assert bench.states() == {"a": "sent"}


def test_what_a_frozen_relay_took_is_sent_once_though_no_other_took_over(bench: Bench) -> None:
    bench.post("a")
    [taken] = bench.relay._turn([], 1)
    bench.clock.advance(LEASE)
    outcome = bench.relay._delivery.attempt(taken)
    assert bench.slack.said("C1") == []
    bench.relay._turn([outcome], 0)
    bench.relay.run_once()
    assert bench.slack.said("C1") == ["a"]
