"""Read channels and threads page by page, with the patience that Slack asks for."""

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from handlers.payloads import message
from handlers.payloads.fields import answer_of, part, parts, text_or_none
from handlers.payloads.message import SlackMessage

log = logging.getLogger(__name__)

_PAGE = 200
PAGES: Final = 20
"""How far back a channel is read: so many pages of 200 messages, and no further."""
PATIENCE_S: Final = 600.0
"""How long Slack may be slow, busy or away at the start before a channel is given up, in seconds."""
AT_WORK_S: Final = 5.0
"""The same while the bot works: whoever asks then asks again later, and is not kept from stopping."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 60.0
_PASSING = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")


class StillAway(Exception):
    """Slack is slow, busy or away for longer than we wait; it may be asked again after `wait` seconds."""

    def __init__(self, why: object, wait: float) -> None:
        super().__init__(f"Slack could not be read ({why}); it may be asked again in {wait:g} s")
        self.wait = wait


@dataclass(frozen=True)
class History:
    """What channels hold; `pause` waits for some seconds, all pauses of a call `patience` at most."""

    client: WebClient
    patience: float = AT_WORK_S
    pause: Callable[[float], None] = time.sleep

    def messages(self, channel: str, oldest: datetime) -> Iterator[SlackMessage]:
        """Yield the messages at top level since `oldest`, the newest first."""
        pages = self._pages(self.client.conversations_history, channel, oldest=_ts(oldest), inclusive=True)
        for number, page in enumerate(pages, 1):
            yield from page
            if number == PAGES:
                log.warning("%s was read no further back than %s", channel, page[-1].ts if page else "")
                return

    def replies(self, channel: str, ts: str, since: datetime | None = None) -> Iterator[SlackMessage]:
        """Yield a thread, its root first: all of it, or the replies since an instant."""
        within: dict[str, object] = {"oldest": _ts(since), "inclusive": True} if since else {}
        for page in self._pages(self.client.conversations_replies, channel, ts=ts, **within):
            yield from page

    def _pages(
        self, call: Callable[..., SlackResponse], channel: str, **arguments: object
    ) -> Iterator[list[SlackMessage]]:
        cursor = ""
        while True:
            answer = self._patiently(call, channel=channel, limit=_PAGE, cursor=cursor, **arguments)
            page = answer_of(answer)
            yield [message.read(each, channel) for each in parts(page, "messages")]
            cursor = text_or_none(part(page, "response_metadata"), "next_cursor") or ""
            if not cursor:
                return

    def _patiently(self, call: Callable[..., SlackResponse], **arguments: object) -> SlackResponse:
        """Call again, after as long as Slack says or longer each time, while the trouble may pass.

        Raises StillAway when that is longer than the patience lasts.
        """
        pause, waited = _FIRST_PAUSE_S, 0.0
        while True:
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
