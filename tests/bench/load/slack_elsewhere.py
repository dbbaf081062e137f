"""Slack in a process of its own, as it is in life: what it has to do itself takes nothing of the bot's."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any

from bot.clock import SystemClock
from tests.fixtures.fake_slack import FakeSlack
from tests.fixtures.slack_on_http import on_http

_CONTEXT = multiprocessing.get_context("spawn")


class SlackElsewhere:
    """A Slack over HTTP: what stands in it, how much was posted, and how long it takes for each call."""

    def __init__(self) -> None:
        self._messages, theirs = _CONTEXT.Pipe()
        self._posts, self._takes_s = _CONTEXT.Value("i"), _CONTEXT.Value("d")
        of_ours = (theirs, self._posts, self._takes_s)
        self._process = _CONTEXT.Process(target=_serve, args=of_ours, daemon=True)
        self._process.start()
        self.url: str = self._messages.recv()

    def stands(self, channel: str, message: dict[str, Any]) -> None:
        """Have a message stand in a channel; it does once this has returned."""
        self._messages.send((channel, message))
        self._messages.recv()

    @property
    def posts(self) -> int:
        """Return how many messages were posted so far."""
        return int(self._posts.value)

    def take(self, seconds: float) -> None:
        """Take so long for every call from now on."""
        self._takes_s.value = seconds

    def stop(self) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()
        self._process.close()
        self._messages.close()


@contextmanager
def slack_elsewhere() -> Iterator[SlackElsewhere]:
    """Run a Slack for so long."""
    slack = SlackElsewhere()
    try:
        yield slack
    finally:
        slack.stop()


def _serve(messages: Connection, posts: Any, takes_s: Any) -> None:
    """Serve, in the other process; both numbers are shared values, which have no type of their own."""
    slack = FakeSlack(SystemClock())

    def before(method: str, _arguments: dict[str, Any]) -> None:
        time.sleep(takes_s.value)
        if method == "chat.postMessage":
            with posts.get_lock():
                posts.value += 1

    slack.before = before
    with on_http(slack) as url:
        messages.send(url)
        while True:
            channel, message = messages.recv()
            slack.messages.setdefault(channel, []).append(message)
            messages.send(None)
