"""Order within a lane, whatever goes wrong, and relays that share one outbox."""

import random
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import FakeClock
from models.queues.outbox import OutboxRow
from models.store.database import Database
from tests.fixtures.examples import some_of
from tests.fixtures.fake_slack import FakeSlack, Killed
from tests.fixtures.patience import PATIENCE_S
from tests.integration.outbox.conftest import Bench

LANES, EACH = 3, 5


@pytest.mark.drawn
@pytest.mark.parametrize("seed", some_of(range(100), 10))
def test_a_lane_keeps_its_order_whatever_goes_wrong(bench: Bench, seed: int) -> None:
    """Write, send, fail, time out and die in random turns: each message is there once, in order."""
    rng = random.Random(seed)
    unwritten = {lane: list(range(EACH)) for lane in range(LANES)}
    while any(unwritten.values()):
        _one_random_turn(bench, rng, unwritten)
    bench.slack.recover()
    while set(bench.states().values()) != {"sent"}:
        bench.clock.advance(timedelta(minutes=5))
        assert bench.relay.run_once() > 0
    for lane in range(LANES):
        assert bench.slack.said(f"C{lane}") == [f"{lane}/{number}" for number in range(EACH)]


def _one_random_turn(bench: Bench, rng: random.Random, unwritten: dict[int, list[int]]) -> None:
    for _ in range(rng.randrange(4)):
        lane = rng.choice([lane for lane, numbers in unwritten.items() if numbers] or [None])
        if lane is not None:
            number = unwritten[lane].pop(0)
            bench.post(f"{lane}/{number}", channel=f"C{lane}", lane=f"lane {lane}")
    method = "chat.postMessage"
    trouble = [
        lambda: None,
        lambda: bench.slack.drop(method),
        lambda: bench.slack.accept_then_drop(method),
        lambda: bench.slack.rate_limit(method, rng.randrange(5)),
        lambda: bench.slack.refuse(method, "team_is_asleep"),
        lambda: bench.slack.die(method, after=rng.random() < 0.5),
    ]
    rng.choice(trouble)()
    try:
        bench.relay.run_once()
    except Killed:
        bench.relay = bench.another_relay()
    bench.clock.advance(timedelta(seconds=rng.choice([0, 1, 10, 100])))


def test_two_relays_on_one_outbox_send_each_row_once_and_in_order(bench: Bench) -> None:
    for number in range(30):
        for lane in range(LANES):
            bench.post(f"{lane}/{number}", channel=f"C{lane}", lane=f"lane {lane}")
    relays = [bench.another_relay() for _ in range(2)]
    threads = [threading.Thread(target=relay.run_once) for relay in relays]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while any(relay.run_once() for relay in relays):
        pass
    for lane in range(LANES):
        assert bench.slack.said(f"C{lane}") == [f"{lane}/{number}" for number in range(30)]


def test_a_row_in_the_hands_of_one_relay_is_passed_over_by_the_other(bench: Bench) -> None:
    """The second relay claims while the first is in the middle of its call."""
    other = bench.another_relay()
    meanwhile: list[int] = []

    def run_the_other(_method: str, arguments: dict[str, object]) -> None:
        if arguments["text"] == "a":
            meanwhile.append(other.run_once())

    bench.slack.before = run_the_other
    bench.post("a", lane="one")
    bench.post("b", lane="one")
    bench.post("c", lane="two")
    bench.relay.run_once()
    assert meanwhile == [1]
    assert sorted(bench.slack.said("C1")) == ["a", "b", "c"]
    assert bench.slack.said("C1").index("a") < bench.slack.said("C1").index("b")


def test_concurrent_writers_of_one_key_leave_one_row(bench: Bench) -> None:
    threads = [threading.Thread(target=bench.post, args=("same",)) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert bench.relay.run_once() == 1


def test_rows_held_by_another_transaction_do_not_make_a_relay_wait(
    postgres_url: str, slack: FakeSlack, clock: FakeClock
) -> None:
    """Only PostgreSQL has row locks: a relay passes over what another replica is claiming."""
    bench = Bench(Database(postgres_url), slack, clock)
    bench.post("a", channel="C1")
    bench.post("b", channel="C2")
    sent: list[int] = []
    with bench.database.begin() as session:
        session.scalars(select(OutboxRow).where(OutboxRow.dedupe_key == "a").with_for_update()).one()
        thread = threading.Thread(target=lambda: sent.append(bench.relay.run_once()))
        thread.start()
        thread.join(PATIENCE_S)
        assert sent == [1]
    bench.relay.run_once()
    assert set(bench.states().values()) == {"sent"}
    bench.database.dispose()
