"""Read a message of Slack's that something refers to: an emoji, a notice's button.

A failed read is no answer: that a message is gone, that it is kept from us, and that Slack can't say at the
moment are three different things.
"""

import logging
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.services import Services
from handlers.payloads import message as messages
from handlers.payloads.fields import answer_of, parts
from handlers.payloads.message import EmojiOn, SlackMessage

log = logging.getLogger(__name__)

_QUICKLY_S: Final = 1
"""A form must open within 3 s of the click: words to fill it with are worth no more than this."""
_GONE: Final = ("message_not_found", "thread_not_found", "channel_not_found")
_NOT_ALLOWED: Final = (
    "not_in_channel",
    "missing_scope",
    "no_permission",
    "access_denied",
    "restricted_action",
    "team_access_not_granted",
)


class NotKnownNow(Exception):
    """Slack could not tell; it can be asked again."""

    def __init__(self, why: object) -> None:
        super().__init__(f"Slack could not be read ({why})")


def need_recorded(services: Services, channel: str, ts: str) -> None:
    """Raise NotKnownNow where a message may be a card of ours that is not recorded yet."""
    if services.places.may_be_unrecorded(channel, ts):
        raise NotKnownNow("a card that is being posted")


def message(client: WebClient, channel: str, ts: str, *, quickly: bool = False) -> SlackMessage | None:
    """Return the message at `ts`, in a thread or not; None if it is gone or kept from us.

    Raises NotKnownNow where Slack can't tell, or (quickly) is slow to.
    """
    if not ts:
        return None
    if quickly:
        client = quick(client)
    try:
        return _at(client, channel, ts)
    except (SlackApiError, OSError) as error:
        if is_final(error):
            return None
        raise NotKnownNow(why(error)) from error


def is_final(error: Exception) -> bool:
    """Tell whether asking again is of no use: it is gone, or Slack does not let us see it."""
    if not isinstance(error, SlackApiError):
        return False
    code = error.response["error"]
    if code in _NOT_ALLOWED:
        log.warning("Slack does not let me read a message: %s", code)
    return code in _GONE or code in _NOT_ALLOWED


def why(error: Exception) -> object:
    """Name what went wrong with a call."""
    return error.response["error"] if isinstance(error, SlackApiError) else type(error).__name__


def emoji_on(client: WebClient, channel: str, ts: str) -> tuple[EmojiOn, ...]:
    """Return the emoji that stand on a message, none if it is gone or kept from us.

    Raises NotKnownNow otherwise: not to know is not to see none.
    """
    found = message(client, channel, ts)
    return found.emoji if found else ()


def _at(client: WebClient, channel: str, ts: str) -> SlackMessage | None:
    found = client.conversations_replies(
        channel=channel, ts=ts, oldest=ts, latest=ts, inclusive=True, limit=1
    )
    read = (messages.read(each, channel) for each in parts(answer_of(found), "messages"))
    return next((each for each in read if each.ts == ts), None)


def quick(client: WebClient) -> WebClient:
    """Return a client that gives up before the person who waits would."""
    return WebClient(token=client.token, base_url=client.base_url, timeout=_QUICKLY_S, retry_handlers=[])
