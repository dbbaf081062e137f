"""How somebody is reached who may not be looking at Slack: by what, how long after a ping, and about what."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Cause(StrEnum):
    """What somebody is reached about."""

    P1 = "P1"
    ESCALATION = "escalation"


class Means(StrEnum):
    """By what somebody is reached."""

    DM = "dm"
    SMS = "sms"
    CALL = "call"
    PAGERDUTY = "pagerduty"


class CallState(StrEnum):
    """How it stands with what somebody is rung about."""

    WANTED = "wanted"
    """Nobody is on it yet: whoever answers may take it."""
    YOURS = "yours"
    THEIRS = "theirs"
    """Somebody else has it."""
    PASSED_ON = "passed_on"
    OVER = "over"
    """It is solved, or known no more."""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """What somebody hears who is rung: how it stands, about which ticket, and who has it."""

    state: CallState
    ticket: str = ""
    text: str = ""
    holder: str = ""


@dataclass(frozen=True, slots=True)
class ReachStep:
    """One try to reach somebody, so long after the ping."""

    after: timedelta
    by: Means


@dataclass(frozen=True, slots=True)
class PageStep:
    """One step of one person's, about one thing: it is taken once."""

    cause: Cause
    of: int
    """The id of the awaited answer's clock, or of the escalation."""
    who: str
    """A Slack user, or a user group where a team answers as a whole."""
    by: Means
    after_seconds: int
