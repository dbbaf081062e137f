"""The app's manifest as Slack reads it: commands, shortcuts, scopes and event subscriptions."""

from collections.abc import Mapping, Sequence
from typing import Any

from playground.workspace.json_types import JSON, ReadOnlyJSON

Declared = Any  # whatever stands in a manifest: Slack takes what it knows of it


class AppManifest:
    """Answers what the app has declared; whatever is not declared does not exist."""

    def __init__(self, data: ReadOnlyJSON, *, strict: bool = True) -> None:
        self._strict = strict
        self.name: str = _at(data, "display_information", "name") or "SlackApp"
        self.scopes: tuple[str, ...] = tuple(_at(data, "oauth_config", "scopes", "bot") or ())
        self.events: frozenset[str] = frozenset(
            _at(data, "settings", "event_subscriptions", "bot_events") or ()
        )
        self._metadata: tuple[JSON, ...] = tuple(
            _at(data, "settings", "event_subscriptions", "metadata_subscriptions") or ()
        )
        self.interactive = bool(_at(data, "settings", "interactivity", "is_enabled"))
        self.home_tab = bool(_at(data, "features", "app_home", "home_tab_enabled"))
        self.commands: tuple[JSON, ...] = tuple(_at(data, "features", "slash_commands") or ())
        self.shortcuts: tuple[JSON, ...] = tuple(_at(data, "features", "shortcuts") or ())

    def command(self, name: str) -> JSON | None:
        """Return the declared slash command of that name, slash included."""
        return next((one for one in self.commands if one["command"] == name), None)

    def shortcuts_of(self, kind: str) -> list[JSON]:
        """Return the declared shortcuts of a kind, "message" or "global"."""
        return [one for one in self.shortcuts if one["type"] == kind]

    def has_any_scope(self, scopes: Sequence[str]) -> bool:
        """Tell whether one of the scopes was granted (none asked, or not strict: yes)."""
        return not scopes or not self._strict or any(scope in self.scopes for scope in scopes)

    def hears(self, event_type: str, channel_type: str = "") -> bool:
        """Tell whether an event is subscribed and its scope granted; messages by kind of channel."""
        name = event_type
        if event_type == "message":
            name = _MESSAGES.get(channel_type, "message.mpim")
        return name in self.events and self.has_any_scope(_scopes_of(name))

    def hears_metadata(self, event_type: str, app_id: str) -> bool:
        """Tell whether a type of metadata that an app posts is subscribed."""
        return any(
            one.get("event_type") == event_type and one.get("app_id") in ("*", app_id)
            for one in self._metadata
        )


_MESSAGES = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}
_CHANNELS_LIFE = ("channels:read", "groups:read")
_SCOPES = {
    "app_mention": ("app_mentions:read",),
    "file_shared": ("files:read",),
    "member_joined_channel": _CHANNELS_LIFE,
    "member_left_channel": _CHANNELS_LIFE,
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "message_metadata_deleted": ("metadata.message:read",),
    "message_metadata_posted": ("metadata.message:read",),
    "message_metadata_updated": ("metadata.message:read",),
    "pin_added": ("pins:read",),
    "pin_removed": ("pins:read",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
    "team_join": ("users:read",),
    "user_change": ("users:read",),
}
_SCOPES_BY_FAMILY = {
    "channel": (*_CHANNELS_LIFE, "im:read", "mpim:read"),
    "group": ("groups:read",),
    "subteam": ("usergroups:read",),
}


def _scopes_of(event: str) -> tuple[str, ...]:
    """Return the scopes of which an event wants one; none for those that want none."""
    return _SCOPES.get(event) or _SCOPES_BY_FAMILY.get(event.partition("_")[0], ())


def _at(data: object, *path: str) -> Declared:
    for name in path:
        data = data.get(name) if isinstance(data, Mapping) else None
    return data
