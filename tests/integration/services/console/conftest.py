"""A desk whose tickets are filed in a console."""

from pathlib import Path

import pytest

from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.console.bridged import Bridged, bridged_book
from tests.integration.services.console.heard import HeardConsole


@pytest.fixture
def bridged(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Bridged:
    """Give a desk and its console on Tuesday, March 3, 2026, 10:00 AM in New York."""
    console = HeardConsole()
    return Bridged(Desk(sqlite, clock, slack, bridged_book(tmp_path), dict(console.carriers)), console)
