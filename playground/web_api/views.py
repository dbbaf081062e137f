"""views.*: modals and home tabs."""

from typing import Any

from playground.web_api.call import Call, Method
from playground.workspace.state import Refused

JSON = dict[str, Any]


def open_view(call: Call) -> JSON:
    """Open a modal with a trigger."""
    opened = call.rooms.views.open(call.needed("trigger_id"), _view(call), call.install)
    return {"view": call.rooms.views.json(opened)}


def push(call: Call) -> JSON:
    """Push a view onto the modal that the trigger came from."""
    opened = call.rooms.views.push(call.needed("trigger_id"), _view(call), call.install)
    return {"view": call.rooms.views.json(opened)}


def update(call: Call) -> JSON:
    """Change an open view."""
    if not call.text("view_id") and not call.text("external_id"):
        raise Refused("invalid_arguments")
    opened = call.rooms.views.update(
        _view(call),
        view_id=call.text("view_id"),
        external_id=call.text("external_id"),
        known_hash=call.text("hash"),
    )
    return {"view": call.rooms.views.json(opened)}


def publish(call: Call) -> JSON:
    """Publish someone's home tab."""
    opened = call.rooms.views.publish(call.needed("user_id"), _view(call), call.install, call.text("hash"))
    return {"view": call.rooms.views.json(opened)}


def _view(call: Call) -> Any:
    view = call.arguments.get("view")
    if not view:
        message = "[ERROR] missing required field: view"
        raise Refused("invalid_arguments", response_metadata={"messages": [message]})
    return view


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "views.open": (open_view, ()),
    "views.push": (push, ()),
    "views.update": (update, ()),
    "views.publish": (publish, ()),
}
