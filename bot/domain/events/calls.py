"""Events of calls to the support line."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.events.event import Event
from bot.domain.phone.line_call import CallOutcome


@dataclass(frozen=True)
class LineCalled(Event):
    """The customer called the support line at `at`: who took it, if anybody, and how long they spoke.

    `caller` is who has the number that it came from, where that is known.
    """

    kind: ClassVar = "called"
    at: datetime
    outcome: CallOutcome
    name: str | None = None
    seconds: int | None = None
    caller: str | None = None


@dataclass(frozen=True)
class MessageLeft(Event):
    """Whoever called and reached nobody left a message."""

    kind: ClassVar = "message_left"
    seconds: int
