"""Whether the console refuses one ticket to us, or everything."""

import threading
from collections import defaultdict
from typing import Final

from models.queues.outbox import Method
from models.queues.outbox_queue import Claim

_MANY: Final = 3
"""When so many tickets in a row are refused, it is not for their own sake."""


class ShutOut:
    """Remembers which tickets were refused since one was taken; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._refused: defaultdict[Method, set[str]] = defaultdict(set)

    def is_of_all(self, claim: Claim) -> bool:
        """Note that a row was refused; tell whether others of its kind fare likewise."""
        with self._lock:
            refused = self._refused[claim.method]
            refused.add(str(claim.target_slot or claim.slot))
            return len(refused) >= _MANY

    def ends(self, claim: Claim) -> None:
        """Note that a row was taken."""
        with self._lock:
            self._refused[claim.method].clear()
