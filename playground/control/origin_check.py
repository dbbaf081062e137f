"""Who may ask: pages of other sites stay out, and malformed requests are answered with what is wrong."""

import logging
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

log = logging.getLogger(__name__)

_HERE = ("127.0.0.1", "localhost", "::1")
_NONSENSE = (AttributeError, LookupError, OverflowError, RecursionError, TypeError, ValueError)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def check_origin(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse requests of other sites' pages, and answer malformed ones with 400 instead of 500."""
    if not _is_from_here(request):
        return web.json_response(
            {"ok": False, "shown": "The playground answers programs and pages of this machine only."},
            status=403,
        )
    try:
        return await handler(request)
    except _NONSENSE as error:
        log.info("%s %s makes no sense", request.method, request.path, exc_info=True)
        if request.path.startswith("/api/"):
            return web.json_response({"ok": False, "error": "invalid_arguments"})
        shown = f"That request makes no sense ({type(error).__name__})."
        return web.json_response({"ok": False, "shown": shown}, status=400)


def _is_from_here(request: web.Request) -> bool:
    """Tell whether a program, or our own page, asks: any site's page may send requests to this machine.

    Browsers name the page that asks; a link to the page itself may stand anywhere.
    """
    if urlsplit(f"//{request.host}").hostname not in _HERE:
        return False
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        return False
    site = request.headers.get("Sec-Fetch-Site", "none")
    return site in ("none", "same-origin") or (request.method == "GET" and request.path == "/")
