"""Read a message of Slack's that something refers to: an emoji, a notice's button."""

from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

_QUICKLY_S = 1
"""A form must open within 3 s of the click: words to fill it with are worth no more than this."""


@dataclass(frozen=True)
class Read:
    """A message as Slack has it."""

    ts: str
    root: str
    user: str | None
    team: str | None
    text: str
    is_bot: bool


def message(client: WebClient, channel: str, ts: str, *, quickly: bool = False) -> Read | None:
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
    messages: list[dict[str, Any]] = found.get("messages") or []
    return next((_read(each) for each in messages if each["ts"] == ts), None)


def quick(client: WebClient) -> WebClient:
    """Return a client that gives up before the person who waits would."""
    return WebClient(token=client.token, base_url=client.base_url, timeout=_QUICKLY_S, retry_handlers=[])


def _read(found: dict[str, Any]) -> Read:
    return Read(
        ts=found["ts"],
        root=found.get("thread_ts") or found["ts"],
        user=found.get("user"),
        team=found.get("user_team") or found.get("team"),
        text=found.get("text") or "",
        is_bot=bool(found.get("bot_id")),
    )
