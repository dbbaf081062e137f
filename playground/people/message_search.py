"""Finding messages by what they say, as one person (or everyone together) sees them."""

from dataclasses import dataclass

from playground.people.visible_text import words
from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.state import WorkspaceState


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """One message and where it stands."""

    conversation: SlackConversation
    message: PostedMessage

    @property
    def ts(self) -> str:
        """Return its time stamp."""
        return self.message.ts


class MessageSearch:
    """Searches the workspace."""

    def __init__(self, state: WorkspaceState) -> None:
        self._state = state

    def words(self, found: FoundMessage) -> str:
        """Return what a message shows."""
        message = found.message
        files = [{"name": self._state.files[one].name} for one in message.files]
        shown = {"text": message.text, "blocks": message.blocks, "attachments": message.attachments}
        return words(self._state, {**shown, "files": files})

    def public(self, conversation: SlackConversation, thread_ts: str | None = None) -> list[FoundMessage]:
        """Return what everyone in a conversation sees (of one thread, its parent first), oldest first."""
        times = sorted(conversation.messages)
        if thread_ts is not None:
            times = [one for one in (thread_ts, *conversation.threads.get(thread_ts, ())) if one in times]
        return [FoundMessage(conversation, conversation.messages[ts]) for ts in times]

    def since(self, conversation: SlackConversation, ts: str) -> list[FoundMessage]:
        """Return what everyone sees that came after a time, oldest first; looks at nothing older."""
        found = []
        for one in reversed(conversation.messages.values()):
            if one.ts <= ts:
                break
            found.append(FoundMessage(conversation, one))
        return found[::-1]

    def private(self, user: str, conversation: SlackConversation | None = None) -> list[FoundMessage]:
        """Return what only that person sees, oldest first."""
        conversations = self._state.conversations
        return [
            FoundMessage(conversations[where], one)
            for where, one in self._state.ephemerals
            if one.visible_to == user and (conversation is None or where == conversation.id)
        ]

    def seen(self, user: str, conversation: SlackConversation) -> list[FoundMessage]:
        """Return everything a person sees in a conversation, threads and ephemerals too, oldest first."""
        both = [*self.public(conversation), *self.private(user, conversation)]
        return sorted(both, key=lambda one: one.ts)

    def saying(self, among: list[FoundMessage], text: str) -> list[FoundMessage]:
        """Return those that say something."""
        return [one for one in among if text in self.words(one)]
