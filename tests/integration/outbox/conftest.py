"""A relay over a Slack that is none, and a short way to write to the outbox."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import FakeClock
from bot.outbox import enqueue
from bot.outbox.relay import Relay
from models.queues.outbox import OutboxRow
from models.store.database import Database
from tests.fixtures.fake_slack import FakeSlack

PIN = "314159"


class Bench:
    """An outbox with its relay, and what went wrong there."""

    def __init__(self, database: Database, slack: FakeSlack, clock: FakeClock) -> None:
        self.database, self.slack, self.clock = database, slack, clock
        self.alerts: list[str] = []
        self.relay = self.another_relay()

    def another_relay(self, **options: Any) -> Relay:
        """Make one more relay on the same outbox, as a restarted or a second process would."""
        settings: dict[str, Any] = {"fill": lambda _account: PIN, "alert": self.alerts.append, "pace": 0}
        return Relay(self.database, self.slack, self.clock, **settings | options)

    def write(self, how: Callable[..., None], key: str, **arguments: Any) -> None:
        """Write one row in a transaction of its own."""
        with self.database.begin() as session:
            how(session, key=key, now=self.clock.now(), **arguments)

    def post(self, key: str, channel: str = "C1", **arguments: Any) -> None:
        """Have the text `key` posted."""
        self.write(enqueue.post, key, channel=channel, **{"text": key} | arguments)

    def update(self, text: str, slot: str, **arguments: Any) -> None:
        """Have the slot's message edited to that text."""
        with self.database.begin() as session:
            enqueue.update(session, slot=slot, text=text, now=self.clock.now(), **arguments)

    def row(self, key: str) -> OutboxRow:
        """Return a row as it stands."""
        with self.database.read() as session:
            return session.scalars(select(OutboxRow).where(OutboxRow.dedupe_key == key)).one()

    def edit(self, slot: str) -> OutboxRow:
        """Return the newest edit of a slot's message as it stands."""
        with self.database.read() as session:
            edits = select(OutboxRow).where(OutboxRow.target_slot == slot).order_by(OutboxRow.id.desc())
            return session.scalars(edits.limit(1)).one()

    def states(self) -> dict[str, str]:
        """Return the state of every row."""
        with self.database.read() as session:
            return {row.dedupe_key: row.state.value for row in session.scalars(select(OutboxRow))}


@pytest.fixture
def bench(database: Database, slack: FakeSlack, clock: FakeClock) -> Bench:
    """Give an outbox with its relay."""
    return Bench(database, slack, clock)
