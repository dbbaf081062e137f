"""What Slack lets us ask in a minute, of which reading in the background leaves some to those who wait."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from bot.clock import Clock, SystemClock

A_MINUTE: Final = 40
"""Slack allows 50 calls a minute and method to read channels and threads: an emoji needs one, too."""
AT_ONCE: Final = 10


@dataclass(frozen=True)
class Allowance:
    """So many calls a minute of each method, after some that may come at once; for several threads."""

    a_minute: float = A_MINUTE
    """0: as many as there are."""
    clock: Clock = field(default_factory=SystemClock)
    _full_at: dict[str, float] = field(default_factory=dict)
    """When each method's allowance will be whole again, by the monotonic clock."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, method: str, pause: Callable[[float], object]) -> None:
        """Wait, by `pause` in seconds, until a call of the method may be made."""
        if not self.a_minute:
            return
        step = 60 / self.a_minute
        with self._lock:
            now = self.clock.monotonic()
            full_at = max(self._full_at.get(method, now), now) + step
            self._full_at[method] = full_at
        wait = full_at - now - AT_ONCE * step
        if wait > 0:
            pause(wait)
