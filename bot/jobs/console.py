"""Read in the console what has changed there: what its webhooks told of, and what they did not."""

import logging
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.console.there import ChangesThere
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.refused_calls import FROM_CONSOLE, ConsoleRefusal
from bot.services.integrations.console_news import NIGHT, WATCH, ConsoleNews
from bot.steps.console.taking_in import Read

log = logging.getLogger(__name__)

LOOK_S: Final = 30.0
"""How often the list of changed tickets is read: the console allows ten times a minute, to all programs."""
_BEFORE: Final = timedelta(minutes=5)
"""Where the list is begun, if it never was read: it leaves out the last minute."""
_PAGES: Final = 3
_ALL: Final = 100
_A_NIGHT: Final = timedelta(days=1)
_PLACE_IS_GONE: Final = (400, 422)


class ConsoleReader:
    """Reads one ticket after another; what cannot be read now is read later."""

    def __init__(self, news: ConsoleNews, console: ConsoleReading, clock: Clock) -> None:
        self._news, self._console, self._clock = news, console, clock
        self._look_at, self._ask_at = 0.0, 0.0

    def step(self) -> float | None:
        """Read what is due, or else the list; return how soon more is to do, None if nothing is.

        Told to slow down, ask nothing until then; the list's own pace, which is slower, is its own alone.
        """
        due = self._news.due() if self._may_ask() else []
        for console_id in due:
            if self._may_ask():
                self._read(console_id)
        if due:
            return 0.0
        if self._may_ask() and self._clock.monotonic() >= self._look_at:
            self._look_at = self._clock.monotonic() + LOOK_S
            if self.look():
                return 0.0
        return None

    def reconcile(self) -> None:
        """Have all read that has changed there since last night, and mend what does not stand as here."""
        self.look(NIGHT, self._clock.now() - _A_NIGHT, pages=_ALL)
        self._news.compare()

    def look(self, name: str = WATCH, begin: datetime | None = None, pages: int = _PAGES) -> int:
        """Read on in the list of changed tickets; return of how many there may be news."""
        found = 0
        try:
            for _ in range(pages):
                page = self._page(name, begin or self._clock.now() - _BEFORE)
                found += self._news.listed(name, page)
                if page.is_last:
                    break
        except (ConsoleRefusal, *FROM_CONSOLE) as error:
            log.warning("The console's list of changed tickets cannot be read: %s", _reason(error))
            self._look_at = max(self._look_at, self._clock.monotonic() + _wait(error))
        return found

    def _may_ask(self) -> bool:
        return self._clock.monotonic() >= self._ask_at

    def _page(self, name: str, begin: datetime) -> ChangesThere:
        """Return the next page of the list; from a day ago on where the console knows our place no more."""
        cursor = self._news.read_up_to(name)
        if cursor is None:
            return self._console.changes(begin)
        try:
            return self._console.changes(cursor)
        except ConsoleRefusal as refusal:
            if refusal.status not in _PLACE_IS_GONE:
                raise
            log.warning("The console's list of changed tickets is begun again: %s", refusal)
            return self._console.changes(self._clock.now() - _A_NIGHT)

    def _read(self, console_id: int) -> None:
        read_at = self._clock.now()
        try:
            there = self._console.ticket(console_id)
            said = self._console.comments(console_id) if there is not None else ()
        except (ConsoleRefusal, *FROM_CONSOLE) as error:
            log.warning("Console ticket %s cannot be read: %s", console_id, _reason(error))
            self._ask_at = self._clock.monotonic() + _wait(error)
            self._news.not_read(console_id, _wait(error))
            return
        read = Read(there, said, read_at) if there is not None else None
        try:
            self._news.take_in(console_id, read, read_at)
        except Exception:
            log.exception("Console ticket %s cannot be taken in", console_id)
            self._news.not_read(console_id)


def _wait(error: Exception) -> float:
    """Return how many seconds the console wants to be left alone."""
    return error.retry_after if isinstance(error, ConsoleRefusal) else 0.0


def _reason(error: Exception) -> str:
    """Return what went wrong; of a fault of the network its kind alone, as addresses stand in its text."""
    return str(error) if isinstance(error, ConsoleRefusal) else type(error).__name__
