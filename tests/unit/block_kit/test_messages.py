"""What the validator refuses in messages, and where it points."""

from typing import Any

import pytest

from block_kit import problems

Block = dict[str, Any]


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Block:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(action_id: str = "go", text: str = "Go", **more: Any) -> Block:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


def option(value: str = "a", text: str = "A") -> Block:
    return {"text": plain(text), "value": value}


def select(**more: Any) -> Block:
    return {"type": "static_select", "action_id": "s", "options": [option()], **more}


def test_an_ordinary_message_passes() -> None:
    message = {
        "text": "PARTIFUL-12",
        "blocks": [
            {"type": "header", "text": plain("PARTIFUL-12")},
            section("*Subject*", block_id="card", accessory=button()),
            {"type": "section", "fields": [mrkdwn("*Priority*"), mrkdwn("P2")]},
            {"type": "divider"},
            {"type": "context", "elements": [mrkdwn("opened by"), plain("Maya")]},
            {"type": "actions", "elements": [button("take", style="primary"), select()]},
        ],
    }
    assert problems("message", message) == []
    assert problems("message", message["blocks"]) == []


TOO_MUCH = [
    ([section("x" * 3001)], "less than 3001 characters", "/blocks/0/text/text"),
    ([section("")], "more than 0 characters", "/blocks/0/text/text"),
    ([{"type": "section", "fields": [mrkdwn("x")] * 11}], "no more than 10 items", "/blocks/0/fields"),
    ([{"type": "section", "fields": [mrkdwn("x" * 2001)]}], "less than 2001", "/blocks/0/fields/0/text"),
    ([{"type": "header", "text": plain("x" * 151)}], "less than 151", "/blocks/0/text/text"),
    ([{"type": "context", "elements": [mrkdwn("x")] * 11}], "no more than 10", "/blocks/0/elements"),
    (
        [{"type": "actions", "elements": [button(f"b{n}") for n in range(26)]}],
        "no more than 25",
        "/blocks/0/elements",
    ),
    (
        [{"type": "actions", "elements": [button(text="x" * 76)]}],
        "less than 76",
        "/blocks/0/elements/0/text/text",
    ),
    (
        [{"type": "actions", "elements": [button(value="x" * 2001)]}],
        "less than 2001",
        "/blocks/0/elements/0/value",
    ),
    ([section("x", block_id="b" * 256)], "less than 256", "/blocks/0/block_id"),
    ([section("x", accessory=button("a" * 256))], "less than 256", "/blocks/0/accessory/action_id"),
    ([{"type": "divider"}] * 51, "no more than 50 items", "/blocks"),
    (
        [section("x", accessory=select(options=[option(str(n)) for n in range(101)]))],
        "no more than 100",
        "/blocks/0/accessory/options",
    ),
    (
        [section("x", accessory=select(options=[option(text="x" * 76)]))],
        "less than 76",
        "/blocks/0/accessory/options/0/text/text",
    ),
    (
        [section("x", accessory=select(options=[option("v" * 151)]))],
        "less than 151",
        "/blocks/0/accessory/options/0/value",
    ),
    (
        [section("x", accessory={"type": "overflow", "options": [option(str(n)) for n in range(6)]})],
        "no more than 5",
        "/blocks/0/accessory/options",
    ),
    (
        [section("x", accessory={"type": "radio_buttons", "options": [option(str(n)) for n in range(11)]})],
        "no more than 10",
        "/blocks/0/accessory/options",
    ),
    ([section("x" * 2999)] * 5, "less than 13001", "/blocks"),
]


@pytest.mark.parametrize(("blocks", "what", "where"), TOO_MUCH)
def test_what_is_over_a_limit_is_named_with_its_place(blocks: list[Block], what: str, where: str) -> None:
    assert [
        p for p in problems("message", {"blocks": blocks}) if what in p and f"[json-pointer:{where}]" in p
    ]


NOT_SO = [
    ([{"type": "sektion"}], "unsupported type: sektion", "/blocks/0/type"),
    ([{}], "missing required field: type", "/blocks/0"),
    ([{"type": "section"}], "must have `text` or `fields`", "/blocks/0"),
    ([section("x", color="red")], "invalid additional property: color", "/blocks/0"),
    ([{"type": "header", "text": mrkdwn("x")}], "unsupported type: mrkdwn", "/blocks/0/text/type"),
    (
        [{"type": "actions", "elements": [{"type": "button", "text": mrkdwn("x")}]}],
        "unsupported type: mrkdwn",
        "/blocks/0/elements/0/text/type",
    ),
    (
        [{"type": "actions", "elements": [{"type": "plain_text_input"}]}],
        "unsupported type",
        "/blocks/0/elements/0/type",
    ),
    (
        [{"type": "actions", "elements": [button(style="blue")]}],
        "must be one of the values: primary, danger",
        "/blocks/0/elements/0/style",
    ),
    (
        [{"type": "actions", "elements": [button("a"), button("a")]}],
        "`action_id` `a` already exists",
        "/blocks/0/elements/1/action_id",
    ),
    (
        [section("x", block_id="b"), section("y", block_id="b")],
        "`block_id` `b` already exists",
        "/blocks/1/block_id",
    ),
    ([section("x", accessory=select(options=[]))], "no less than 1", "/blocks/0/accessory/options"),
    (
        [section("x", accessory=select(option_groups=[{"label": plain("g"), "options": [option()]}]))],
        "either",
        "/blocks/0/accessory",
    ),
    (
        [section("x", accessory=select(initial_option=option("z")))],
        "must be one of the provided",
        "/blocks/0/accessory/initial_option",
    ),
    (
        [section("x", accessory={"type": "datepicker", "initial_date": "10.3.2026"})],
        "valid date",
        "/blocks/0/accessory/initial_date",
    ),
    (
        [section("x", accessory=button(confirm={"title": plain("t" * 101), "text": mrkdwn("?")}))],
        "less than 101",
        "/blocks/0/accessory/confirm/title/text",
    ),
    ("section", "must provide an array", "/blocks"),
    ([{"type": "image", "alt_text": "x"}], "must have `image_url` or `slack_file`", "/blocks/0"),
    ([{"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]]}] * 2, "only one table", "/blocks"),
    (
        [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "text"}]}]}],
        "missing required field: text",
        "/blocks/0/elements/0/elements/0",
    ),
]


@pytest.mark.parametrize(("blocks", "what", "where"), NOT_SO)
def test_what_is_malformed_is_named_with_its_place(blocks: list[Block], what: str, where: str) -> None:
    assert [
        p for p in problems("message", {"blocks": blocks}) if what in p and f"[json-pointer:{where}]" in p
    ]


def test_blocks_of_attachments_are_looked_at_too() -> None:
    found = problems("message", {"attachments": [{"blocks": [{"type": "nope"}]}]})
    assert found == ["[ERROR] unsupported type: nope [json-pointer:/attachments/0/blocks/0/type]"]


def test_the_same_action_id_may_stand_in_two_blocks() -> None:
    assert problems("message", [section("x", accessory=button()), section("y", accessory=button())]) == []


def test_a_message_is_an_object() -> None:
    assert problems("message", "hello") == ["[ERROR] must provide an object [json-pointer:]"]
