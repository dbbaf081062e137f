"""How what an app is told arrives: at once, twice, late, in no order, or not at all."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Generic, TypeVar

from playground.workspace.clock_mover import TimeSource

LATE: Final = timedelta(minutes=1)

Told = TypeVar("Told")


class Arriving(StrEnum):
    """How it arrives."""

    PROMPT = "prompt"
    TWICE = "twice"
    LATE = "late"
    """A minute after what it tells."""
    REORDERED = "reordered"
    """A minute late, and the newest first."""
    LOST = "lost"


class Arrivals(Generic[Told]):
    """Sends what the app is told, or keeps it for later; lives on the server's event loop."""

    def __init__(self, send: Callable[[Told], Awaitable[object]], clock: TimeSource) -> None:
        self._send, self._clock = send, clock
        self._kept: list[tuple[datetime, Told]] = []
        self.arriving = Arriving.PROMPT

    @property
    def next_at(self) -> datetime | None:
        """Return when the next one is sent that was kept."""
        return min((at for at, _ in self._kept), default=None)

    async def tell(self, told: Told) -> None:
        """Tell of something, or keep it for later."""
        if self.arriving in (Arriving.LATE, Arriving.REORDERED):
            self._kept.append((self._clock.now() + LATE, told))
            return
        times = {Arriving.TWICE: 2, Arriving.LOST: 0}.get(self.arriving, 1)
        for _ in range(times):
            await self._send(told)

    async def send_kept(self) -> None:
        """Send those whose time has come."""
        now = self._clock.now()
        due = [one for one in self._kept if one[0] <= now]
        if self.arriving is Arriving.REORDERED and due:
            due = list(reversed(self._kept))
        self._kept = [one for one in self._kept if one not in due]
        for _, told in due:
            await self._send(told)
