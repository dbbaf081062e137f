"""What is used of the inside of slack_sdk's client, held against the release that it was read in."""

import socket
from importlib.metadata import version
from typing import get_args, get_type_hints

from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection

READ_IN = "3.47.0"
"""With another release, read `socket_mode/builtin` of slack_sdk again, then write its number here."""


def test_the_inside_of_slack_sdk_was_read_in_the_release_that_is_installed() -> None:
    assert version("slack-sdk") == READ_IN


def test_the_client_has_what_we_set_and_wake() -> None:
    client = SocketModeClient("xapp-no-token")
    try:
        assert (client.closed, client.auto_reconnect_enabled) == (False, True)
        assert client.current_session is None
        assert client.message_queue.empty()
    finally:
        client.close()


def test_a_session_holds_its_socket() -> None:
    held = get_type_hints(Connection)["sock"]
    assert any(issubclass(kind, socket.socket) for kind in get_args(held) if kind is not type(None))
