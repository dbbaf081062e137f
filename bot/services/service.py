"""What every use-case class has: one database, one runbook, one clock; and its transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.clock import Clock
from bot.errors import DoneBefore
from bot.runbook import Runbook
from bot.steps.work import Work
from models.message import Received
from models.store.database import Database


@dataclass(frozen=True)
class Service:
    """A family of use cases over one database, one runbook and one clock."""

    database: Database
    runbook: Runbook
    clock: Clock
    workspace_url: str = "https://slack.com/"

    @contextmanager
    def work(self, once: str | None = None) -> Iterator[Work]:
        """Open one write transaction and commit it at the end.

        `once` names what is done; raises DoneBefore, changing nothing, when it was done already.
        """
        with self.database.begin() as session:
            if once is not None and not Received.first(session, once, self.clock.now()):
                raise DoneBefore("That was done already.")
            yield Work(session, self.runbook, self.clock.now(), self.workspace_url)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Open a session that only reads."""
        with self.database.read() as session:
            yield Work(session, self.runbook, self.clock.now(), self.workspace_url)
