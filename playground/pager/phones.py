"""Phones as values: texts that arrived, calls as they stand, and whose number is whose."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from playground.workspace.state import WorkspaceState

_FIRST_NUMBER: Final = 4155550101  # numbers with 555-01 are nobody's


class Direction(StrEnum):
    """Who began a call, as Twilio calls it."""

    INBOUND = "inbound"
    OUTBOUND = "outbound-api"
    LEG = "outbound-dial"


class CallStatus(StrEnum):
    """How a call stands."""

    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    NO_ANSWER = "no-answer"
    FAILED = "failed"
    CANCELED = "canceled"


LIVE: Final = (CallStatus.RINGING, CallStatus.IN_PROGRESS)


class Awaited(StrEnum):
    """What a call waits for."""

    NOTHING = ""
    ANSWER = "answer"
    KEY = "key"
    MESSAGE = "message"
    OTHER_SIDE = "other_side"
    """Somebody else who is rung, or who talks."""


class AnsweredBy(StrEnum):
    """Who took a call."""

    NOBODY = ""
    HUMAN = "human"
    VOICEMAIL = "voicemail"


@dataclass(frozen=True)
class PhoneText:
    """A text that arrived."""

    sid: str
    sender: str
    to: str
    at: datetime
    asked: dict[str, str]
    """The request, whole."""


@dataclass
class PhoneCall:
    """A call, from when it rings on."""

    sid: str
    sender: str
    to: str
    at: datetime
    asked: dict[str, str]
    """The request, whole."""
    direction: Direction = Direction.OUTBOUND
    parent: str = ""
    """The call that this one was dialled for."""
    state: CallStatus = CallStatus.RINGING
    awaits: Awaited = Awaited.ANSWER
    until: datetime | None = None
    """When it goes on by itself."""
    answered_by: AnsweredBy = AnsweredBy.NOBODY
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    heard: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)
    problem: str = ""
    """What was wrong with an answer of the app's."""

    @property
    def handset(self) -> str:
        """Return the number of whoever is in the call with the app."""
        return self.sender if self.direction is Direction.INBOUND else self.to

    @property
    def is_live(self) -> bool:
        """Tell whether it is not over."""
        return self.state in LIVE

    @property
    def lasted_s(self) -> int:
        """Return for how long there was talk, in seconds."""
        if self.answered_at is None or self.ended_at is None:
            return 0
        return round((self.ended_at - self.answered_at).total_seconds())


class PhoneBook:
    """Everybody's phone number; who has none of their own gets one that is nobody's."""

    def __init__(self, state: WorkspaceState) -> None:
        self._state = state

    def number(self, user: str) -> str:
        """Return somebody's number; raises KeyError for nobody's id."""
        people = self._state.people
        return people[user].phone or f"+1{_FIRST_NUMBER + list(people).index(user)}"

    def whose(self, number: str) -> str:
        """Return whose number it is; "" for nobody's."""
        return next((user for user in self._state.people if self.number(user) == number), "")
