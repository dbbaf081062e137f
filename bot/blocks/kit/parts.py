"""Small blocks and elements that every card, form and notice is made of."""

from collections.abc import Sequence
from typing import Literal

from bot.blocks.kit import ids
from bot.blocks.kit.columns import CELL, labelled
from bot.blocks.kit.text import clean, cut
from bot.blocks.values import Block, Choice, Post, View

Style = Literal["primary", "danger"]

HEADER_LIMIT = 150
SECTION_LIMIT = 3000
CELL_LIMIT = 2000
OPTION_LIMIT = 75
MODAL_TITLE_LIMIT = 24


def plain(text: str, limit: int) -> Block:
    """Return a text object that Slack shows as it stands; `:names:` of emoji too."""
    return {"type": "plain_text", "text": cut(clean(text), limit) or " ", "emoji": False}


def header(text: str) -> Block:
    """Return a heading; literal."""
    return {"type": "header", "text": plain(text, HEADER_LIMIT)}


def literal(text: str) -> Block:
    """Return a paragraph of literal text."""
    return {"type": "section", "text": plain(text, SECTION_LIMIT)}


def cell(label: str, text: str) -> Block:
    """Return one of the fields in two columns: our own label and people's text, literal."""
    return plain(labelled(label, text, CELL), CELL_LIMIT)


def own_words(mrkdwn: str) -> Block:
    """Return a paragraph of our own mrkdwn; nothing that people wrote may be in it."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn}}


def small_print(mrkdwn: str) -> Block:
    """Return a line of our own mrkdwn in small grey type; nothing that people wrote may be in it."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": mrkdwn}]}


def actions(*elements: Block) -> Block:
    """Return a row of buttons and menus."""
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action_id: str, value: str = "", style: Style | None = None) -> Block:
    """Return a button."""
    element: Block = {"type": "button", "text": plain(label, OPTION_LIMIT), "action_id": action_id}
    if value:
        element["value"] = value
    if style:
        element["style"] = style
    return element


def link_button(label: str, url: str | None) -> Block | None:
    """Return a button that leads to an address; None where none is known."""
    if not url:
        return None
    return button(label, ids.OPEN_LINK) | {"url": url}


def option(value: str, label: str, description: str = "") -> Block:
    """Return one entry of a menu or of radio buttons."""
    entry: Block = {"text": plain(label, OPTION_LIMIT), "value": value}
    if description:
        entry["description"] = plain(description, OPTION_LIMIT)
    return entry


def overflow(action_id: str, options: Sequence[Block]) -> Block:
    """Return a menu behind three dots."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def select(choices: Sequence[Choice], chosen: str | None = None, placeholder: str = "Choose") -> Block:
    """Return a menu; `chosen` is preselected if it is among the choices."""
    options = [option(choice.value, choice.label) for choice in choices[:100]]
    element: Block = {
        "type": "static_select",
        "action_id": ids.INPUT,
        "placeholder": plain(placeholder, 150),
        "options": options,
    }
    return _preselect(element, options, chosen)


def radios(options: Sequence[Block], chosen: str | None = None) -> Block:
    """Return radio buttons; `chosen` is preselected if it is among the options."""
    element: Block = {"type": "radio_buttons", "action_id": ids.INPUT, "options": list(options)}
    return _preselect(element, options, chosen)


def _preselect(element: Block, options: Sequence[Block], chosen: str | None) -> Block:
    initial = next((entry for entry in options if entry["value"] == chosen), None)
    return element if initial is None else {**element, "initial_option": initial}


def text_input(
    max_length: int, initial: str = "", *, multiline: bool = False, placeholder: str = "", focus: bool = False
) -> Block:
    """Return a text field; a longer initial text is cut with a visible mark."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": ids.INPUT,
        "multiline": multiline,
        "max_length": max_length,
    }
    if initial:
        element["initial_value"] = cut(initial, max_length)
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    if focus:
        element["focus_on_load"] = True
    return element


def field(block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """Return a labelled input."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, 2000)
    return block


def modal(
    title: str,
    blocks: Sequence[Block],
    callback_id: str,
    *,
    submit: str | None = None,
    close: str = "Cancel",
    private_metadata: str = "",
) -> View:
    """Return a modal view; without `submit` it only tells."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, MODAL_TITLE_LIMIT),
        "close": plain(close if submit else "Close", MODAL_TITLE_LIMIT),
        "blocks": list(blocks),
        "private_metadata": private_metadata,
    }
    if submit:
        view["submit"] = plain(submit, MODAL_TITLE_LIMIT)
    return view


def post(text: str, *blocks: Block | None) -> Post:
    """Return a message; blocks that turned out to be None are left out."""
    return Post(text, [block for block in blocks if block is not None])
