"""Read what happened while nobody listened, before anything that is due is done.

Slack sends a missed event again for some minutes at most. What was said, edited, deleted or marked with an
emoji in a longer gap is read from the channels' history and taken in as if it had just come; all of it may be
taken in twice without harm.
"""

import logging
import time
from collections.abc import Callable, Iterator
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.services import Services
from bot.services.missed import Thread
from handlers.events import messages, reactions

log = logging.getLogger(__name__)

_PAGE = 200
_PATIENCE_S = 60

Event = dict[str, Any]


def catch_up(client: WebClient, services: Services, bot_user: str) -> int:
    """Take in what was missed in every channel and in every live ticket's thread; return how many messages.

    A channel that cannot be read is logged and left; it holds up no other.
    """
    missed: list[Event] = []
    for account in services.runbook.accounts.values():
        channel = services.channels.channel_of(account.key)
        since = services.missed.last_heard(channel)
        if since is None:
            continue  # nothing was ever heard here: there is no gap to fill
        try:
            missed += _roots(client, channel, since)
            for thread in services.missed.live_threads(account.key):
                missed += _replies(client, services, thread)
        except SlackApiError as error:
            log.warning("%s cannot be caught up with: %s", channel, error.response["error"])
    for event in sorted(missed, key=lambda event: float(event["ts"])):
        _take_in(client, services, bot_user, event)
    return len(missed)


def _roots(client: WebClient, channel: str, since: str) -> Iterator[Event]:
    """Yield the channel's messages since `since`, and the replies under those that have any."""
    for message in _pages(client.conversations_history, channel=channel, oldest=since, inclusive=True):
        yield {**message, "channel": channel}
        if message.get("reply_count"):
            replies = _pages(client.conversations_replies, channel=channel, ts=message["ts"])
            yield from ({**reply, "channel": channel} for reply in replies if reply["ts"] != message["ts"])


def _replies(client: WebClient, services: Services, thread: Thread) -> list[Event]:
    """Return a live ticket's thread as it stands; what is stored and no longer there was deleted."""
    found = [
        {**message, "channel": thread.channel}
        for message in _pages(client.conversations_replies, channel=thread.channel, ts=thread.ts)
    ]
    for ts in thread.stored - {message["ts"] for message in found}:
        services.conversation.deleted(thread.channel, ts)
    return found


def _take_in(client: WebClient, services: Services, bot_user: str, message: Event) -> None:
    if "edited" in message:
        services.conversation.edited(message["channel"], message["ts"], message.get("text") or "")
    if not services.missed.heard(message["channel"], message["ts"]):
        messages.take_in(client, services, bot_user, message)
    for reaction in message.get("reactions") or ():
        for user in reaction["users"]:
            reactions.take_in_late(client, services, bot_user, message, reaction["name"], user)


def _pages(call: Callable[..., SlackResponse], **arguments: Any) -> Iterator[Event]:
    """Yield the messages of all pages, waiting where Slack asks for patience."""
    cursor = ""
    while True:
        answer = _patiently(lambda: call(limit=_PAGE, cursor=cursor, **arguments))  # noqa: B023
        yield from answer["messages"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _patiently(call: Callable[[], SlackResponse]) -> SlackResponse:
    try:
        return call()
    except SlackApiError as error:
        if error.response["error"] != "ratelimited":
            raise
        time.sleep(min(int(error.response.headers.get("Retry-After", 1)), _PATIENCE_S))
        return call()
