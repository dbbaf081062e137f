"""Which side of a ticket has changed since both agreed: ours, the console's, or both."""

from collections.abc import Hashable
from enum import Enum, auto


class Changed(Enum):
    """Who has to follow."""

    NEITHER = auto()  # both sides say the same
    OURS = auto()  # the console has to follow
    THEIRS = auto()  # we have to follow
    BOTH = auto()  # differently: the console's stands, and staff are told


def changed(agreed: Hashable, ours: Hashable, theirs: Hashable) -> Changed:
    """Tell which side no longer says what both agreed on; all three as they are called here."""
    if ours == theirs:
        return Changed.NEITHER
    if theirs == agreed:
        return Changed.OURS
    return Changed.THEIRS if ours == agreed else Changed.BOTH
