"""Buttons, menus and fields by what is written on them, as people find them."""

from collections.abc import Sequence

from playground.blocks import filled_in
from playground.workspace.json_types import JSON, Value
from playground.workspace.name_lookup import NameLookup

Clickable = tuple[JSON, JSON, Value]

_PEOPLE = ("users_select", "multi_users_select")
_ROOMS = ("conversations_select", "channels_select", "multi_conversations_select", "multi_channels_select")


class LabelNotFound(Exception):
    """Nothing has that label; the text lists the labels there are."""


def clickable(blocks: Sequence[JSON], said: str) -> Clickable:
    """Return block, element and value of what a person means: a button, a menu, or an entry of a menu."""
    seen = []
    for block, element in filled_in.elements(blocks):
        label = _label(element)
        if said in (label, element.get("action_id")):
            return block, element, None
        entry = _entry(element, said)
        if entry is not None:
            return block, element, entry
        seen += [label or element.get("action_id", element["type"])]
        seen += [one["text"]["text"] for one in filled_in.offered(element)]
    raise LabelNotFound(f"there is no {said!r} to click; there is {', '.join(map(repr, seen)) or 'nothing'}")


def _label(element: JSON) -> str:
    text = element.get("text") or element.get("placeholder") or {}
    return str(text.get("text", ""))


def _entry(element: JSON, said: str) -> Value:
    for one in filled_in.offered(element):
        if said in (one["text"]["text"], one.get("value")):
            return one.get("value")
    return None


def labelled_field(blocks: Sequence[JSON], said: str) -> tuple[JSON, JSON]:
    """Return the field of that label, block_id or action_id."""
    labels = []
    for block, element in filled_in.inputs(blocks):
        label = block["label"]["text"] if block["type"] == "input" else None
        if said in (label, block["block_id"], element["action_id"]):
            return block, element
        labels.append(label or element["action_id"])
    raise LabelNotFound(f"there is no field {said!r}; there is {', '.join(map(repr, labels)) or 'none'}")


def _epoch(said: object) -> int:
    """Return the seconds that a date and time picker holds; a scenario has them as text."""
    try:
        return int(str(said))
    except ValueError:
        raise LabelNotFound(f"{said!r} isn't a number of seconds since 1970") from None


def chosen(element: JSON, said: object, names: NameLookup) -> Value:
    """Return the value that an element wants for what a person would say."""
    if isinstance(said, list):
        return [chosen(element, one, names) for one in said]
    kind = element["type"]
    if kind in _PEOPLE:
        return names.person(str(said))
    if kind in _ROOMS:
        return names.conversation(str(said)).id
    if kind == "datetimepicker" and said is not None:
        return _epoch(said)
    entry = _entry(element, str(said))
    if entry is not None:
        return entry
    return said if isinstance(said, int) or said is None else str(said)
