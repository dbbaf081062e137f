"""How wide a text is drawn, and texts cut to the width of a line on a card."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from bot.blocks.kit.text import boundary, isolate, one_line

LINE: Final = 90
"""So many columns of a message are a line, as Slack draws blocks on a desktop."""
TITLE: Final = 60
"""The same of a heading, whose letters are larger."""
CELL: Final = LINE // 2 - 4
"""The same of one of two columns of fields."""
_MARK: Final = "…"
_UNSEEN: Final = ("Mn", "Me", "Cf")


def columns(text: str) -> int:
    """Count the columns that a text takes: wide characters and emoji are two, joining ones none."""
    return len(text) if text.isascii() else sum(_columns_of(character) for character in text)


def fit(text: str, limit: int) -> str:
    """Return people's text as one line of at most `limit` columns, its end a mark if it was longer."""
    line = one_line(text)
    if columns(line) <= limit:
        return isolate(line)
    taken = end = 0
    while taken + _columns_of(line[end]) < limit:
        taken += _columns_of(line[end])
        end += 1
    return isolate(line[: boundary(line, end)].rstrip() + _MARK) if limit > 0 else ""


def labelled(label: str, text: str, limit: int) -> str:
    """Return our own label and people's text behind it, within the limit together."""
    return label + fit(text, limit - columns(label))


def whole_labels(labels: Sequence[str], limit: int) -> str:
    """Return labels in a row, none of them cut: what has no room within the limit is counted."""
    for shown in range(len(labels), 0, -1):
        rest = len(labels) - shown
        row = ", ".join(labels[:shown]) + (f" and {rest} more" if rest else "")
        if columns(row) <= limit:
            return row
    return fit(f"{len(labels)} things" if len(labels) > 1 else "".join(labels), limit)


@lru_cache(4096)
def _columns_of(character: str) -> int:
    if unicodedata.category(character) in _UNSEEN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
