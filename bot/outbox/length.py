"""How long a message's text may be, and cutting one that is longer without breaking its mark-up."""

from typing import Final

# chat.update refuses more (msg_too_long), and beside blocks the text is only read out and notified.
EDITED: Final = 4_000
# chat.postMessage cuts beyond this by itself, wherever that falls.
POSTED: Final = 40_000

MARK: Final = "…"


def fitted(text: str, limit: int) -> str:
    """Return `text` cut to `limit` characters, with a mark, never inside `&amp;` or `<@U…>`."""
    if len(text) <= limit:
        return text
    cut = text[: limit - len(MARK)]
    for opening, closing in (("<", ">"), ("&", ";")):
        start = cut.rfind(opening)
        if start > cut.rfind(closing):
            cut = cut[:start]
    return cut.rstrip() + MARK
