"""Fixtures of most rooms here: a desk, on each database or on SQLite alone."""

import sys
from collections.abc import Iterator, Mapping, Sequence

import pytest

from bot.clock import FakeClock
from bot.runbook import Runbook, load, read_files
from bot.runbook.yaml_nodes import Problem
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack


@pytest.fixture(scope="package", autouse=True)
def the_same_files_are_read_once() -> Iterator[None]:
    """Keep the runbooks of files, which cannot change: most stories have one of a few."""
    read: dict[object, Runbook] = {}

    def once(
        files: Mapping[str, bytes], env: Mapping[str, str] | None, found: Sequence[Problem] = ()
    ) -> Runbook:
        key = (*files.items(), None if env is None else frozenset(env.items()), *found)
        if key not in read:
            read[key] = read_files(files, env, found)
        return read[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[load.__module__], "read_files", once)
        yield


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
