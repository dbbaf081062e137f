"""Calls of the console: what is sent, what a no is read as, and to whom our token never goes."""

import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
import requests

from bot.outbox.zendesk.client import ConsoleClient, Content
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from tests.fixtures.fake_console import FakeConsole, Trouble
from tests.fixtures.listening import listening

TICKET = {"ticket": {"subject": "SMS is failing", "comment": {"body": "All of it."}}}


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str | None]]]:
    """Give a server that sends whoever asks to another path, and what it was told of who asks."""
    told: list[str | None] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.append(self.headers["Authorization"])
            self.send_response(302)
            self.send_header("Location", "/again")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with listening(Handler) as address:
        yield address, told


def refused(client: ConsoleClient, path: str = "users/me") -> ConsoleRefusal:
    """Return the no that a call gets."""
    with pytest.raises(ConsoleRefusal) as caught:
        client.post(path, TICKET)
    return caught.value


def test_a_ticket_is_made_once_under_a_key(client: ConsoleClient, console: FakeConsole) -> None:
    first = client.post("tickets", TICKET, key="abc")
    assert client.post("tickets", TICKET, key="abc") == first
    assert len(console.tickets) == 1


def test_a_file_goes_as_it_is(client: ConsoleClient, console: FakeConsole) -> None:
    answer = client.post("uploads", Content(b"\x00log", "text/x-log"), {"filename": "a.log"})
    assert answer["upload"]["token"] == "upload-0"
    assert console.asked[-1].body == b"\x00log"


@pytest.mark.parametrize(
    ("trouble", "status", "wait", "one_ticket"),
    [
        (Trouble.TOO_MANY, 429, 37.0, False),
        (Trouble.TOO_MANY_OF_ONE_TICKET, 429, 93.0, True),
        (Trouble.BROKEN, 503, 30.0, False),
    ],
)
def test_a_no_is_read_with_the_time_that_it_asks_for(
    client: ConsoleClient, console: FakeConsole, trouble: Trouble, status: int, wait: float, one_ticket: bool
) -> None:
    console.go_wrong(trouble)
    no = refused(client, "tickets")
    assert (no.status, no.retry_after, no.is_about_one_ticket) == (status, wait, one_ticket)


def test_a_no_says_why_in_the_consoles_words(client: ConsoleClient) -> None:
    no = refused(client, "nowhere")
    assert (str(no), no.is_not_there) == ("404 InvalidEndpoint", True)


@pytest.mark.parametrize("trouble", [Trouble.LOST, Trouble.ANSWER_LOST])
def test_no_answer_is_the_networks_fault(
    client: ConsoleClient, console: FakeConsole, trouble: Trouble
) -> None:
    console.go_wrong(trouble)
    with pytest.raises(requests.RequestException):
        client.post("tickets", TICKET)


def test_a_redirect_is_followed_nowhere(
    elsewhere: tuple[str, list[str | None]], tokens: ConsoleAccess
) -> None:
    address, told = elsewhere
    with pytest.raises(ConsoleRefusal, match=r"^302$"):
        ConsoleClient(address, tokens).get("users/me")
    assert told == [f"Bearer {tokens.current()}"]


def test_the_machines_own_passwords_stay_at_home(
    client: ConsoleClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login operator password hers\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    assert client.get("users/me")["user"]["role"] == "admin"


def test_no_token_and_no_address_is_logged(
    client: ConsoleClient, tokens: ConsoleAccess, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        client.get("users/search", {"query": "email:maya@partiful.example"})
    assert "maya" not in caplog.text
    assert tokens.current() not in caplog.text
