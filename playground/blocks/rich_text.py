"""Rich text from mrkdwn: the block that Slack makes of a text which comes without blocks."""

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from playground.workspace.json_types import JSON

Style = tuple[str, ...]

_FENCE: Final = re.compile(r"```(.*?)```", re.DOTALL)
_QUOTED: Final = re.compile(r"^&gt;[ ]?", re.MULTILINE)
_QUOTE: Final = re.compile(r"((?:^&gt;.*(?:\n|$))+)", re.MULTILINE)
_TOKEN: Final = re.compile(
    r"<(?P<entity>[^<>\n]+)>"
    r"|`(?P<code>[^`\n]+)`"
    r"|:(?P<emoji>(?=[^:\s]*[a-z])[a-z0-9_+'-]+):"
    r"|(?<![\w*])\*(?P<bold>\S|\S[^*\n]*\S)\*(?![\w*])"
    r"|(?<!\w)_(?P<italic>\S|\S[^_\n]*\S)_(?!\w)"
    r"|(?<![\w~])~(?P<strike>\S|\S[^~\n]*\S)~(?![\w~])"
)
_LINK: Final = re.compile(r"<(https?://[^<>\n]+)>")
_DATE: Final = re.compile(r"!date\^(\d+)\^([^^]*)")
_CONTROL: Final = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}


@lru_cache(maxsize=4096)
def rich_text(text: str) -> JSON:
    """Return the block; the same one for the same text, which nobody may change."""
    block_id = f"{zlib.crc32(text.encode()):08x}"[:5]
    return {"type": "rich_text", "block_id": block_id, "elements": list(_parts(text))}


def _parts(text: str) -> Iterator[JSON]:
    for index, part in enumerate(_FENCE.split(text)):
        if index % 2:
            yield {
                "type": "rich_text_preformatted",
                "elements": list(_literal(part.strip("\n"))),
                "border": 0,
            }
        else:
            yield from _paragraphs(part.strip("\n") if "```" in text else part)


def _paragraphs(text: str) -> Iterator[JSON]:
    for index, part in enumerate(_QUOTE.split(text)):
        kind = "rich_text_quote" if index % 2 else "rich_text_section"
        words = _QUOTED.sub("", part).rstrip("\n") if index % 2 else part
        if words:
            yield {"type": kind, "elements": list(_inline(words))}


def _literal(text: str) -> Iterator[JSON]:
    """Yield what stands in a fence: links are links there, and nothing else is anything."""
    for index, part in enumerate(_LINK.split(text)):
        yield from [_entity(part)] if index % 2 else _plain(part, ())


def _inline(text: str, style: Style = ()) -> Iterator[JSON]:
    at = 0
    for found in _TOKEN.finditer(text):
        yield from _plain(text[at : found.start()], style)
        yield from _token(str(found.lastgroup), found[str(found.lastgroup)], style)
        at = found.end()
    yield from _plain(text[at:], style)


def _plain(text: str, style: Style) -> Iterator[JSON]:
    if text:
        yield _styled({"type": "text", "text": _unescaped(text)}, style)


def _token(kind: str, inside: str, style: Style) -> Iterator[JSON]:
    if kind == "entity":
        yield _styled(_entity(inside), style)
    elif kind == "emoji":
        yield _styled({"type": "emoji", "name": inside}, style)
    elif kind == "code":
        yield from _plain(inside, (*style, "code"))
    else:
        yield from _inline(inside, (*style, kind))


def _entity(inside: str) -> JSON:
    target, _, label = inside.partition("|")
    if target[0] == "@":
        return {"type": "user", "user_id": target[1:]}
    if target[0] == "#":
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if found := _DATE.match(target):
        instant, form = int(found[1]), found[2]
        return {"type": "date", "timestamp": instant, "format": form, "fallback": _unescaped(label)}
    if target in ("!here", "!channel", "!everyone"):
        return {"type": "broadcast", "range": target[1:]}
    if target[0] == "!":
        return {"type": "text", "text": _unescaped(label or target)}
    return {"type": "link", "url": _unescaped(target)} | ({"text": _unescaped(label)} if label else {})


def _styled(element: JSON, style: Style) -> JSON:
    return element | ({"style": dict.fromkeys(style, True)} if style else {})


def _unescaped(text: str) -> str:
    return re.sub(r"&(?:lt|gt|amp);", lambda found: _CONTROL[found[0]], text)
