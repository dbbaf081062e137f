"""Messages that an app has Slack post later: kept until their time has come."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from playground.workspace.message_operations import MessageOperations
from playground.workspace.model import PostedMessage
from playground.workspace.state import SlackError, WorkspaceState

FARTHEST: Final = timedelta(days=120)
_WINDOW_S: Final = 300
_MOST_IN_A_WINDOW: Final = 30


@dataclass(frozen=True, slots=True)
class ScheduledMessage:
    """One message, where and when (in whole seconds since 1970) it is to be posted."""

    id: str
    channel: str
    post_at: int
    created: int
    message: PostedMessage


class ScheduledMessages:
    """Keeps what is scheduled, and posts what is due."""

    def __init__(self, state: WorkspaceState, operations: MessageOperations) -> None:
        self._state, self._operations = state, operations
        self._waiting: dict[str, ScheduledMessage] = {}

    def add(self, channel: str, post_at: int, message: PostedMessage) -> ScheduledMessage:
        """Keep a message until then; raises SlackError for a time that Slack would not take."""
        now = int(self._state.clock.now().timestamp())
        if post_at <= now:
            raise SlackError("time_in_past")
        if post_at > now + FARTHEST.total_seconds():
            raise SlackError("time_too_far")
        beside = [one for one in self.waiting(channel) if abs(one.post_at - post_at) < _WINDOW_S]
        if len(beside) >= _MOST_IN_A_WINDOW:
            raise SlackError("restricted_too_many")
        made = ScheduledMessage(self._state.new_id("Q"), channel, post_at, now, message)
        self._waiting[made.id] = made
        return made

    def delete(self, channel: str, name: str) -> None:
        """Forget a message of that channel; raises SlackError when none of that id waits there."""
        found = self._waiting.get(name)
        if found is None or found.channel != channel:
            raise SlackError("invalid_scheduled_message_id")
        del self._waiting[name]

    def waiting(self, channel: str = "") -> list[ScheduledMessage]:
        """Return what waits, of one channel or of all, soonest first."""
        found = [one for one in self._waiting.values() if channel in ("", one.channel)]
        return sorted(found, key=lambda one: one.post_at)

    def next_before(self, goal: datetime) -> datetime | None:
        """Return when the next message is due on the way to an instant."""
        soonest = next((one.post_at for one in self.waiting()), None)
        at = None if soonest is None else datetime.fromtimestamp(soonest, UTC)
        return at if at is not None and at <= goal else None

    def post_due(self) -> None:
        """Post whatever is due, where the app still may.

        With metadata nothing is posted: a fault that Slack has announced itself.
        """
        now = self._state.clock.now().timestamp()
        for one in [each for each in self.waiting() if each.post_at <= now]:
            del self._waiting[one.id]
            channel = self._state.conversations.get(one.channel)
            if one.message.metadata is None and channel is not None and not channel.is_archived:
                self._operations.post(one.channel, one.message)
