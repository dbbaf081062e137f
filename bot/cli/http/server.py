"""The HTTP server: our health answers on threads of its own, and it is ended from within its own loop."""

import threading
from collections.abc import Mapping
from functools import partial
from typing import Final
from wsgiref.types import WSGIApplication

import waitress
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.task import ThreadedTaskDispatcher
from waitress.trigger import trigger

from bot.cli.http.signed import MOST_BYTES

HEALTH: Final = ("/health", "/healthz")
_THREADS, _FOR_HEALTH = 20, 2
_LEAVING_S: Final = 3
_BOUNDS: Final[Mapping[str, int]] = {
    "max_request_body_size": MOST_BYTES,
    "channel_timeout": 30,  # seconds in which a connection may say nothing
    "cleanup_interval": 10,  # seconds
    "connection_limit": 500,
}
"""What anybody may take of us before they have shown that they are Slack."""


class RoomForHealth:
    """Waitress's task dispatcher; who asks after our health has threads of their own, however others hang."""

    def __init__(self, threads: int = _THREADS) -> None:
        self._others, self._health = ThreadedTaskDispatcher(), ThreadedTaskDispatcher()
        self._others.set_thread_count(threads)
        self._health.set_thread_count(_FOR_HEALTH)

    def add_task(self, task: HTTPChannel) -> None:
        """Have one request answered."""
        asked = task.requests[0].path if task.requests else None
        (self._health if asked in HEALTH else self._others).add_task(task)

    def shutdown(self) -> None:
        """Begin no more requests, and wait a moment for those in hand."""
        self._others.shutdown(timeout=_LEAVING_S)
        self._health.shutdown(timeout=_LEAVING_S)


class HttpServer:
    """Serves a WSGI application in a thread of its own, from when it is made until it is stopped."""

    def __init__(self, application: WSGIApplication, host: str, port: int) -> None:
        """Begin to serve; raises OSError where the port is taken."""
        self._sockets: dict[int, object] = {}
        self._room = RoomForHealth()
        server = waitress.create_server(
            application, host=host, port=port, map=self._sockets, _dispatcher=self._room, **_BOUNDS
        )
        self._wake = trigger(self._sockets)
        self.port = int(
            server.effective_listen[0][1] if hasattr(server, "effective_listen") else server.effective_port
        )
        self._loop = threading.Thread(target=server.run, name="http", daemon=True)
        self._loop.start()

    @property
    def is_running(self) -> bool:
        """Tell whether it still serves."""
        return self._loop.is_alive()

    def stop(self) -> None:
        """Take no more requests; what takes longer than a moment is not waited for, Slack sends it again."""
        self._room.shutdown()
        # Closed from another thread, the loop would ask after a socket that is gone, and say so.
        self._wake.pull_trigger(partial(wasyncore.close_all, self._sockets))
        self._loop.join(_LEAVING_S)
