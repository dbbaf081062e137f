"""Read a message of Slack's that something refers to: an emoji, a notice's button."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.payloads import message as messages
from handlers.payloads.fields import answer_of, parts
from handlers.payloads.message import EmojiOn, SlackMessage

_QUICKLY_S = 1
"""A form must open within 3 s of the click: words to fill it with are worth no more than this."""
_GONE = ("message_not_found", "thread_not_found")


def message(client: WebClient, channel: str, ts: str, *, quickly: bool = False) -> SlackMessage | None:
    """Return the message at `ts`, in a thread or not; None if it is gone, unreadable, or (quickly) slow."""
    if not ts:
        return None
    if quickly:
        client = quick(client)
    try:
        return _at(client, channel, ts)
    except (SlackApiError, OSError):
        return None


def emoji_on(client: WebClient, channel: str, ts: str) -> tuple[EmojiOn, ...]:
    """Return the emoji that stand on a message, none if it is gone.

    Raises what Slack or the network raised otherwise: not to know is not to see none.
    """
    try:
        found = _at(client, channel, ts)
    except SlackApiError as error:
        if error.response["error"] in _GONE:
            return ()
        raise
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
