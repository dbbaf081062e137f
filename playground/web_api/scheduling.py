"""chat.scheduleMessage and its like: messages that are posted later."""

import re

from playground.web_api.call import ApiCall, Method
from playground.web_api.chat import composed, target, thread_of
from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage
from playground.workspace.state import SlackError


def schedule(call: ApiCall) -> JSON:
    """Have a message posted at a time to come."""
    conversation = target(call)
    message = composed(call, PostedMessage("", call.install.bot_user, "", by_app=True))
    message.thread_ts = thread_of(call)
    if not re.fullmatch("[0-9]+", call.needed("post_at", "invalid_time")):
        raise SlackError("invalid_time")
    made = call.context.scheduled.add(conversation.id, int(call.text("post_at")), message)
    shown = {"text": message.text, "bot_id": call.install.bot_id, "type": "delayed_message"}
    return {
        "channel": conversation.id,
        "scheduled_message_id": made.id,
        "post_at": made.post_at,
        "message": shown | {"subtype": "bot_message"},
    }


def unschedule(call: ApiCall) -> JSON:
    """Have a message not posted after all."""
    name = call.needed("scheduled_message_id", "invalid_scheduled_message_id")
    call.context.scheduled.delete(call.conversation().id, name)
    return {}


def scheduled_list(call: ApiCall) -> JSON:
    """Return what waits to be posted, of one channel or of all."""
    found = [
        {
            "id": one.id,
            "channel_id": one.channel,
            "post_at": one.post_at,
            "date_created": one.created,
            "text": one.message.text,
        }
        for one in call.context.scheduled.waiting(call.text("channel"))
    ]
    items, metadata = call.page(found)
    return {"scheduled_messages": items, "response_metadata": metadata}


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "chat.scheduleMessage": (schedule, ("chat:write",)),
    "chat.deleteScheduledMessage": (unschedule, ("chat:write",)),
    "chat.scheduledMessages.list": (scheduled_list, ()),
}
