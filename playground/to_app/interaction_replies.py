"""Answers to an interaction: a command's acknowledgement and posts to a response URL."""

from block_kit import problems
from playground.blocks.kept import are_attachments
from playground.workspace.json_types import JSON
from playground.workspace.message_operations import MessageOperations
from playground.workspace.model import PostedMessage
from playground.workspace.state import SlackError, WorkspaceState
from playground.workspace.triggers import ResponseUrl, Triggers
from playground.workspace.typed_text import sent_by_app


class InteractionReplies:
    """Posts what the app answers where a person did something; only to them, unless it says otherwise."""

    def __init__(self, state: WorkspaceState, operations: MessageOperations, triggers: Triggers) -> None:
        self._state, self._operations, self._triggers = state, operations, triggers

    def respond(self, name: str, body: JSON) -> None:
        """Carry out one post to a response URL."""
        place = self._triggers.use_response(name)
        if body.get("delete_original"):
            self._delete_original(place)
            return
        self.check(body)
        if body.get("replace_original") and place.original is not None:
            self._replace_original(place, body)
            return
        self.answer(place.user, place.channel, body, self._bot(place))

    def check(self, body: JSON) -> None:
        """Refuse an answer without content or with invalid blocks."""
        if not body.get("text") and not body.get("blocks") and not body.get("attachments"):
            raise SlackError("no_text")
        if not are_attachments(body.get("attachments") or []):
            raise SlackError("invalid_attachments")
        found = problems("message", body)
        if found:
            raise SlackError("invalid_blocks", response_metadata={"messages": found})

    def answer(self, user: str, channel: str, body: JSON, bot: str = "") -> None:
        """Post an answer: ephemeral unless `response_type` is `in_channel`."""
        message = self._message(body, bot or self._state.install_for(user).bot_user)
        if body.get("response_type") == "in_channel":
            self._operations.post(channel, message)
            return
        message.visible_to = user
        self._operations.post_ephemeral(channel, message)

    def _bot(self, place: ResponseUrl) -> str:
        """Return which bot answers: the one whose message was clicked, or the person's own."""
        writer = place.original.user if place.original is not None else place.user
        return self._state.bot_behind(writer).bot_user

    def _message(self, body: JSON, bot: str) -> PostedMessage:
        return PostedMessage(
            "",
            bot,
            sent_by_app(body.get("text") or ""),
            by_app=True,
            blocks=body.get("blocks") or [],
            attachments=body.get("attachments") or [],
            thread_ts=body.get("thread_ts"),
            metadata=body.get("metadata"),
        )

    def _delete_original(self, place: ResponseUrl) -> None:
        original = place.original
        if original is None:
            return
        if original.visible_to is None:
            self._operations.delete(place.channel, original.ts)
            return
        with self._state.changing():
            self._state.ephemerals = [one for one in self._state.ephemerals if one[1] is not original]

    def _replace_original(self, place: ResponseUrl, body: JSON) -> None:
        original = place.original
        assert original is not None
        text, blocks = sent_by_app(body.get("text") or ""), body.get("blocks") or []
        attachments = body.get("attachments") or []
        if original.visible_to is None:
            self._operations.edit(
                place.channel,
                original.ts,
                by=self._bot(place),
                text=text,
                blocks=blocks,
                attachments=attachments,
            )
            return
        with self._state.changing():
            original.text, original.blocks, original.attachments = text, blocks, attachments
            self._operations.keep(original)
