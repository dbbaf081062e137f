"""Socket Mode: single-use tickets, up to ten sockets, each envelope to exactly one of them."""

import asyncio
import json
import secrets
from collections.abc import Callable

from aiohttp import WSMsgType, web

from playground.timing import Timing
from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState

MOST_SOCKETS = 10


class Socket:
    """One open connection of the app."""

    def __init__(self, ws: web.WebSocketResponse) -> None:
        self.ws = ws
        self.leaving = False


class SocketHub:
    """Hands envelopes to the app's sockets in turn, and its acknowledgements to whoever waits."""

    def __init__(self, state: WorkspaceState, timing: Timing) -> None:
        self._state, self._timing = state, timing
        self._tickets: set[str] = set()
        self._sockets: list[Socket] = []
        self._turn = 0
        self.on_ack: Callable[[str, JSON], None] = lambda envelope_id, payload: None

    @property
    def count(self) -> int:
        """Return how many sockets are open."""
        return len(self._sockets)

    def ticket(self) -> str:
        """Return a new ticket, good for one connection."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def send(self, envelope: JSON) -> bool:
        """Send an envelope over one socket; False if there is none."""
        text = json.dumps(envelope)
        while (socket := self._next()) is not None:
            try:
                await socket.ws.send_str(text)
            except (ConnectionError, RuntimeError):
                self._drop(socket)
            else:
                return True
        return False

    def _next(self) -> Socket | None:
        """Return the socket whose turn it is; one about to be refreshed only if there is no other."""
        usable = [one for one in self._sockets if not one.leaving] or self._sockets
        if not usable:
            return None
        self._turn += 1
        return usable[self._turn % len(usable)]

    def _drop(self, socket: Socket) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
            with self._state.changing():
                pass

    async def refresh(self) -> None:
        """Ask each socket to connect again, as Slack does every few hours, and close it after the grace."""
        leaving = [one for one in self._sockets if not one.leaving]
        for socket in leaving:
            socket.leaving = True
            await _say(
                socket,
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "playground"}},
            )
        await asyncio.sleep(self._timing.refresh_grace)
        for socket in leaving:
            await socket.ws.close()

    async def close(self) -> None:
        """Close every socket."""
        for socket in list(self._sockets):
            await socket.ws.close()

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one socket: hello, envelopes out, acknowledgements in."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="invalid ticket")
        self._tickets.discard(ticket)
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        socket = Socket(ws)
        if self.count >= MOST_SOCKETS:
            await _say(socket, {"type": "disconnect", "reason": "too_many_websockets"})
            await ws.close()
            return ws
        self._sockets.append(socket)
        pings = asyncio.create_task(self._ping(socket))
        try:
            await _say(socket, self._hello())
            with self._state.changing():
                pass
            await self._read(socket)
        finally:
            pings.cancel()
            self._drop(socket)
        return ws

    def _hello(self) -> JSON:
        return {
            "type": "hello",
            "num_connections": self.count,
            "debug_info": {
                "host": "applink-playground",
                "started": self._state.clock.now().isoformat(),
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self._state.app.id},
        }

    async def _ping(self, socket: Socket) -> None:
        while True:
            await asyncio.sleep(self._timing.ping_every)
            await socket.ws.ping(b"Ping from applink-playground")

    async def _read(self, socket: Socket) -> None:
        async for message in socket.ws:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                answer = json.loads(message.data)
            except ValueError:
                continue
            if isinstance(answer, dict) and "envelope_id" in answer:
                payload = answer.get("payload")
                self.on_ack(answer["envelope_id"], payload if isinstance(payload, dict) else {})


async def _say(socket: Socket, message: JSON) -> None:
    await socket.ws.send_str(json.dumps(message))
