"""Message events: stored and told, at full load; and never told twice."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.bench.desks import Bench, bench
from tests.bench.measure import Figure

_CHANNELS, _PEOPLE, _AT_ONCE = 100, 500, 10
_PATIENCE_S = 120


def figures() -> Iterator[Figure]:
    """Measure events a second until the last notice stands, and count the notices told twice."""
    with bench(_CHANNELS) as desk:
        for person in range(_PEOPLE):
            desk.bot.services.people.meet(f"U0P{person}", "T0PARTIFUL", f"Person {person}")
        sent = [_event(desk, number) for number in range(_PEOPLE)]
        start = time.perf_counter()
        with ThreadPoolExecutor(_AT_ONCE) as callers:
            assert set(callers.map(desk.dispatch, sent)) == {200}
        _wait_for(desk, _PEOPLE)
        rate = _PEOPLE / (time.perf_counter() - start)
        yield Figure(
            "message event to stored and notice posted, 10 at a time", rate, "/s", 240, at_least=True
        )
        again = sent[:100]
        with ThreadPoolExecutor(_AT_ONCE) as callers:
            assert set(callers.map(desk.dispatch, again + again)) == {200}
        desk.bot.relay.wake()
        _wait_for(desk, _PEOPLE)
        yield Figure("notices told twice of 100 events delivered three times", _posts(desk) - _PEOPLE, "", 0)


def _event(desk: Bench, number: int) -> dict[str, Any]:
    """Return an event, its message standing in Slack as it would."""
    channel, ts = f"C0CUSTOMER{number % _CHANNELS}", f"{1772550000 + number}.000100"
    user = f"U0P{number % _PEOPLE}"
    message = {"type": "message", "ts": ts, "text": "SMS is failing", "user": user, "team": "T0PARTIFUL"}
    desk.slack.messages.setdefault(channel, []).append(dict(message))
    return {
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "team_id": "T0PROVIDER",
        "authorizations": [{"team_id": "T0PROVIDER", "user_id": "U0TAMBOT", "is_bot": True}],
        "event": {**message, "channel": channel, "channel_type": "channel"},
    }


def _posts(desk: Bench) -> int:
    return len(desk.slack.called("chat.postMessage"))


def _wait_for(desk: Bench, posts: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while _posts(desk) < posts and time.monotonic() < until:
        time.sleep(0.005)
