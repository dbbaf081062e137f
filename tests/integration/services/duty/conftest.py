"""A night on which somebody is on call who is reached beside Slack."""

from pathlib import Path

import pytest

from bot.clock import FakeClock
from bot.runbook import Runbook
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.fake_pagers import FakePagers
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import reaching

NIGHT = new_york("2026-03-07 02:00")


@pytest.fixture
def pagers(clock: FakeClock) -> FakePagers:
    """Give phones and a PagerDuty that keep what they are told, by UTC."""
    return FakePagers(clock)


@pytest.fixture
def book(tmp_path: Path) -> Runbook:
    """Give a runbook in which Petra is on call at any time, and Sam above her; both have phones."""
    return reaching(tmp_path)


@pytest.fixture
def night(sqlite: Database, clock: FakeClock, slack: FakeSlack, book: Runbook, pagers: FakePagers) -> Desk:
    """Give a desk on a Saturday at 2:00 AM in New York, which is 07:00 UTC."""
    desk = Desk(sqlite, clock, slack, book, dict(pagers.carriers))
    clock.set(NIGHT)
    return desk
