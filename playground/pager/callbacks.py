"""Status callbacks: how calls and texts went on, told in the order that is asked for, or in none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from playground.pager.app_requests import AppRequests
from playground.workspace.clock_mover import TimeSource

LATE: Final = timedelta(minutes=1)


class Arriving(StrEnum):
    """How callbacks arrive."""

    PROMPT = "prompt"
    TWICE = "twice"
    LATE = "late"
    """A minute after what they tell."""
    REORDERED = "reordered"
    """A minute late, and the newest first."""


@dataclass(frozen=True, slots=True)
class _Callback:
    url: str
    told: dict[str, str]
    at: datetime


class Callbacks:
    """Sends callbacks; lives on the server's event loop."""

    def __init__(self, requests: AppRequests, clock: TimeSource) -> None:
        self._requests, self._clock = requests, clock
        self._kept: list[_Callback] = []
        self.arriving = Arriving.PROMPT

    @property
    def next_at(self) -> datetime | None:
        """Return when the next one is sent that was kept."""
        return min((one.at for one in self._kept), default=None)

    async def tell(self, url: str, told: Mapping[str, str]) -> None:
        """Tell of something, or keep it for later."""
        if not url:
            return
        if self.arriving in (Arriving.LATE, Arriving.REORDERED):
            self._kept.append(_Callback(url, dict(told), self._clock.now() + LATE))
            return
        for _ in range(2 if self.arriving is Arriving.TWICE else 1):
            await self._requests.form(url, told)

    async def send_kept(self) -> None:
        """Send those whose time has come."""
        now = self._clock.now()
        due = [one for one in self._kept if one.at <= now]
        if self.arriving is Arriving.REORDERED and due:
            due = list(reversed(self._kept))
        self._kept = [one for one in self._kept if one not in due]
        for one in due:
            await self._requests.form(one.url, one.told)
