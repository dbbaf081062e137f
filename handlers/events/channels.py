"""The life of a channel: the bot is invited or removed; it is renamed, shared, archived, disconnected."""

from slack_bolt import App, BoltContext

from bot.domain.channel import Closure
from bot.services import Services
from handlers import identity
from handlers.payloads.channel_event import ChannelEvent

_CLOSED = {
    "channel_archive": Closure.ARCHIVED,
    "group_archive": Closure.ARCHIVED,
    "channel_left": Closure.REMOVED,
    "group_left": Closure.REMOVED,
}
_OPENED = {"channel_unarchive": Closure.ARCHIVED, "group_unarchive": Closure.ARCHIVED}
_RENAMED = ("channel_rename", "group_rename")


def register(app: App) -> None:
    """Register a listener for each event; where a channel opens, what was missed is read beside all else."""
    for name in _CLOSED:
        app.event(name)(closed)
    for name in _OPENED:
        app.event(name)(opened)
    for name in _RENAMED:
        app.event(name)(renamed)
    app.event("channel_id_changed")(moved)
    app.event("channel_shared")(connected)
    app.event("channel_unshared")(disconnected)
    app.event("member_joined_channel")(joined)


def closed(channel_event: ChannelEvent, services: Services) -> None:
    """Note that a shared channel can no longer be spoken in."""
    account = identity.account_of(services, channel_event.channel)
    if account is not None:
        services.channels.closed(account, _CLOSED[channel_event.kind], channel_event.once)


def opened(channel_event: ChannelEvent, services: Services) -> None:
    """Note that a shared channel can be spoken in again."""
    account = identity.account_of(services, channel_event.channel)
    if account is not None:
        services.gaps.notice_deaf(account)
        services.channels.opened(account, _OPENED[channel_event.kind], channel_event.once)


def connected(channel_event: ChannelEvent, services: Services) -> None:
    """Note that the customer is connected; warn of any other company that is."""
    account = identity.account_of(services, channel_event.channel)
    if account is None:
        return
    once, team = channel_event.once, channel_event.team
    if services.channels.is_customers(account, team):
        services.gaps.notice_deaf(account)
        services.channels.opened(account, Closure.DISCONNECTED, once)
    else:
        services.channels.strangers_came(account, str(team), once)


def disconnected(channel_event: ChannelEvent, services: Services) -> None:
    """Note that the customer is disconnected; another company may come and go."""
    account = identity.account_of(services, channel_event.channel)
    if account is None or not services.channels.is_customers(account, channel_event.team):
        return
    services.channels.closed(account, Closure.DISCONNECTED, channel_event.once)


def renamed(channel_event: ChannelEvent, services: Services) -> None:
    """Say that the channel has another name."""
    account = identity.account_of(services, channel_event.channel)
    name = channel_event.name
    if account is not None and name is not None:
        services.channels.renamed(account, name, channel_event.once)


def moved(channel_event: ChannelEvent, services: Services) -> None:
    """Follow the channel to its new id."""
    old, new = channel_event.channel, channel_event.new_channel
    account = identity.account_of(services, old)
    if account is not None and new is not None:
        services.channels.moved(account, old, new, channel_event.once)


def joined(channel_event: ChannelEvent, context: BoltContext, services: Services) -> None:
    """Take up work where the bot is invited; where no account is, say so, once, and be silent."""
    if not _is_us(channel_event, context):
        return
    account = identity.account_of(services, channel_event.channel)
    if account is not None:
        services.gaps.notice_deaf(account)
        services.channels.opened(account, Closure.REMOVED, channel_event.once)
    elif not identity.is_triage(services, channel_event.channel):
        services.channels.unknown(channel_event.channel, "This channel")


def _is_us(channel_event: ChannelEvent, context: BoltContext) -> bool:
    return channel_event.person is not None and channel_event.person.user == context.bot_user_id
