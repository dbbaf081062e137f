"""Block elements: buttons, menus, pickers and inputs, each with Slack's limits."""

import re
from collections.abc import Mapping

from block_kit.shapes import (
    Check,
    ObjectShape,
    ProblemReport,
    Rule,
    anything,
    boolean,
    each,
    integer,
    one_of,
    string,
)
from block_kit.texts import (
    CONFIRM,
    DISPATCH,
    FILTER,
    OPTION_GROUP,
    PLAIN_OPTION,
    RICH_OPTION,
    any_text,
    initial_is_offered,
    option,
    options_or_groups,
    plain,
)

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _matching(pattern: re.Pattern[str], what: str) -> Check:
    def check(report: ProblemReport, at: str, value: object) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            report.add(at, f"must be a valid {what}")

    return check


def _decimal(report: ProblemReport, at: str, value: object) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"-?\d+(\.\d+)?", value):
        report.add(at, "must be a number in a string")


def _lengths_agree(report: ProblemReport, at: str, element: Mapping[str, object]) -> None:
    low, high = element.get("min_length"), element.get("max_length")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        report.add(at, "`min_length` must not be more than `max_length`")
    first = element.get("initial_value")
    if isinstance(first, str) and isinstance(high, int) and len(first) > high:
        report.add(f"{at}/initial_value", f"must be less than {high + 1} characters")


def _element(
    fields: Mapping[str, Check], required: tuple[str, ...] = (), *also: Rule, place: bool = True
) -> ObjectShape:
    common: dict[str, Check] = {"type": anything, "action_id": string(255), "focus_on_load": boolean}
    if place:
        common["placeholder"] = plain(150)
    return ObjectShape({**common, **fields}, required, also)


def _menu(fields: Mapping[str, Check], required: tuple[str, ...] = (), *also: Rule) -> ObjectShape:
    return _element({"confirm": CONFIRM, **fields}, required, *also)


_MANY: dict[str, Check] = {"max_selected_items": integer(1)}
_STATIC: dict[str, Check] = {"options": each(PLAIN_OPTION, 100), "option_groups": each(OPTION_GROUP, 100)}
_EXTERNAL: dict[str, Check] = {"min_query_length": integer(0)}
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": FILTER}
_RESPONSE: dict[str, Check] = {"response_url_enabled": boolean}
_FIRST_OPTION: dict[str, Check] = {"initial_option": PLAIN_OPTION}
_FIRST_OPTIONS: dict[str, Check] = {"initial_options": each(PLAIN_OPTION, 100)}
_TEXT_INPUT: dict[str, Check] = {"dispatch_action_config": DISPATCH}
_IDS = each(string(), at_least=0)
_RULES = (options_or_groups, initial_is_offered)

ELEMENTS: dict[str, Check] = {
    "button": _element(
        {
            "text": plain(75),
            "url": string(3000),
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
        },
        ("text",),
        place=False,
    ),
    "workflow_button": _element(
        {
            "text": plain(75),
            "workflow": anything,
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
        },
        ("text", "workflow"),
        place=False,
    ),
    "overflow": _element(
        {"options": each(option(plain(75), with_url=True), 5), "confirm": CONFIRM}, ("options",), place=False
    ),
    "static_select": _menu({**_STATIC, **_FIRST_OPTION}, (), *_RULES),
    "multi_static_select": _menu({**_STATIC, **_FIRST_OPTIONS, **_MANY}, (), *_RULES),
    "external_select": _menu({**_EXTERNAL, **_FIRST_OPTION}),
    "multi_external_select": _menu({**_EXTERNAL, **_FIRST_OPTIONS, **_MANY}),
    "users_select": _menu({"initial_user": string()}),
    "multi_users_select": _menu({"initial_users": _IDS, **_MANY}),
    "conversations_select": _menu({"initial_conversation": string(), **_CONVERSATIONS, **_RESPONSE}),
    "multi_conversations_select": _menu({"initial_conversations": _IDS, **_CONVERSATIONS, **_MANY}),
    "channels_select": _menu({"initial_channel": string(), **_RESPONSE}),
    "multi_channels_select": _menu({"initial_channels": _IDS, **_MANY}),
    "radio_buttons": _element(
        {"options": each(RICH_OPTION, 10), "initial_option": RICH_OPTION, "confirm": CONFIRM},
        ("options",),
        initial_is_offered,
        place=False,
    ),
    "checkboxes": _element(
        {"options": each(RICH_OPTION, 10), "initial_options": each(RICH_OPTION, 10), "confirm": CONFIRM},
        ("options",),
        initial_is_offered,
        place=False,
    ),
    "datepicker": _menu({"initial_date": _matching(_DATE, "date (YYYY-MM-DD)")}),
    "timepicker": _menu({"initial_time": _matching(_TIME, "time (HH:mm)"), "timezone": string()}),
    "datetimepicker": _element(
        {"initial_date_time": integer(1_000_000_000, 9_999_999_999), "confirm": CONFIRM}, place=False
    ),
    "plain_text_input": _element(
        {
            **_TEXT_INPUT,
            "initial_value": string(3000, at_least=0),
            "multiline": boolean,
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
        (),
        _lengths_agree,
    ),
    "email_text_input": _element({**_TEXT_INPUT, "initial_value": string(at_least=0)}),
    "url_text_input": _element({**_TEXT_INPUT, "initial_value": string(at_least=0)}),
    "number_input": _element(
        {
            **_TEXT_INPUT,
            "is_decimal_allowed": boolean,
            "initial_value": _decimal,
            "min_value": _decimal,
            "max_value": _decimal,
        },
        ("is_decimal_allowed",),
    ),
    "rich_text_input": _element({**_TEXT_INPUT, "initial_value": anything}),
    "file_input": _element(
        {"filetypes": each(string()), "max_files": integer(1, 10)},
        place=False,
    ),
    "image": ObjectShape(
        {
            "type": anything,
            "image_url": string(3000),
            "slack_file": anything,
            "alt_text": string(2000),
        },
        ("alt_text",),
    ),
    "feedback_buttons": _element(
        {"positive_button": anything, "negative_button": anything},
        ("positive_button", "negative_button"),
        place=False,
    ),
    "icon_button": _element(
        {
            "icon": one_of("trash"),
            "text": plain(75),
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": _IDS,
        },
        ("icon", "text"),
        place=False,
    ),
    "plain_text": any_text(2000),
    "mrkdwn": any_text(2000),
}

_MENUS = {f"{kind}_select" for kind in ("static", "external", "users", "conversations", "channels")}
_MULTI_MENUS = {f"multi_{kind}" for kind in _MENUS}
_CHOICES = {"radio_buttons", "checkboxes", "datepicker", "timepicker"}
_TYPED = {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
}


def _pick(names: set[str]) -> dict[str, Check]:
    return {name: ELEMENTS[name] for name in sorted(names)}


IN_SECTION = _pick({"button", "workflow_button", "overflow", "image"} | _MENUS | _MULTI_MENUS | _CHOICES)
IN_ACTIONS = _pick({"button", "workflow_button", "overflow", "datetimepicker"} | _MENUS | _CHOICES)
IN_INPUT = _pick({"datetimepicker"} | _MENUS | _MULTI_MENUS | _CHOICES | _TYPED)
IN_CONTEXT = _pick({"image", "plain_text", "mrkdwn"})
IN_CONTEXT_ACTIONS = _pick({"feedback_buttons", "icon_button"})
