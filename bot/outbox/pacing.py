"""Keeping to Slack's pace: one post a second and channel, and `Retry-After` for each method."""

from models.queues.outbox import Method
from models.queues.outbox_queue import Held


class Pacing:
    """Which channels and methods have to wait, in seconds of a monotonic clock; for one thread at a time."""

    def __init__(self, pace: float) -> None:
        self.pace = pace
        self._channels: dict[str, float] = {}
        self._methods: dict[Method, float] = {}

    def posted(self, channel: str, now: float) -> None:
        """Note that a post to `channel` leaves now."""
        if self.pace > 0:
            self._channels[channel] = now + self.pace

    def wait(self, method: Method, seconds: float, now: float) -> None:
        """Note that Slack wants no call of `method` for some seconds."""
        self._methods[method] = max(self._methods.get(method, 0.0), now + seconds)

    def held(self, now: float, rows: frozenset[int] = frozenset()) -> Held:
        """Return what must wait at `now`, and forget what need not any more."""
        self._channels = {channel: until for channel, until in self._channels.items() if until > now}
        self._methods = {method: until for method, until in self._methods.items() if until > now}
        return Held(frozenset(self._channels), frozenset(self._methods), rows)

    def next_change(self) -> float | None:
        """Return when the next of them may go again, or None."""
        return min((*self._channels.values(), *self._methods.values()), default=None)
