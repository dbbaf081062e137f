"""Lists in pages: by cursor where that is asked for, else by number."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from aiohttp import web
from yarl import URL

from playground.console.refusals import DeskRefusal, bad_request
from playground.workspace.json_types import JSON

_LARGEST: Final = 100

Kept = TypeVar("Kept")


def page(request: web.Request, name: str, found: Sequence[Kept], show: Callable[[Kept], JSON]) -> JSON:
    """Return one page of what was found; raises DeskRefusal (400) for a page that cannot be."""
    query = request.query
    if any(key.startswith("page[") for key in query):
        size = _size(query.get("page[size]", str(_LARGEST)))
        begin = _after(query.get("page[after]", ""))
        shown = [show(one) for one in found[begin : begin + size]]
        return {name: shown, **_cursors(request.url, begin, begin + size, len(found))}
    size, number = min(_whole(query.get("per_page", str(_LARGEST))), _LARGEST), _whole(query.get("page", "1"))
    begin = (number - 1) * size
    shown = [show(one) for one in found[begin : begin + size]]
    following = _numbered(request.url, number + 1) if begin + size < len(found) else None
    before = _numbered(request.url, number - 1) if number > 1 else None
    return {name: shown, "next_page": following, "previous_page": before, "count": len(found)}


def cursor(position: str) -> str:
    """Return a position as a cursor, which nobody is to read."""
    return base64.urlsafe_b64encode(position.encode()).decode()


def position(said: str) -> str:
    """Return the position of a cursor; raises DeskRefusal (400) for one that is none."""
    try:
        return base64.urlsafe_b64decode(said.encode()).decode()
    except (binascii.Error, ValueError):
        raise bad_request("InvalidCursor", "cursor is not valid") from None


def _cursors(url: URL, begin: int, end: int, count: int) -> JSON:
    more = end < count
    after, before = cursor(f"o{end}") if more else None, cursor(f"o{begin}") if begin else None
    following = str(url.update_query({"page[after]": after})) if after else None
    return {
        "meta": {"has_more": more, "after_cursor": after, "before_cursor": before},
        "links": {"next": following, "prev": None},
    }


def _numbered(url: URL, number: int) -> str:
    return str(url.update_query({"page": str(number)}))


def _size(said: str) -> int:
    if not said.isdecimal() or not 1 <= int(said) <= _LARGEST:
        title = "page[size] must be between 1 and 100"
        raise DeskRefusal(400, {"errors": [{"code": "InvalidPaginationParameter", "title": title}]})
    return int(said)


def _after(said: str) -> int:
    if not said:
        return 0
    found = position(said).removeprefix("o")
    if not found.isdecimal():
        raise bad_request("InvalidCursor", "cursor is not valid")
    return int(found)


def _whole(said: str) -> int:
    if not said.isdecimal() or int(said) < 1:
        raise bad_request("InvalidPaginationParameter", "page and per_page are whole numbers from 1 on")
    return int(said)
