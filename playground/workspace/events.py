"""Events as the Events API sends them, with Slack Connect's team fields as Slack fills them in."""

from playground.workspace.event_callbacks import EventCallbacks
from playground.workspace.json_types import JSON
from playground.workspace.model import PostedMessage, SlackConversation
from playground.workspace.seed import Installation, UserGroup, WorkspaceMember
from playground.workspace.slack_json import message_json, usergroup_json
from playground.workspace.state import WorkspaceState
from playground.workspace.user_json import user_json


class SlackEvents:
    """Tells the app what happened, each event in Slack's own shape."""

    def __init__(self, state: WorkspaceState, callbacks: EventCallbacks) -> None:
        self._state, self._callbacks = state, callbacks

    def posted(self, conversation: SlackConversation, message: PostedMessage) -> None:
        """Tell of a new message, and of the mention of the bot in it."""
        event = message_json(self._state, conversation, message)
        for name in (
            "reply_count",
            "reply_users",
            "reply_users_count",
            "latest_reply",
            "subscribed",
            "is_locked",
        ):
            event.pop(name, None)
        event |= {
            "channel": conversation.id,
            "event_ts": message.ts,
            "channel_type": conversation.channel_type,
        }
        event["files"] = self._file_stubs(conversation, event.get("files", []))
        if not event["files"]:
            del event["files"]
        self._message(conversation, event, message.user)
        mentioned = any(f"<@{one.bot_user}>" in message.text for one in self._state.installs.values())
        if mentioned and not message.by_app and not conversation.is_im:
            self._mention(conversation, event, message.user)
        if message.metadata:
            self._metadata("posted", conversation, event, {"metadata": message.metadata})

    def changed(self, conversation: SlackConversation, previous: JSON, message: PostedMessage) -> None:
        """Tell of an edit, with the message before and after it."""
        ts = self._state.event_ts()
        event = {
            "type": "message",
            "subtype": "message_changed",
            "message": message_json(self._state, conversation, message),
            "previous_message": previous,
            "channel": conversation.id,
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
            "channel_type": conversation.channel_type,
        }
        self._message(conversation, event, message.user)
        before = previous.get("metadata")
        if message.metadata and message.metadata != before:
            told = {"metadata": message.metadata} | ({"previous_metadata": before} if before else {})
            self._metadata("updated", conversation, previous, told)

    def deleted(self, conversation: SlackConversation, previous: JSON) -> None:
        """Tell that a message is gone."""
        ts = self._state.event_ts()
        event = {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": previous,
            "deleted_ts": previous["ts"],
            "channel": conversation.id,
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
            "channel_type": conversation.channel_type,
        }
        self._message(conversation, event, previous.get("user", ""))
        if previous.get("metadata"):
            told = {"previous_metadata": previous["metadata"], "deleted_ts": previous["ts"]}
            self._metadata("deleted", conversation, previous, told)

    def reacted(
        self, kind: str, conversation: SlackConversation, message: PostedMessage, user: str, reaction: str
    ) -> None:
        """Tell of `reaction_added` or `reaction_removed`: no team field of the actor at all."""
        event = {
            "type": kind,
            "user": user,
            "reaction": reaction,
            "item": {"type": "message", "channel": conversation.id, "ts": message.ts},
            "item_user": message.user,
            "event_ts": self._state.event_ts(),
        }
        self._callbacks.in_conversation(conversation, event)

    def pinned(self, kind: str, conversation: SlackConversation, message: PostedMessage, user: str) -> None:
        """Tell of `pin_added` or `pin_removed`."""
        item = {"type": "message", "channel": conversation.id, "created_by": user}
        event = {
            "type": kind,
            "user": user,
            "channel_id": conversation.id,
            "item": item | {"message": message_json(self._state, conversation, message)},
            "item_user": message.user,
            "pin_count": len(conversation.pins),
            "has_pins": bool(conversation.pins),
            "event_ts": self._state.event_ts(),
        }
        self._callbacks.in_conversation(conversation, event)

    def membership(
        self, kind: str, conversation: SlackConversation, user: str, inviter: str | None = None
    ) -> None:
        """Tell of `member_joined_channel` or `member_left_channel`."""
        event = {
            "type": kind,
            "user": user,
            "channel": conversation.id,
            "channel_type": "G" if conversation.is_private else "C",
            "team": self._state.people[user].team_id,
            "event_ts": self._state.event_ts(),
        }
        self._callbacks.in_conversation(
            conversation, event | ({"inviter": inviter} if inviter else {}), outer_team=conversation.team_id
        )

    def file_shared(self, conversation: SlackConversation, file_id: str, user: str) -> None:
        """Tell that a file was shared."""
        event = {
            "type": "file_shared",
            "file_id": file_id,
            "user_id": user,
            "file": {"id": file_id},
            "channel_id": conversation.id,
            "event_ts": self._state.event_ts(),
        }
        self._callbacks.in_conversation(conversation, event)

    def home_opened(self, conversation: SlackConversation, user: str, tab: str, view: JSON | None) -> None:
        """Tell that someone opened the app's home."""
        event: JSON = {"type": "app_home_opened", "user": user, "channel": conversation.id, "tab": tab}
        event["event_ts"] = self._state.event_ts()
        self._callbacks.in_conversation(conversation, event | ({"view": view} if view else {}))

    def usergroup_changed(self, group: UserGroup, added: list[str], removed: list[str]) -> None:
        """Tell that people came into or left a user group."""
        event = {
            "type": "subteam_members_changed",
            "subteam_id": group.id,
            "team_id": group.team_id,
            "date_update": int(self._state.clock.now().timestamp()),
            "added_users": added,
            "added_users_count": len(added),
            "removed_users": removed,
            "removed_users_count": len(removed),
            "event_ts": self._state.event_ts(),
        }
        self._callbacks.in_workspace(group.team_id, event)
        whole = usergroup_json(group, with_users=True)
        updated = {"type": "subteam_updated", "subteam": whole, "event_ts": self._state.event_ts()}
        self._callbacks.in_workspace(group.team_id, updated)

    def channel_life(self, kind: str, conversation: SlackConversation, **more: object) -> None:
        """Tell of something that happened to a channel as a whole, such as `channel_archive`."""
        self._callbacks.in_conversation(
            conversation, {"type": kind, **more, "event_ts": self._state.event_ts()}
        )

    def person_changed(self, kind: str, person: WorkspaceMember) -> None:
        """Tell of `user_change` or `team_join`: the app hears of its own workspaces' members only."""
        user = user_json(self._state, person, person.team_id)
        event = {"type": kind, "user": user, "cache_ts": 0, "event_ts": self._state.event_ts()}
        self._callbacks.in_workspace(person.team_id, event)

    def uninstalled(self, install: Installation) -> None:
        """Tell that the app was removed from a workspace, and that its token is void."""
        tokens = {"oauth": [], "bot": [install.bot_user]}
        revoked = {"type": "tokens_revoked", "tokens": tokens, "event_ts": self._state.event_ts()}
        self._callbacks.to(install, revoked)
        self._callbacks.to(install, {"type": "app_uninstalled", "event_ts": self._state.event_ts()})

    def _message(self, conversation: SlackConversation, event: JSON, actor: str) -> None:
        outer = self._state.people[actor].team_id if actor in self._state.people else None
        self._callbacks.in_conversation(conversation, event, outer_team=outer)

    def _metadata(self, what: str, conversation: SlackConversation, message: JSON, told: JSON) -> None:
        """Tell of the metadata of a message, if the manifest subscribes to this type of it."""
        app, kind = self._state.app.id, (told.get("metadata") or told["previous_metadata"])["event_type"]
        if not self._state.manifest.hears_metadata(kind, app):
            return
        event = {
            "type": f"message_metadata_{what}",
            "app_id": app,
            "bot_id": message.get("bot_id", ""),
            "user_id": message.get("user", ""),
            "team_id": message.get("team", conversation.team_id),
            "channel_id": conversation.id,
            "message_ts": message["ts"],
            "event_ts": self._state.event_ts(),
        }
        self._callbacks.in_conversation(conversation, event | told)

    def _mention(self, conversation: SlackConversation, event: JSON, user: str) -> None:
        mention = {name: value for name, value in event.items() if name != "channel_type"}
        mention["type"] = "app_mention"
        mention.pop("subtype", None)
        person, install = self._state.people[user], self._state.hearing(conversation)
        if install is not None and person.team_id != install.team_id:
            mention |= {
                "team": install.team_id,
                "user_team": person.team_id,
                "source_team": person.team_id,
            }
            mention["user_profile"] = _profile(person)
        self._callbacks.in_conversation(conversation, mention)

    def _file_stubs(self, conversation: SlackConversation, files: list[JSON]) -> list[JSON]:
        if not conversation.is_ext_shared:
            return files
        return [
            {
                "id": one["id"],
                "mode": "file_access",
                "file_access": "check_file_info",
                "created": 0,
                "user": "",
            }
            for one in files
        ]


def _profile(person: WorkspaceMember) -> JSON:
    return {
        "real_name": person.real_name,
        "display_name": person.name,
        "name": person.name,
        "team": person.team_id,
        "is_restricted": False,
        "is_ultra_restricted": False,
    }
