"""Fixtures of the tests about not having listened."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.connect.two_customers import two_customers


@pytest.fixture
def desk(database: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk of both customers, on each database."""
    return Desk(database, clock, slack, two_customers(tmp_path))


@pytest.fixture
def story(sqlite_url: str, clock: FakeClock, slack: FakeSlack) -> Iterator[Desk]:
    """Give a desk on SQLite alone, for what means the same on any database."""
    database = Database(sqlite_url)
    yield Desk(database, clock, slack)
    database.dispose()
