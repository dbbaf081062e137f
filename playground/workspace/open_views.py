"""Modals and home tabs: each person's stack of up to three views, hashes, and what was typed."""

import json

from block_kit import problems
from playground.blocks import filled_in
from playground.blocks.kept import with_defaults
from playground.workspace.json_types import JSON
from playground.workspace.message_operations import MessageOperations
from playground.workspace.model import OpenView
from playground.workspace.seed import Installation
from playground.workspace.slack_json import view_json
from playground.workspace.state import SlackError, WorkspaceState
from playground.workspace.triggers import Triggers

DEEPEST_STACK = 3
LARGEST_VIEW = 250 * 1024  # bytes


class ViewStacks:
    """Opens, pushes, updates, publishes and closes views."""

    def __init__(self, state: WorkspaceState, operations: MessageOperations, triggers: Triggers) -> None:
        self._state, self._operations, self._triggers = state, operations, triggers

    def checked(self, view: object, surface: str = "modal") -> JSON:
        """Return the view with its ids filled in, or refuse it with Slack's list of what is wrong."""
        found = problems("home" if surface == "home" else "modal", view)
        found = [one.replace("[json-pointer:", "[json-pointer:/view") for one in found]
        if len(json.dumps(view, default=str)) > LARGEST_VIEW:
            raise SlackError("view_too_large")
        if found or not isinstance(view, dict):
            raise SlackError("invalid_arguments", response_metadata={"messages": found})
        blocks = self._operations.with_ids(view["blocks"])
        titles = {name: with_defaults(view[name]) for name in ("title", "submit", "close") if view.get(name)}
        return {**view, **titles, "blocks": blocks}

    def open(self, trigger_id: str, view: object, install: Installation) -> OpenView:
        """Open a modal for the person the trigger belongs to."""
        checked = self.checked(view)
        trigger = self._triggers.redeem(trigger_id)
        self._external_id_is_free(checked)
        with self._state.changing():
            opened = self._new(trigger.user, checked, install.team_id)
            opened.tab = trigger.tab
            self._state.stacks[trigger.user] = [opened]
        return opened

    def push(self, trigger_id: str, view: object, install: Installation) -> OpenView:
        """Push a view on top of the modal that the trigger came from."""
        checked = self.checked(view)
        user = self._triggers.redeem(trigger_id).user
        self._external_id_is_free(checked)
        return self.push_for(user, checked, install.team_id)

    def push_for(self, user: str, checked: JSON, team_id: str) -> OpenView:
        """Push a checked view on a person's stack."""
        stack = self._state.stacks.get(user)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= DEEPEST_STACK:
            raise SlackError("push_limit_reached")
        with self._state.changing():
            opened = self._new(user, checked, team_id)
            opened.root_id, opened.previous_id = stack[0].id, stack[-1].id
            stack.append(opened)
        return opened

    def update(
        self, view: object, *, view_id: str = "", external_id: str = "", known_hash: str = ""
    ) -> OpenView:
        """Change an open view; what was typed stays where block_id and action_id stay."""
        opened = self._find(view_id, external_id)
        checked = self.checked(view, opened.view["type"])
        if known_hash and known_hash != opened.hash:
            raise SlackError("hash_conflict")
        self._external_id_is_free(checked, opened)
        self.replace(opened, checked)
        return opened

    def replace(self, opened: OpenView, checked: JSON) -> None:
        """Put other content into an open view."""
        with self._state.changing():
            before = self.values(opened)
            opened.view, opened.hash, opened.errors = checked, self._hash(), {}
            opened.filled = {
                key: before[key[0]][key[1]]
                for block, element in filled_in.inputs(checked["blocks"])
                if (key := (block["block_id"], element["action_id"]))[1] in before.get(key[0], {})
                and before[key[0]][key[1]]["type"] == element["type"]
                and _still_offered(element, before[key[0]][key[1]])
            }

    def publish(self, user: str, view: object, install: Installation, known_hash: str = "") -> OpenView:
        """Publish someone's home tab."""
        if not self._state.manifest.home_tab:
            raise SlackError("not_enabled")
        self._state.person(user)
        checked = self.checked(view, "home")
        where = (user, install.team_id)
        home = self._state.homes.get(where)
        if known_hash and (home is None or home.hash != known_hash):
            raise SlackError("hash_conflict")
        with self._state.changing():
            if home is None:
                home = self._state.homes[where] = self._new(user, checked, install.team_id)
            else:
                self.replace(home, checked)
        return home

    def close(self, user: str) -> list[OpenView]:
        """Close the whole stack; return what was open, the lowest first."""
        with self._state.changing():
            return self._state.stacks.pop(user, [])

    def back(self, user: str) -> OpenView | None:
        """Leave the view on top."""
        stack = self._state.stacks.get(user)
        if not stack:
            return None
        with self._state.changing():
            left = stack.pop()
            if not stack:
                del self._state.stacks[user]
        return left

    def top(self, user: str) -> OpenView | None:
        """Return the view a person sees, if any."""
        stack = self._state.stacks.get(user)
        return stack[-1] if stack else None

    def values(self, opened: OpenView) -> JSON:
        """Return a view's `state.values`."""
        return filled_in.values(opened.view["blocks"], opened.filled)

    def json(self, opened: OpenView) -> JSON:
        """Return a view as the app gets it back."""
        return view_json(self._state, opened, self.values(opened))

    def home(self, user: str) -> OpenView | None:
        """Return a person's home tab, that of the bot they deal with."""
        return self._state.homes.get((user, self._state.install_for(user).team_id))

    def _new(self, user: str, checked: JSON, team_id: str) -> OpenView:
        view_id = self._state.new_id("V")
        return OpenView(view_id, user, checked, self._hash(), view_id, team_id=team_id)

    def _hash(self) -> str:
        return f"{int(self._state.clock.now().timestamp())}.{self._state.new_id('')}"

    def _all(self) -> list[OpenView]:
        return [one for stack in self._state.stacks.values() for one in stack] + list(
            self._state.homes.values()
        )

    def _find(self, view_id: str, external_id: str) -> OpenView:
        for one in self._all():
            if one.id == view_id or (external_id and one.view.get("external_id") == external_id):
                return one
        raise SlackError("not_found")

    def _external_id_is_free(self, view: JSON, me: OpenView | None = None) -> None:
        name = view.get("external_id")
        if name and any(one is not me and one.view.get("external_id") == name for one in self._all()):
            raise SlackError("duplicate_external_id")


def _still_offered(element: JSON, entry: JSON) -> bool:
    if element["type"] not in ("static_select", "radio_buttons"):
        return True
    chosen = entry.get("selected_option")
    return chosen is None or chosen["value"] in [one["value"] for one in filled_in.offered(element)]
