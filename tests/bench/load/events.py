"""Messages at full load, on both databases: stored and told, tickets opened, and nothing told twice."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.bench.load.desks import Bench, bench
from tests.bench.measure import Figure, percentile, seconds
from tests.bench.stores import Store, stores

_CHANNELS, _PEOPLE, _AT_ONCE = 100, 500, 10
_PATIENCE_S = 120
_BARS = {"SQLite": (280, 145), "PostgreSQL": (170, 113)}
"""Notices and openings a second, on the machine that the bars were set for."""


def figures() -> Iterator[Figure]:
    """Measure events a second until the last notice, or card, stands; and count what is told twice."""
    with stores() as both:
        for store in both:
            notices, openings = _BARS[store.name]
            with store.fresh() as url, bench(_CHANNELS, url) as desk:
                _meet(desk)
                rate, acks = _at_full_load(
                    desk, [_event(desk, n, "SMS is failing") for n in range(_PEOPLE)], 1
                )
                yield _scaled(store, "message to stored and notice posted, 10 at a time", rate, notices)
                yield Figure(f"{store.name}: p99 ack of those", percentile(acks, 99) * 1e3, "ms", 60)
                if store.server is None:
                    yield _told_twice(desk)
            with store.fresh() as url, bench(_CHANNELS, url) as desk:
                _meet(desk)
                said = [_event(desk, n, "<@U0TAMBOT> open P3 Invoices look odd") for n in range(_PEOPLE)]
                rate, _ = _at_full_load(desk, said, 2)
                yield _scaled(store, "opening by mention to both cards posted, 10 at a time", rate, openings)


def _scaled(store: Store, what: str, rate: float, bar: float) -> Figure:
    return Figure(f"{store.name}: {what}", rate, "/s", bar * store.speed, at_least=True, floor=store.floor)


def _at_full_load(desk: Bench, sent: list[dict[str, Any]], posts_each: int) -> tuple[float, list[float]]:
    """Return events a second, and the seconds that each acknowledgement took."""
    with ThreadPoolExecutor(_AT_ONCE) as callers:
        start = time.perf_counter()
        acks = list(callers.map(lambda event: seconds(lambda: _taken(desk, event)), sent))
        _wait_for(desk, len(sent) * posts_each)
        return len(sent) / (time.perf_counter() - start), acks


def _taken(desk: Bench, event: dict[str, Any]) -> None:
    assert desk.dispatch(event) == 200


def _told_twice(desk: Bench) -> Figure:
    again = [_event(desk, n, "SMS is failing") for n in range(100)]
    with ThreadPoolExecutor(_AT_ONCE) as callers:
        assert set(callers.map(desk.dispatch, again + again)) == {200}
    desk.bot.relay.settle()
    return Figure("notices told twice of 100 events delivered three times", desk.slack.posts - _PEOPLE, "", 0)


def _meet(desk: Bench) -> None:
    meet: Callable[..., None] = desk.bot.services.people.meet
    for person in range(_PEOPLE):
        meet(f"U0P{person}", "T0PARTIFUL", f"Person {person}")
    meet("U0TAMBOT", "T0PROVIDER", "tam", is_bot=True)


def _event(desk: Bench, number: int, words: str) -> dict[str, Any]:
    """Return an event, its message standing in Slack as it would."""
    channel, ts = f"C0CUSTOMER{number % _CHANNELS}", f"{1772550000 + number}.000100"
    message = {"type": "message", "ts": ts, "text": words, "user": f"U0P{number}", "team": "T0PARTIFUL"}
    desk.slack.stands(channel, message)
    return {
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "team_id": "T0PROVIDER",
        "authorizations": [{"team_id": "T0PROVIDER", "user_id": "U0TAMBOT", "is_bot": True}],
        "event": {**message, "channel": channel, "channel_type": "channel"},
    }


def _wait_for(desk: Bench, posts: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while desk.slack.posts < posts and time.monotonic() < until:
        time.sleep(0.005)
