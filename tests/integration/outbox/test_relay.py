"""The relay: pace, Retry-After, what Slack refuses, and rows that must not block the others."""

from datetime import timedelta

import pytest

from models.queues.outbox import OutboxRow
from tests.integration.outbox.conftest import Bench

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "words"}}


def _advance(bench: Bench, seconds: float) -> None:
    bench.clock.advance(timedelta(seconds=seconds))


def test_a_channel_gets_one_post_a_second(bench: Bench) -> None:
    relay = bench.another_relay(pace=1.0)
    for key in ("a", "b", "c"):
        bench.post(key, channel="C1", lane=key)
        bench.post(f"{key}2", channel="C2", lane=f"{key}2")
    assert relay.run_once() == 2
    _advance(bench, 0.9)
    assert relay.run_once() == 0
    _advance(bench, 0.1)
    assert relay.run_once() == 2
    _advance(bench, 1)
    assert relay.run_once() == 2
    assert bench.slack.said("C1") == ["a", "b", "c"]


def test_edits_are_not_held_to_the_pace_of_posts(bench: Bench) -> None:
    relay = bench.another_relay(pace=1.0)
    bench.post("a", slot="card")
    bench.update("b", "card")
    assert relay.run_once() == 2


def test_retry_after_holds_that_method_and_no_other(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.relay.run_once()
    bench.slack.rate_limit("chat.postMessage", 30)
    bench.post("a")
    bench.post("b", channel="C2")
    bench.update("edit", "card")
    assert bench.relay.run_once() == 2
    assert bench.slack.said("C1") == ["edit"]
    _advance(bench, 29)
    assert bench.relay.run_once() == 0
    _advance(bench, 1)
    assert bench.relay.run_once() == 2
    assert bench.alerts == []


def test_a_row_that_is_given_up_lets_the_next_of_its_lane_go(bench: Bench) -> None:
    bench.slack.refuse("chat.postMessage", "channel_not_found", text="bad")
    bench.post("bad", lane="one")
    bench.post("good", lane="one")
    bench.relay.run_once()
    assert bench.states() == {"bad": "failed", "good": "sent"}
    assert len(bench.alerts) == 1
    assert "channel_not_found" in bench.alerts[0]


def test_a_row_that_keeps_failing_never_holds_up_another_lane(bench: Bench) -> None:
    bench.slack.refuse("chat.postMessage", "team_is_asleep", times=100, text="bad")
    bench.post("bad", lane="one")
    bench.post("after bad", lane="one")
    bench.post("good", lane="two")
    bench.relay.run_once()
    assert bench.states() == {"bad": "waiting", "after bad": "waiting", "good": "sent"}


def test_an_error_nobody_knows_is_tried_with_growing_pauses_then_given_up_with_an_alert(bench: Bench) -> None:
    bench.slack.refuse("chat.postMessage", "team_is_asleep", times=100, text="bad")
    bench.post("bad", lane="one")
    bench.post("next", lane="one")
    pauses = []
    while bench.states()["bad"] == "waiting":
        bench.relay.run_once()
        pauses.append((bench.row("bad").not_before - bench.clock.now()).total_seconds())
        bench.clock.set(max(bench.row("bad").not_before, bench.clock.now()))
    assert pauses[:7] == [2, 4, 8, 16, 32, 64, 128]
    assert len(bench.slack.called("chat.postMessage")) == 8 + 1
    assert bench.states() == {"bad": "failed", "next": "sent"}
    assert len(bench.alerts) == 1


def test_while_slack_cannot_be_reached_nothing_is_given_up_for_a_day(bench: Bench) -> None:
    bench.slack.be_unreachable("chat.postMessage", times=10_000)
    bench.post("a")
    for _ in range(60):
        bench.relay.run_once()
        _advance(bench, 600)
    assert bench.states() == {"a": "waiting"}
    assert len(bench.alerts) == 1
    _advance(bench, 86_400)
    bench.relay.run_once()
    assert bench.states() == {"a": "failed"}


@pytest.mark.parametrize("error", ["invalid_auth", "token_revoked", "missing_scope", "account_inactive"])
def test_with_a_bad_token_everything_waits_and_one_alert_is_raised(bench: Bench, error: str) -> None:
    bench.slack.refuse("chat.postMessage", error, times=2)
    for key in ("a", "b", "c"):
        bench.post(key, channel=key)
    assert bench.relay.run_once() == 1
    _advance(bench, 60)
    assert bench.relay.run_once() == 1
    _advance(bench, 60)
    assert bench.relay.run_once() == 3
    assert set(bench.states().values()) == {"sent"}
    assert len([alert for alert in bench.alerts if error in alert]) in (1, 2)


def test_blocks_that_slack_refuses_after_all_are_left_out(bench: Bench) -> None:
    bench.slack.refuse("chat.postMessage", "invalid_blocks")
    bench.post("a", blocks=[SECTION])
    assert bench.relay.run_once() == 1
    assert bench.slack.said("C1") == ["a"]
    assert "blocks" not in bench.slack.messages["C1"][0]


def test_a_text_that_is_refused_too_is_given_up(bench: Bench) -> None:
    bench.slack.refuse("chat.postMessage", "invalid_blocks", times=2)
    bench.post("a", blocks=[SECTION])
    bench.relay.run_once()
    assert bench.states() == {"a": "failed"}


def test_a_reply_into_a_thread_that_is_gone_goes_to_the_channel(bench: Bench) -> None:
    bench.post("a", thread_ts="1.000001")
    bench.relay.run_once()
    assert bench.slack.said("C1") == ["a"]
    assert "thread_ts" not in bench.slack.messages["C1"][0]


def test_a_reply_whose_root_could_not_be_posted_goes_to_the_channel(bench: Bench) -> None:
    bench.slack.refuse("chat.postMessage", "msg_too_long", text="root")
    bench.post("root", slot="card")
    bench.post("reply", thread_slot="card")
    bench.relay.run_once()
    assert bench.slack.said("C1") == ["reply"]


def test_an_edit_of_a_message_that_was_never_posted_is_quietly_given_up(bench: Bench) -> None:
    bench.update("edit", "card")
    bench.relay.run_once()
    assert bench.edit("card").error == "the message was never posted"
    assert (bench.slack.calls, bench.alerts) == ([], [])


def test_edits_of_a_message_that_somebody_deleted_stop_quietly(bench: Bench) -> None:
    bench.post("card", slot="card")
    bench.relay.run_once()
    bench.slack.forget("C1", bench.slack.messages["C1"][0]["ts"])
    for key in ("one", "two"):
        bench.update(key, "card")
        bench.relay.run_once()
    assert len(bench.slack.called("chat.update")) == 1
    assert bench.edit("card").error == "the message was deleted"
    assert bench.alerts == []


def test_our_own_fault_is_given_up_at_once_and_does_not_stop_the_relay(bench: Bench) -> None:
    def fill(_account: str) -> str:
        raise KeyError("no such account")

    bench.relay = bench.another_relay(fill=fill)
    bench.post("a", channel="U1", text="{{pin:nobody}}", pin_of="nobody")
    bench.post("b")
    bench.relay.run_once()
    assert bench.states() == {"a": "failed", "b": "sent"}
    assert bench.slack.said("DU1") == []


def test_an_alert_that_fails_does_not_stop_the_relay(bench: Bench) -> None:
    def alert(_said: str) -> None:
        raise ValueError("no pager")

    bench.relay = bench.another_relay(alert=alert)
    bench.slack.refuse("chat.postMessage", "is_archived")
    bench.post("a")
    bench.post("b", channel="C2")
    bench.relay.run_once()
    assert bench.states() == {"a": "failed", "b": "sent"}


def test_what_is_waiting_and_what_failed_can_be_counted(bench: Bench) -> None:
    start = bench.clock.now()
    bench.slack.refuse("chat.postMessage", "is_archived", text="bad")
    bench.post("bad")
    bench.post("good")
    with bench.database.read() as session:
        assert OutboxRow.count_unsent(session) == 2
        assert OutboxRow.waiting_since(session) == start
    bench.relay.run_once()
    with bench.database.read() as session:
        assert OutboxRow.count_unsent(session) == 0
        assert OutboxRow.waiting_since(session) is None
        assert OutboxRow.count_failed(session, start) == 1
