"""What a telephone exchange and PagerDuty keep: who was texted, rung and paged, and what goes wrong."""

import hashlib
import itertools
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from playground.pager.account import PagerAccount
from playground.pager.phones import Direction, PhoneBook, PhoneCall, PhoneText
from playground.workspace.clock_mover import TimeSource
from playground.workspace.json_types import JSON
from playground.workspace.state import WorkspaceState


class Trouble(Enum):
    """What can go wrong with the next request."""

    LOST = auto()  # it never arrives
    ANSWER_LOST = auto()  # it arrives and is done, but nobody hears of it
    BROKEN = auto()  # a server error, with nothing done
    TOO_MANY = auto()  # it is to be sent again later
    REFUSED = auto()  # it will never be taken


@dataclass
class Incident:
    """What PagerDuty has under one key: how it stands, and everything it was told of it."""

    key: str
    summary: str
    at: datetime
    number: int
    state: str = "triggered"
    by: str = ""
    """Who acknowledged or resolved it, where a person did."""
    told: list[str] = field(default_factory=list)


@dataclass
class Addresses:
    """Where the app answers."""

    voice: str = ""
    """What to say to whoever calls the app's number."""
    voice_fallback: str = ""
    voice_status: str = ""
    webhook: str = ""
    """What happens to PagerDuty's incidents."""


class Exchange:
    """Keeps what arrived; safe to look at from any thread."""

    def __init__(self, state: WorkspaceState, clock: TimeSource) -> None:
        self.account, self.addresses = PagerAccount(), Addresses()
        self.book = PhoneBook(state)
        self._state, self.clock = state, clock
        self._numbers = itertools.count(1)
        self._texts: list[PhoneText] = []
        self._calls: list[PhoneCall] = []
        self._incidents: dict[str, Incident] = {}
        self._troubles: list[Trouble] = []
        self.events: list[JSON] = []
        """What PagerDuty was told, whole."""

    @property
    def texts(self) -> list[PhoneText]:
        """Return the texts that arrived, the oldest first."""
        with self._state.lock:
            return list(self._texts)

    @property
    def calls(self) -> list[PhoneCall]:
        """Return the calls that rang, the oldest first."""
        with self._state.lock:
            return list(self._calls)

    @property
    def incidents(self) -> list[Incident]:
        """Return all incidents that ever were, the oldest first."""
        with self._state.lock:
            return list(self._incidents.values())

    def changing(self) -> AbstractContextManager[None]:
        """Hold what is kept for a change, then tell everyone who waits for one."""
        return self._state.changing()

    def go_wrong(self, *troubles: Trouble) -> None:
        """Have the next requests go wrong, one after the other."""
        with self._state.lock:
            self._troubles += troubles

    def trouble(self) -> Trouble | None:
        """Return what goes wrong with the request that has come now."""
        with self._state.lock:
            return self._troubles.pop(0) if self._troubles else None

    def text(self, asked: dict[str, str]) -> PhoneText:
        """Have a text arrive."""
        with self.changing():
            arrived = PhoneText(self._sid("SM"), asked["From"], asked["To"], self.clock.now(), asked)
            self._texts.append(arrived)
        return arrived

    def ring(
        self, asked: dict[str, str], direction: Direction = Direction.OUTBOUND, parent: str = ""
    ) -> PhoneCall:
        """Have a phone ring."""
        now = self.clock.now()
        with self.changing():
            call = PhoneCall(self._sid("CA"), asked["From"], asked["To"], now, asked, direction, parent)
            self._calls.append(call)
        return call

    def tell(self, key: str, action: str, summary: str) -> Incident | None:
        """Tell PagerDuty of an incident; return it if that changed how it stands.

        What is resolved begins again, what is unknown cannot end.
        """
        with self.changing():
            standing = self._incidents.get(key)
            if action == "trigger" and (standing is None or standing.state == "resolved"):
                number = len(self._incidents) + 1
                begun = Incident(key, summary, self.clock.now(), number, told=[action])
                self._incidents[key] = begun
                return begun
            if standing is None or standing.state == "resolved":
                return None
            standing.told.append(action)
            return self._moved(standing, {"acknowledge": "acknowledged", "resolve": "resolved"}.get(action))

    def _moved(self, incident: Incident, status: str | None) -> Incident | None:
        if status is None or incident.state == status:
            return None
        incident.state, incident.by = status, ""
        return incident

    def _sid(self, kind: str) -> str:
        return kind + hashlib.sha256(str(next(self._numbers)).encode()).hexdigest()[:32]
