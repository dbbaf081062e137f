"""Injected faults: calls that fail, answers that get lost, a slow Slack, events that come twice."""

import threading
from dataclasses import dataclass
from typing import Literal

from playground.workspace.json_types import JSON


@dataclass(slots=True)
class _Failure:
    method: str
    times: int
    error: str | None
    status: int
    retry_after: int


class Faults:
    """Knows what goes wrong next. Safe to use from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures: list[_Failure] = []
        self._lost: dict[str, int] = {}
        self._slow: dict[str | None, float] = {}
        self._twice: Literal["same_id", "new_id"] | None = None

    def fail(
        self,
        method: str,
        error: str | None = None,
        *,
        times: int = 1,
        status: int = 200,
        retry_after: int = 1,
    ) -> None:
        """Let the next calls of a method fail: with an error name, or an HTTP status (429: Retry-After)."""
        with self._lock:
            self._failures.append(_Failure(method, times, error, status, retry_after))

    def lose_answer(self, method: str = "chat.postMessage", *, times: int = 1) -> None:
        """Carry out the next calls of a method, but close the connection without an answer."""
        with self._lock:
            self._lost[method] = self._lost.get(method, 0) + times

    def slow(self, seconds: float, method: str | None = None) -> None:
        """Let every call (or those of one method) take that much longer; 0 ends it."""
        with self._lock:
            self._slow[method] = seconds

    def events_twice(self, how: Literal["same_id", "new_id"] | None = "same_id") -> None:
        """Deliver each event twice, under the same event id or under another; None ends it."""
        with self._lock:
            self._twice = how

    def clear(self) -> None:
        """Let everything go well again."""
        with self._lock:
            self._failures.clear()
            self._lost.clear()
            self._slow.clear()
            self._twice = None

    @property
    def twice(self) -> Literal["same_id", "new_id"] | None:
        """Tell how events are doubled, if they are."""
        with self._lock:
            return self._twice

    def lasting(self) -> JSON:
        """Tell what goes wrong until it is ended (`slow`: seconds a call), and what is still to be lost."""
        with self._lock:
            lost = sum(self._lost.values())
            return {"slow": self._slow.get(None, 0.0), "twice": self._twice, "lost": lost}

    def delay(self, method: str) -> float:
        """Return by how many seconds a call is slowed."""
        with self._lock:
            return self._slow.get(method, self._slow.get(None, 0.0))

    def next_failure(self, method: str) -> tuple[str | None, int, int] | None:
        """Return (error, HTTP status, Retry-After) if this call shall fail, and count it."""
        with self._lock:
            for one in self._failures:
                if one.method == method and one.times > 0:
                    one.times -= 1
                    return one.error, one.status, one.retry_after
            return None

    def loses_answer(self, method: str) -> bool:
        """Tell whether this call's answer gets lost, and count it."""
        with self._lock:
            if self._lost.get(method, 0) > 0:
                self._lost[method] -= 1
                return True
            return False
