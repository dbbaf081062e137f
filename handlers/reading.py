"""Read a message of Slack's that something refers to: an emoji, a notice's button."""

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from handlers.payloads import message as messages
from handlers.payloads.fields import answer_of, parts
from handlers.payloads.message import SlackMessage

_QUICKLY_S = 1
"""A form must open within 3 s of the click: words to fill it with are worth no more than this."""


def message(client: WebClient, channel: str, ts: str, *, quickly: bool = False) -> SlackMessage | None:
    """Return the message at `ts`, in a thread or not; None if it is gone, unreadable, or (quickly) slow."""
    if not ts:
        return None
    if quickly:
        client = quick(client)
    try:
        found = client.conversations_replies(
            channel=channel, ts=ts, oldest=ts, latest=ts, inclusive=True, limit=1
        )
    except (SlackApiError, OSError):
        return None
    read = (messages.read(each, channel) for each in parts(answer_of(found), "messages"))
    return next((each for each in read if each.ts == ts), None)


def quick(client: WebClient) -> WebClient:
    """Return a client that gives up before the person who waits would."""
    return WebClient(token=client.token, base_url=client.base_url, timeout=_QUICKLY_S, retry_handlers=[])
