"""The sweep: handles every due row whose time has come, each in a transaction of its own."""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.clock import Clock
from models.queues import due
from models.queues.due import DueRow, DueState
from models.store.database import Database

log = logging.getLogger(__name__)

# Does what the row asks for in the session given; leaves `state` alone, or settles it otherwise than done.
Handle = Callable[[Session, DueRow], None]

MOST_BETWEEN: Final = timedelta(seconds=60)
"""A sweep looks every few seconds: after a longer time it was asleep, or stopped, or the clock was moved."""


class Sweep:
    """Handles due rows; several may run at once, in threads or in replicas, and no row is handled twice."""

    def __init__(
        self, database: Database, clock: Clock, handle: Handle, missed: Callable[[], object] = lambda: None
    ) -> None:
        """Make a sweep; `missed` has what was not heard read, and raises while that cannot be done."""
        self._database = database
        self._clock = clock
        self._handle = handle
        self._missed = missed
        self._looked_at: datetime | None = None
        self._beating = threading.Lock()

    def beat(self) -> int:
        """Handle all that is due now, as `run`; but if the clock jumped, only once what was missed is known.

        Whoever answered while we slept must not be nudged. Raises what `missed` raises; nothing is done then.
        """
        with self._beating:
            if self._jumped():
                log.warning("The clock jumped: what was missed is read before anything is done that is due")
                self._missed()
            return self.run()

    def without_beats(self) -> AbstractContextManager[object]:
        """Keep a clock that is moved on purpose, and swept by `run`, from being taken for one that jumped."""
        return self._beating

    def _jumped(self) -> bool:
        return self._looked_at is not None and abs(self._clock.now() - self._looked_at) > MOST_BETWEEN

    def run(self) -> int:
        """Handle all that is due now; return how many rows were handled. One that fails is put off."""
        handled = 0
        failed: set[int] = set()
        while (row_id := self._next(failed)) is not None:
            handled += row_id not in failed
        self._looked_at = self._clock.now()
        return handled

    def _next(self, failed: set[int]) -> int | None:
        """Handle the row that is due the longest; return its id, or None when nothing is due."""
        now, row_id = self._clock.now(), None
        with self._database.read_connection() as connection:
            if not due.anything_due(connection, now, leaving=failed):
                return None
        try:
            with self._database.begin() as session:
                for row in due.claim_due(session, now, leaving=failed):
                    row_id = row.id
                    self._handle(session, row)
                    if row.settled_at is None:
                        row.settle(DueState.DONE, now)
        except Exception as error:
            if row_id is None:
                raise
            log.exception("Due row %s could not be handled; it is put off", row_id)
            failed |= self._put_off(row_id, error)
        return row_id

    def _put_off(self, row_id: int, error: Exception) -> set[int]:
        """Have a row tried again later; return it, and with a ticket that cannot be had all about it.

        Else a ticket in the hands of a session that hangs would cost a time-out for each of its rows.
        """
        with self._database.begin() as session:
            due.put_off(session, row_id, self._clock.now(), type(error).__name__)
            return {
                row_id,
                *(due.about_the_same(session, row_id) if isinstance(error, SQLAlchemyError) else ()),
            }
