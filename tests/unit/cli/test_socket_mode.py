"""What is used of the inside of slack_sdk's client, held against the release that it was read in."""

import socket
from collections.abc import Iterator
from importlib.metadata import version
from typing import get_args, get_type_hints

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.cli.socket_mode import GIVEN_UP_S, keep_quick, made_handler

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


@pytest.fixture
def handler() -> Iterator[SocketModeHandler]:
    """Give what would connect to Slack."""
    app = App(token="xoxb-no-token", signing_secret="none", token_verification_enabled=False)
    made = made_handler(app, "xapp-no-token")
    yield made
    made.close()


def test_a_socket_that_is_silent_is_given_up_in_time(handler: SocketModeHandler) -> None:
    pings_without_pong = 5
    then_connected_anew = 1
    assert handler.client.ping_interval * (pings_without_pong + then_connected_anew) <= GIVEN_UP_S


def test_a_socket_that_takes_nothing_is_given_up_in_time(handler: SocketModeHandler) -> None:
    session = Connection("wss://localhost", handler.client.logger)
    with socket.socket() as sock:
        vars(session)["sock"] = sock
        handler.client.current_session = session
        keep_quick(handler)
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == GIVEN_UP_S * 1000


def test_a_session_holds_its_socket() -> None:
    held = get_type_hints(Connection)["sock"]
    assert any(issubclass(kind, socket.socket) for kind in get_args(held) if kind is not type(None))
