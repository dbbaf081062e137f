"""A desk that other programs ask."""

from pathlib import Path

import pytest

from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.desk import Desk
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited


@pytest.fixture
def two(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give a desk that serves Partiful and Acme, with a ticket of Partiful's and what happened to it."""
    desk = Desk(sqlite, clock, slack, edited(tmp_path))
    opened = desk.open(subject="Guests get no codes")
    desk.reply(opened, "U0CIERRA", "Which number?")
    desk.reply(opened, "U0MAYA", "All of them.")
    desk.services.people.meet("U0ANN", "T0ACME", "Ann Lee")
    ann = desk.services.people.actor("acme", "U0ANN")
    desk.open(account="acme", channel="C0ACME", requester=ann, opened_by=ann, subject="Calls drop")
    return desk
