"""Acks: `/ticket` beside bare Bolt, and with a Slack that takes 3.2 seconds for everything."""

import statistics
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from slack_bolt import Ack, App, BoltRequest
from slack_sdk import WebClient

from tests.bench.load.desks import Bench, bench
from tests.bench.measure import Figure, percentile, seconds

_CALLS, _SLOW_CALLS, _SLOW_S = 300, 40, 3.2


def figures() -> Iterator[Figure]:
    """Time the ack of the command that opens the form."""
    with bench() as desk:
        ours = statistics.median(seconds(lambda: desk.dispatch(_command())) for _ in range(_CALLS))
        bare = _bare(str(desk.bot.app.client.base_url))
        yield Figure("/ticket to modal: ack, ours beside bare Bolt's (both medians)", ours / bare, "x", 1.3)
    with bench() as desk:
        yield Figure("/ticket: p99 ack with Slack at 3.2 s, the first included", _slow(desk), "ms", 100)


def _bare(base_url: str) -> float:
    """Return the median of an app that does nothing but open a view."""
    app = App(
        client=WebClient("xoxb-bench", base_url=base_url),
        signing_secret="none",
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(20),
    )
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Bare"}, "blocks": []}

    @app.command("/ticket")
    def open_form(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=view)

    def call() -> None:
        app.dispatch(BoltRequest(mode="socket_mode", body=_command()))

    return statistics.median(seconds(call) for _ in range(_CALLS))


def _slow(desk: Bench) -> float:
    desk.slack.take(_SLOW_S)
    acks = [seconds(lambda: desk.dispatch(_command())) for _ in range(_SLOW_CALLS)]
    return percentile(acks, 99) * 1e3


def _command() -> dict[str, Any]:
    return {
        "command": "/ticket",
        "text": "",
        "team_id": "T0PROVIDER",
        "user_id": "U0CIERRA",
        "user_name": "csimms",
        "channel_id": "C0CUSTOMER0",
        "trigger_id": "1.2.3",
        "response_url": "http://127.0.0.1:9/response",
    }
