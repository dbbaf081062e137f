"""Interaction payloads: commands, shortcuts, block actions, submissions, in Slack's exact shapes."""

from playground.blocks import filled_in
from playground.workspace.json_types import JSON
from playground.workspace.model import OpenView, PostedMessage, SlackConversation
from playground.workspace.open_views import ViewStacks
from playground.workspace.slack_json import message_json
from playground.workspace.state import WorkspaceState
from playground.workspace.triggers import Triggers
from playground.workspace.typed_text import command_text


class InteractionPayloads:
    """Builds what the app receives; what a payload grants (trigger, response URL) is granted here."""

    def __init__(self, state: WorkspaceState, triggers: Triggers, views: ViewStacks) -> None:
        self._state, self._triggers, self._views = state, triggers, views

    def command(self, user: str, conversation: SlackConversation, declared: JSON, text: str) -> JSON:
        """Return a slash command's payload."""
        person = self._state.people[user]
        team = self._state.teams[person.team_id]
        names = {"im": "directmessage", "group": "privategroup"}
        if declared.get("should_escape"):
            text = command_text(self._state, user, text)
        return {
            "token": "playground-verification-token",
            "team_id": team.id,
            "team_domain": team.domain,
            "channel_id": conversation.id,
            "channel_name": names.get(conversation.channel_type, conversation.name),
            "user_id": user,
            "user_name": person.name,
            "command": declared["command"],
            "text": text,
            "api_app_id": self._state.app.id,
            "is_enterprise_install": "false",
            "response_url": self._response_url(user, conversation.id),
            "trigger_id": self._triggers.issue(user),
        }

    def message_shortcut(
        self, user: str, conversation: SlackConversation, message: PostedMessage, callback_id: str
    ) -> JSON:
        """Return a message shortcut's payload (its type is `message_action`)."""
        return {
            "type": "message_action",
            **self._common(user, team=self._team(user)),
            "action_ts": self._state.event_ts(),
            "channel": self._channel(conversation),
            "callback_id": callback_id,
            "trigger_id": self._triggers.issue(user),
            "response_url": self._response_url(user, conversation.id),
            "message_ts": message.ts,
            "message": message_json(self._state, conversation, message),
        }

    def global_shortcut(self, user: str, callback_id: str) -> JSON:
        """Return a global shortcut's payload: no channel, no response URL."""
        return {
            "type": "shortcut",
            **self._common(user, team=self._team(user)),
            "action_ts": self._state.event_ts(),
            "callback_id": callback_id,
            "trigger_id": self._triggers.issue(user),
        }

    def message_action(
        self,
        user: str,
        conversation: SlackConversation,
        message: PostedMessage,
        block: JSON,
        action: JSON,
    ) -> JSON:
        """Return `block_actions` from a message; `team` is the installing one, whoever clicks."""
        ephemeral = message.visible_to is not None
        found = {
            "type": "block_actions",
            **self._common(user, team=self._team_json(self._state.bot_behind(message.user).team_id)),
            "api_app_id": self._state.app.id,
            "container": _container(conversation, message, block),
            "trigger_id": self._triggers.issue(user),
            "channel": self._channel(conversation),
            "state": {"values": filled_in.values(message.all_blocks, message.choices.get(user, {}))},
            "response_url": self._response_url(user, conversation.id, message),
            "actions": [action],
        }
        return found | (
            {} if ephemeral else {"message": message_json(self._state, conversation, message, metadata=True)}
        )

    def view_action(self, opened: OpenView, action: JSON) -> JSON:
        """Return `block_actions` from a modal or home tab."""
        return {
            "type": "block_actions",
            **self._common(opened.user, team=self._team_json(opened.team_id)),
            "api_app_id": self._state.app.id,
            "container": {"type": "view", "view_id": opened.id},
            "trigger_id": self._triggers.issue(opened.user, opened.id),
            "view": self._views.json(opened),
            "actions": [action],
        }

    def submission(self, opened: OpenView) -> JSON:
        """Return `view_submission`; `team` is the submitter's own."""
        return {
            "type": "view_submission",
            **self._common(opened.user, team=self._team(opened.user)),
            "api_app_id": self._state.app.id,
            "trigger_id": self._triggers.issue(opened.user, opened.id),
            "view": self._views.json(opened),
            "response_urls": self._response_urls(opened),
        }

    def closing(self, opened: OpenView, *, is_cleared: bool) -> JSON:
        """Return `view_closed`."""
        return {
            "type": "view_closed",
            **self._common(opened.user, team=self._team(opened.user)),
            "api_app_id": self._state.app.id,
            "view": self._views.json(opened),
            "is_cleared": is_cleared,
        }

    def suggestion(self, user: str, block: JSON, element: JSON, value: str, where: JSON) -> JSON:
        """Return `block_suggestion`; `where` is its container with the view, or the message and channel."""
        if "view" in where:
            team = where["view"]["app_installed_team_id"]
        else:
            team = self._state.bot_behind(where["message"]["user"]).team_id
        return {
            "type": "block_suggestion",
            **self._common(user, team=self._team_json(team)),
            "api_app_id": self._state.app.id,
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": value,
            **where,
        }

    def _common(self, user: str, *, team: JSON) -> JSON:
        person = self._state.people[user]
        who = {"id": user, "username": person.name, "name": person.name, "team_id": person.team_id}
        return {
            "token": "playground-verification-token",
            "user": who,
            "team": team,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _team(self, user: str) -> JSON:
        return self._team_json(self._state.people[user].team_id)

    def _team_json(self, team_id: str) -> JSON:
        return {"id": team_id, "domain": self._state.teams[team_id].domain}

    def _channel(self, conversation: SlackConversation) -> JSON:
        names = {"im": "directmessage", "group": "privategroup"}
        return {"id": conversation.id, "name": names.get(conversation.channel_type, conversation.name)}

    def _response_url(self, user: str, channel: str, original: PostedMessage | None = None) -> str:
        return f"{self._state.url}hooks/response/{self._triggers.respond_at(user, channel, original)}"

    def _response_urls(self, opened: OpenView) -> list[JSON]:
        found = []
        for block, element in filled_in.inputs(opened.view["blocks"]):
            if not element.get("response_url_enabled"):
                continue
            entry = self._views.values(opened)[block["block_id"]][element["action_id"]]
            channel = entry.get("selected_conversation") or entry.get("selected_channel")
            if channel:
                found.append(
                    {
                        "block_id": block["block_id"],
                        "action_id": element["action_id"],
                        "channel_id": channel,
                        "response_url": self._response_url(opened.user, channel),
                    }
                )
        return found


def _container(conversation: SlackConversation, message: PostedMessage, block: JSON) -> JSON:
    """Return where in a message something was clicked: among its blocks, or in one of its attachments."""
    attachment = message.attachment_with(block)
    found: JSON = {"type": "message", "message_ts": message.ts, "channel_id": conversation.id}
    found["is_ephemeral"] = message.visible_to is not None
    if attachment is not None:
        found |= {"type": "message_attachment", "attachment_id": attachment["id"], "is_app_unfurl": False}
    return found | ({"thread_ts": message.thread_ts} if message.thread_ts else {})
