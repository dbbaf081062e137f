"""The life of a channel: the bot is invited or removed; it is renamed, shared, archived, disconnected."""

from typing import Any

from slack_bolt import App, BoltContext

from bot.errors import DoneBefore
from bot.services import Services
from handlers import identity

_CLOSED = {
    "channel_archive": "it was archived",
    "group_archive": "it was archived",
    "channel_unshared": "the two companies were disconnected",
    "channel_left": "I was removed from it",
    "group_left": "I was removed from it",
}
_OPENED = ("channel_unarchive", "group_unarchive", "channel_shared")
_RENAMED = ("channel_rename", "group_rename")


def register(app: App) -> None:
    """Register a listener for each event."""
    for name in (*_CLOSED, *_OPENED):
        app.event(name)(opened_or_closed)
    for name in _RENAMED:
        app.event(name)(renamed)
    app.event("channel_id_changed")(moved)
    app.event("member_joined_channel")(joined)


def opened_or_closed(event: dict[str, Any], services: Services) -> None:
    """Note that a shared channel can, or can no longer, be spoken in."""
    account = identity.account_of(services, event["channel"])
    if account is None:
        return
    once = f"{event['type']}:{event['channel']}:{event.get('event_ts')}"
    try:
        if event["type"] in _CLOSED:
            services.channels.closed(account, _CLOSED[event["type"]], once)
        else:
            services.channels.opened(account, once)
    except DoneBefore:
        return


def renamed(event: dict[str, Any], services: Services) -> None:
    """Say that the channel has another name."""
    account = identity.account_of(services, event["channel"]["id"])
    if account is not None:
        services.channels.renamed(account, event["channel"]["name"])


def moved(event: dict[str, Any], services: Services) -> None:
    """Follow the channel to its new id."""
    account = identity.account_of(services, event["old_channel_id"])
    if account is not None:
        services.channels.moved(account, event["old_channel_id"], event["new_channel_id"])


def joined(event: dict[str, Any], context: BoltContext, services: Services) -> None:
    """Take up work where the bot is invited; where no account is, say so, once, and be silent."""
    if event["user"] != context.bot_user_id:
        return
    account = identity.account_of(services, event["channel"])
    if account is not None:
        services.channels.opened(account, f"joined:{event['channel']}:{event.get('event_ts')}")
    elif not identity.is_triage(services, event["channel"]):
        services.channels.unknown(event["channel"], "This channel")
