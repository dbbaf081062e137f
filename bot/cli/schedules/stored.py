"""One transaction of a command of the shell, over the database of the environment."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.cli.loading import environment
from bot.cli.offline import runbook
from bot.clock import SystemClock
from bot.settings import Settings
from bot.steps.work import Work
from models.store.database import Database


@contextmanager
def stored() -> Iterator[Work]:
    """Work with what is stored; raises DatabaseUnusable where there is no database of ours."""
    book = runbook()
    database = Database(Settings.read(environment()).database_url)
    try:
        database.check_schema()
        with database.begin() as session:
            yield Work(session, book, SystemClock().now(), "")
    finally:
        database.dispose()
