"""Block Kit's limits as facts: what still goes, and what is one too much."""

from typing import Any

import pytest

from tests.integration.playground.conformance.facts import SHARED, World, named, plain

JSON = dict[str, Any]


def section(**more: Any) -> JSON:
    return {"type": "section", "text": plain("x"), **more}


def actions(*elements: JSON) -> JSON:
    return {"type": "actions", "elements": list(elements)}


def button(**more: Any) -> JSON:
    return {"type": "button", "text": plain("x"), **more}


def option(text: str = "x", value: str = "x") -> JSON:
    return {"text": plain(text), "value": value}


def options(count: int) -> list[JSON]:
    return [option(value=str(number)) for number in range(count)]


def menu(**more: Any) -> JSON:
    return {"type": "static_select", "options": options(1), **more}


def confirm(**more: Any) -> JSON:
    return button(confirm={"title": plain("x"), "text": plain("x"), **more})


def text_input(**more: Any) -> JSON:
    return {"type": "plain_text_input", **more}


def field(element: JSON | None = None, **more: Any) -> JSON:
    return {"type": "input", "label": plain("x"), "element": element or text_input(), **more}


def modal(*blocks: JSON, **more: Any) -> JSON:
    return {"type": "modal", "title": plain("x"), "submit": plain("x"), "blocks": list(blocks), **more}


def image(**more: Any) -> JSON:
    return {"type": "image", "image_url": "https://example.com/x.png", "alt_text": "x", **more}


def table(rows: int, cells: int = 1) -> JSON:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * cells] * rows}


def chars(count: int) -> str:
    return "x" * count


# (what, the greatest that goes, how to make one with so much of it)
IN_MESSAGES: list[tuple[str, int, Any]] = [
    ("[SDK models] a message has at most 50 blocks", 50, lambda n: [{"type": "divider"}] * n),
    ("[SDK models] block_id: 255", 255, lambda n: [section(block_id=chars(n))]),
    ("[SDK models] action_id: 255", 255, lambda n: [actions(button(action_id=chars(n)))]),
    ("[SDK models] section text: 3000", 3000, lambda n: [section(text=plain(chars(n)))]),
    ("[SDK models] section: 10 fields", 10, lambda n: [section(fields=[plain("x")] * n)]),
    ("[SDK models] section field: 2000", 2000, lambda n: [section(fields=[plain(chars(n))])]),
    ("[SDK models] header: 150", 150, lambda n: [{"type": "header", "text": plain(chars(n))}]),
    ("[SDK models] context: 10", 10, lambda n: [{"type": "context", "elements": [plain("x")] * n}]),
    ("[SDK models] actions: 25 elements", 25, lambda n: [actions(*[button() for _ in range(n)])]),
    ("[SDK models] button text: 75", 75, lambda n: [actions(button(text=plain(chars(n))))]),
    ("[SDK models] button value: 2000", 2000, lambda n: [actions(button(value=chars(n)))]),
    ("[SDK models] button url: 3000", 3000, lambda n: [actions(button(url=chars(n)))]),
    ("[SDK models] option text: 75", 75, lambda n: [actions(menu(options=[option(chars(n))]))]),
    ("[SDK models] option value: 150", 150, lambda n: [actions(menu(options=[option("x", chars(n))]))]),
    ("[SDK models] static_select: 100 options", 100, lambda n: [actions(menu(options=options(n)))]),
    (
        "[SDK models] static_select: 100 option groups",
        100,
        lambda n: [
            actions(
                {"type": "static_select", "option_groups": [{"label": plain("x"), "options": options(1)}] * n}
            )
        ],
    ),
    ("[SDK models] placeholder: 150", 150, lambda n: [actions(menu(placeholder=plain(chars(n))))]),
    ("[SDK models] overflow: 5 options", 5, lambda n: [actions({"type": "overflow", "options": options(n)})]),
    ("[SDK models] confirm title: 100", 100, lambda n: [actions(confirm(title=plain(chars(n))))]),
    ("[SDK models] confirm text: 300", 300, lambda n: [actions(confirm(text=plain(chars(n))))]),
    ("[SDK models] confirm button: 30", 30, lambda n: [actions(confirm(confirm=plain(chars(n))))]),
    ("[SDK models] deny button: 30", 30, lambda n: [actions(confirm(deny=plain(chars(n))))]),
    ("[SDK models] image alt text: 2000", 2000, lambda n: [image(alt_text=chars(n))]),
    ("[SDK models] image title: 2000", 2000, lambda n: [image(title=plain(chars(n)))]),
    ("[SDK models] image url: 3000", 3000, lambda n: [image(image_url=chars(n))]),
    (
        "[SDK models] radio buttons: 10",
        10,
        lambda n: [actions({"type": "radio_buttons", "options": options(n)})],
    ),
    ("[SDK models] checkboxes: 10", 10, lambda n: [actions({"type": "checkboxes", "options": options(n)})]),
    ("[SDK models] markdown block: 12,000", 12_000, lambda n: [{"type": "markdown", "text": chars(n)}]),
    ("[SDK models] table: 100 rows", 100, lambda n: [table(n)]),
    ("[SDK models] table: 20 cells in a row", 20, lambda n: [table(1, n)]),
    ("[SDK models] one table per message", 1, lambda n: [table(1) for _ in range(n)]),
    (
        "[SDK models] context_actions: 5 elements",
        5,
        lambda n: [
            {
                "type": "context_actions",
                "elements": [
                    {"type": "icon_button", "icon": "trash", "text": plain("x"), "action_id": f"a{number}"}
                    for number in range(n)
                ],
            }
        ],
    ),
]
IN_VIEWS: list[tuple[str, int, Any]] = [
    ("[SDK models] a modal has at most 100 blocks", 100, lambda n: modal(*[{"type": "divider"}] * n)),
    ("[SDK models] view title: 24", 24, lambda n: modal(field(), title=plain(chars(n)))),
    ("[SDK models] view submit: 24", 24, lambda n: modal(field(), submit=plain(chars(n)))),
    ("[SDK models] view close: 24", 24, lambda n: modal(field(), close=plain(chars(n)))),
    ("[SDK models] private_metadata: 3000", 3000, lambda n: modal(field(), private_metadata=chars(n))),
    ("[SDK models] view callback_id: 255", 255, lambda n: modal(field(), callback_id=chars(n))),
    ("[SDK models] view external_id: 255", 255, lambda n: modal(field(), external_id=chars(n))),
    ("[SDK models] input label: 2000", 2000, lambda n: modal(field(label=plain(chars(n))))),
    ("[SDK models] input hint: 2000", 2000, lambda n: modal(field(hint=plain(chars(n))))),
    ("[SDK models] text input max_length: 3000", 3000, lambda n: modal(field(text_input(max_length=n)))),
    ("[SDK models] file_input: 10 files", 10, lambda n: modal(field({"type": "file_input", "max_files": n}))),
]


@pytest.mark.parametrize(("most", "made"), [pytest.param(n, make, id=name) for name, n, make in IN_MESSAGES])
def test_a_message_takes_so_much_and_no_more(world: World, most: int, made: Any) -> None:
    at_most, too_much = (
        world.error("blocks.validate", blocks=made(most)),
        world.answer("chat.postMessage", channel=SHARED, text="x", blocks=made(most + 1)),
    )
    assert at_most == ""
    assert too_much["error"] == "invalid_blocks"
    assert all("[json-pointer:/blocks" in one for one in too_much["response_metadata"]["messages"])


@pytest.mark.parametrize(("most", "made"), [pytest.param(n, make, id=name) for name, n, make in IN_VIEWS])
def test_a_view_takes_so_much_and_no_more(world: World, most: int, made: Any) -> None:
    assert world.open(made(most)).get("error") is None
    too_much = world.open(made(most + 1))
    assert too_much["error"] == "invalid_arguments"
    assert too_much["response_metadata"]["messages"]


def refusal(*blocks: JSON) -> Any:
    """Return a way to see with which words blocks are refused in a message."""

    def ask(world: World) -> str:
        answer = world.answer("chat.postMessage", channel=SHARED, text="x", blocks=list(blocks))
        (first, *_) = answer.get("response_metadata", {}).get("messages") or [answer.get("error", "")]
        return str(first).removeprefix("[ERROR] ")

    return ask


def refused_view(view: JSON) -> Any:
    return lambda world: world.open(view).get("error")


@named(
    [
        (
            "[1.5] an unknown block type is refused with its place",
            refusal({"type": "sektion"}),
            "unsupported type: sektion [json-pointer:/blocks/0/type]",
        ),
        (
            "[2.1] two blocks of one block_id are refused",
            refusal(section(block_id="a"), section(block_id="a")),
            "`block_id` `a` already exists [json-pointer:/blocks/1/block_id]",
        ),
        (
            "[2.1] a section without text and fields is refused",
            lambda world: refusal({"type": "section"})(world) != "",
            True,
        ),
        (
            "[2.1] two elements of one action_id in a block are refused",
            lambda world: "already exists" in refusal(actions(*[button(action_id="a")] * 2))(world),
            True,
        ),
        (
            "[SDK models] an overflow menu needs an option",
            refusal(actions({"type": "overflow", "options": []})),
            "no less than 1 items allowed [json-pointer:/blocks/0/elements/0/options]",
        ),
        (
            "[SDK models] a button needs its text",
            refusal(actions({"type": "button"})),
            "missing required field: text [json-pointer:/blocks/0/elements/0]",
        ),
        (
            "[SDK models] button style is primary or danger",
            refusal(actions(button(style="loud"))),
            "must be one of the values: primary, danger [json-pointer:/blocks/0/elements/0/style]",
        ),
        (
            "[SDK models] a menu has options or groups, not both",
            refusal(actions(menu(option_groups=[{"label": plain("x"), "options": options(1)}]))),
            "must have either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]",
        ),
        (
            "[SDK models] what is chosen at first is among the options",
            refusal(actions(menu(initial_option=option(value="y")))),
            "must be one of the provided options [json-pointer:/blocks/0/elements/0/initial_option]",
        ),
        (
            "[SDK models] a header takes plain text only",
            refusal({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}),
            "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        ),
        (
            "[SDK models] an unknown field is refused",
            refusal(section(color="red")),
            "invalid additional property: color [json-pointer:/blocks/0]",
        ),
        (
            "[SDK models] text may not be empty",
            refusal(section(text=plain(""))),
            "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        ),
        (
            "[bolt-js#2509] blocks of over 13,000 characters together: msg_blocks_too_long",
            refusal(*[section(text=plain(chars(2700))) for _ in range(5)]),
            "msg_blocks_too_long",
        ),
        (
            "[MOD] a modal with an input needs submit",
            refused_view({**modal(field()), "submit": None}),
            "invalid_arguments",
        ),
        (
            "[MOD] a modal without an input needs none",
            refused_view({**modal(section()), "submit": None}),
            None,
        ),
        (
            "[SDK models] a file input is for modals only",
            lambda world: world.error(
                "chat.postMessage", channel=SHARED, text="x", blocks=[field({"type": "file_input"})]
            ),
            "invalid_blocks",
        ),
        (
            "[SDK models] only one element has the focus at first",
            refused_view(modal(*[field(text_input(focus_on_load=True)) for _ in range(2)])),
            "invalid_arguments",
        ),
        (
            "[M:chat.postMessage] at most 100 attachments",
            lambda world: [
                world.error("chat.postMessage", channel=SHARED, attachments=[{"text": "x"}] * count)
                for count in (100, 101)
            ],
            ["", "too_many_attachments"],
        ),
        (
            "[1.5] block_ids and action_ids are made up where none are given",
            lambda world: [
                bool(name)
                for block in world.message(world.post(blocks=[actions(button())]))["blocks"]
                for name in (block["block_id"], block["elements"][0]["action_id"])
            ],
            [True, True],
        ),
        (
            "[M:blocks.validate] blocks.validate needs no token",
            lambda world: type(world.slack)(base_url=world.playground.api_url).blocks_validate(
                blocks=[section()]
            )["ok"],
            True,
        ),
    ]
)
def test_fact(world: World, ask: Any, expected: Any) -> None:
    assert ask(world) == expected
