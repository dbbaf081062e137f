"""What can be done to messages, by people and by the app alike; each tells the app through an event."""

from collections.abc import Sequence
from dataclasses import replace

from playground.blocks.kept import kept_attachments, with_ids
from playground.workspace.events import SlackEvents
from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.slack_json import message_json
from playground.workspace.state import SlackError, WorkspaceState

LONGEST_TEXT = 40_000


class MessageOperations:
    """Posts, edits, deletes, reacts, pins; the same rules for everyone."""

    def __init__(self, state: WorkspaceState, events: SlackEvents) -> None:
        self._state, self._events = state, events

    def with_ids(self, blocks: list[JSON]) -> list[JSON]:
        """Return the blocks as Slack keeps them: with ids and defaults."""
        return with_ids(blocks, self._new_id)

    def _new_id(self) -> str:
        return self._state.new_id("")[-5:]

    def keep(self, message: PostedMessage) -> None:
        """Give what a message shows the ids and defaults that Slack fills in."""
        message.blocks = self.with_ids(message.blocks)
        message.attachments = kept_attachments(message.attachments, self._new_id)

    def post(self, channel: str, message: PostedMessage) -> PostedMessage:
        """File a new message (its ts may be empty: now) and tell of it."""
        conversation = self._open(channel)
        with self._state.changing():
            message.ts = message.ts or self._state.new_ts(conversation)
            message.text = message.text[:LONGEST_TEXT]
            message.thread_ts = self._root(conversation, message.thread_ts)
            if message.is_reply and message.broadcast:
                message.subtype = "thread_broadcast"
            self.keep(message)
            conversation.add(message)
            self._events.posted(conversation, message)
        return message

    def share(self, channel: str, message: PostedMessage) -> PostedMessage:
        """File a new message with files, and tell of each."""
        with self._state.changing():
            self.post(channel, message)
            for file in message.files:
                self._events.file_shared(self._state.conversation(channel), file, message.user)
        return message

    def _open(self, channel: str, error: str = "is_archived") -> SlackConversation:
        """Return a conversation in which something can still be said."""
        conversation = self._state.conversation(channel)
        if conversation.is_archived:
            raise SlackError(error)
        return conversation

    def _root(self, conversation: SlackConversation, thread_ts: str | None) -> str | None:
        """Return the parent's ts: answering a reply answers in its thread."""
        parent = conversation.messages.get(thread_ts or "")
        return parent.thread_ts if parent is not None and parent.is_reply else thread_ts

    def post_ephemeral(self, channel: str, message: PostedMessage) -> PostedMessage:
        """Show a message to one person only; it is in no history."""
        conversation = self._open(channel)
        with self._state.changing():
            message.ts = self._state.new_ts(conversation)
            self.keep(message)
            self._state.ephemerals.append((channel, message))
        return message

    def edit(
        self,
        channel: str,
        ts: str,
        *,
        by: str,
        text: str | None = None,
        blocks: list[JSON] | None = None,
        attachments: list[JSON] | None = None,
        metadata: JSON | None = None,
    ) -> PostedMessage:
        """Change a message; what is None stays as it was."""
        conversation, message = self._open(channel, "is_inactive"), self._state.message(channel, ts)
        with self._state.changing():
            previous = message_json(self._state, conversation, message)
            message.text = message.text if text is None else text
            message.blocks = message.blocks if blocks is None else self.with_ids(blocks)
            message.choices.clear()
            if attachments is not None:
                message.attachments = kept_attachments(attachments, self._new_id)
            message.metadata = message.metadata if metadata is None else metadata
            message.edited = {"user": by, "ts": self._state.event_ts()}
            self._events.changed(conversation, previous, message)
        return message

    def delete(self, channel: str, ts: str) -> None:
        """Take a message away; one with replies leaves a tombstone, as in Slack."""
        conversation, message = self._state.conversation(channel), self._state.message(channel, ts)
        with self._state.changing():
            previous = message_json(self._state, conversation, message)
            if not conversation.replies(ts):
                conversation.remove(message)
                self._events.deleted(conversation, previous)
                return
            message.user, message.text, message.subtype = (
                "USLACKBOT",
                "This message was deleted.",
                "tombstone",
            )
            message.blocks, message.files, message.attachments = [], [], []
            message.by_app, message.metadata = False, None
            message.reactions.clear()
            self._events.changed(conversation, previous, message)

    def react(self, channel: str, ts: str, name: str, user: str) -> None:
        """Add someone's reaction."""
        conversation, message = self._open(channel), self._state.message(channel, ts)
        if user in message.reactions.get(name, ()):
            raise SlackError("already_reacted")
        with self._state.changing():
            message.reactions.setdefault(name, []).append(user)
            self._events.reacted("reaction_added", conversation, message, user, name)

    def unreact(self, channel: str, ts: str, name: str, user: str) -> None:
        """Take someone's reaction away."""
        conversation, message = self._state.conversation(channel), self._state.message(channel, ts)
        if user not in message.reactions.get(name, ()):
            raise SlackError("no_reaction")
        with self._state.changing():
            message.reactions[name].remove(user)
            if not message.reactions[name]:
                del message.reactions[name]
            self._events.reacted("reaction_removed", conversation, message, user, name)

    def pin(self, channel: str, ts: str, user: str) -> None:
        """Pin a message."""
        conversation, message = self._state.conversation(channel), self._state.message(channel, ts)
        if ts in conversation.pins:
            raise SlackError("already_pinned")
        with self._state.changing():
            conversation.pins.append(ts)
            self._events.pinned("pin_added", conversation, message, user)

    def unpin(self, channel: str, ts: str, user: str) -> None:
        """Take a pin away."""
        conversation, message = self._state.conversation(channel), self._state.message(channel, ts)
        if ts not in conversation.pins:
            raise SlackError("no_pin")
        with self._state.changing():
            conversation.pins.remove(ts)
            self._events.pinned("pin_removed", conversation, message, user)

    def join(self, channel: str, user: str, inviter: str | None = None) -> None:
        """Let someone into a channel."""
        conversation = self._open(channel)
        if user in conversation.members:
            return
        with self._state.changing():
            conversation.members.append(user)
            self._events.membership("member_joined_channel", conversation, user, inviter)

    def leave(self, channel: str, user: str) -> None:
        """Let someone leave a channel."""
        conversation = self._state.conversation(channel)
        if user not in conversation.members:
            raise SlackError("not_in_channel")
        with self._state.changing():
            self._events.membership("member_left_channel", conversation, user)
            conversation.members.remove(user)

    def change_usergroup(self, group_id: str, members: Sequence[str]) -> None:
        """Change who is in a user group."""
        group = self._state.usergroups[group_id]
        added = [one for one in members if one not in group.members]
        removed = [one for one in group.members if one not in members]
        with self._state.changing():
            changed = replace(group, members=tuple(members))
            self._state.usergroups[group_id] = changed
            self._events.usergroup_changed(changed, added, removed)
