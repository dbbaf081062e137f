"""What is read of a calendar: its events, and how much of it is read at all."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

LARGEST: Final = 4_000_000
LONGEST_WINDOW: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: who it is about by mail or in its words, and its time; whole days have no time of day."""

    summary: str
    mails: frozenset[str]
    start: datetime | date
    end: datetime | date
    shows_free: bool = False
    """Whether Outlook shows whoever it is about as there."""


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """The events of a window in order of time, and in words what of the calendar cannot be used."""

    entries: tuple[CalendarEvent, ...]
    refused: tuple[str, ...]
