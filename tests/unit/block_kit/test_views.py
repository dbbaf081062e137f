"""What the validator refuses in modals and home tabs."""

from typing import Any

import pytest

from block_kit import problems

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def asks(element: Block, **more: Any) -> Block:
    return {"type": "input", "label": plain("Subject"), "element": element, **more}


def text_input(**more: Any) -> Block:
    return {"type": "plain_text_input", "action_id": "t", **more}


def modal(*blocks: Any, **more: Any) -> Block:
    return {
        "type": "modal",
        "title": plain("New ticket"),
        "submit": plain("Open ticket"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
        **more,
    }


def test_a_form_with_every_kind_of_input_passes() -> None:
    option = {"text": plain("A"), "value": "a"}
    kinds: list[Block] = [
        {"type": "static_select", "options": [option], "initial_option": option},
        {"type": "multi_static_select", "options": [option], "initial_options": [option]},
        {"type": "external_select", "min_query_length": 0},
        {"type": "users_select", "initial_user": "U1"},
        {"type": "multi_users_select", "max_selected_items": 3},
        {"type": "conversations_select", "default_to_current_conversation": True},
        {"type": "channels_select"},
        {"type": "radio_buttons", "options": [option], "initial_option": option},
        {"type": "checkboxes", "options": [{**option, "description": {"type": "mrkdwn", "text": "*d*"}}]},
        {"type": "datepicker", "initial_date": "2026-03-10"},
        {"type": "timepicker", "initial_time": "09:30"},
        {"type": "datetimepicker", "initial_date_time": 1773151200},
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "1"},
        {"type": "email_text_input"},
        {"type": "url_text_input"},
        {"type": "rich_text_input"},
        {"type": "file_input", "max_files": 3},
        text_input(initial_value="", multiline=True, max_length=3000),
    ]
    assert (
        problems("modal", modal(*(asks(kind) for kind in kinds), private_metadata="", callback_id="f")) == []
    )


WRONG = [
    (modal(title=plain("t" * 25)), "less than 25", "/title/text"),
    (modal(submit=plain("t" * 25)), "less than 25", "/submit/text"),
    (modal(close=plain("t" * 25)), "less than 25", "/close/text"),
    (modal(private_metadata="x" * 3001), "less than 3001", "/private_metadata"),
    (modal(callback_id="x" * 256), "less than 256", "/callback_id"),
    (modal(external_id="x" * 256), "less than 256", "/external_id"),
    (modal(*[{"type": "divider"}] * 101), "no more than 100", "/blocks"),
    (modal(asks(text_input()), submit=None), "missing required field: submit", ""),
    ({"type": "modal", "blocks": []}, "missing required field: title", ""),
    ({"type": "modal", "title": plain("t")}, "missing required field: blocks", ""),
    (modal(type="home"), "must be one of the values: modal", "/type"),
    (
        modal(asks(text_input(), label={"type": "mrkdwn", "text": "x"})),
        "unsupported type",
        "/blocks/0/label/type",
    ),
    (modal(asks(text_input(), hint=plain("x" * 2001))), "less than 2001", "/blocks/0/hint/text"),
    (
        modal(asks(text_input(placeholder=plain("x" * 151)))),
        "less than 151",
        "/blocks/0/element/placeholder/text",
    ),
    (
        modal(asks(text_input(max_length=3001))),
        "less than or equal to 3000",
        "/blocks/0/element/max_length",
    ),
    (
        modal(asks(text_input(max_length=5, initial_value="123456"))),
        "less than 6",
        "/blocks/0/element/initial_value",
    ),
    (modal(asks(text_input(min_length=9, max_length=5))), "`min_length`", "/blocks/0/element"),
    (
        modal(asks({"type": "button", "text": plain("x")})),
        "unsupported type: button",
        "/blocks/0/element/type",
    ),
    (modal(asks({"type": "number_input"})), "missing required field: is_decimal", "/blocks/0/element"),
    (
        modal(asks(text_input(focus_on_load=True)), asks(text_input(focus_on_load=True))),
        "only one element",
        "/blocks",
    ),
    (modal({"type": "table", "rows": []}), "unsupported type: table", "/blocks/0/type"),
    (modal(asks(text_input(multiline="yes"))), "must provide a boolean", "/blocks/0/element/multiline"),
    (modal(asks(text_input(max_length="5"))), "must provide an integer", "/blocks/0/element/max_length"),
    (modal(asks({"type": "file_input", "max_files": 0})), "greater than", "/blocks/0/element/max_files"),
    (modal(asks(text_input(initial_value=5))), "must provide a string", "/blocks/0/element/initial_value"),
    (
        modal(asks({"type": "number_input", "is_decimal_allowed": True, "min_value": "x"})),
        "must be a number",
        "/blocks/0/element/min_value",
    ),
    (modal("x"), "must provide an object", "/blocks/0"),
]


@pytest.mark.parametrize(("view", "what", "where"), WRONG)
def test_what_a_modal_may_not_be_is_named_with_its_place(view: Block, what: str, where: str) -> None:
    assert [p for p in problems("modal", view) if what in p and f"[json-pointer:{where}]" in p]


def test_a_home_tab_has_no_title_and_no_file_input() -> None:
    assert problems("home", {"type": "home", "blocks": [{"type": "divider"}]}) == []
    found = problems("home", {"type": "home", "title": plain("x"), "blocks": [asks({"type": "file_input"})]})
    assert found == [
        "[ERROR] invalid additional property: title [json-pointer:]",
        "[ERROR] unsupported type: file_input [json-pointer:/blocks/0/element/type]",
    ]


def test_a_view_is_an_object() -> None:
    assert problems("modal", None) == ["[ERROR] must provide an object [json-pointer:]"]
