"""Slack's payloads, read once at the door: each kind into a frozen dataclass that listeners take by name."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from handlers.payloads import (
    channel_event,
    click,
    command,
    group_event,
    home_event,
    message_event,
    reaction,
    shortcut,
    submission,
    user_event,
)
from handlers.payloads.fields import Json, part
from handlers.payloads.person import SlackPerson


class Incoming(Protocol):
    """What every payload can say of itself."""

    @property
    def person(self) -> SlackPerson | None:
        """Return who it is by, or about."""

    @property
    def channel(self) -> str | None:
        """Return the channel it is about."""

    @property
    def asked(self) -> str:
        """Name what was asked, by its id: never people's words."""


Reading = Callable[[Json], Incoming]

_INTERACTIONS: Mapping[str, tuple[str, Reading]] = {
    "block_actions": ("click", click.read),
    "view_submission": ("submission", submission.read),
    "message_action": ("shortcut_used", shortcut.read),
    "shortcut": ("shortcut_used", shortcut.read),
}
_CHANNEL_EVENTS: Final = (
    "channel_archive",
    "channel_id_changed",
    "channel_left",
    "channel_rename",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
)
_EVENTS: Mapping[str, tuple[str, Reading]] = {
    **dict.fromkeys(_CHANNEL_EVENTS, ("channel_event", channel_event.read)),
    "message": ("message_event", message_event.read),
    "reaction_added": ("reaction", reaction.read),
    "reaction_removed": ("reaction", reaction.read),
    "subteam_updated": ("group_event", group_event.read),
    "subteam_members_changed": ("group_event", group_event.read),
    "app_home_opened": ("home_opened", home_event.read),
    "user_change": ("user_event", user_event.read),
}


def read(body: Json) -> dict[str, Incoming]:
    """Return a payload under the name that its listeners take it by, and as `incoming`.

    Raises PayloadUnreadable for one that lacks what its kind always has.
    """
    if "command" in body:
        return _named("slash_command", command.read, body)
    if "event" in body:
        event = part(body, "event")
        return _known(_EVENTS, event)
    return _known(_INTERACTIONS, body)


def _known(readers: Mapping[str, tuple[str, Reading]], found: Json) -> dict[str, Incoming]:
    """Read what is listened to; to anything else Bolt says that nobody listens."""
    kind = found.get("type")
    return _named(*readers[kind], found) if isinstance(kind, str) and kind in readers else {}


def _named(name: str, read_one: Reading, found: Json) -> dict[str, Incoming]:
    incoming = read_one(found)
    return {name: incoming, "incoming": incoming}
