"""Who we are to the console: a token got once, renewed in time and when refused, kept for us alone."""

from datetime import datetime, timedelta

import pytest

from bot.clock import FakeClock
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from bot.outbox.zendesk.shelf import SharedShelf
from bot.settings import Zendesk
from models.store.database import Database
from tests.fixtures.fake_console import CLIENT, SECRET, TOKEN_LASTS, FakeConsole
from tests.integration.console.conftest import Shelf


def grants(console: FakeConsole) -> list[str]:
    """Return how tokens were asked for."""
    return [one.body["grant_type"] for one in console.asked if one.path == "/oauth/tokens"]


def another(console: FakeConsole, shelf: Shelf, clock: FakeClock, secret: str = SECRET) -> ConsoleClient:
    """Return the client of another process that keeps its token in the same place."""
    return ConsoleClient(console.url, ConsoleAccess(Zendesk(console.url, CLIENT, secret), shelf, clock))


class Overtaken(Shelf):
    """Where another process keeps its token while this one asks for one."""

    def __init__(self, quicker: Shelf) -> None:
        super().__init__()
        self.quicker = quicker

    def swap(self, was: str | None, sealed: str, expires_at: datetime) -> bool:
        """Find what the other has kept meanwhile."""
        self.kept = self.quicker.kept
        return False


def test_one_token_serves_many_calls(client: ConsoleClient, console: FakeConsole) -> None:
    for _ in range(3):
        client.get("users/me")
    assert grants(console) == ["client_credentials"]


def test_a_token_is_asked_for_with_one_string_of_scopes_and_an_end(
    client: ConsoleClient, console: FakeConsole
) -> None:
    client.get("users/me")
    asked = console.asked[0].body
    assert asked == {
        "grant_type": "client_credentials",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "scope": "read write",
        "expires_in": 3600,
    }


def test_a_token_is_renewed_before_it_ends(
    client: ConsoleClient, console: FakeConsole, clock: FakeClock
) -> None:
    client.get("users/me")
    clock.advance(TOKEN_LASTS - timedelta(seconds=30))
    client.get("users/me")
    assert grants(console) == ["client_credentials", "refresh_token"]


def test_a_token_that_the_console_ended_is_renewed_and_the_call_made(
    client: ConsoleClient, console: FakeConsole
) -> None:
    client.get("users/me")
    console.end_tokens()
    assert client.get("users/me")["user"]["email"] == "bot@console.example"
    assert grants(console) == ["client_credentials", "refresh_token"]


def test_a_renewal_whose_answer_was_lost_is_made_good_with_the_secret(
    client: ConsoleClient, console: FakeConsole
) -> None:
    client.get("users/me")
    console.forget_renewals()
    console.end_tokens()
    client.get("users/me")
    assert grants(console) == ["client_credentials", "refresh_token", "client_credentials"]


def test_another_process_uses_the_same_token(
    client: ConsoleClient, console: FakeConsole, shelf: Shelf, clock: FakeClock
) -> None:
    client.get("users/me")
    another(console, shelf, clock).get("users/me")
    assert grants(console) == ["client_credentials"]


def test_a_token_that_another_process_renewed_is_used_without_renewing_it_again(
    client: ConsoleClient, console: FakeConsole, shelf: Shelf, clock: FakeClock
) -> None:
    other = another(console, shelf, clock)
    client.get("users/me")
    other.get("users/me")
    console.end_tokens()
    client.get("users/me")
    other.get("users/me")
    assert grants(console) == ["client_credentials", "refresh_token"]


def test_of_two_tokens_got_at_once_the_one_kept_first_is_used(console: FakeConsole, clock: FakeClock) -> None:
    quicker = Shelf()
    another(console, quicker, clock).get("users/me")
    client = Zendesk(console.url, CLIENT, SECRET)
    early, late = ConsoleAccess(client, quicker, clock), ConsoleAccess(client, Overtaken(quicker), clock)
    assert late.current() == early.current()


def test_processes_share_a_token_through_their_database(
    console: FakeConsole, database: Database, clock: FakeClock
) -> None:
    account = Zendesk(console.url, CLIENT, SECRET)
    one, other = (ConsoleAccess(account, SharedShelf(database, CLIENT), clock) for _ in range(2))
    assert one.current() == other.current()
    clock.advance(TOKEN_LASTS)
    assert other.current() == one.current()
    assert grants(console) == ["client_credentials", "refresh_token"]


def test_what_was_kept_meanwhile_is_replaced_by_nobody(database: Database, clock: FakeClock) -> None:
    shelf = SharedShelf(database, CLIENT)
    assert [shelf.swap(None, kept, clock.now()) for kept in ("first", "second")] == [True, False]
    assert [shelf.swap("first", kept, clock.now()) for kept in ("third", "fourth")] == [True, False]
    assert shelf.read() == "third"


def test_what_is_kept_shows_no_token(client: ConsoleClient, console: FakeConsole, shelf: Shelf) -> None:
    client.get("users/me")
    assert shelf.kept is not None
    assert not [word for word in ("access", "refresh", SECRET) if word in shelf.kept]


@pytest.mark.parametrize("kept", ["", "nonsense", "gAAAAABnonsense"])
def test_what_is_kept_and_cannot_be_read_is_no_token(
    client: ConsoleClient, console: FakeConsole, shelf: Shelf, kept: str
) -> None:
    shelf.kept = kept
    client.get("users/me")
    assert grants(console) == ["client_credentials"]


def test_a_token_kept_for_another_address_goes_to_no_other(
    client: ConsoleClient, console: FakeConsole, shelf: Shelf, clock: FakeClock
) -> None:
    elsewhere = ConsoleAccess(Zendesk("https://elsewhere.example", CLIENT, SECRET), shelf, clock)
    client.get("users/me")
    assert shelf.kept is not None
    assert elsewhere._opened(shelf.kept) is None


def test_a_wrong_secret_is_refused_in_the_consoles_words(
    console: FakeConsole, shelf: Shelf, clock: FakeClock
) -> None:
    with pytest.raises(ConsoleRefusal, match=r"^401 invalid_client$"):
        another(console, shelf, clock, "wrong").get("users/me")


def test_secrets_show_in_no_text(client: ConsoleClient, tokens: ConsoleAccess, shelf: Shelf) -> None:
    access = tokens.current()
    shown = repr([tokens._account, tokens._grant])
    assert not [secret for secret in (access, SECRET) if secret in shown]
