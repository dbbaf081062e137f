"""Finding messages by what they say, as one person (or everyone together) sees them."""

from dataclasses import dataclass

from playground.people.visible_text import words
from playground.workspace.model import Conversation, Message
from playground.workspace.slack_json import message_json
from playground.workspace.state import State


@dataclass(frozen=True, slots=True)
class Found:
    """One message and where it stands."""

    conversation: Conversation
    message: Message

    @property
    def ts(self) -> str:
        """Return its time stamp."""
        return self.message.ts


class Finding:
    """Looks through the workspace."""

    def __init__(self, state: State) -> None:
        self._state = state

    def words(self, found: Found) -> str:
        """Return what a message shows."""
        return words(self._state, message_json(self._state, found.conversation, found.message))

    def public(self, conversation: Conversation, thread_ts: str | None = None) -> list[Found]:
        """Return what everyone in a conversation sees (of one thread, its parent first), oldest first."""
        times = sorted(conversation.messages)
        if thread_ts is not None:
            times = [one for one in (thread_ts, *conversation.threads.get(thread_ts, ())) if one in times]
        return [Found(conversation, conversation.messages[ts]) for ts in times]

    def since(self, conversation: Conversation, ts: str) -> list[Found]:
        """Return what everyone sees that came after a time, oldest first; looks at nothing older."""
        found = []
        for one in reversed(conversation.messages.values()):
            if one.ts <= ts:
                break
            found.append(Found(conversation, one))
        return found[::-1]

    def private(self, user: str, conversation: Conversation | None = None) -> list[Found]:
        """Return what only that person sees, oldest first."""
        conversations = self._state.conversations
        return [
            Found(conversations[where], one)
            for where, one in self._state.ephemerals
            if one.visible_to == user and (conversation is None or where == conversation.id)
        ]

    def seen(self, user: str, conversation: Conversation) -> list[Found]:
        """Return everything a person sees in a conversation, threads and ephemerals too, oldest first."""
        both = [*self.public(conversation), *self.private(user, conversation)]
        return sorted(both, key=lambda one: one.ts)

    def saying(self, among: list[Found], text: str) -> list[Found]:
        """Return those that say something."""
        return [one for one in among if text in self.words(one)]
