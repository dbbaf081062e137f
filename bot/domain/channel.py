"""Why a shared channel is closed to us: it may be for several reasons at once."""

from enum import StrEnum


class Closure(StrEnum):
    """One reason why nothing can be said in a channel; each ends by itself."""

    ARCHIVED = "archived"
    REMOVED = "removed"
    DISCONNECTED = "disconnected"
