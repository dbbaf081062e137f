"""Fixtures of the Slack Connect tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.runbook import Runbook
from models.store.database import Database
from tests.conftest import TUESDAY_MORNING
from tests.fixtures.databases import new_files_are_copies
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.connect.front import Front, front_door
from tests.integration.connect.surfaces import Scene
from tests.integration.connect.two_customers import two_customers


@pytest.fixture(scope="package", autouse=True)
def _migrated_before(sqlite_template: Path) -> Iterator[None]:
    """Have no bot of these tests wait for migrations, which have tests of their own."""
    with new_files_are_copies(sqlite_template):
        yield


@pytest.fixture(scope="module")
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runbook:
    """Give the module's runbook of two customers; one that has a console says so, as `BRIDGED`."""
    bridged = getattr(request.module, "BRIDGED", False)
    return two_customers(tmp_path_factory.mktemp("book"), bridged=bridged)


@pytest.fixture(scope="module")
def one_front(tmp_path_factory: pytest.TempPathFactory, book: Runbook) -> Iterator[Front]:
    """Give the module's front door: two customers, staff, a colleague, and Otto of the other customer."""
    folder, clock = tmp_path_factory.mktemp("front"), FakeClock(TUESDAY_MORNING)
    url = f"sqlite:///{folder / 'front.db'}"
    Database(url).migrate()
    with front_door(url, book, clock, FakeSlack(clock)) as front:
        yield front


@pytest.fixture
def front(one_front: Front) -> Front:
    """Give the module's front door, with nothing of an earlier test in Slack's record of calls."""
    one_front.slack.calls.clear()
    one_front.slack.recover()
    return one_front


@pytest.fixture(scope="module")
def scenes() -> dict[str, Scene]:
    """Give the scenes that nobody in the module has changed, by how their tickets stand."""
    return {}


@pytest.fixture
def desk(database: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk of both customers."""
    return Desk(database, clock, slack, two_customers(tmp_path))


@pytest.fixture
def story(sqlite_url: str, clock: FakeClock, slack: FakeSlack) -> Iterator[Desk]:
    """Give a desk on SQLite alone, for what means the same on any database."""
    database = Database(sqlite_url)
    yield Desk(database, clock, slack)
    database.dispose()
