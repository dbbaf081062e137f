"""Turns that change hands, as they were understood."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.blocks.values.undoing import UndoOutcome
from bot.domain.wording import WallClock


@dataclass(frozen=True)
class CoverLine:
    """Who is on call for what from `start` until before `end`, perhaps only in somebody's place."""

    person: str
    instead_of: str | None
    duty: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class CoverAnswer:
    """What was announced together; `act` names it."""

    lines: tuple[CoverLine, ...]
    clock: WallClock
    now: datetime
    act: str
    author: str
    asked: str | None = None
    """The name of whoever has to accept it."""


class SwapOutcome(Enum):
    """What became of a click on *Accept* or *Refuse*."""

    ACCEPTED = auto()
    REFUSED = auto()
    ACCEPTED_BEFORE = auto()
    REFUSED_BEFORE = auto()
    WITHDRAWN = auto()
    EXPIRED = auto()
    """The turns had begun before anybody accepted."""


@dataclass(frozen=True)
class SwapAnswer:
    """What became of it, and the swap."""

    outcome: SwapOutcome
    swap: CoverAnswer


@dataclass(frozen=True)
class CoverUndone:
    """What became of a click on *Undo*, and what was announced."""

    outcome: UndoOutcome
    cover: CoverAnswer
