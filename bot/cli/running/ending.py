"""Being told to end: SIGTERM and Ctrl+C, heard from the first moment, obeyed where nothing is half done."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
_HEARTBEAT_S: Final = 1.0


class ShutdownSignal:
    """Knows whether the process was told to end."""

    def __init__(self) -> None:
        self._told = threading.Event()

    def tell(self) -> None:
        """Have the process end."""
        self._told.set()

    def pause(self, seconds: float) -> None:
        """Wait so many seconds. Raises SystemExit with 0 when told to end: nothing has begun yet."""
        if self._told.wait(seconds):
            raise SystemExit(0)

    def wait(
        self, meanwhile: Callable[[], object] = lambda: None, unless: Callable[[], bool] = lambda: False
    ) -> bool:
        """Wait until the process is told to end, doing something small every second.

        Return False when `unless` came true before.
        """
        while not self._told.wait(_HEARTBEAT_S):
            if unless():
                return False
            meanwhile()
        return True


@contextmanager
def told_to_end() -> Iterator[ShutdownSignal]:
    """Listen for the signals that end a process, and give what knows of them."""
    end = ShutdownSignal()
    before = {number: signal.signal(number, lambda *_: end.tell()) for number in _SIGNALS}
    try:
        yield end
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
