"""Apps without an SDK: a bare websocket and a bare HTTP server, to see what comes over the wire."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientSession, ClientWebSocketResponse, WSServerHandshakeError

from playground import Playground
from tests.fixtures.listening import listening
from tests.fixtures.loops import run_async
from tests.fixtures.patience import PATIENCE_S

JSON = dict[str, Any]


async def address(playground: Playground, session: ClientSession) -> str:
    """Return the address of one connection."""
    headers = {"Authorization": "Bearer xapp-playground"}
    async with session.post(playground.api_url + "apps.connections.open", headers=headers) as answer:
        return str((await answer.json())["url"])


async def connect(playground: Playground, session: ClientSession) -> tuple[ClientWebSocketResponse, JSON]:
    """Open one socket; return it with the first thing it says."""
    socket = await session.ws_connect(await address(playground, session))
    return socket, dict(await socket.receive_json(timeout=PATIENCE_S))


async def refused(session: ClientSession, url: str) -> int:
    """Return the HTTP status with which a connection is refused."""
    try:
        await session.ws_connect(url)
    except WSServerHandshakeError as error:
        return error.status
    return 0


def run(work: Any) -> Any:
    """Run a coroutine function with a client session."""

    async def within() -> Any:
        async with ClientSession() as session:
            return await asyncio.wait_for(work(session), PATIENCE_S)

    return run_async(within())


@dataclass
class RawHttpApp:
    """Writes down each request, and answers as it is told."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[dict[str, str], str]] = field(default_factory=list)
    url: str = ""

    @property
    def last(self) -> tuple[dict[str, str], str]:
        return self.requests[-1]

    @property
    def last_form(self) -> tuple[dict[str, str], str]:
        """Return the last form that came; what it causes may bring events (JSON) after it."""
        return next(one for one in reversed(self.requests) if not one[1].startswith("{"))

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.last_form[1]).items()}

    def answer(self, headers: dict[str, str], body: str) -> tuple[int, str]:
        self.requests.append((headers, body))
        if "challenge" in body and "url_verification" in body:
            return 200, str(json.loads(body)["challenge"])
        return self.status, self.body


@contextmanager
def http_app() -> Iterator[RawHttpApp]:
    """Run a bare HTTP app."""
    app = RawHttpApp()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status, body = app.answer(dict(self.headers), self.rfile.read(length).decode())
            self.send_response(status)
            for name, value in app.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *arguments: Any) -> None:
            pass

    with listening(Handler) as address:
        app.url = f"{address}/slack/events"
        yield app
