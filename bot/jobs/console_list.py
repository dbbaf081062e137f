"""Read on in the console's list of changed tickets: all day, and once a night from where that came to."""

import logging
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.domain.console.there import ChangesThere
from bot.outbox.zendesk.console_reading import ConsoleReading
from bot.outbox.zendesk.refused_calls import ConsoleRefusal
from bot.services.integrations.console_news import NIGHT, WATCH, ConsoleNews

log = logging.getLogger(__name__)

LOOK_S: Final = 30.0
"""How often the list of changed tickets is read: the console allows ten times a minute, to all programs."""
_NIGHT_PAGE_S: Final = 15.0
_NIGHT_LASTS: Final = timedelta(hours=3)
_BEFORE: Final = timedelta(minutes=5)
"""Where the list is begun, if it never was read: it leaves out the last minute."""
_PAGES: Final = 3
_A_NIGHT: Final = timedelta(days=1)
_PLACE_IS_GONE: Final = (400, 422)


class ConsoleList:
    """Reads the list at its own pace; raises what reading the console raises."""

    def __init__(self, news: ConsoleNews, console: ConsoleReading, clock: Clock) -> None:
        self._news, self._console, self._clock = news, console, clock
        self._look_at, self._night_page_at = 0.0, 0.0
        self._night_ends: datetime | None = None

    @property
    def is_due(self) -> bool:
        """Tell whether it is time to read on."""
        now = self._clock.monotonic()
        return now >= self._look_at or (self._night_ends is not None and now >= self._night_page_at)

    def read_on(self) -> int:
        """Read what is due of it; return of how many tickets there may be news."""
        now = self._clock.monotonic()
        if now >= self._look_at:
            self._look_at = now + LOOK_S
            return self._look()
        return self._night_page()

    def begin_night(self) -> int:
        """Read it from where the last night has ended, some pages a minute, for some hours at most."""
        self._night_ends = self._clock.now() + _NIGHT_LASTS
        return self._night_page()

    def rest(self, seconds: float) -> None:
        """Read it no sooner: it could not be read."""
        self._look_at = self._night_page_at = self._clock.monotonic() + seconds

    def _look(self) -> int:
        found = 0
        for _ in range(_PAGES):
            page = self._page(WATCH, self._clock.now() - _BEFORE)
            found += self._news.listed(WATCH, page)
            if page.is_last:
                break
        return found

    def _night_page(self) -> int:
        self._night_page_at = self._clock.monotonic() + _NIGHT_PAGE_S
        if self._night_ends is not None and self._clock.now() >= self._night_ends:
            self._night_ends = None
            self._news.not_through()
            return 0
        page = self._page(NIGHT, self._clock.now() - _A_NIGHT)
        found = self._news.listed(NIGHT, page)
        if page.is_last:
            self._night_ends = None
        return found

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
