"""Status callbacks: how calls and texts went on, told in the order that is asked for, or in none."""

from collections.abc import Mapping
from dataclasses import dataclass

from playground.pager.app_requests import AppRequests
from playground.to_app.arrivals import Arrivals
from playground.workspace.clock_mover import TimeSource


@dataclass(frozen=True, slots=True)
class _Callback:
    url: str
    told: dict[str, str]


class Callbacks:
    """Sends callbacks; lives on the server's event loop."""

    def __init__(self, requests: AppRequests, clock: TimeSource) -> None:
        self._requests = requests
        self.arrivals = Arrivals(self._send, clock)

    async def tell(self, url: str, told: Mapping[str, str]) -> None:
        """Tell of something where the app gave an address for it, or keep it for later."""
        if url:
            await self.arrivals.tell(_Callback(url, dict(told)))

    async def _send(self, callback: _Callback) -> None:
        await self._requests.form(callback.url, callback.told)
