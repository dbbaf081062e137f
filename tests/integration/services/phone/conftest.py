"""A desk whose support line rings three people."""

import pytest

from bot.clock import FakeClock
from bot.runbook import Runbook
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york, without_take_up
from tests.fixtures.fake_pagers import FakePagers
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.phone.ringing import Line
from tests.integration.services.runbooks import with_a_line


@pytest.fixture
def pagers(clock: FakeClock) -> FakePagers:
    """Give phones and a PagerDuty that keep what they are told."""
    return FakePagers(clock)


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Runbook:
    """Give a runbook by which Cierra, then Kirk, then Petra of the 24x7 team are rung."""
    return without_take_up(with_a_line(tmp_path_factory.mktemp("line")))


@pytest.fixture
def day(database: Database, clock: FakeClock, slack: FakeSlack, book: Runbook, pagers: FakePagers) -> Desk:
    """Give a desk on Tuesday, March 3, 2026, 10:00 AM in New York."""
    return Desk(database, clock, slack, book, dict(pagers.carriers))


@pytest.fixture
def line(day: Desk) -> Line:
    """Give its support line by day."""
    return Line(day)


@pytest.fixture
def at_night(day: Desk, line: Line) -> Line:
    """Give the support line on a Saturday at 2:00 AM in New York."""
    day.clock.set(new_york("2026-03-07 02:00"))
    return line
