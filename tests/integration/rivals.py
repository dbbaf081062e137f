"""Rivals: functions that are called at one instant, each in a thread of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bot.errors import BotError
from tests.fixtures.patience import PATIENCE_S


def at_one_instant(*calls: Callable[[], Any]) -> list[Any]:
    """Call all at once; return what each returned, or was refused with."""
    barrier = threading.Barrier(len(calls))

    def call(act: Callable[[], Any]) -> Any:
        barrier.wait(PATIENCE_S)
        try:
            return act()
        except BotError as refusal:
            return refusal

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(call, calls))
