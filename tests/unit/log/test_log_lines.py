"""No token and no frame of the socket stands in the log, whatever slack_sdk writes there."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import connection

from bot.cli.log_lines import LogLines

SECRETS = ("xoxb-12-345-abcDEF", "xapp-1-A0-99-fe01", "xoxe.xoxp-1-Mi0y", "their words", "a-ticket-9")


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Give what the process writes to its log, at its most talkative."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LogLines())
    root = logging.getLogger()
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)


def is_clean(log: StringIO) -> bool:
    """Tell whether none of the secrets stands there."""
    return not any(secret in log.getvalue() for secret in SECRETS)


def refuse(secret: str) -> None:
    raise SlackApiError(f"refused: Bearer {secret}", {"token": secret})  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("secret", SECRETS[:3])
def test_tokens_are_struck_out_of_words_and_errors(log: StringIO, secret: str) -> None:
    try:
        refuse(secret)
    except SlackApiError:
        logging.getLogger("slack_sdk.web").exception("with %s", {"Authorization": f"Bearer {secret}"})
    assert "refused: Bearer …" in log.getvalue()
    assert is_clean(log)


def test_the_sockets_address_is_shown_without_its_ticket(log: StringIO) -> None:
    logging.getLogger("x").error(
        "no connection to wss://wss-primary.slack.com/link/?ticket=a-ticket-9&app_id=1"
    )
    assert log.getvalue().endswith("/link/?ticket=…&app_id=1\n")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (
            "Received an unsupported data frame (session id: s1, opcode: BINARY, payload: b'their words')",
            "Received an unsupported data frame (session id: s1, opcode: BINARY, payload: …",
        ),
        (
            "an unexpected response for handshake (status: 5, response: their\nwords, session id: s1)",
            "an unexpected response for handshake (status: 5, response: …, session id: s1)",
        ),
    ],
)
def test_what_came_over_the_socket_is_not_written_down(log: StringIO, written: str, shown: str) -> None:
    sdks = connection.__file__
    logging.getLogger().handle(
        logging.LogRecord("slack_bolt.App", logging.WARNING, sdks, 1, written, None, None)
    )
    assert log.getvalue().endswith(f"WARNING slack_bolt.App: {shown}\n")


def test_a_web_api_that_is_away_is_told_without_the_token(log: StringIO) -> None:
    with pytest.raises(OSError, match="refused"):
        WebClient(SECRETS[0], base_url="http://127.0.0.1:9/").auth_test()
    assert is_clean(log)
