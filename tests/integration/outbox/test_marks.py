"""Marks on anybody's message: only the latest stands, and nothing in the thread waits for them."""

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.outbox import enqueue
from tests.fixtures.examples import drawing
from tests.integration.outbox.conftest import Bench

TS = "5.000001"
MESSAGES = itertools.count(6)
CHANGES = ("reactions.add", "reactions.remove")


def mark(bench: Bench, name: str, instead_of: str | None = None, ts: str = TS) -> None:
    """Have the message marked."""
    with bench.database.begin() as session:
        enqueue.mark(session, channel="C1", ts=ts, name=name, instead_of=instead_of, now=bench.clock.now())


def standing(bench: Bench, ts: str = TS) -> list[str]:
    """Return the marks that stand on the message."""
    return [name for channel, at, name in bench.slack.reactions if (channel, at) == ("C1", ts)]


def test_a_mark_stands_in_place_of_the_one_before(bench: Bench) -> None:
    mark(bench, "blue")
    bench.relay.run_once()
    mark(bench, "yellow", instead_of="blue")
    while bench.relay.run_once():
        pass
    assert standing(bench) == ["yellow"]
    assert bench.alerts == []


def test_what_changes_before_it_is_sent_is_sent_once(bench: Bench) -> None:
    mark(bench, "blue")
    mark(bench, "yellow", instead_of="blue")
    mark(bench, "white", instead_of="yellow")
    while bench.relay.run_once():
        pass
    assert [call.method for call in bench.slack.calls if call.method in CHANGES] == ["reactions.add"]
    assert standing(bench) == ["white"]


def test_there_and_back_before_it_is_sent_is_nothing(bench: Bench) -> None:
    mark(bench, "blue")
    bench.relay.run_once()
    mark(bench, "yellow", instead_of="blue")
    mark(bench, "blue", instead_of="yellow")
    assert bench.relay.run_once() == 0
    assert standing(bench) == ["blue"]


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("reactions.add", "already_reacted"),
        ("reactions.add", "message_not_found"),
        ("reactions.remove", "no_reaction"),
        ("reactions.remove", "message_not_found"),
    ],
)
def test_what_is_so_already_or_has_no_message_any_more_is_no_failure(
    bench: Bench, method: str, error: str
) -> None:
    mark(bench, "blue")
    if method == "reactions.remove":
        bench.relay.run_once()
        mark(bench, "yellow", instead_of="blue")
    bench.slack.refuse(method, error)
    while bench.relay.run_once():
        pass
    assert set(bench.states().values()) == {"sent"}
    assert bench.alerts == []


def test_what_is_said_in_the_thread_does_not_wait_for_a_mark(bench: Bench) -> None:
    bench.slack.rate_limit("reactions.add", 30)
    mark(bench, "blue")
    bench.post("answer", thread_ts=TS)
    while bench.relay.run_once():
        pass
    assert bench.slack.said("C1") == ["answer"]
    assert standing(bench) == []


STEPS = st.lists(st.sampled_from(["blue", "yellow", "white", "relay"]), max_size=12)


@settings(drawing(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_only_the_latest_stands_in_the_end_whenever_the_relay_comes(
    bench: Bench, steps: Sequence[str]
) -> None:
    ts = f"{next(MESSAGES)}.000001"
    latest = None
    for step in steps:
        if step == "relay":
            bench.relay.run_once()
        else:
            mark(bench, step, instead_of=latest, ts=ts)
            latest = step
    while bench.relay.run_once():
        pass
    assert standing(bench, ts) == ([latest] if latest else [])
