"""Messages, channels, people and files in the JSON that Slack gives to apps."""

from typing import Final
from urllib.parse import quote

from playground.blocks.rich_text import rich_text
from playground.workspace.json_types import JSON
from playground.workspace.model import OpenView, PostedMessage, SlackConversation, SlackFile
from playground.workspace.seed import Installation, SlackTeam, UserGroup
from playground.workspace.state import WorkspaceState

_TEXT_MESSAGES: Final = (None, "thread_broadcast", "file_share", "bot_message")


def message_json(
    state: WorkspaceState, conversation: SlackConversation, message: PostedMessage, *, metadata: bool = True
) -> JSON:
    """Return a message as history and events carry it."""
    person = state.people.get(message.user)
    found: JSON = {"type": "message", "user": message.user, "text": message.text, "ts": message.ts}
    found |= {"team": person.team_id} if person else {}
    found |= {"subtype": message.subtype} if message.subtype else {}
    if message.subtype == "bot_message":
        del found["user"]  # it is said under another name
    found |= bot_fields(state, message.user) if message.by_app else {}
    found |= {"blocks": blocks} if (blocks := _blocks(message)) else {}
    found |= {"attachments": message.attachments} if message.attachments else {}
    found |= {"files": [file_json(state, state.files[one]) for one in message.files]} if message.files else {}
    found |= {"edited": message.edited} if message.edited else {}
    found |= {"metadata": message.metadata} if message.metadata and metadata else {}
    found |= _root(state, conversation, message)
    found |= {"pinned_to": [conversation.id]} if message.ts in conversation.pins else {}
    if message.reactions:
        found["reactions"] = reactions_json(message)
    return found | _thread_fields(conversation, message) | message.more


def _blocks(message: PostedMessage) -> list[JSON]:
    """Return a message's blocks; of a text without any, the rich text that Slack makes of it."""
    is_text = message.text and message.subtype in _TEXT_MESSAGES
    return message.blocks or ([rich_text(message.text)] if is_text else [])


def bot_fields(state: WorkspaceState, bot_user: str) -> JSON:
    """Return the fields that mark a message as the app's own."""
    app = state.bots[bot_user]
    profile = {
        "id": app.bot_id,
        "app_id": state.app.id,
        "user_id": app.bot_user,
        "name": state.people[app.bot_user].name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": app.team_id,
    }
    return {"bot_id": app.bot_id, "app_id": state.app.id, "bot_profile": profile}


def _root(state: WorkspaceState, conversation: SlackConversation, message: PostedMessage) -> JSON:
    """Return the thread's first message with a reply that was also sent to the channel."""
    root = conversation.messages.get(message.thread_ts or "")
    if message.subtype != "thread_broadcast" or root is None:
        return {}
    return {"root": message_json(state, conversation, root, metadata=False)}


def reactions_json(message: PostedMessage) -> list[JSON]:
    """Return a message's reactions."""
    return [
        {"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()
    ]


def _thread_fields(conversation: SlackConversation, message: PostedMessage) -> JSON:
    replies = conversation.replies(message.ts)
    if not replies:
        if not message.is_reply:
            return {}
        parent = conversation.messages.get(message.thread_ts or "")
        return {"thread_ts": message.thread_ts} | ({"parent_user_id": parent.user} if parent else {})
    users = list(dict.fromkeys(one.user for one in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users": users,
        "reply_users_count": len(users),
        "latest_reply": replies[-1].ts,
        "subscribed": False,
        "is_locked": False,
    }


def permalink(
    state: WorkspaceState, conversation: SlackConversation, message: PostedMessage, team_id: str = ""
) -> str:
    """Return a message's address, in a workspace (the app's first)."""
    domain = state.teams[team_id or state.home_team].domain
    link = f"https://{domain}.slack.com/archives/{conversation.id}/p{message.ts.replace('.', '')}"
    return link + (f"?thread_ts={message.thread_ts}&cid={conversation.id}" if message.is_reply else "")


def file_json(state: WorkspaceState, file: SlackFile) -> JSON:
    """Return a whole file object."""
    url = f"{state.url}files-pri/{file.id}/{quote(file.name)}"
    posted = [one for one in file.shared_in if one in state.conversations]
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": file.name.rsplit(".", 1)[-1] if "." in file.name else "binary",
        "user": file.user,
        "user_team": state.people[file.user].team_id,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "url_private": url,
        "url_private_download": url,
        "channels": posted,
        "shares": {"public": {one: _shares(state, one, file) for one in posted}},
        "permalink": url,
    }


def _shares(state: WorkspaceState, channel: str, file: SlackFile) -> list[JSON]:
    """Return the messages in which a file stands in a channel."""
    conversation = state.conversations[channel]
    team = state.people[file.user].team_id
    holding = [one for one in conversation.messages.values() if file.id in one.files]
    return [{"ts": one.ts, "channel_name": conversation.name, "team_id": team} for one in holding]


def channel_json(state: WorkspaceState, conversation: SlackConversation, install: Installation) -> JSON:
    """Return a conversation object as conversations.info gives it to an install's bot."""
    if conversation.is_im:
        return {"id": conversation.id, "is_im": True, "user": conversation.im_user, "is_open": True}
    shared = conversation.is_ext_shared
    return {
        "id": conversation.id,
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_channel": not conversation.is_private,
        "is_group": conversation.is_private,
        "is_im": False,
        "is_mpim": conversation.is_mpim,
        "is_private": conversation.is_private,
        "is_archived": conversation.is_archived,
        "is_general": conversation.name == "general",
        "is_shared": shared,
        "is_ext_shared": shared,
        "is_org_shared": False,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "context_team_id": install.team_id,
        "conversation_host_id": conversation.team_id,
        "shared_team_ids": list(conversation.connected_teams) or [conversation.team_id],
        "is_member": install.bot_user in conversation.members,
        "creator": conversation.members[0] if conversation.members else "",
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
    }


def usergroup_json(group: UserGroup, *, with_users: bool) -> JSON:
    """Return a user group object."""
    found: JSON = {
        "id": group.id,
        "team_id": group.team_id,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "date_delete": 0,
        "user_count": len(group.members),
    }
    return found | ({"users": list(group.members)} if with_users else {})


def team_json(team: SlackTeam) -> JSON:
    """Return a workspace as team.info gives it."""
    return {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}


def view_json(state: WorkspaceState, opened: OpenView, values: JSON) -> JSON:
    """Return a view as the app gets it back, with its state."""
    view = opened.view
    return {
        "id": opened.id,
        "team_id": state.people[opened.user].team_id,
        "type": view["type"],
        "blocks": view["blocks"],
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "state": {"values": values},
        "hash": opened.hash,
        "title": view.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "close": view.get("close"),
        "submit": view.get("submit"),
        "previous_view_id": opened.previous_id,
        "root_view_id": opened.root_id,
        "app_id": state.app.id,
        "external_id": view.get("external_id", ""),
        "app_installed_team_id": opened.team_id,
        "bot_id": Installation.of(state.app, opened.team_id).bot_id,
    }
