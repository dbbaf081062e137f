"""reactions.* and pins.*: what people and apps attach to messages."""

import re

from playground.web_api.call import ApiCall, Method
from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.slack_json import message_json
from playground.workspace.state import SlackError

_NAME = re.compile(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?")


def add_reaction(call: ApiCall) -> JSON:
    """React as the bot."""
    conversation, message = _message(call, call.joined())
    name = _name(call)
    call.context.operations.react(conversation.id, message.ts, name, call.install.bot_user)
    return {}


def remove_reaction(call: ApiCall) -> JSON:
    """Take the bot's reaction away."""
    conversation, message = _message(call, call.joined())
    name = _name(call)
    call.context.operations.unreact(conversation.id, message.ts, name, call.install.bot_user)
    return {}


def get_reactions(call: ApiCall) -> JSON:
    """Return a message with its reactions."""
    conversation, message = _message(call, call.joined())
    found = message_json(call.state, conversation, message)
    return {"type": "message", "channel": conversation.id, "message": found}


def add_pin(call: ApiCall) -> JSON:
    """Pin a message."""
    conversation, message = _message(call, call.joined())
    call.context.operations.pin(conversation.id, message.ts, call.install.bot_user)
    return {}


def remove_pin(call: ApiCall) -> JSON:
    """Take a pin away."""
    conversation, message = _message(call, call.joined())
    call.context.operations.unpin(conversation.id, message.ts, call.install.bot_user)
    return {}


def list_pins(call: ApiCall) -> JSON:
    """Return what is pinned, the newest pin first."""
    conversation = call.joined()
    items = [
        {
            "type": "message",
            "channel": conversation.id,
            "created": int(float(ts)),
            "message": message_json(call.state, conversation, conversation.messages[ts]),
        }
        for ts in reversed(conversation.pins)
    ]
    return {"items": items}


def _name(call: ApiCall) -> str:
    name = call.needed("name", "invalid_name").strip(":")
    if not _NAME.fullmatch(name):
        raise SlackError("invalid_name")
    return name


def _message(call: ApiCall, conversation: SlackConversation) -> tuple[SlackConversation, PostedMessage]:
    ts = call.text("timestamp") or call.text("ts")
    if not ts:
        raise SlackError("no_item_specified")
    message = conversation.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    return conversation, message


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "reactions.add": (add_reaction, ("reactions:write",)),
    "reactions.remove": (remove_reaction, ("reactions:write",)),
    "reactions.get": (get_reactions, ("reactions:read",)),
    "pins.add": (add_pin, ("pins:write",)),
    "pins.remove": (remove_pin, ("pins:write",)),
    "pins.list": (list_pins, ("pins:read",)),
}
