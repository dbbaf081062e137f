"""What stands in a channel of all that we ever posted there, as its metadata tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from slack_sdk.errors import SlackApiError

from bot.outbox import call
from bot.outbox.call import Json, SlackCaller

_PAGES: Final = 100


@dataclass(frozen=True)
class StandingMessage:
    """A message of ours."""

    channel: str
    ts: str
    thread_ts: str | None
    text: str


def still_standing(
    client: SlackCaller, channel: str, since: datetime, threads: Iterable[str]
) -> list[StandingMessage]:
    """Return our messages in a channel and in its threads since an instant, in the order they were posted.

    Raises what the client raises. Of the threads that began earlier only `threads` (each its root's ts) are
    looked into: a call each.
    """
    arguments: Json = {"channel": channel, "oldest": f"{since.timestamp():.6f}", "inclusive": True}
    said = list(call.messages(client, "conversations.history", arguments, pages=_PAGES))
    begun = {root["ts"] for root in said if root.get("reply_count") or root.get("latest_reply")}
    for ts in begun | set(threads):
        said += _thread(client, arguments | {"ts": ts})
    young = (one for one in said if float(one["ts"]) >= since.timestamp())
    found = {one["ts"]: one for one in young if call.is_ours(one)}
    return [_message(channel, found[ts]) for ts in sorted(found, key=float)]


def _thread(client: SlackCaller, arguments: Json) -> list[Json]:
    try:
        return list(call.messages(client, "conversations.replies", arguments, pages=_PAGES))
    except SlackApiError as error:
        if error.response["error"] != "thread_not_found":
            raise
        return []


def _message(channel: str, found: Json) -> StandingMessage:
    thread = found.get("thread_ts") if found.get("thread_ts") != found["ts"] else None
    return StandingMessage(channel, found["ts"], thread, str(found.get("text") or ""))
