"""The connection over Socket Mode, where slack_sdk's client is reached deeper than it promises.

What is used here of its inside is held by a test against the release that it was read in.
"""

import contextlib
import logging
import socket
import threading
from typing import Final

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.app import Bot, not_let_in
from bot.outbox.verdict import FROM_SLACK

SOCKET_WORKERS: Final = 20
"""So many envelopes are worked on at one time."""


GIVEN_UP_S: Final = 20
"""A socket whose other end is gone, and says nothing of it, is found within so many seconds."""
_PING_S: Final = 3
"""The client gives up after more than four pings without a pong, at the next ping."""

_LEAVING_TRIES, _LEAVING_TRY_SECONDS = 50, 0.1
"""Five seconds, after which the client's threads, which end with the process, are left behind."""


def connect_socket(bot: Bot, app_token: str) -> SocketModeHandler:
    """Connect over Socket Mode; raises SettingsMissing when Slack refuses the token, Away when it is."""
    handler = made_handler(bot.app, app_token)
    try:
        handler.connect()
    except FROM_SLACK as error:
        raise not_let_in("SLACK_APP_TOKEN", bot.app.client.base_url, error) from None
    keep_quick(handler)
    return handler


def made_handler(app: App, app_token: str) -> SocketModeHandler:
    """Return what is yet to connect; it gives a socket up that nobody answers on for `GIVEN_UP_S` or less."""
    return SocketModeHandler(app, app_token, ping_interval=_PING_S, concurrency=SOCKET_WORKERS)


def keep_quick(handler: SocketModeHandler) -> None:
    """Send each ack at once: the client leaves Nagle's algorithm on, which holds one back for up to 40 ms.

    Have the socket given up too when nobody takes what is sent: until Slack's first pong the client waits
    for ever. Done again and again, since the client makes a new socket when it reconnects.
    """
    sock = _socket(handler)
    if sock is not None:
        with contextlib.suppress(OSError):  # closed meanwhile; the next one gets its turn
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, GIVEN_UP_S * 1000)


_LEAVING: Final = logging.getLogger("tam-bot.leaving-slack")
_LEAVING.setLevel(logging.CRITICAL)


def disconnect(handler: SocketModeHandler) -> None:
    """Leave Slack at once: left alone, the client sits out its reader's 3 s and its queue's 1 s."""
    # An envelope in hand finds its socket gone; it was not acknowledged, so Slack sends it again.
    handler.client.logger = _LEAVING
    # Said first: a reader that finds its socket closed would connect again otherwise, and never end.
    handler.client.closed, handler.client.auto_reconnect_enabled = True, False
    handler.client.message_queue.put(None)  # wakes its processor, which then sees that it is closed
    leaving = threading.Thread(target=handler.close, name="leaving-slack", daemon=True)
    _shut(handler)
    leaving.start()
    for _ in range(_LEAVING_TRIES):
        leaving.join(_LEAVING_TRY_SECONDS)
        if not leaving.is_alive():
            return
        _shut(handler)  # a reconnection that was under way has made another socket, whose reader waits


def _shut(handler: SocketModeHandler) -> None:
    """Wake the reader of the socket that is in use now."""
    sock = _socket(handler)
    if sock is not None:
        with contextlib.suppress(OSError):  # closed already
            sock.shutdown(socket.SHUT_RD)


def _socket(handler: SocketModeHandler) -> socket.socket | None:
    session: Connection | None = handler.client.current_session
    return session.sock if session else None
