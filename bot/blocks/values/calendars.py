"""Shifts as calendars show them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class CalendarShift:
    """Somebody is on call from `start` until before `end`; `key` names that shift."""

    key: str
    person: str
    duty: str
    layer: str
    start: datetime
    end: datetime
