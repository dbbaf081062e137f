"""What a message carries along: the messages that are forwarded with it, and what an app attached to it."""

from collections.abc import Iterator
from typing import Final

from bot.blocks.kit.text import escape
from handlers.payloads.fields import Json, part, parts, storable, text_or_none

_ENDS_LINE: Final = ("rich_text_section", "rich_text_preformatted", "rich_text_quote", "section", "header")


def carried(message: Json) -> tuple[Json, ...]:
    """Return the attachments that hold words of their own; the preview of a link only repeats it."""
    own = text_or_none(message, "text") or ""
    return tuple(each for each in parts(message, "attachments") if _is_said(each, own))


def words(attachment: Json) -> str:
    """Return what an attachment says, as Slack writes: its text, else its blocks, else its fallback."""
    said = text_or_none(attachment, "text") or _in_blocks(attachment)
    heads = (text_or_none(attachment, key) for key in ("pretext", "title"))
    found = [head for head in (*heads, said) if head]
    return "\n".join(found) or text_or_none(attachment, "fallback") or ""


def _is_said(attachment: Json, own: str) -> bool:
    """Tell whether it is a forwarded message or an app's own, not the preview of a link in the text."""
    if attachment.get("is_share"):
        return True
    source = text_or_none(attachment, "from_url", "original_url", "app_unfurl_url")
    if attachment.get("is_msg_unfurl") or parts(attachment, "message_blocks"):
        return source is None or escape(source) not in own
    return source is None and not attachment.get("is_app_unfurl")


def _in_blocks(attachment: Json) -> str:
    quoted = [part(each, "message") for each in parts(attachment, "message_blocks")]
    found = "".join(_pieces([block for each in (*quoted, attachment) for block in parts(each, "blocks")]))
    return found.strip("\n")


def _pieces(elements: list[Json] | tuple[Json, ...]) -> Iterator[str]:
    """Walk over the words of blocks, whatever their kind, as Slack writes them in a message's text."""
    for element in elements:
        kind = element.get("type")
        if kind == "link":
            yield f"<{text_or_none(element, 'url') or ''}>"
        elif kind == "user":
            yield f"<@{text_or_none(element, 'user_id') or ''}>"
        elif kind == "emoji":
            yield f":{text_or_none(element, 'name') or ''}:"
        elif isinstance(element.get("text"), str):
            typed = storable(str(element["text"]))
            yield typed if kind == "mrkdwn" else escape(typed)
        yield from _pieces([part(element, "text")] if part(element, "text") else [])
        yield from _pieces(parts(element, "elements"))
        if kind in _ENDS_LINE:
            yield "\n"
