"""One call of a Web API method: its arguments however they were sent, and what its method works with."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.to_app.deliveries import Deliveries
from playground.to_app.socket_mode import SocketHub
from playground.workspace.json_types import JSON, ReadOnlyJSON
from playground.workspace.message_operations import MessageOperations
from playground.workspace.model import SlackConversation
from playground.workspace.open_views import ViewStacks
from playground.workspace.scheduled import ScheduledMessages
from playground.workspace.seed import Installation
from playground.workspace.state import SlackError, WorkspaceState

_IN_JSON = {"blocks", "attachments", "view", "metadata", "files", "unfurls"}
Argument = Any  # whatever an app sent: each method looks at what it needs


@dataclass(slots=True)
class ApiContext:
    """What every method works with."""

    state: WorkspaceState
    operations: MessageOperations
    views: ViewStacks
    hub: SocketHub
    deliveries: Deliveries
    scheduled: ScheduledMessages


class ApiCall:
    """Arguments of one call; refuses what Slack would refuse."""

    def __init__(self, context: ApiContext, install: Installation, arguments: ReadOnlyJSON) -> None:
        self.context, self.state, self.install = context, context.state, install
        self.arguments = {name: _decoded(name, value) for name, value in arguments.items()}

    def text(self, name: str, default: str = "") -> str:
        """Return an argument as text."""
        value = self.arguments.get(name)
        return default if value is None else str(value)

    def needed(self, name: str, error: str = "invalid_arguments") -> str:
        """Return an argument that must be there."""
        value = self.text(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise SlackError(error, response_metadata={"messages": [message]})
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """Return an argument as true or false."""
        value = self.arguments.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """Return an argument as a whole number."""
        try:
            return int(self.arguments.get(name) or default)
        except ValueError:
            raise SlackError("invalid_arguments") from None

    def listed(self, name: str) -> list[Argument]:
        """Return an argument as a list; comma-separated text counts as one."""
        value = self.arguments.get(name)
        if isinstance(value, str):
            return [one for one in value.split(",") if one]
        return list(value) if isinstance(value, (list, tuple)) else []

    def conversation(self, name: str = "channel") -> SlackConversation:
        """Return the conversation an argument names, as far as the bot may see it."""
        channel = self.needed(name, "channel_not_found")
        found = self.state.conversation(channel)
        if not self.sees(found):
            raise SlackError("channel_not_found")
        return found

    def sees(self, conversation: SlackConversation) -> bool:
        """Tell whether the bot may know of a conversation: it is in it, or it is public in its workspace."""
        if self.install.bot_user in conversation.members:
            return True
        public = not conversation.is_private and not conversation.is_im
        teams = (conversation.team_id, *conversation.connected_teams)
        return public and self.install.team_id in teams

    def joined(self, name: str = "channel") -> SlackConversation:
        """Return a conversation the bot is a member of."""
        found = self.conversation(name)
        if self.install.bot_user not in found.members:
            raise SlackError("not_in_channel")
        return found

    def grant(self, conversation: SlackConversation, what: str) -> None:
        """Refuse unless the scope for this kind of conversation was granted."""
        kind = {"channel": "channels", "group": "groups"}.get(
            conversation.channel_type, conversation.channel_type
        )
        self.scope(f"{kind}:{what}")

    def scope(self, *scopes: str) -> None:
        """Refuse unless one of the scopes was granted."""
        manifest = self.state.manifest
        if not manifest.has_any_scope(scopes):
            raise SlackError("missing_scope", needed=",".join(scopes), provided=",".join(manifest.scopes))

    def page(self, items: list[JSON], default: int = 100, most: int = 1000) -> tuple[list[JSON], JSON]:
        """Return one page of items by `cursor` and `limit`, and the response_metadata to go with it."""
        limit = self.number("limit", default)
        if not 0 < limit <= most:
            raise SlackError("invalid_limit")
        start = _position(self.text("cursor"))
        rest = len(items) > start + limit
        return items[start : start + limit], {"next_cursor": f"at:{start + limit}" if rest else ""}


Method = Callable[[ApiCall], JSON]


def _decoded(name: str, value: object) -> Argument:
    if name in _IN_JSON and isinstance(value, str) and value:
        try:
            return json.loads(value)
        except ValueError:
            error = "invalid_blocks_format" if name == "blocks" else "invalid_arguments"
            raise SlackError(error) from None
    return value


def _position(cursor: str) -> int:
    if not cursor:
        return 0
    kind, _, number = cursor.partition(":")
    if kind != "at" or not number.isdigit():
        raise SlackError("invalid_cursor")
    return int(number)
