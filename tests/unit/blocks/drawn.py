"""How many lines a message takes as Slack draws it on a desktop: the measure of the cards.

A heading is a line of 60 columns, text one of 90; an element at a section's end takes 14 of them off.
Fields stand in two columns, of 45 each. A row of buttons and menus is one line as long as they fit beside
each other in 640 pixels: 7.2 a column of their labels, 34 around each, 20 more for a menu's arrow. Small
print has 100 columns.
"""

import re
from typing import Any

from bot.blocks.kit.columns import LINE, TITLE, columns
from bot.blocks.values import Block, Post

_LINK = re.compile(r"<[^|>]*\|([^>]*)>")
_EMOJI = re.compile(r":[a-z_]+:")
_PERSON = re.compile(r"<[@!][^>]*>")
_SMALL = 100


def lines_of(post: Post) -> int:
    """Count all lines, rows of buttons among them."""
    return sum(_lines(block) for block in post.blocks)


def text_lines_of(post: Post) -> int:
    """Count the lines to read: all but rows of buttons."""
    return sum(_lines(block) for block in post.blocks if block["type"] != "actions")


def rows_of_buttons(post: Post) -> int:
    """Count the rows of buttons."""
    return sum(_lines(block) for block in post.blocks if block["type"] == "actions")


def _lines(block: Block) -> int:
    match block["type"]:
        case "header":
            return _wrapped(block["text"]["text"], TITLE)
        case "section":
            return _section(block)
        case "rich_text":
            return sum(_rich(part) for part in block["elements"])
        case "context":
            return _wrapped(_seen(block["elements"][0]), _SMALL)
        case "actions":
            return -(-int(sum(_pixels(element) for element in block["elements"])) // 640)
    raise AssertionError(f"no card has a block of type {block['type']}")


def _section(block: Block) -> int:
    room = LINE - (14 if "accessory" in block else 0)
    text = _wrapped(_seen(block["text"]), room) if "text" in block else 0
    cells = [_wrapped(_seen(field), LINE // 2) for field in block.get("fields", [])]
    return text + sum(max(cells[at : at + 2]) for at in range(0, len(cells), 2))


def _seen(text: Block) -> str:
    shown = str(text["text"])
    if text["type"] != "mrkdwn":
        return shown
    shown = _PERSON.sub("@Somebody Withaname", _LINK.sub(r"\1", shown))
    return _EMOJI.sub("ww", shown).replace("*", "").replace("`", "")


def _rich(part: Block) -> int:
    room = LINE - (4 if part["type"] == "rich_text_quote" else 0)
    return _wrapped("".join(_piece(element) for element in part["elements"]), room)


def _piece(element: dict[str, Any]) -> str:
    return "ww" if element["type"] == "emoji" else str(element.get("text", "@Somebody Withaname"))


def _wrapped(text: str, room: int) -> int:
    return sum(max(1, -(-columns(line) // room)) for line in text.split("\n"))


def _pixels(element: dict[str, Any]) -> float:
    label = element.get("text") or element["placeholder"]
    return columns(label["text"]) * 7.2 + 34 + (20 if element["type"] == "static_select" else 0)
