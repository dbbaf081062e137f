"""Slack's rate limits: tiers per method and minute, and one message a second into a channel."""

from collections import deque
from time import monotonic

_TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
_SPECIAL = 300  # "hundreds per minute"
_TIER_OF = {
    "apps.connections.open": 1,
    "users.list": 2,
    "usergroups.users.update": 2,
    "users.lookupByEmail": 3,
    "users.conversations": 3,
    "conversations.list": 2,
    "pins.add": 2,
    "pins.remove": 2,
    "pins.list": 2,
    "reactions.remove": 2,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "chat.update": 3,
    "chat.delete": 3,
    "conversations.info": 3,
    "conversations.history": 3,
    "conversations.replies": 3,
    "conversations.open": 3,
    "conversations.join": 3,
    "reactions.add": 3,
    "reactions.get": 3,
    "team.info": 3,
    "bots.info": 3,
}
_BURST = 5.0


class RateLimits:
    """Counts calls in real time and says when one comes too soon."""

    def __init__(self, enabled: bool) -> None:
        self.enabled = enabled
        self._calls: dict[str, deque[float]] = {}
        self._credit: dict[str, tuple[float, float]] = {}

    def wait(self, method: str, channel: str) -> int:
        """Return after how many seconds to try again; 0: go on."""
        if not self.enabled:
            return 0
        now = monotonic()
        if method == "chat.postMessage" and not self._may_post(channel, now):
            return 1
        recent = self._calls.setdefault(method, deque())
        while recent and recent[0] < now - 60:
            recent.popleft()
        tier = (
            0 if method in ("chat.postMessage", "auth.test", "chat.getPermalink") else _TIER_OF.get(method, 4)
        )
        if len(recent) >= _TIERS.get(tier, _SPECIAL):
            return max(1, int(60 - (now - recent[0])))
        recent.append(now)
        return 0

    def _may_post(self, channel: str, now: float) -> bool:
        """Spend one of the channel's credits: one a second, saved up to a small burst."""
        credit, since = self._credit.get(channel, (_BURST, now))
        credit = min(_BURST, credit + now - since)
        if credit < 1:
            self._credit[channel] = (credit, now)
            return False
        self._credit[channel] = (credit - 1, now)
        return True
