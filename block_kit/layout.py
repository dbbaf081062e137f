"""Layout blocks: what stands one below the other in a message, a modal or a home tab."""

from collections.abc import Mapping

from block_kit.elements import IN_ACTIONS, IN_CONTEXT, IN_CONTEXT_ACTIONS, IN_INPUT, IN_SECTION
from block_kit.shapes import (
    Check,
    ObjectShape,
    ProblemReport,
    Rule,
    anything,
    boolean,
    each,
    integer,
    string,
    typed,
)
from block_kit.texts import any_text, plain


def _block(fields: Mapping[str, Check], required: tuple[str, ...] = (), *also: Rule) -> ObjectShape:
    return ObjectShape({"type": anything, "block_id": string(255), **fields}, required, also)


def _says_something(report: ProblemReport, at: str, block: Mapping[str, object]) -> None:
    if block.get("text") is None and block.get("fields") is None:
        report.add(at, "must have `text` or `fields`")


def _shows_something(report: ProblemReport, at: str, block: Mapping[str, object]) -> None:
    if block.get("image_url") is None and block.get("slack_file") is None:
        report.add(at, "must have `image_url` or `slack_file`")


def _actions_differ(report: ProblemReport, at: str, block: Mapping[str, object]) -> None:
    """Check that no `action_id` stands twice in one block."""
    elements = block.get("elements")
    seen: set[object] = set()
    for index, element in enumerate(elements if isinstance(elements, (list, tuple)) else ()):
        name = element.get("action_id") if isinstance(element, Mapping) else None
        if name is not None and name in seen:
            report.add(
                f"{at}/elements/{index}/action_id", f"`action_id` `{name}` already exists for this block"
            )
        seen.add(name)


def _style(report: ProblemReport, at: str, value: object) -> None:
    ObjectShape(dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight"), boolean))(
        report, at, value
    )


def _rich(required: tuple[str, ...] = (), **fields: Check) -> ObjectShape:
    return ObjectShape({"type": anything, "style": _style, **fields}, required)


_RICH_PARTS: dict[str, Check] = {
    "text": _rich(("text",), text=string()),
    "link": _rich(("url",), url=string(3000), text=string(), unsafe=boolean),
    "emoji": _rich(("name",), name=string(), unicode=string(), skin_tone=integer(1, 6)),
    "user": _rich(("user_id",), user_id=string()),
    "usergroup": _rich(("usergroup_id",), usergroup_id=string()),
    "channel": _rich(("channel_id",), channel_id=string()),
    "team": _rich(("team_id",), team_id=string()),
    "broadcast": _rich(("range",), range=string()),
    "date": _rich(
        ("timestamp", "format"), timestamp=integer(), format=string(), url=string(), fallback=string()
    ),
    "color": _rich(("value",), value=string()),
}
_PARTS = each(typed(_RICH_PARTS), at_least=0)
_SECTION = ObjectShape({"type": anything, "elements": _PARTS}, ("elements",))
_FRAMED = ObjectShape({"type": anything, "elements": _PARTS, "border": integer(0, 1)}, ("elements",))
_LIST = ObjectShape(
    {
        "type": anything,
        "elements": each(typed({"rich_text_section": _SECTION})),
        "style": string(),
        "indent": integer(0, 8),
        "offset": integer(0),
        "border": integer(0, 1),
    },
    ("elements", "style"),
)
_RICH_TEXT: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_list": _LIST,
    "rich_text_preformatted": _FRAMED,
    "rich_text_quote": _FRAMED,
}

RICH_TEXT = _block({"elements": each(typed(_RICH_TEXT))}, ("elements",))
_CELL = typed(
    {"raw_text": ObjectShape({"type": anything, "text": string()}, ("text",)), "rich_text": RICH_TEXT}
)
_TABLE = _block({"rows": each(each(_CELL, 20), 100), "column_settings": each(anything, 20)}, ("rows",))


def _unseen(report: ProblemReport, at: str, value: object) -> None:
    """Accept a newer block by its name: its inner limits are not published well enough to refuse any."""


ANYWHERE: dict[str, Check] = {
    "actions": _block({"elements": each(typed(IN_ACTIONS), 25)}, ("elements",), _actions_differ),
    "context": _block({"elements": each(typed(IN_CONTEXT), 10)}, ("elements",)),
    "divider": _block({}),
    "header": _block({"text": plain(150), "level": integer(1, 6)}, ("text",)),
    "image": _block(
        {"image_url": string(3000), "slack_file": anything, "alt_text": string(2000), "title": plain(2000)},
        ("alt_text",),
        _shows_something,
    ),
    "input": _block(
        {
            "label": plain(2000),
            "element": typed(IN_INPUT),
            "hint": plain(2000),
            "optional": boolean,
            "dispatch_action": boolean,
        },
        ("label", "element"),
    ),
    "markdown": _block({"text": string(12_000)}, ("text",)),
    "rich_text": RICH_TEXT,
    "section": _block(
        {
            "text": any_text(3000),
            "fields": each(any_text(2000), 10),
            "accessory": typed(IN_SECTION),
            "expand": boolean,
        },
        (),
        _says_something,
    ),
    "video": _block(
        {
            "alt_text": string(),
            "title": plain(200),
            "title_url": string(3000),
            "video_url": string(3000),
            "thumbnail_url": string(3000),
            "author_name": string(50),
            "description": plain(200),
            "provider_icon_url": string(3000),
            "provider_name": string(50),
        },
        ("alt_text", "title", "video_url", "thumbnail_url"),
    ),
    "alert": _unseen,
    "card": _unseen,
    "carousel": _unseen,
    "container": _unseen,
    "data_table": _unseen,
    "data_visualization": _unseen,
}
IN_MESSAGES: dict[str, Check] = {
    **ANYWHERE,
    "context_actions": _block(
        {"elements": each(typed(IN_CONTEXT_ACTIONS), 5)}, ("elements",), _actions_differ
    ),
    "file": _block({"external_id": string(), "source": string()}, ("external_id", "source")),
    "plan": _unseen,
    "table": _TABLE,
    "task_card": _unseen,
}
