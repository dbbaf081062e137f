"""Events of escalations: raised, climbing, acknowledged."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.escalation import Reason, Rung
from bot.domain.events.event import Event


@dataclass(frozen=True)
class EscalationRaised(Event):
    """Somebody raised an alarm."""

    kind: ClassVar = "escalated"
    reason: Reason
    escalation: int
    to: tuple[str, ...] | None = None
    """Who it pinged, by name; None where that was not recorded."""


@dataclass(frozen=True)
class EscalationAdded(Event):
    """The same alarm was raised again while it was open."""

    kind: ClassVar = "escalation_added"
    escalation: int


@dataclass(frozen=True)
class EscalationClimbed(Event):
    """Nobody acknowledged in time: the next rung was told."""

    kind: ClassVar = "escalation_climbed"
    step: int
    rung: Rung
    to: tuple[str, ...] = ()
    """Who it pinged, by name."""
    on_duty: str | None = None
    """The role that was on duty at the step before; None where that was not recorded."""


@dataclass(frozen=True)
class EscalationAcknowledged(Event):
    """Somebody is on it; the ids of the alarms that this ended."""

    kind: ClassVar = "escalation_acknowledged"
    escalations: tuple[int, ...]
