"""`GET /oncall/TOKEN.ics`: who is on call, for calendars."""

import re
from collections.abc import Callable, Iterable
from typing import Final
from wsgiref.types import StartResponse, WSGIEnvironment

from bot.web.requests import only, text_answer

FEED: Final = re.compile(r"/oncall/([A-Za-z0-9_-]{20,100})\.ics")
"""The path of a feed; it holds its token, so that it is a secret and stands in no log."""
_HEADERS: Final = [
    ("Content-Type", "text/calendar; charset=utf-8"),
    ("Cache-Control", "private, max-age=300"),
]


class FeedPage:
    """The WSGI application; `find` returns the file that a token opens, None for no token of ours."""

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self._find = find

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        named = FEED.fullmatch(environ.get("PATH_INFO", ""))
        method = environ.get("REQUEST_METHOD", "")
        if method not in ("GET", "HEAD"):
            return only(start_response, "GET, HEAD")
        found = self._find(named[1]) if named else None
        if found is None:
            return text_answer(start_response, "404 Not Found", "no such feed")
        start_response("200 OK", [*_HEADERS, ("Content-Length", str(len(found)))])
        return [found] if method == "GET" else []
