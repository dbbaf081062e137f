"""What menus offer: the app's options for an external_select, people and channels for Slack's own pickers."""

from collections.abc import Mapping

from playground.blocks import filled_in
from playground.people.user_actions import UserActions
from playground.to_app.interactions import Interactions
from playground.workspace.json_types import JSON
from playground.workspace.open_views import ViewStacks
from playground.workspace.slack_json import message_json
from playground.workspace.state import SlackError, WorkspaceState


class MenuOptions:
    """Answers what one person may choose in a menu."""

    def __init__(
        self, state: WorkspaceState, user_actions: UserActions, interactions: Interactions, views: ViewStacks
    ) -> None:
        self._state, self._user_actions, self._interactions, self._views = (
            state,
            user_actions,
            interactions,
            views,
        )

    async def offered(self, query: Mapping[str, str]) -> JSON:
        """Return what an element offers for what was typed."""
        user, typed = query.get("as", ""), query.get("value", "")
        if query.get("where") == "message":
            conversation, message = self._user_actions.seen(user, dict(query))
            blocks = message.all_blocks
            where = {
                "container": {"type": "message", "message_ts": message.ts, "channel_id": conversation.id},
                "channel": {"id": conversation.id, "name": conversation.name},
                "message": message_json(self._state, conversation, message),
            }
        else:
            opened = self._user_actions.view(user, query.get("where", "modal"))
            blocks = opened.view["blocks"]
            where = {"container": {"type": "view", "view_id": opened.id}, "view": self._views.json(opened)}
        found = filled_in.find(blocks, query.get("block_id"), query.get("action_id", ""))
        if found is None:
            raise SlackError("action_not_found")
        block, element = found
        if "external" in element["type"]:
            return await self._interactions.options(user, block, element, typed, where)
        return {"options": self._known(user, element["type"], typed), "option_groups": []}

    def _known(self, user: str, kind: str, typed: str) -> list[JSON]:
        """Return people or channels as options."""
        state = self._state
        pairs = [(one.real_name, one.id) for one in state.people.values()]
        if "users" not in kind:
            rooms = [one for one in state.conversations.values() if user in one.members and one.name]
            pairs = [(f"#{one.name}", one.id) for one in rooms]
        return [
            {"text": {"type": "plain_text", "text": name}, "value": value}
            for name, value in sorted(pairs)
            if typed.lower() in name.lower()
        ]
