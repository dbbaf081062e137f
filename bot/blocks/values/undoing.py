"""What became of a click on *Undo*."""

from enum import Enum, auto


class UndoOutcome(Enum):
    """What became of it."""

    UNDONE = auto()
    ENDED = auto()
    """It had begun: it ends now."""
    ALREADY = auto()
    OVER = auto()
    """Its time has passed."""
