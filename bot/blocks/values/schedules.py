"""Schedules as people look them up: tables of shifts."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.wording import WallClock


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """Who is on call from `start` until before `end`, and by which layer; without a name the whole team."""

    start: datetime
    end: datetime
    name: str | None
    layer: str | None


@dataclass(frozen=True, slots=True)
class ScheduleTable:
    """The shifts of one schedule."""

    title: str
    shifts: tuple[ShiftLine, ...]


@dataclass(frozen=True, slots=True)
class SchedulesAnswer:
    """What was asked about schedules, and what they say; `whose` names a person asked about."""

    tables: tuple[ScheduleTable, ...]
    start: datetime
    end: datetime
    wall_clock: WallClock
    whose: str | None = None
