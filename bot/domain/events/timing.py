"""Events of response clocks and of the pings they cause, with all it takes to recompute a report."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from bot.domain.events.event import Event
from bot.domain.pings import PingRung, Said
from bot.domain.reach import Unreached
from bot.domain.sla import ClockKind, Outcome, Priority, RunsOn


class HeldBack(StrEnum):
    """Why a ping was not made."""

    OUTSIDE_HOURS = "outside_hours"
    UNREACHED = "unreached"
    """Neither whoever has the ticket nor anybody above can be reached."""


@dataclass(frozen=True)
class ClockEvent(Event):
    """What every event of a clock tells: from when to when it runs, and what it was computed with."""

    priority: Priority
    started_at: datetime
    due_at: datetime | None
    respond_within_seconds: int
    runs_on: RunsOn


@dataclass(frozen=True)
class ClockStarted(ClockEvent):
    """An answer is awaited from now on."""

    kind: ClassVar = "clock_started"
    clock: ClockKind


@dataclass(frozen=True)
class ClockRecomputed(ClockEvent):
    """The running clock ends at another time: the priority changed, or an earlier question came late."""

    kind: ClassVar = "clock_recomputed"
    raised_late: bool


@dataclass(frozen=True)
class ClockStopped(ClockEvent):
    """The clock ended; `at` is when it was answered, by Slack."""

    kind: ClassVar = "clock_stopped"
    outcome: Outcome
    at: datetime


@dataclass(frozen=True)
class AssigneeNudged(Event):
    """The assignee was reminded of an answer that is due."""

    kind: ClassVar = "nudged"
    raised_from: Priority | None = None
    """The priority before it was raised, where that made the answer overdue at once."""
    held_back: HeldBack | None = None
    to: tuple[str, ...] = ()
    """Who it pinged, by name."""


@dataclass(frozen=True)
class AnswerOverdue(Event):
    """It was said that an answer is overdue; `again` if it had been said before."""

    kind: ClassVar = "breached"
    again: bool = False
    held_back: HeldBack | None = None
    rung: PingRung | None = None
    to: tuple[str, ...] = ()
    """Who it pinged, by name."""
    before: Said | None = None
    """How far its pings had come before; None where that was not recorded."""


@dataclass(frozen=True)
class TakeUpAsked(Event):
    """Nobody had taken it in time: the next of the chain was asked, by name and by Slack id."""

    kind: ClassVar = "take_up_asked"
    rung: PingRung
    to: tuple[str, ...]
    asked: tuple[str, ...]
    before: tuple[str, ...] = ()
    """The Slack ids of those who were asked before."""


@dataclass(frozen=True)
class PassedOver(Event):
    """Whoever has the ticket cannot be reached; those above were told at once."""

    kind: ClassVar = "passed_over"
    who: str
    why: Unreached
    told: tuple[str, ...]


@dataclass(frozen=True)
class PingHeldBack(Event):
    """A message went out that pinged nobody."""

    kind: ClassVar = "ping_held_back"
    why: HeldBack
