"""Events as the Events API sends them, with Slack Connect's team fields as Slack fills them in."""

from collections.abc import Callable
from typing import Any

from bot.playground.faults import Faults
from bot.playground.model import Conversation, Message
from bot.playground.seed import Person, UserGroup
from bot.playground.slack_json import message_json, usergroup_json
from bot.playground.state import State

JSON = dict[str, Any]


class Events:
    """Tells the app what happened, if its manifest subscribes to it and the bot is there to see it."""

    def __init__(self, state: State, send: Callable[[JSON], None], faults: Faults) -> None:
        self._state, self._send, self._faults = state, send, faults

    def posted(self, conversation: Conversation, message: Message) -> None:
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
        if f"<@{self._state.app.bot_user}>" in message.text and not message.by_app and not conversation.is_im:
            self._mention(conversation, event, message.user)

    def changed(self, conversation: Conversation, previous: JSON, message: Message) -> None:
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

    def deleted(self, conversation: Conversation, previous: JSON) -> None:
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
        self._message(conversation, event, previous["user"])

    def reacted(
        self, kind: str, conversation: Conversation, message: Message, user: str, reaction: str
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
        self._emit(conversation, event)

    def pinned(self, kind: str, conversation: Conversation, message: Message, user: str) -> None:
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
        self._emit(conversation, event)

    def membership(
        self, kind: str, conversation: Conversation, user: str, inviter: str | None = None
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
        self._emit(
            conversation, event | ({"inviter": inviter} if inviter else {}), outer_team=conversation.team_id
        )

    def file_shared(self, conversation: Conversation, file_id: str, user: str) -> None:
        """Tell that a file was shared."""
        event = {
            "type": "file_shared",
            "file_id": file_id,
            "user_id": user,
            "file": {"id": file_id},
            "channel_id": conversation.id,
            "event_ts": self._state.event_ts(),
        }
        self._emit(conversation, event)

    def home_opened(self, conversation: Conversation, user: str, tab: str, view: JSON | None) -> None:
        """Tell that someone opened the app's home."""
        event: JSON = {"type": "app_home_opened", "user": user, "channel": conversation.id, "tab": tab}
        event["event_ts"] = self._state.event_ts()
        self._emit(conversation, event | ({"view": view} if view else {}))

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
        self._emit(None, event)
        whole = usergroup_json(group, with_users=True)
        self._emit(None, {"type": "subteam_updated", "subteam": whole, "event_ts": self._state.event_ts()})

    def channel_life(self, kind: str, conversation: Conversation, **more: Any) -> None:
        """Tell of something that happened to a channel as a whole, such as `channel_archive`."""
        self._emit(conversation, {"type": kind, **more, "event_ts": self._state.event_ts()})

    def _message(self, conversation: Conversation, event: JSON, actor: str) -> None:
        outer = self._state.people[actor].team_id if actor in self._state.people else None
        self._emit(conversation, event, outer_team=outer)

    def _mention(self, conversation: Conversation, event: JSON, user: str) -> None:
        mention = {name: value for name, value in event.items() if name != "channel_type"}
        mention["type"] = "app_mention"
        mention.pop("subtype", None)
        if self._state.is_foreign(user):
            person = self._state.people[user]
            mention |= {
                "team": self._state.home_team,
                "user_team": person.team_id,
                "source_team": person.team_id,
            }
            mention["user_profile"] = _profile(person)
        self._emit(conversation, mention)

    def _file_stubs(self, conversation: Conversation, files: list[JSON]) -> list[JSON]:
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

    def _emit(self, conversation: Conversation | None, event: JSON, *, outer_team: str | None = None) -> None:
        state = self._state
        if not state.manifest.hears(event["type"], conversation.channel_type if conversation else ""):
            return
        if conversation is not None and state.app.bot_user not in conversation.members:
            return
        payload = {
            "token": "playground-verification-token",
            "team_id": outer_team or state.home_team,
            "context_team_id": state.home_team,
            "context_enterprise_id": None,
            "api_app_id": state.app.id,
            "event": event,
            "type": "event_callback",
            "event_id": state.new_id("Ev"),
            "event_time": int(state.clock.now().timestamp()),
            "authorizations": [self._authorization()],
            "is_ext_shared_channel": conversation is not None and conversation.is_ext_shared,
            "event_context": state.new_id("4-"),
        }
        self._send(payload)
        if self._faults.twice is not None:
            again = {"event_id": state.new_id("Ev")} if self._faults.twice == "new_id" else {}
            self._send(payload | again)

    def _authorization(self) -> JSON:
        return {
            "enterprise_id": None,
            "team_id": self._state.home_team,
            "user_id": self._state.app.bot_user,
            "is_bot": True,
            "is_enterprise_install": False,
        }


def _profile(person: Person) -> JSON:
    return {
        "real_name": person.real_name,
        "display_name": person.name,
        "name": person.name,
        "team": person.team_id,
        "is_restricted": False,
        "is_ultra_restricted": False,
    }
