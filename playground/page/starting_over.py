"""Starting over: the page has the playground begin again, and can tell one session from the next."""

import secrets
from collections.abc import Callable

from aiohttp import web


class StartingOver:
    """Answers which session this is, and has it begin again where somebody can do that."""

    def __init__(self, begin_again: Callable[[], object] | None) -> None:
        self._begin_again, self._session = begin_again, secrets.token_hex(8)

    def add_to(self, app: web.Application) -> None:
        """Register the routes."""
        app.router.add_get("/page/session", self._tell)
        app.router.add_post("/page/start_over", self._start_over)

    async def _tell(self, request: web.Request) -> web.Response:
        told = {"session": self._session, "can_start_over": self._begin_again is not None}
        return web.json_response({"ok": True, **told})

    async def _start_over(self, request: web.Request) -> web.Response:
        if self._begin_again is None:
            return web.json_response({"ok": False, "shown": "This playground cannot be started over."})
        self._begin_again()
        return web.json_response({"ok": True})
