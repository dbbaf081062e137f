"""What goes wrong with requests to the help desk: the next ones, or all of them while it is away."""

from collections import deque
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from playground.console.refusals import DeskRefusal, conflict, expired, invalid, too_many

RETRY_AFTER_S: Final = 93


class ConsoleTrouble(StrEnum):
    """What can go wrong with a request."""

    LOST = "lost"
    """It never arrives."""
    ANSWER_LOST = "answer_lost"
    """It is done, but nobody hears of it."""
    BROKEN = "broken"
    """A server error, with nothing done."""
    TOO_MANY = "too_many"
    """It is to be sent again later."""
    REFUSED = "refused"
    """It will never be taken."""
    CONFLICT = "conflict"
    """Somebody else changed the ticket first; only updates of tickets meet it."""
    EXPIRED = "expired"
    """The token is not valid any more."""


SILENT: Final = (ConsoleTrouble.LOST, ConsoleTrouble.ANSWER_LOST)
OUTAGES: Final = (ConsoleTrouble.BROKEN, ConsoleTrouble.LOST)


class ConsoleTroubles:
    """Keeps what is to go wrong."""

    def __init__(self) -> None:
        self._next: list[ConsoleTrouble] = []
        self.outage: ConsoleTrouble | None = None
        self.retry_after_s = RETRY_AFTER_S

    def go_wrong(self, *troubles: ConsoleTrouble) -> None:
        """Have the next requests go wrong, one after the other."""
        self._next += troubles

    def taken(self, *, updates: bool) -> ConsoleTrouble | None:
        """Return what goes wrong with the request that has come now."""
        if self.outage is not None:
            return self.outage
        for number, trouble in enumerate(self._next):
            if trouble is not ConsoleTrouble.CONFLICT or updates:
                return self._next.pop(number)
        return None

    def refusal(self, trouble: ConsoleTrouble) -> DeskRefusal:
        """Return what is answered."""
        known = {
            ConsoleTrouble.BROKEN: DeskRefusal(503, "Service Unavailable"),
            ConsoleTrouble.TOO_MANY: too_many(
                self.retry_after_s, "Number of allowed API requests per minute exceeded"
            ),
            ConsoleTrouble.REFUSED: invalid("base", "This is refused."),
            ConsoleTrouble.CONFLICT: conflict(),
            ConsoleTrouble.EXPIRED: expired(),
        }
        return known[trouble]


class RequestAllowance:
    """So many requests in so much time, by the playground's clock, for each of several."""

    def __init__(self, most: int, within: timedelta, description: str) -> None:
        self._most, self._within, self._description = most, within, description
        self._times: dict[int, deque[datetime]] = {}

    def spend(self, now: datetime, key: int = 0) -> None:
        """Count one; raises DeskRefusal (429) for one too many."""
        times = self._times.setdefault(key, deque())
        while times and times[0] <= now - self._within:
            times.popleft()
        if len(times) >= self._most:
            left = times[0] + self._within - now
            raise too_many(max(1, -int(-left.total_seconds() // 1)), self._description)
        times.append(now)
