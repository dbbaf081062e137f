"""What a request of a person says, or why it says nothing."""

from playground.blocks import filled_in
from playground.workspace.json_types import JSON
from playground.workspace.state import SlackError


class BadRequest(Exception):
    """The request makes no sense: a bug in the page or the test, not in what a person did."""


def text_of(request: JSON, name: str) -> str:
    """Return what a request says under a name. Raises BadRequest when that is no text."""
    value = request.get(name)
    if not isinstance(value, str):
        raise BadRequest(f"{name} must be text")
    return value


def element_of(blocks: list[JSON], request: JSON) -> tuple[JSON, JSON]:
    """Return the element that a request means, with its block. Raises SlackError when there is none."""
    found = filled_in.find(blocks, request.get("block_id"), text_of(request, "action_id"))
    if found is None:
        raise SlackError("action_not_found")
    return found
