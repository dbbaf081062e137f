"""A desk that other programs ask."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import FakeClock
from models.store.database import Database
from tests.fixtures.desk import Desk, new_york
from tests.fixtures.fake_slack import FakeSlack
from tests.integration.services.runbooks import edited


@pytest.fixture(scope="module")
def two(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Give a desk that serves Partiful and Acme, for tests that read and make tokens alone."""
    folder = tmp_path_factory.mktemp("two")
    database = Database(f"sqlite:///{shutil.copy(sqlite_template, folder / 'tam.db')}")
    clock = FakeClock(new_york("2026-03-03 10:00"))
    yield _with_two_tickets(Desk(database, clock, FakeSlack(clock), edited(folder)))
    database.dispose()


@pytest.fixture
def changing(sqlite: Database, clock: FakeClock, slack: FakeSlack, tmp_path: Path) -> Desk:
    """Give the same desk to one test alone."""
    return _with_two_tickets(Desk(sqlite, clock, slack, edited(tmp_path)))


def _with_two_tickets(desk: Desk) -> Desk:
    """Open a ticket of Partiful's, to which something happens, and one of Acme's."""
    opened = desk.open(subject="Guests get no codes")
    desk.reply(opened, "U0CIERRA", "Which number?")
    desk.reply(opened, "U0MAYA", "All of them.")
    desk.services.people.meet("U0ANN", "T0ACME", "Ann Lee")
    ann = desk.services.people.actor("acme", "U0ANN")
    desk.open(account="acme", channel="C0ACME", requester=ann, opened_by=ann, subject="Calls drop")
    return desk
