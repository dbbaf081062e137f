"""Waiting for what is away at the start: Slack, the database, the names of either."""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final, TypeVar

from bot.clock import Clock, SystemClock
from bot.errors import Away

log = logging.getLogger(__name__)

Result = TypeVar("Result")

FIRST_WAIT_S: Final = 1.0
LONGEST_WAIT_S: Final = 15.0
SAID_EVERY: Final = timedelta(minutes=1)
ONE_SHOT: Final = timedelta(seconds=30)
"""How long a command waits that does one thing and ends."""


def patiently(
    attempt: Callable[[], Result],
    *,
    limit: timedelta | None = None,
    clock: Clock | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> Result:
    """Return what `attempt` returns once nothing it needs is away; say once a minute what is.

    `pause` waits so many seconds. Raises Away when it still is so after `limit`; without one, never.
    """
    clock = clock or SystemClock()
    begun, said, wait = clock.now(), None, FIRST_WAIT_S
    while True:
        try:
            return attempt()
        except Away as away:
            now = clock.now()
            if limit is not None and now - begun >= limit:
                raise
            if said is None or now - said >= SAID_EVERY:
                log.warning("%s Waiting until it can.", away)
                said = now
        pause(wait)
        wait = min(2 * wait, LONGEST_WAIT_S)
