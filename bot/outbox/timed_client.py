"""slack_sdk's client, from whose answers the time at Slack is read."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.clock import Bounds, SlackClock
from bot.domain.calendar.timestamps import said_at

_COARSE: Final = timedelta(seconds=1)
"""A `Date` is in whole seconds, and servers are known to keep one for a moment."""
_NO_CLOCK: Final = timedelta(hours=1)
"""A `ts` so far from its answer's `Date` (or from our own time) is a stand-in's invention and no time."""


class TimedClient(WebClient):
    """A client that tells `clock` what each answer says of the time."""

    def __init__(self, token: str, clock: SlackClock, *, base_url: str, timeout: int = 10) -> None:
        """Make a client that retries nothing; `timeout` is in seconds."""
        super().__init__(token, base_url=base_url, timeout=timeout, retry_handlers=[])
        self._clock = clock
        self._dates_count = True

    def api_call(self, api_method: str, **arguments: Any) -> SlackResponse:  # slack_sdk's own
        """Call a Web API method, as slack_sdk's client does; a refusal tells the time too."""
        begun = self._clock.monotonic()
        try:
            answer = super().api_call(api_method, **arguments)
        except SlackApiError as refused:
            self._read(refused.response.headers, None, begun)
            raise
        posted = answer.get("ts") if api_method == "chat.postMessage" else None
        self._read(answer.headers, posted, begun)
        return answer

    def _read(self, headers: Mapping[str, str], posted_ts: str | None, begun: float) -> None:
        took = timedelta(seconds=self._clock.monotonic() - begun)
        dated, posted = _dated(headers, took), _posted(posted_ts, took)
        if posted is not None:
            now = self._clock.now()
            apart = posted.apart(dated or Bounds(now, now))
            posted = posted if apart < _NO_CLOCK else None
            # What happens is dated by a `ts`: where the two contradict each other, that is what counts.
            self._dates_count = not apart or posted is None
        for bounds in (dated if self._dates_count else None, posted):
            if bounds is not None:
                self._clock.told(bounds)


def _dated(headers: Mapping[str, str], took: timedelta) -> Bounds | None:
    """Return what an answer's `Date` tells of the time now; it was written while the call took place."""
    for name, value in headers.items():
        if name.lower() == "date":
            try:
                at = parsedate_to_datetime(value)
            except ValueError:
                return None
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
            return Bounds(at - _COARSE, at + 2 * _COARSE + took)
    return None


def _posted(ts: str | None, took: timedelta) -> Bounds | None:
    """Return what the `ts` of a message tells that was posted while the call took place."""
    if ts is None:
        return None
    at: datetime = said_at(ts)
    return Bounds(at, at + took)
