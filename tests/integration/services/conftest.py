"""Fixtures of the services' tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.databases import new_files_are_copies
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited


@pytest.fixture(scope="package", autouse=True)
def migrated_once(sqlite_template: Path) -> Iterator[None]:
    """Have commands and stories of their own begin with a database that was migrated before."""
    with new_files_are_copies(sqlite_template):
        yield


@pytest.fixture
def story(sqlite: Database, clock: FakeClock, slack: FakeSlack) -> Desk:
    """Give the same desk on SQLite alone, for tales of time that mean the same on any database."""
    return Desk(sqlite, clock, slack)


@pytest.fixture
def two_accounts(database: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk that serves Partiful and Acme; at Acme only Ann opens tickets."""
    return Desk(database, clock, slack, edited(tmp_path))
