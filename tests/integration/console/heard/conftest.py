"""A bridge between a desk and a console that is none."""

from pathlib import Path

import pytest

from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.console.heard.bridged import Bridge, bridge


@pytest.fixture
def bridged(database: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Bridge:
    """Give both sides, on Tuesday, March 3, 2026, 10:00 AM in New York."""
    return bridge(database, clock, slack, tmp_path)


@pytest.fixture
def told(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Bridge:
    """Give the same on SQLite alone."""
    return bridge(sqlite, clock, slack, tmp_path)
