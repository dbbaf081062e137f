"""app.yaml against Slack's schema, against the listeners, and against the methods that are called."""

import ast
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot import resources
from models.queues.outbox import Destination, Method
from tests.unit.handlers.registered import registered
from tests.unit.house.source import sources, tree

SCHEMA = Path(__file__).resolve().parents[2] / "payloads" / "slack-manifest.schema.json"

METHOD_SCOPES: dict[str, frozenset[str]] = {
    # https://docs.slack.dev/reference/methods: "Required scopes" of each method
    "auth.test": frozenset(),
    "views.open": frozenset(),
    "views.push": frozenset(),
    "views.update": frozenset(),
    "views.publish": frozenset(),
    "chat.postMessage": frozenset({"chat:write"}),
    "chat.update": frozenset({"chat:write"}),
    "chat.delete": frozenset({"chat:write"}),
    # of channels, and of direct messages, in which a lost answer is looked for too
    "conversations.history": frozenset(
        {"channels:history", "groups:history", "im:history", "metadata.message:read"}
    ),
    "conversations.replies": frozenset({"channels:history", "groups:history", "metadata.message:read"}),
    "conversations.open": frozenset({"im:write"}),
    "conversations.info": frozenset({"channels:read", "groups:read"}),
    "pins.add": frozenset({"pins:write"}),
    "pins.remove": frozenset({"pins:write"}),
    "reactions.add": frozenset({"reactions:write"}),
    "reactions.remove": frozenset({"reactions:write"}),
    "reactions.get": frozenset({"reactions:read"}),
    "files.info": frozenset({"files:read"}),
    "files.getUploadURLExternal": frozenset({"files:write"}),
    "files.completeUploadExternal": frozenset({"files:write"}),
    "team.info": frozenset({"team:read"}),
    "usergroups.users.list": frozenset({"usergroups:read"}),
    "usergroups.users.update": frozenset({"usergroups:write"}),
    "users.info": frozenset({"users:read"}),
}
_ABOUT_CHANNELS = frozenset({"channels:read", "groups:read"})
EVENT_SCOPES: dict[str, frozenset[str]] = {
    # https://docs.slack.dev/reference/events: "Required scopes" of each event
    "app_home_opened": frozenset(),
    "message.channels": frozenset({"channels:history"}),
    "message.groups": frozenset({"groups:history"}),
    "reaction_added": frozenset({"reactions:read"}),
    "reaction_removed": frozenset({"reactions:read"}),
    "subteam_members_changed": frozenset({"usergroups:read"}),
    "subteam_updated": frozenset({"usergroups:read"}),
    "user_change": frozenset({"users:read"}),
    "member_joined_channel": _ABOUT_CHANNELS,
    "member_left_channel": _ABOUT_CHANNELS,
    "channel_shared": _ABOUT_CHANNELS,
    "channel_unshared": _ABOUT_CHANNELS,
    "channel_id_changed": _ABOUT_CHANNELS,
    **dict.fromkeys(
        ("channel_archive", "channel_unarchive", "channel_left", "channel_deleted", "channel_rename"),
        frozenset({"channels:read"}),
    ),
    **dict.fromkeys(
        ("group_archive", "group_unarchive", "group_left", "group_deleted", "group_rename"),
        frozenset({"groups:read"}),
    ),
}
_SLACKS = (Destination.SLACK, Destination.SLACK_FILES)
CALLERS = ("handlers", "bot/app.py", "bot/outbox", "bot/cli/setup")
# The outbox can do more than anything asks of it yet; a scope is asked for when it is.
NOT_ENQUEUED = {Method.DELETE, Method.UNPIN}


@pytest.fixture(scope="module")
def manifest() -> Any:
    """Give the manifest."""
    return yaml.safe_load(resources.manifest().read_text(encoding="utf-8"))


def methods_called() -> set[str]:
    """Name the Web API methods that handlers, the app and the relay call, and those that are enqueued."""
    slacks = {method for method in Method if method.destination in _SLACKS}
    called = {method.value for method in slacks - NOT_ENQUEUED}
    for path in sources():
        if not any(path.is_relative_to(each) for each in CALLERS):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and node.value in METHOD_SCOPES:
                called.add(str(node.value))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                if owner.endswith("client") and node.func.attr != "api_call":
                    called.add(_method(node.func.attr))
    return called


def _method(attribute: str) -> str:
    """Return the method that an attribute of WebClient calls (`usergroups_users_list`)."""
    by_attribute = {name.replace(".", "_"): name for name in METHOD_SCOPES}
    return by_attribute.get(attribute, attribute)


def test_it_satisfies_slacks_schema(manifest: Any) -> None:
    jsonschema.validate(manifest, json.loads(SCHEMA.read_text(encoding="utf-8")))


def test_its_commands_are_those_that_are_answered(manifest: Any) -> None:
    declared = {command["command"] for command in manifest["features"]["slash_commands"]}
    assert declared == registered().commands
    assert all(command["should_escape"] for command in manifest["features"]["slash_commands"])


def test_its_shortcuts_are_those_that_are_answered(manifest: Any) -> None:
    declared = {shortcut["callback_id"] for shortcut in manifest["features"]["shortcuts"]}
    assert declared == registered().shortcuts


def test_every_event_it_subscribes_to_has_a_listener_and_no_listener_waits_in_vain(manifest: Any) -> None:
    subscribed = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in subscribed} == registered().events
    assert set(subscribed) <= set(EVENT_SCOPES)


def test_every_method_that_is_called_is_known_here() -> None:
    assert methods_called() <= set(METHOD_SCOPES)


def test_its_scopes_are_what_is_called_and_subscribed_to_needs_and_no_more(manifest: Any) -> None:
    needed = {"commands"}
    for event in manifest["settings"]["event_subscriptions"]["bot_events"]:
        needed |= EVENT_SCOPES[event]
    for method in methods_called():
        needed |= METHOD_SCOPES[method]
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == needed


def test_buttons_work_and_no_token_rotates_away(manifest: Any) -> None:
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["token_rotation_enabled"] is False
