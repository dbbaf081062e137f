"""Whether the console refuses one ticket to us, or everything."""

import threading
from collections import defaultdict
from typing import Final

from models.queues.outbox import Method
from models.queues.outbox_queue import Claim

_MANY: Final = 3
"""When so many tickets in a row are refused, it is not for their own sake."""
_EACH_RESTS_S: Final = 20.0
_SHORTEST_S, _LONGEST_S = 60.0, 1800.0


class ShutOut:
    """Remembers which tickets are refused; safe to use from several threads.

    One that was refused before proves nothing: else a few that are urgent, and tried first each time, would
    have all others wait for as long as they are tried.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: defaultdict[Method, set[str]] = defaultdict(set)
        self._in_a_row: defaultdict[Method, set[str]] = defaultdict(set)

    def is_of_all(self, claim: Claim) -> bool:
        """Note that a row was refused; tell whether others of its kind fare likewise."""
        ticket = _ticket(claim)
        with self._lock:
            known, in_a_row = self._known[claim.method], self._in_a_row[claim.method]
            if ticket in known:
                return False
            known.add(ticket)
            in_a_row.add(ticket)
            return len(in_a_row) >= _MANY

    def rest(self, claim: Claim) -> float:
        """Return for how many seconds a refused one rests: the more there are, the longer each of them."""
        with self._lock:
            known = len(self._known[claim.method])
        return min(max(_EACH_RESTS_S * known, _SHORTEST_S), _LONGEST_S)

    def ends(self, claim: Claim) -> None:
        """Note that a row was taken."""
        with self._lock:
            self._known[claim.method].discard(_ticket(claim))
            self._in_a_row[claim.method].clear()


def _ticket(claim: Claim) -> str:
    return str(claim.target_slot or claim.slot)
