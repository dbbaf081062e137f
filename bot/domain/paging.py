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
