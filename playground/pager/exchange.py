"""A playground's telephone exchange and pager: who was texted, rung and paged, and what goes wrong."""

import hashlib
import itertools
import threading
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from playground.workspace.clock_mover import TimeSource


class Trouble(Enum):
    """What can go wrong with the next request."""

    LOST = auto()  # it never arrives
    ANSWER_LOST = auto()  # it arrives and is done, but nobody hears of it
    BROKEN = auto()  # a server error, with nothing done
    TOO_MANY = auto()  # it is to be sent again later
    REFUSED = auto()  # it will never be taken


@dataclass(frozen=True)
class PhoneEvent:
    """A text that arrived, or a call that rang."""

    sid: str
    sender: str
    to: str
    at: datetime
    asked: dict[str, str]
    """The request, whole."""


@dataclass
class Incident:
    """What PagerDuty has under one key: what it shows, and everything it was told of it."""

    key: str
    summary: str
    told: list[str] = field(default_factory=list)

    @property
    def status(self) -> str:
        """Return how it stands: triggered, acknowledged or resolved."""
        return {"trigger": "triggered", "acknowledge": "acknowledged", "resolve": "resolved"}[self.told[-1]]


class Exchange:
    """Keeps what arrived; safe to look at from any thread."""

    def __init__(self, clock: TimeSource) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._texts: list[PhoneEvent] = []
        self._calls: list[PhoneEvent] = []
        self._incidents: dict[str, Incident] = {}
        self._troubles: list[Trouble] = []

    @property
    def texts(self) -> list[PhoneEvent]:
        """Return the texts that arrived, the oldest first."""
        with self._lock:
            return list(self._texts)

    @property
    def calls(self) -> list[PhoneEvent]:
        """Return the calls that rang, the oldest first."""
        with self._lock:
            return list(self._calls)

    @property
    def incidents(self) -> list[Incident]:
        """Return all incidents that ever were, the oldest first."""
        with self._lock:
            return list(self._incidents.values())

    def go_wrong(self, *troubles: Trouble) -> None:
        """Have the next requests go wrong, one after the other."""
        with self._lock:
            self._troubles += troubles

    def trouble(self) -> Trouble | None:
        """Return what goes wrong with the request that has come now."""
        with self._lock:
            return self._troubles.pop(0) if self._troubles else None

    def text(self, asked: dict[str, str]) -> PhoneEvent:
        """Have a text arrive."""
        return self._arrive("SM", self._texts, asked)

    def ring(self, asked: dict[str, str]) -> PhoneEvent:
        """Have a phone ring."""
        return self._arrive("CA", self._calls, asked)

    def tell(self, key: str, action: str, summary: str) -> None:
        """Tell PagerDuty of an incident: what is resolved begins again, what is unknown cannot end."""
        with self._lock:
            standing = self._incidents.get(key)
            if action == "trigger" and (standing is None or standing.status == "resolved"):
                self._incidents[key] = Incident(key, summary, [action])
            elif standing is not None and standing.status != "resolved":
                standing.told.append(action)

    def _arrive(self, kind: str, kept: list[PhoneEvent], asked: dict[str, str]) -> PhoneEvent:
        with self._lock:
            sid = kind + hashlib.sha256(str(next(self._numbers)).encode()).hexdigest()[:32]
            event = PhoneEvent(sid, asked["From"], asked["To"], self._clock.now(), asked)
            kept.append(event)
            return event
