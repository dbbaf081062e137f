"""How far schedules are known, in microseconds from the epoch, and what stands for never."""

from datetime import datetime

from bot.domain.calendar.zones import FIRST, LAST, instant_at, microseconds

NEVER = LAST + 1
"""The time of what does not happen before the calendar ends."""


def known(t: datetime) -> int:
    """Return an instant in microseconds; ValueError for one without an offset or outside the calendar."""
    at = microseconds(t)
    if not FIRST <= at <= LAST:
        raise ValueError("schedules are known from the year 2 to the year 9998")
    return at


def or_never(at: int | None) -> int:
    """Return the time of what may never happen."""
    return NEVER if at is None else at


def as_instant(at: int) -> datetime | None:
    """Return a time as an instant, None for never."""
    return None if at > LAST else instant_at(at)
