"""reactions.* and pins.*: marks on messages."""

from typing import Any

from playground.web_api.call import Call, Method
from playground.workspace.model import Conversation, Message
from playground.workspace.slack_json import message_json
from playground.workspace.state import Refused

JSON = dict[str, Any]


def add_reaction(call: Call) -> JSON:
    """React as the bot."""
    conversation, message = _message(call, call.joined())
    name = call.needed("name", "invalid_name").strip(":")
    call.rooms.posting.react(conversation.id, message.ts, name, call.install.bot_user)
    return {}


def remove_reaction(call: Call) -> JSON:
    """Take the bot's reaction away."""
    conversation, message = _message(call, call.joined())
    name = call.needed("name", "invalid_name").strip(":")
    call.rooms.posting.unreact(conversation.id, message.ts, name, call.install.bot_user)
    return {}


def get_reactions(call: Call) -> JSON:
    """Return a message with its reactions."""
    conversation, message = _message(call, call.joined())
    found = message_json(call.state, conversation, message)
    return {"type": "message", "channel": conversation.id, "message": found}


def add_pin(call: Call) -> JSON:
    """Pin a message."""
    conversation, message = _message(call, call.joined())
    call.rooms.posting.pin(conversation.id, message.ts, call.install.bot_user)
    return {}


def remove_pin(call: Call) -> JSON:
    """Take a pin away."""
    conversation, message = _message(call, call.joined())
    call.rooms.posting.unpin(conversation.id, message.ts, call.install.bot_user)
    return {}


def list_pins(call: Call) -> JSON:
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


def _message(call: Call, conversation: Conversation) -> tuple[Conversation, Message]:
    ts = call.text("timestamp") or call.text("ts")
    if not ts:
        raise Refused("no_item_specified")
    message = conversation.messages.get(ts)
    if message is None:
        raise Refused("message_not_found")
    return conversation, message


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "reactions.add": (add_reaction, ("reactions:write",)),
    "reactions.remove": (remove_reaction, ("reactions:write",)),
    "reactions.get": (get_reactions, ("reactions:read",)),
    "pins.add": (add_pin, ("pins:write",)),
    "pins.remove": (remove_pin, ("pins:write",)),
    "pins.list": (list_pins, ("pins:read",)),
}
