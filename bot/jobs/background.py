"""Work beside everything else: on a thread of its own, step by step, until it is told to stop."""

import logging
import threading
from collections.abc import Callable
from typing import Final, TypeVar

log = logging.getLogger(__name__)

Result = TypeVar("Result")

LOOK_AGAIN_S: Final = 5.0
AFTER_A_FAULT_S: Final = 10.0


class Stopping(Exception):
    """The work is told to stop while it waits."""


class Background:
    """Takes step after step while there is something to do; looks again when woken, or now and then."""

    def __init__(
        self, name: str, step: Callable[[], float | None], *, first: Callable[[], object] = lambda: None
    ) -> None:
        """Do `first` as soon as it can be done; no step waits for it.

        `step` returns the seconds until the next one, None when nothing is to do.
        """
        self._name, self._step, self._first = name, step, first
        self._stopping, self._woken = threading.Event(), threading.Event()
        self._turned = threading.Condition()
        self._looks, self._idle_at = 0, 0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, on a thread."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look now whether there is something to do."""
        self._woken.set()

    def pause(self, seconds: float) -> None:
        """Wait, as part of a step; raises Stopping when told to stop."""
        if self._stopping.wait(seconds):
            raise Stopping

    def settle(self, timeout: float = 30.0) -> bool:
        """Wait until nothing is left to do; tell whether it came to that."""
        if self._thread is None:
            while self._step() is not None:
                pass
            return True
        with self._turned:
            asked = self._looks + 1  # a look that begins after this instant
            self.wake()
            return self._turned.wait_for(lambda: self._idle_at >= asked, timeout)

    def stop(self, timeout: float = 10.0) -> None:
        """Take no further step; wait up to `timeout` seconds for the one under way."""
        self._stopping.set()
        self.wake()
        if self._thread is not None:
            self._thread.join(timeout)
            self._thread = None

    def _run(self) -> None:
        begun = False
        while not self._stopping.is_set():
            begun = begun or self._guarded(self._begin) is None
            with self._turned:
                self._looks += 1
            wait = self._take_steps()
            if wait is None:
                with self._turned:
                    self._idle_at = self._looks
                    self._turned.notify_all()
            self._woken.wait(LOOK_AGAIN_S if wait is None else wait)
            self._woken.clear()

    def _begin(self) -> None:
        self._first()

    def _take_steps(self) -> float | None:
        """Take steps until there is a reason to wait; return for how long, None until there is more to do."""
        wait: float | None = 0.0
        while wait == 0 and not self._stopping.is_set():
            wait = self._guarded(self._step)
        return wait

    def _guarded(self, work: Callable[[], Result]) -> Result | float:
        try:
            return work()
        except Stopping:
            return 0.0
        except Exception:
            log.exception("The work on %s has failed; it is tried again", self._name)
            return AFTER_A_FAULT_S
