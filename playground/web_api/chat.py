"""chat.*: the app's messages."""

import re

from block_kit import problems
from playground.blocks.kept import are_attachments
from playground.web_api.call import ApiCall, Method
from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.slack_json import message_json, permalink
from playground.workspace.state import SlackError
from playground.workspace.typed_text import sent_by_app

LONGEST_UPDATE = 4_000
LONGEST_MARKDOWN = 12_000
MOST_ATTACHMENTS = 100
_KIND = re.compile(r"[a-zA-Z0-9_.:-]{1,255}")


def post_message(call: ApiCall) -> JSON:
    """Post to a channel the bot is in, or to a person."""
    conversation = target(call)
    message = composed(call, PostedMessage("", call.install.bot_user, "", by_app=True))
    _disguise(call, message)
    message.thread_ts = thread_of(call)
    message.broadcast = call.flag("reply_broadcast")
    call.context.operations.post(conversation.id, message)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "message": message_json(call.state, conversation, message),
    }


def post_ephemeral(call: ApiCall) -> JSON:
    """Show a message to one member of a channel only."""
    conversation = call.joined()
    user = call.needed("user", "user_not_found")
    if user not in conversation.members:
        raise SlackError("user_not_in_channel")
    message = composed(call, PostedMessage("", call.install.bot_user, "", by_app=True, visible_to=user))
    message.thread_ts = thread_of(call)
    call.context.operations.post_ephemeral(conversation.id, message)
    return {"message_ts": message.ts}


def update(call: ApiCall) -> JSON:
    """Edit one of the app's own messages: what is left out stays, except blocks when there is a text."""
    conversation, old = _own(call, "cant_update_message")
    if len(call.text("text")) > LONGEST_UPDATE:
        raise SlackError("msg_too_long")
    given, new = call.arguments.keys(), composed(call, PostedMessage("", old.user, ""))
    rewritten = bool(given & {"text", "blocks", "markdown_text"})
    message = call.context.operations.edit(
        conversation.id,
        old.ts,
        by=call.install.bot_user,
        text=new.text if given & {"text", "markdown_text"} else None,
        blocks=new.blocks if rewritten else None,
        attachments=new.attachments if "attachments" in given else None,
        metadata=new.metadata,
    )
    return {
        "channel": conversation.id,
        "ts": old.ts,
        "text": message.text,
        "message": message_json(call.state, conversation, message),
    }


def delete(call: ApiCall) -> JSON:
    """Delete one of the app's own messages."""
    conversation, message = _own(call, "cant_delete_message")
    call.context.operations.delete(conversation.id, message.ts)
    return {"channel": conversation.id, "ts": message.ts}


def get_permalink(call: ApiCall) -> JSON:
    """Return a message's address."""
    conversation = call.joined()
    message = conversation.messages.get(call.needed("message_ts", "message_not_found"))
    if message is None:
        raise SlackError("message_not_found")
    return {
        "channel": conversation.id,
        "permalink": permalink(call.state, conversation, message, call.install.team_id),
    }


def target(call: ApiCall) -> SlackConversation:
    """Return where to post: a channel by id or name, or the direct messages of a person."""
    channel = call.needed("channel", "channel_not_found")
    if channel in call.state.people:
        with call.state.changing():
            return call.state.direct(channel, call.install)
    named = [
        one.id for one in call.state.conversations.values() if one.name and one.name == channel.lstrip("#")
    ]
    call.arguments["channel"] = named[0] if named else channel
    found = call.conversation()
    if call.install.bot_user not in found.members and not (
        not found.is_private and call.state.manifest.has_any_scope(["chat:write.public"])
    ):
        raise SlackError("not_in_channel")
    return found


def _own(call: ApiCall, error: str) -> tuple[SlackConversation, PostedMessage]:
    conversation = call.joined()
    message = conversation.messages.get(call.needed("ts", "message_not_found"))
    if message is None or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    if message.user != call.install.bot_user:
        raise SlackError(error)
    return conversation, message


def thread_of(call: ApiCall) -> str | None:
    """Return the message that is answered, if one is."""
    ts = call.text("thread_ts")
    if ts and not re.fullmatch(r"\d{10,}\.\d{6}", ts):
        raise SlackError("invalid_thread_ts")
    return ts or None


def _disguise(call: ApiCall, message: PostedMessage) -> None:
    """Give a message another name and picture than the bot's, if the call asks for that."""
    icons = {name: call.text(f"icon_{name}") for name in ("emoji", "url") if call.text(f"icon_{name}")}
    if not call.text("username") and not icons:
        return
    call.scope("chat:write.customize")
    name = call.text("username") or call.state.people[message.user].name
    message.subtype, message.more = "bot_message", {"username": name, "icons": icons}


def _markdown(call: ApiCall) -> list[JSON]:
    """Return the blocks that a markdown_text makes."""
    text = call.text("markdown_text")
    if not text:
        return []
    if call.text("text") or call.arguments.get("blocks"):
        raise SlackError("markdown_text_conflict")
    if len(text) > LONGEST_MARKDOWN:
        raise SlackError("msg_too_long")
    return [{"type": "markdown", "text": text}]


def composed(call: ApiCall, message: PostedMessage) -> PostedMessage:
    """Put the call's text, blocks, attachments and metadata into a message, checked."""
    message.text = sent_by_app(call.text("text") or call.text("markdown_text"))
    message.blocks = _markdown(call) or call.arguments.get("blocks") or []
    message.attachments = call.arguments.get("attachments") or []
    message.metadata = _metadata(call.arguments.get("metadata"))
    if not are_attachments(message.attachments):
        raise SlackError("invalid_attachments")
    if not message.text and not message.blocks and not message.attachments:
        raise SlackError("no_text")
    if len(message.attachments) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    found = problems("message", {"blocks": message.blocks, "attachments": message.attachments})
    if any("all blocks together" in one for one in found):
        raise SlackError("msg_blocks_too_long")
    if found:
        raise SlackError("invalid_blocks", errors=found, response_metadata={"messages": found})
    return message


def _metadata(value: object) -> JSON | None:
    if not value:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if not _KIND.fullmatch(str(value.get("event_type") or "")):
        raise SlackError("invalid_metadata_format")
    return {"event_type": value["event_type"], "event_payload": value["event_payload"]}


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "chat.postMessage": (post_message, ("chat:write",)),
    "chat.postEphemeral": (post_ephemeral, ("chat:write",)),
    "chat.update": (update, ("chat:write",)),
    "chat.delete": (delete, ("chat:write",)),
    "chat.getPermalink": (get_permalink, ()),
}
