"""conversations.*: channels, their members and their history."""

from playground.web_api.call import ApiCall, Method
from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.slack_json import channel_json, message_json
from playground.workspace.state import SlackError
from playground.workspace.user_json import have_met

LARGEST_GROUP = 8

_TYPES = {"channel": "public_channel", "group": "private_channel", "im": "im", "mpim": "mpim"}


def info(call: ApiCall) -> JSON:
    """Return one conversation."""
    conversation = call.conversation()
    call.grant(conversation, "read")
    return {"channel": channel_json(call.state, conversation, call.install)}


def list_all(call: ApiCall) -> JSON:
    """Return the conversations the bot may see."""
    wanted = call.listed("types") or ["public_channel"]
    unknown = set(wanted) - set(_TYPES.values())
    if unknown:
        raise SlackError("invalid_types")
    found = [
        channel_json(call.state, one, call.install)
        for one in call.state.conversations.values()
        if _TYPES[one.channel_type] in wanted
        and call.sees(one)
        and not (one.is_archived and call.flag("exclude_archived"))
    ]
    items, metadata = call.page(found)
    return {"channels": items, "response_metadata": metadata}


def of_a_user(call: ApiCall) -> JSON:
    """Return the conversations that the bot, or somebody the bot shares them with, is a member of."""
    user = call.text("user") or call.install.bot_user
    call.state.person(user)
    wanted = call.listed("types") or ["public_channel"]
    found = [
        channel_json(call.state, one, call.install)
        for one in call.state.conversations.values()
        if user in one.members and call.sees(one) and _TYPES[one.channel_type] in wanted
    ]
    items, metadata = call.page(found)
    return {"channels": items, "response_metadata": metadata}


def members(call: ApiCall) -> JSON:
    """Return who is in a conversation, people of other companies too."""
    conversation = call.conversation()
    call.grant(conversation, "read")
    found, metadata = call.page([{"id": one} for one in conversation.members])
    return {"members": [one["id"] for one in found], "response_metadata": metadata}


def history(call: ApiCall) -> JSON:
    """Return top-level messages, newest first."""
    conversation = call.joined()
    call.grant(conversation, "history")
    found = [conversation.messages[ts] for ts in reversed(conversation.top_level) if _within(call, ts)]
    items, metadata = call.page(_messages(call, conversation, found), most=999)
    more = bool(metadata["next_cursor"])
    answer: JSON = {"messages": items, "has_more": more, "pin_count": len(conversation.pins)}
    return answer | ({"response_metadata": metadata} if more else {})


def replies(call: ApiCall) -> JSON:
    """Return a thread, its parent first."""
    conversation = call.joined()
    call.grant(conversation, "history")
    message = conversation.messages.get(call.needed("ts", "thread_not_found"))
    if message is None:
        raise SlackError("thread_not_found")
    below = conversation.replies(message.ts) if not message.is_reply else []
    found = [message] + [one for one in below if _within(call, one.ts)]
    items, metadata = call.page(_messages(call, conversation, found))
    more = bool(metadata["next_cursor"])
    return {"messages": items, "has_more": more} | ({"response_metadata": metadata} if more else {})


def open_direct(call: ApiCall) -> JSON:
    """Open the direct messages with a person."""
    conversation = call.conversation() if call.text("channel") else _direct(call, call.listed("users"))
    channel = (
        channel_json(call.state, conversation, call.install)
        if call.flag("return_im")
        else {"id": conversation.id}
    )
    return {"channel": channel, "no_op": False, "already_open": bool(conversation.messages)}


def _direct(call: ApiCall, users: list[str]) -> SlackConversation:
    """Return the direct messages with one person, or those of a group of up to eight and the bot."""
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > LARGEST_GROUP:
        raise SlackError("too_many_users")
    people = [call.state.person(one) for one in users]
    if any(one.deleted for one in people):
        raise SlackError("user_disabled")
    home = call.install.team_id
    if len(people) > 1 and any(one.team_id != home and not have_met(call.state, one, home) for one in people):
        raise SlackError("invalid_user_combination")
    with call.state.changing():
        if len(users) == 1:
            return call.state.direct(users[0], call.install)
        call.scope("mpim:write")
        return call.state.group_direct([*users, call.install.bot_user])


def join(call: ApiCall) -> JSON:
    """Join a public channel."""
    conversation = call.conversation()
    if conversation.is_private or conversation.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    already = call.install.bot_user in conversation.members
    call.context.operations.join(conversation.id, call.install.bot_user)
    answer: JSON = {"channel": channel_json(call.state, conversation, call.install)}
    return answer | ({"warning": "already_in_channel"} if already else {})


def _within(call: ApiCall, ts: str) -> bool:
    """Tell whether a time lies between `oldest` and `latest` (both exclusive unless `inclusive`)."""
    inclusive, time = call.flag("inclusive"), float(ts)
    oldest, latest = call.text("oldest"), call.text("latest")
    try:
        after = not oldest or time > float(oldest) or (inclusive and ts == oldest)
        before = not latest or time < float(latest) or (inclusive and ts == latest)
    except ValueError:
        raise SlackError("invalid_ts_oldest" if oldest else "invalid_ts_latest") from None
    return after and before


def _messages(call: ApiCall, conversation: SlackConversation, found: list[PostedMessage]) -> list[JSON]:
    metadata = call.flag("include_all_metadata")
    return [message_json(call.state, conversation, one, metadata=metadata) for one in found]


_READ = ("channels:read", "groups:read", "im:read", "mpim:read")
_HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "conversations.info": (info, _READ),
    "conversations.list": (list_all, _READ),
    "conversations.members": (members, _READ),
    "conversations.history": (history, _HISTORY),
    "conversations.replies": (replies, _HISTORY),
    "conversations.open": (open_direct, ("im:write", "mpim:write", "channels:manage", "groups:write")),
    "users.conversations": (of_a_user, _READ),
    "conversations.join": (join, ("channels:join",)),
}
