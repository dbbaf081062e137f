"""Fixtures of most rooms here: a desk, on each database or on SQLite alone."""

from collections.abc import Iterator

import pytest

from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack


@pytest.fixture
def desk(database: Database, clock: FakeClock, slack: FakeSlack) -> Desk:
    """Give a desk that stands on Tuesday, March 3, 2026, 10:00 AM in New York."""
    return Desk(database, clock, slack)


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    """Give a migrated SQLite database."""
    database = Database(sqlite_url)
    yield database
    database.dispose()
