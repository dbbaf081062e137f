"""What is filled in: Slack's `state.values` of blocks, from initial values and from what a person chose."""

from collections.abc import Iterator, Mapping, Sequence

from playground.workspace.json_types import JSON, Value

Filled = Mapping[tuple[str, str], JSON]

_FIELD = {  # element type → (its field in state.values, its field for the value shown at first)
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "file_input": ("files", "initial_files"),
}
_LISTS = {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}


def inputs(blocks: Sequence[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Walk over the elements that hold a value, each with its block."""
    for block, element in elements(blocks):
        if element.get("type") in _FIELD:
            yield block, element


def elements(blocks: Sequence[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Walk over the elements of input, section, actions and other blocks, each with its block."""
    for block in blocks:
        if block["type"] == "input":
            yield block, block["element"]
        elif block["type"] == "section" and block.get("accessory"):
            yield block, block["accessory"]
        elif block["type"] in ("actions", "context_actions"):
            yield from ((block, element) for element in block["elements"])


def find(blocks: Sequence[JSON], block_id: str | None, action_id: str) -> tuple[JSON, JSON] | None:
    """Return the element of that name (in that block, if one is said), with its block.

    An edit gives blocks without an id of their own a new one: whoever still sees the message as it was
    means the only element of that name.
    """
    named = [(block, one) for block, one in elements(blocks) if one.get("action_id") == action_id]
    there = [found for found in named if block_id in (None, found[0]["block_id"])]
    if there:
        return there[0]
    return named[0] if len(named) == 1 else None


def initial(element: JSON, default_conversation: str = "") -> JSON:
    """Return an element's entry in `state.values` before anyone touched it: what it shows."""
    field, first = _FIELD[element["type"]]
    value = element.get(first)
    if element["type"] == "conversations_select" and element.get("default_to_current_conversation"):
        value = value or default_conversation or None
    if field in _LISTS:
        value = _listed(value)
    return {"type": element["type"], field: value if value != "" else None}


def values(blocks: Sequence[JSON], filled: Filled) -> dict[str, dict[str, JSON]]:
    """Return `state.values`: initial values overlaid with what was filled in."""
    found: dict[str, dict[str, JSON]] = {}
    for block, element in inputs(blocks):
        key = (block["block_id"], element["action_id"])
        found.setdefault(key[0], {})[key[1]] = filled.get(key) or initial(element)
    return found


def entry(element: JSON, value: object, options: Sequence[JSON] = ()) -> JSON:
    """Return the `state.values` entry of a value as the page says it.

    Raises KeyError for an option that is not offered.
    """
    kind: str = element["type"]
    field = _FIELD[kind][0]
    if field == "selected_option":
        value = None if value is None else _option(element, value, options)
    elif field == "selected_options":
        value = [_option(element, one, options) for one in _listed(value)]
    elif field in _LISTS:
        value = _listed(value)
    elif field == "rich_text_value":
        value = _rich_text(str(value)) if value else None
    elif value == "":
        value = None
    return {"type": kind, field: str(value) if field == "value" and value is not None else value}


def shown(entry: JSON) -> Value:
    """Return the value of a `state.values` entry as the page says it."""
    field = _FIELD[entry["type"]][0]
    value = entry.get(field)
    if field == "selected_option":
        return value["value"] if value else None
    if field == "selected_options":
        return [one["value"] for one in value or []]
    if field == "rich_text_value":
        return _flat(value) if value else None
    return value


def offered(element: JSON) -> list[JSON]:
    """Return all options of a menu, those in groups too."""
    grouped = [one for group in element.get("option_groups") or () for one in group["options"]]
    return [*(element.get("options") or ()), *grouped]


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _option(element: JSON, value: object, options: Sequence[JSON]) -> JSON:
    first = element.get("initial_options") or []
    known: list[JSON] = [*offered(element), *options, *first, *filter(None, [element.get("initial_option")])]
    for one in known:
        if one.get("value") == value:
            return one
    raise KeyError(value)


def _rich_text(text: str) -> JSON:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        own = value.get("text")
        return (own if isinstance(own, str) else "") + _flat(value.get("elements", []))
    return "".join(_flat(one) for one in _listed(value))
