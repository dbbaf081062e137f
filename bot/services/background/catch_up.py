"""Know what was taken in and done, so that what was missed can be told from what came twice."""

from datetime import datetime, timedelta

from bot.domain.calendar.timestamps import said_at
from bot.domain.keys.done import DoneKey
from bot.domain.retention import KEPT_FOR
from bot.services.service import ToldBySlack
from bot.steps.customer_word import is_stored
from models.message import Received

_DAY = timedelta(days=1)


class CatchUp(ToldBySlack):
    """Use cases of telling what is new from what is known."""

    def heard(self, channel: str, ts: str) -> bool:
        """Tell whether a message was taken in."""
        with self.reading() as work:
            return is_stored(work, channel, ts)

    def is_remembered(self, ts: str) -> bool:
        """Tell whether all that was done about a message is still remembered: it is young enough."""
        return said_at(ts) > self.clock.now() - KEPT_FOR + _DAY

    def was_done(self, beginning: str) -> bool:
        """Tell whether something whose name begins so was done once."""
        with self.reading() as work:
            return Received.any_beginning(work.session, beginning)

    def done_at(self, once: DoneKey) -> datetime | None:
        """Return when something was done that is done once."""
        with self.asking() as connection:
            return Received.done_at(connection, once)

    def remember(self, once: DoneKey) -> None:
        """Remember that something was done, or answered with a refusal."""
        with self.work() as work:
            Received.first(work.session, once, work.now)
