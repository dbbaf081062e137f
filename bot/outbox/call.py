"""Making the calls to Slack: a claimed row as a Web API call, and looking for what may have arrived."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final, Protocol

from models.queues.outbox import Method
from models.queues.outbox_queue import Claim

Json = dict[str, Any]  # what Slack takes and gives: of as many shapes as there are methods
Answer = Any  # the SDK's response, which is read like a dict and types nothing
# Told an account's key, returns its PIN.
Fill = Callable[[str], str]

EVENT_TYPE: Final = "tam_bot"
# Slack's clock and ours may differ by this much.
CLOCKS_DIFFER: Final = timedelta(minutes=10)
PAGE, PAGES = 200, 10


class SlackCaller(Protocol):
    """The part of slack_sdk's WebClient that is used here."""

    def api_call(self, api_method: str, *, json: Json | None = None, params: Json | None = None) -> Answer:
        """Call a Web API method; raise SlackApiError or what the network raises."""
        ...


def send(client: SlackCaller, claim: Claim, fill: Fill) -> tuple[str, str | None]:
    """Make the row's call; return the channel and timestamp of the message it made or changed, if any."""
    if claim.method is Method.POST:
        answer = client.api_call(claim.method, json=_post(claim, fill))
        return answer["channel"], answer["ts"]
    if claim.method is Method.HOME:
        client.api_call(claim.method, json={"user_id": claim.channel, **claim.payload})
        return str(claim.channel), None
    arguments = _about(claim)
    if claim.method is Method.UPDATE:
        client.api_call(claim.method, json=arguments)
    else:
        client.api_call(claim.method, params=arguments)
    return str(claim.channel), claim.target_ts


def find(client: SlackCaller, claim: Claim) -> tuple[str, str] | None:
    """Look for the posted message by its metadata; return its channel and timestamp, or None."""
    channel = _channel(client, claim)
    since = {"channel": channel, "oldest": f"{(claim.claimed_at - CLOCKS_DIFFER).timestamp():.6f}"}
    places: list[tuple[str, Json]] = [("conversations.history", since)]
    if claim.target_ts is not None:
        places.insert(0, ("conversations.replies", since | {"ts": claim.target_ts}))
    for method, arguments in places:
        for message in messages(client, method, arguments):
            if key_of(message) == claim.key:
                return channel, str(message["ts"])
    return None


def _post(claim: Claim, fill: Fill) -> Json:
    payload = claim.payload
    if claim.pin_of is not None:
        placeholder, pin = f"{{{{pin:{claim.pin_of}}}}}", fill(claim.pin_of)
        payload = {name: _filled(value, placeholder, pin) for name, value in payload.items()}
    message = {
        "channel": claim.channel,
        "unfurl_links": False,
        "unfurl_media": False,
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": claim.key}},
        # Undocumented, and honoured more often than not: a second line of defence against doubles.
        "client_msg_id": claim.key,
        **payload,
    }
    return message | ({"thread_ts": claim.target_ts} if claim.target_ts is not None else {})


def _about(claim: Claim) -> Json:
    stamp = "timestamp" if claim.method in _STAMPED else "ts"
    return {"channel": claim.channel, stamp: claim.target_ts, **claim.payload}


_STAMPED: Final = (Method.PIN, Method.UNPIN, Method.REACT, Method.UNREACT)


def _filled(value: object, placeholder: str, secret: str) -> object:
    if isinstance(value, str):
        return value.replace(placeholder, secret)
    if isinstance(value, list):
        return [_filled(item, placeholder, secret) for item in value]
    if isinstance(value, dict):
        return {name: _filled(item, placeholder, secret) for name, item in value.items()}
    return value


def _channel(client: SlackCaller, claim: Claim) -> str:
    if not re.match("[UW]", str(claim.channel)):
        return str(claim.channel)
    return str(client.api_call("conversations.open", params={"users": claim.channel})["channel"]["id"])


def messages(client: SlackCaller, method: str, arguments: Json, pages: int = PAGES) -> Iterator[Json]:
    """Yield what a channel or thread holds, page by page."""
    cursor = ""
    for _ in range(pages):
        more = {"cursor": cursor} if cursor else {}
        wanted = {"limit": PAGE, "include_all_metadata": True}
        answer = client.api_call(method, params=arguments | wanted | more)
        yield from answer["messages"]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def is_ours(message: Json) -> bool:
    """Tell whether a message was posted from the outbox, this one or the one of an earlier database."""
    return (message.get("metadata") or {}).get("event_type") == EVENT_TYPE


def key_of(message: Json) -> object:
    """Return the outbox key that a message of ours carries; of another's it is no key that we have."""
    if not is_ours(message):
        return message.get("client_msg_id")
    return (message["metadata"].get("event_payload") or {}).get("key")
