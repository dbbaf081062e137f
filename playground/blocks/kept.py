"""Blocks and attachments as Slack keeps them: ids and defaults filled in where the app gave none."""

from collections.abc import Callable
from typing import Final, TypeGuard

from playground.blocks import filled_in
from playground.workspace.json_types import JSON

_DEFAULTS: Final[dict[str, JSON]] = {"plain_text": {"emoji": True}, "mrkdwn": {"verbatim": False}}
_COLOURS: Final = {"good": "2eb886", "warning": "daa038", "danger": "a30200"}
_WORDS: Final = ("text", "title", "pretext", "fallback", "footer", "author_name", "color")
NewId = Callable[[], str]


def with_defaults(value: object) -> object:
    """Return a copy of a view's or block's JSON in which each text object says what Slack takes it to say."""
    if isinstance(value, (list, tuple)):
        return [with_defaults(one) for one in value]
    if not isinstance(value, dict):
        return value
    copied = {name: with_defaults(one) for name, one in value.items()}
    return {**_DEFAULTS.get(str(value.get("type")), {}), **copied}


def with_ids(blocks: list[JSON], new_id: NewId) -> list[JSON]:
    """Return a copy of blocks with defaults, and the block_ids and action_ids that Slack makes up."""
    kept: list[JSON] = [dict(one) for one in map(with_defaults, blocks) if isinstance(one, dict)]
    for block in kept:
        if not block.get("block_id"):
            block["block_id"] = new_id()
    for _, element in filled_in.elements(kept):
        if "action_id" not in element and element["type"] != "image":
            element["action_id"] = new_id()
    return kept


def are_attachments(value: object) -> bool:
    """Tell whether this is a list of attachments, whose parts are what they are by name."""
    return _are_objects(value) and all(map(_is_whole, value))


def _is_whole(one: JSON) -> bool:
    said = all(isinstance(one.get(name) or "", str) for name in _WORDS)
    return said and all(_are_objects(one.get(name) or []) for name in ("blocks", "fields", "actions"))


def _are_objects(value: object) -> TypeGuard[list[JSON]]:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def kept_attachments(attachments: list[JSON], new_id: NewId) -> list[JSON]:
    """Return attachments numbered from 1, each with what is read where it cannot be shown."""
    return [_attachment(number, one, new_id) for number, one in enumerate(attachments, 1)]


def _attachment(number: int, given: JSON, new_id: NewId) -> JSON:
    fallback = given.get("fallback") or given.get("text") or given.get("title") or "[no preview available]"
    kept: JSON = {**given, "id": number, "fallback": fallback}
    if given.get("blocks"):
        kept["blocks"] = with_ids(given["blocks"], new_id)
    if given.get("color"):
        kept["color"] = _COLOURS.get(given["color"], str(given["color"]).removeprefix("#"))
    if given.get("actions"):
        kept["actions"] = [{"id": str(at), **one} for at, one in enumerate(given["actions"], 1)]
    return kept
