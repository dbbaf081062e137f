"""views.*: modals and home tabs."""

from playground.web_api.call import ApiCall, Method
from playground.workspace.json_types import JSON
from playground.workspace.state import SlackError


def open_view(call: ApiCall) -> JSON:
    """Open a modal with a trigger."""
    opened = call.context.views.open(call.needed("trigger_id"), _view(call), call.install)
    return {"view": call.context.views.json(opened)}


def push(call: ApiCall) -> JSON:
    """Push a view onto the modal that the trigger came from."""
    opened = call.context.views.push(call.needed("trigger_id"), _view(call), call.install)
    return {"view": call.context.views.json(opened)}


def update(call: ApiCall) -> JSON:
    """Change an open view."""
    if not call.text("view_id") and not call.text("external_id"):
        raise SlackError("invalid_arguments")
    opened = call.context.views.update(
        _view(call),
        view_id=call.text("view_id"),
        external_id=call.text("external_id"),
        known_hash=call.text("hash"),
    )
    return {"view": call.context.views.json(opened)}


def publish(call: ApiCall) -> JSON:
    """Publish someone's home tab."""
    opened = call.context.views.publish(call.needed("user_id"), _view(call), call.install, call.text("hash"))
    return {"view": call.context.views.json(opened)}


def _view(call: ApiCall) -> object:
    view = call.arguments.get("view")
    if not view:
        message = "[ERROR] missing required field: view"
        raise SlackError("invalid_arguments", response_metadata={"messages": [message]})
    return view


METHODS: dict[str, tuple[Method, tuple[str, ...]]] = {
    "views.open": (open_view, ()),
    "views.push": (push, ()),
    "views.update": (update, ()),
    "views.publish": (publish, ()),
}
