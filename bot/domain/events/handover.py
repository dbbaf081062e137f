"""Events of shifts that change: what cannot wait goes to whoever is next, who says that they have it."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.domain.events.event import Event
from bot.domain.pings import PingRung


@dataclass(frozen=True)
class HandedOver(Event):
    """Whoever has it from now on was briefed, by name and by Slack id."""

    kind: ClassVar = "handed_over"
    to: tuple[str, ...]
    slack: tuple[str, ...]
    evidence_ends: datetime | None = None
    """When the records end, where nothing but the examples cannot wait: their duty alone was handed over."""


@dataclass(frozen=True)
class HandoverConfirmed(Event):
    """Somebody said of what was handed over that they have it."""

    kind: ClassVar = "handover_confirmed"


@dataclass(frozen=True)
class HandoverClimbed(Event):
    """Nobody had said so in time: the next of the chain was briefed, by name and by Slack id."""

    kind: ClassVar = "handover_climbed"
    rung: PingRung
    to: tuple[str, ...]
    asked: tuple[str, ...]
    before: tuple[str, ...] = ()
    """The Slack ids of those who were told before."""
