"""Read channels and threads page by page, with the patience that Slack asks for."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from handlers.allowance import Allowance
from handlers.payloads import message
from handlers.payloads.fields import answer_of, part, parts, text_or_none
from handlers.payloads.message import SlackMessage

log = logging.getLogger(__name__)

_PAGE = 200
PATIENCE_S: Final = 60.0
"""How long Slack may be slow, busy or away before other channels are read first, in seconds."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 60.0
_PASSING = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")


class StillAway(Exception):
    """Slack is slow, busy or away for longer than we wait; it may be asked again after `wait` seconds."""

    def __init__(self, why: object, wait: float) -> None:
        super().__init__(f"Slack could not be read ({why}); it may be asked again in {wait:g} s")
        self.wait = wait


@dataclass(frozen=True)
class Page:
    """Messages at top level, the newest first; `more` when older ones follow."""

    messages: tuple[SlackMessage, ...]
    more: bool


@dataclass(frozen=True)
class History:
    """What channels hold; `pause` waits for some seconds, all pauses of a call `patience` at most."""

    client: WebClient
    patience: float = PATIENCE_S
    pause: Callable[[float], object] = time.sleep
    allowance: Allowance = field(default_factory=Allowance)

    def page(self, channel: str, oldest: datetime, newest: datetime) -> Page:
        """Return the newest messages at top level from `oldest` on and before `newest`."""
        within = {"oldest": _ts(oldest), "latest": _ts(newest), "inclusive": True}
        for messages, more in self._pages(self.client.conversations_history, channel, **within):
            if messages or not more:
                return Page(tuple(messages), more)
        return Page((), more=False)

    def replies(self, channel: str, ts: str, since: datetime | None = None) -> Iterator[SlackMessage]:
        """Yield a thread, its root first: all of it, or the replies since an instant."""
        within: dict[str, object] = {"oldest": _ts(since), "inclusive": True} if since else {}
        for messages, _ in self._pages(self.client.conversations_replies, channel, ts=ts, **within):
            yield from messages

    def _pages(
        self, call: Callable[..., SlackResponse], channel: str, **arguments: object
    ) -> Iterator[tuple[list[SlackMessage], bool]]:
        cursor = ""
        while True:
            answer = self._patiently(call, channel=channel, limit=_PAGE, cursor=cursor, **arguments)
            page = answer_of(answer)
            cursor = text_or_none(part(page, "response_metadata"), "next_cursor") or ""
            yield [message.read(each, channel) for each in parts(page, "messages")], bool(cursor)
            if not cursor:
                return

    def _patiently(self, call: Callable[..., SlackResponse], **arguments: object) -> SlackResponse:
        """Call again, after as long as Slack says or longer each time, while the trouble may pass.

        Raises StillAway when that is longer than the patience lasts.
        """
        pause, waited = _FIRST_PAUSE_S, 0.0
        while True:
            self.allowance.take(call.__name__, self.pause)
            try:
                return call(**arguments)
            except (SlackApiError, OSError) as error:
                asked = _pause_asked(error)
                wait = pause if asked is None else asked
                if asked is None and not _passes(error):
                    raise
                if waited + wait > self.patience:
                    raise StillAway(_why(error), wait) from error
            log.info("Slack asks for %s s of patience", wait)
            self.pause(wait)
            waited, pause = waited + wait, min(pause * 2, _LONGEST_PAUSE_S)


def _pause_asked(error: Exception) -> float | None:
    if isinstance(error, SlackApiError) and error.response["error"] == "ratelimited":
        return float(error.response.headers.get("Retry-After", _FIRST_PAUSE_S))
    return None


def _why(error: Exception) -> object:
    return error.response["error"] if isinstance(error, SlackApiError) else error


def _passes(error: Exception) -> bool:
    if not isinstance(error, SlackApiError):
        return True  # the network
    return error.response.status_code >= 500 or error.response["error"] in _PASSING


def _ts(instant: datetime) -> str:
    return f"{instant.timestamp():.6f}"
