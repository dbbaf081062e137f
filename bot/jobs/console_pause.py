"""How long the console is left alone after it could not be asked, and whether it was away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.clock import Clock

_FIRST_S: Final = 1.0
LONGEST_S: Final = 10.0
"""So soon after it is back the console is asked again."""


@dataclass(frozen=True, slots=True)
class Outage:
    """That the console was away."""

    since: datetime | None
    """When that was first seen; None where it was before we began."""


class ReaderPause:
    """Grows with every call in a row that fails; the first that is answered ends it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until, self._in_a_row = 0.0, 0
        self._failed: set[object] = set()
        self._since: datetime | None = None
        self._is_new = True

    @property
    def is_over(self) -> bool:
        """Tell whether anything may be asked."""
        return self._clock.monotonic() >= self._until

    def hold(self, seconds: float) -> None:
        """Ask nothing for so long: the console says so."""
        self._until = max(self._until, self._clock.monotonic() + seconds)

    def fail(self, what: object) -> float:
        """Note that the console could not be asked about something; return the pause, in seconds."""
        pause = min(_FIRST_S * float(2 ** min(self._in_a_row, 10)), LONGEST_S)
        if not self._failed:
            self._since = self._clock.now()
        self._failed.add(what)
        self._in_a_row += 1
        self.hold(pause)
        return pause

    def end(self) -> Outage | None:
        """Note that the console has answered; return what is over, if it was away for all we know.

        It was if it failed with more than one thing. Of what was before we began nobody knows.
        """
        outage = Outage(None if self._is_new else self._since)
        was_away = self._is_new or len(self._failed) > 1
        self._failed.clear()
        self._in_a_row, self._is_new = 0, False
        return outage if was_away else None
