"""The life of a channel: the bot is invited or removed; it is renamed, shared, archived, disconnected."""

from typing import Any

from slack_bolt import App, BoltContext
from slack_sdk import WebClient

from bot.domain.channel import Closure
from bot.services import Services
from handlers import catching_up, identity

_CLOSED = {
    "channel_archive": Closure.ARCHIVED,
    "group_archive": Closure.ARCHIVED,
    "channel_left": Closure.REMOVED,
    "group_left": Closure.REMOVED,
}
_OPENED = {"channel_unarchive": Closure.ARCHIVED, "group_unarchive": Closure.ARCHIVED}
_RENAMED = ("channel_rename", "group_rename")


def register(app: App) -> None:
    """Register a listener for each event; where a channel opens, what was missed is read after the ack."""
    for name in _CLOSED:
        app.event(name)(closed)
    for name in _OPENED:
        app.event(name)(ack=opened, lazy=[read_what_was_missed])
    for name in _RENAMED:
        app.event(name)(renamed)
    app.event("channel_id_changed")(moved)
    app.event("channel_shared")(ack=connected, lazy=[read_what_was_missed])
    app.event("channel_unshared")(disconnected)
    app.event("member_joined_channel")(ack=joined, lazy=[read_what_was_missed])


def closed(event: dict[str, Any], services: Services) -> None:
    """Note that a shared channel can no longer be spoken in."""
    account = identity.account_of(services, event["channel"])
    if account is not None:
        services.channels.closed(account, _CLOSED[event["type"]], _once(event, event["channel"]))


def opened(event: dict[str, Any], services: Services) -> None:
    """Note that a shared channel can be spoken in again."""
    account = identity.account_of(services, event["channel"])
    if account is not None:
        services.channels.opened(account, _OPENED[event["type"]], _once(event, event["channel"]))


def connected(event: dict[str, Any], services: Services) -> None:
    """Note that the customer is connected; warn of any other company that is."""
    account = identity.account_of(services, event["channel"])
    if account is None:
        return
    once, team = _once(event, event["channel"]), event.get("connected_team_id")
    if services.channels.is_customers(account, team):
        services.channels.opened(account, Closure.DISCONNECTED, once)
    else:
        services.channels.strangers_came(account, str(team), once)


def disconnected(event: dict[str, Any], services: Services) -> None:
    """Note that the customer is disconnected; another company may come and go."""
    account = identity.account_of(services, event["channel"])
    if account is None or not services.channels.is_customers(
        account, event.get("previously_connected_team_id")
    ):
        return
    services.channels.closed(account, Closure.DISCONNECTED, _once(event, event["channel"]))


def renamed(event: dict[str, Any], services: Services) -> None:
    """Say that the channel has another name."""
    channel = event["channel"]
    account = identity.account_of(services, channel["id"])
    if account is not None:
        services.channels.renamed(account, channel["name"], _once(event, channel["id"], channel["name"]))


def moved(event: dict[str, Any], services: Services) -> None:
    """Follow the channel to its new id."""
    old, new = event["old_channel_id"], event["new_channel_id"]
    account = identity.account_of(services, old)
    if account is not None:
        services.channels.moved(account, old, new, _once(event, old, new))


def joined(event: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Take up work where the bot is invited; where no account is, say so, once, and be silent."""
    if event["user"] != context.bot_user_id:
        return
    account = identity.account_of(services, event["channel"])
    if account is not None:
        services.channels.opened(account, Closure.REMOVED, _once(event, event["channel"]))
    elif not identity.is_triage(services, event["channel"]):
        services.channels.unknown(event["channel"], "This channel")


def read_what_was_missed(
    event: dict[str, Any], context: BoltContext, client: WebClient, services: Services
) -> None:
    """Take in what was said while the channel was closed to us."""
    account = identity.account_of(services, event["channel"])
    if account is not None and event.get("user", context.bot_user_id) == context.bot_user_id:
        catching_up.catch_up_with(client, services, context.bot_user_id or "", account, closed=True)


def _once(event: dict[str, Any], *facts: str) -> str:
    """Name a change; Slack sends the same one again under other event ids."""
    return ":".join((event["type"], *facts, str(event.get("event_ts"))))
