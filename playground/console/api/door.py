"""The API's door: who is let in, what goes wrong on the way, and how refusals are answered."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from playground.console.console import Console
from playground.console.console_account import PREFIX
from playground.console.refusals import DeskRefusal, bad_request
from playground.console.troubles import SILENT, ConsoleTrouble
from playground.workspace.json_types import JSON

log = logging.getLogger(__name__)

API: Final = f"{PREFIX}/api/v2"


@dataclass(frozen=True)
class ZendeskAnswer:
    """What is answered: a JSON body, its status, and further headers."""

    body: JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    kind: str = "application/json"


Handler = Callable[[web.Request], Awaitable[ZendeskAnswer]]
Route = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ZendeskDoor:
    """Registers routes that answer only who holds a token."""

    def __init__(self, app: web.Application, console: Console) -> None:
        self._app, self._console = app, console

    def add(self, method: str, path: str, handler: Handler, resource: str = "tickets") -> None:
        """Register a route, with or without `.json` behind it, for tokens that allow this of a resource."""
        route = self._guarded(handler, resource, "read" if method == "GET" else "write", method == "PUT")
        for suffix in ("", ".json"):
            self._app.router.add_route(method, f"{API}{path}{suffix}", route)

    def _guarded(self, handler: Handler, resource: str, access: str, updates: bool) -> Route:
        async def handle(request: web.Request) -> web.StreamResponse:
            trouble = self._console.troubles.taken(updates=updates)
            if trouble is ConsoleTrouble.LOST:
                return hung_up(request)
            try:
                if trouble not in (None, ConsoleTrouble.ANSWER_LOST):
                    raise self._console.troubles.refusal(trouble)
                self._console.tokens.check(request.headers.get("Authorization", ""), resource, access)
                answer = await handler(request)
            except DeskRefusal as refusal:
                return refused(refusal)
            return hung_up(request) if trouble in SILENT else _sent(answer)

        return handle


def hung_up(request: web.Request) -> web.Response:
    """Close the connection in place of an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def refused(refusal: DeskRefusal) -> web.Response:
    """Return a refusal as it is answered: as JSON, or as text."""
    if isinstance(refusal.body, str):
        return web.Response(text=refusal.body, status=refusal.status, headers=refusal.headers)
    return web.json_response(refusal.body, status=refusal.status, headers=refusal.headers)


async def json_body(request: web.Request) -> JSON:
    """Read a JSON object; raises DeskRefusal (400) for anything else."""
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad_request("InvalidJSON", "The request body isn't a JSON object")
    return body


def number(request: web.Request, name: str) -> int:
    """Return a number of the path; whatever is no number is nobody's."""
    said = request.match_info[name]
    return int(said) if said.isdecimal() else 0


def _sent(answer: ZendeskAnswer) -> web.Response:
    if answer.status == 204:
        return web.Response(status=204, headers=answer.headers)
    response = web.json_response(answer.body, status=answer.status, headers=answer.headers)
    response.content_type = answer.kind
    return response
