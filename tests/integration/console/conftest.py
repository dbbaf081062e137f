"""A console that is none, and a client of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from bot.clock import FakeClock
from bot.outbox.zendesk.at_hand import ConsoleAtHand
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.console_carrier import ConsoleCarrier
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.ledger import ConsoleLedger
from bot.outbox.zendesk.oauth import ConsoleAccess
from bot.outbox.zendesk.slack_files import SlackFiles
from bot.outbox.zendesk.uploads import ConsoleUploads
from bot.outbox.zendesk.whos_who import ConsolePeople
from bot.settings import Zendesk
from models.queues.outbox import Destination
from models.store.database import Database
from tests.fixtures.console_on_http import on_http
from tests.fixtures.fake_console import CLIENT, SECRET, FakeConsole
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.outbox.conftest import Bench


@dataclass
class Shelf:
    """Where processes keep their token, in memory."""

    kept: str | None = None
    dates: list[datetime] = field(default_factory=list)

    def read(self) -> str | None:
        """Return what is kept."""
        return self.kept

    def swap(self, was: str | None, sealed: str, expires_at: datetime) -> bool:
        """Keep this, unless another was quicker."""
        if self.kept != was:
            return False
        self.kept = sealed
        self.dates.append(expires_at)
        return True


@pytest.fixture
def console(clock: FakeClock) -> Iterator[FakeConsole]:
    """Give a console that answers on this machine."""
    console = FakeConsole(clock)
    with on_http(console):
        yield console


@pytest.fixture
def shelf() -> Shelf:
    """Give where tokens are kept."""
    return Shelf()


@pytest.fixture
def tokens(console: FakeConsole, shelf: Shelf, clock: FakeClock) -> ConsoleAccess:
    """Give the tokens of a process."""
    return ConsoleAccess(Zendesk(console.url, CLIENT, SECRET), shelf, clock)


@pytest.fixture
def client(console: FakeConsole, tokens: ConsoleAccess) -> ConsoleClient:
    """Give a client of the console."""
    return ConsoleClient(console.url, tokens)


@pytest.fixture
def people(client: ConsoleClient, clock: FakeClock) -> ConsolePeople:
    """Give who is who in the console."""
    return ConsolePeople(client, clock)


@pytest.fixture
def reading(console: FakeConsole, client: ConsoleClient, people: ConsolePeople) -> ConsoleReading:
    """Give a reader of the console."""
    return ConsoleReading(console.url, client, people)


@pytest.fixture
def desk(database: Database, slack: FakeSlack, clock: FakeClock, console: FakeConsole) -> Bench:
    """Give an outbox whose relay speaks to the console."""
    return desk_with(
        database, slack, clock, console, SlackFiles(slack, "xoxb-none", "https://slack.example/api/")
    )


def desk_with(
    database: Database, slack: FakeSlack, clock: FakeClock, console: FakeConsole, files: SlackFiles
) -> Bench:
    """Return an outbox whose relay speaks to the console, and takes files along."""
    at_hand = ConsoleAtHand.of(Zendesk(console.url, CLIENT, SECRET), database, clock)
    bench = Bench(database, slack, clock)
    uploads = ConsoleUploads(files, at_hand.client, clock)
    carrier = ConsoleCarrier(at_hand, uploads, ConsoleLedger(database), clock)
    bench.relay = bench.another_relay(carriers={Destination.CONSOLE: carrier})
    return bench
