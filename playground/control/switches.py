"""Settings of the local Slack: time, request URL, rate limits, sockets, expired triggers."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from playground.control.clock_moves import ClockMoves
from playground.to_app.deliveries import Deliveries
from playground.to_app.http_mode import RequestUrl
from playground.to_app.socket_mode import SocketHub
from playground.web_api.rate_limits import RateLimits
from playground.workspace.json_types import JSON
from playground.workspace.state import SlackError
from playground.workspace.triggers import Triggers


class SlackSwitches:
    """Sets one thing at a time, by name."""

    def __init__(
        self,
        clock_moves: ClockMoves,
        request_url: RequestUrl,
        limits: RateLimits,
        hub: SocketHub,
        deliveries: Deliveries,
        triggers: Triggers,
    ) -> None:
        self._clock_moves, self._request_url, self._limits = clock_moves, request_url, limits
        self._hub, self._deliveries, self._triggers = hub, deliveries, triggers
        self._known: dict[str, Callable[[JSON], Awaitable[JSON]]] = {
            "time": self._time,
            "request_url": self._set_request_url,
            "rate_limits": self._set_rate_limits,
            "refresh": self._refresh,
            "close_sockets": self._close_sockets,
            "expire_triggers": self._expire_triggers,
        }

    async def set(self, name: str, told: JSON) -> JSON:
        """Set it; raises KeyError for what cannot be set, SlackError where Slack would say no."""
        return await self._known[name](told)

    async def _time(self, told: JSON) -> JSON:
        """Move the clock `{"to": ISO instant}` or `{"by": seconds}`."""
        return {"now": (await self._clock_moves.go(self._goal(told))).isoformat()}

    def _goal(self, told: JSON) -> datetime:
        if "by" in told:
            return self._clock_moves.now + timedelta(seconds=float(told["by"]))
        goal = datetime.fromisoformat(str(told["to"]))
        if goal.tzinfo is None:
            raise ValueError("the instant has no UTC offset")
        return goal

    async def _set_request_url(self, told: JSON) -> JSON:
        """Deliver over HTTP from now on; an empty address means Socket Mode again."""
        address = str(told["url"])
        if address and urlsplit(address).scheme not in ("http", "https"):
            raise ValueError("a request URL begins with http:// or https://")
        if not await self._request_url.move_to(address):
            raise SlackError("url_verification_failed")
        return {}

    async def _set_rate_limits(self, told: JSON) -> JSON:
        if not isinstance(told["on"], bool):
            raise TypeError("`on` is true or false")
        self._limits.enabled = told["on"]
        return {}

    async def _refresh(self, told: JSON) -> JSON:
        self._deliveries.background(self._hub.refresh())
        return {}

    async def _close_sockets(self, told: JSON) -> JSON:
        await self._hub.close()
        return {}

    async def _expire_triggers(self, told: JSON) -> JSON:
        self._triggers.expire()
        return {}
