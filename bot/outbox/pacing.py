"""Keeping to Slack's pace: one post a second and channel, and `Retry-After` for each method."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

from models.queues.outbox import Destination, Method
from models.queues.outbox_queue import Claim, Held

# One slow channel takes no more workers than these.
AT_ONCE_IN_A_CHANNEL: Final = 3
PACES_S: Final[Mapping[Method, float]] = {
    Method.SMS: 1.0,
    Method.CALL: 1.0,
    Method.INCIDENT: 0.5,
    Method.WEBHOOK: 0.05,
    Method.CONSOLE_TICKET: 0.6,
    Method.CONSOLE_COMMENT: 0.6,
    Method.CONSOLE_CHANGE: 0.6,
    Method.SHARE_FILE: 1.0,
}
"""The least time between two calls, where no channel counts: Twilio takes one a second of each from a number,
PagerDuty 120 a minute, a console 100 updates, Slack a message a second, which a file is. Of webhooks nobody
says so; a burst is spread a little.
"""


class Pacing:
    """Which channels and methods have to wait, in seconds of a monotonic clock; for one thread at a time."""

    def __init__(self, pace: float) -> None:
        self.pace = pace
        self._channels: dict[str, float] = {}
        self._methods: dict[Method, float] = {}

    def leaves(self, claim: Claim, now: float) -> None:
        """Note that a row leaves now: a post to its channel, or a call of what has a pace of its own."""
        if self.pace <= 0:
            return
        if claim.method in PACES_S:
            self.wait(claim.method, PACES_S[claim.method], now)
        elif claim.method is Method.POST and claim.channel is not None:
            self._channels[claim.channel] = now + self.pace

    def wait(self, method: Method, seconds: float, now: float) -> None:
        """Note that Slack wants no call of `method` for some seconds."""
        self._methods[method] = max(self._methods.get(method, 0.0), now + seconds)

    def held(self, now: float, under_way: Collection[Claim] = ()) -> Held:
        """Return what must wait at `now`, and forget what need not any more."""
        self._channels = {channel: until for channel, until in self._channels.items() if until > now}
        self._methods = {method: until for method, until in self._methods.items() if until > now}
        rows = frozenset(claim.id for claim in under_way)
        channels = frozenset(self._channels) | self._busy(under_way)
        return Held(channels, frozenset(self._methods) | self._busy_elsewhere(under_way), rows)

    def _busy(self, under_way: Collection[Claim]) -> frozenset[str]:
        """Return the channels whose posts Slack is slow to answer: they leave the others some workers."""
        if self.pace <= 0:
            return frozenset()
        posts = Counter(claim.channel or "" for claim in under_way if claim.method is Method.POST)
        return frozenset(channel for channel, count in posts.items() if count >= AT_ONCE_IN_A_CHANNEL)

    def _busy_elsewhere(self, under_way: Collection[Claim]) -> frozenset[Method]:
        """Return the calls of which enough are under way: who is slow there must not keep Slack waiting."""
        if self.pace <= 0:
            return frozenset()
        calls = Counter(claim.method for claim in under_way)
        return frozenset(
            method
            for method, count in calls.items()
            if count >= AT_ONCE_IN_A_CHANNEL and method.destination is not Destination.SLACK
        )

    def next_change(self) -> float | None:
        """Return when the next of them may go again, or None."""
        return min((*self._channels.values(), *self._methods.values()), default=None)
