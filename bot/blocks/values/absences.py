"""What an announcement of absence, or taking it back, came to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.values.undoing import UndoOutcome
from bot.domain.tams import Absence
from bot.domain.wording import WallClock


@dataclass(frozen=True)
class AbsenceAnswer:
    """Absences of somebody as they were understood; `act` names what can be undone, None for nothing."""

    name: str
    absences: tuple[Absence, ...]
    clock: WallClock
    now: datetime
    act: str | None = None
    already: Collection[Absence] = ()
    """Those that were announced before."""


@dataclass(frozen=True)
class Undone:
    """What became of a click on *Undo*, and the absences that stand."""

    outcome: UndoOutcome
    planned: AbsenceAnswer
