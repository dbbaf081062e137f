"""A text that is longer than one place holds, in parts that fit."""

from typing import Final

from bot.blocks.kit.text import boundary

_ENDS: Final = ("\n\n", "\n")


def in_parts(text: str, most: int) -> list[str]:
    """Split a text into parts of at most `most` characters, none of it left out; an empty one is one part.

    It is split where a paragraph ends, else where a line does, else between two visible characters.
    """
    found = []
    while len(text) > most:
        at = _place(text, most)
        found.append(text[:at])
        text = text[at:].lstrip("\n")
    return [*found, text] if text or not found else found


def _place(text: str, most: int) -> int:
    places = (text.rfind(end, 1, most + len(end)) for end in _ENDS)
    return next((at for at in places if at > 0), boundary(text, most) or most)
