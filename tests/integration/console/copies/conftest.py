"""A relay that copies files from a console that is none to a Slack that is none."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.clock import FakeClock
from bot.domain.keys.said import SaidKey
from bot.domain.keys.slots import Slot
from bot.outbox.copying.console_files import ConsoleFiles
from bot.outbox.copying.copies import CommentPlace, CopyPlace, FileCopy, copy_file
from bot.outbox.copying.copy_carrier import CopyCarrier
from bot.outbox.copying.copy_ledger import CopyLedger
from bot.outbox.copying.slack_uploads import SlackUploads
from bot.outbox.zendesk.client import ConsoleClient
from bot.outbox.zendesk.console_reading import ConsoleReading
from models.queues.outbox import Destination
from models.store.database import Database
from tests.fixtures.fake_console import FakeConsole, Json
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.console.copies.fake_slack_files import FakeSlackFiles, taking_files
from tests.integration.outbox.conftest import Bench

CHANNEL = "C1"
TICKET = 1
BELOW, LANE = Slot("heard/1/9"), Slot("heard/1/9/files")


@dataclass
class Copying:
    """A console with files, a Slack that takes them, and the relay between both."""

    bench: Bench
    console: FakeConsole
    files: FakeSlackFiles
    customers: int | None = TICKET
    comment: Json | None = None
    """The comment that the files hang on, where that is known."""

    def start(self) -> None:
        """Post the card of a ticket, and below it a comment of the console's."""
        self.bench.post("card", CHANNEL, slot="card")
        self.bench.post("comment", CHANNEL, slot=BELOW, thread_slot="card")

    def copy(self, *files: Json) -> None:
        """Have files copied."""
        now = self.bench.clock.now()
        with self.bench.database.begin() as session:
            for one in files:
                whose, there = "Maya Chen", "https://there"
                copy = FileCopy(
                    one["id"],
                    one["file_name"],
                    whose,
                    there,
                    None,
                    "card",
                    customers=self.customers,
                    place_there=CommentPlace(1, self.comment["id"]) if self.comment else None,
                )
                place = CopyPlace(CHANNEL, None, Slot("card"))
                copy_file(session, SaidKey(f"copy/{one['id']}"), copy, place, BELOW, LANE, now)

    def until_settled(self, step: timedelta = timedelta(seconds=10)) -> None:
        """Let time pass until nothing waits."""
        for _ in range(200):
            self.bench.relay.run_once()
            if set(self.bench.states().values()) <= {"sent", "failed"}:
                return
            self.bench.clock.advance(step)
        raise AssertionError(self.bench.states())

    @property
    def shared(self) -> list[tuple[str, bytes | None]]:
        """Return the files that stand in the channel."""
        return self.files.shared(CHANNEL)

    @property
    def said(self) -> list[str]:
        """Return what was said after the comment, besides files."""
        messages = self.bench.slack.messages[CHANNEL][2:]
        return [str(one["text"]) for one in messages if "files" not in one]


@pytest.fixture
def fetching(client: ConsoleClient, reading: ConsoleReading) -> ConsoleFiles:
    """Give what fetches the console's files."""
    return ConsoleFiles(client, reading)


@pytest.fixture
def uploads(slack: FakeSlack) -> Iterator[FakeSlackFiles]:
    """Give a Slack that takes files."""
    with taking_files(slack) as files:
        yield files


@pytest.fixture
def copying(
    database: Database,
    slack: FakeSlack,
    clock: FakeClock,
    console: FakeConsole,
    fetching: ConsoleFiles,
    uploads: FakeSlackFiles,
) -> Copying:
    """Give both sides, with a ticket's card and a comment below it."""
    bench = Bench(database, slack, clock)
    carrier = CopyCarrier(
        fetching, SlackUploads(slack, f"{uploads.url}/api/"), slack, CopyLedger(database), clock
    )
    bench.relay = bench.another_relay(carriers={Destination.SLACK_FILES: carrier})
    copying = Copying(bench, console, uploads)
    copying.start()
    return copying
