"""Shifts as a file of iCalendar, which calendars subscribe to."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from bot.blocks.values.calendars import CalendarShift

_REFRESH: Final = timedelta(hours=1)


def calendar_file(name: str, shifts: Sequence[CalendarShift], now: datetime) -> bytes:
    """Return the file; instants are in UTC, so that no reader has to know a time zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//tam-bot//on call//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-published-ttl", "PT1H")
    calendar.add("refresh-interval", _REFRESH)
    for shift in shifts:
        calendar.add_component(_event(shift, now))
    content: bytes = calendar.to_ical()
    return content


def _event(shift: CalendarShift, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{shift.key}@tam-bot")
    event.add("dtstamp", now)
    event.add("dtstart", shift.start)
    event.add("dtend", shift.end)
    event.add("summary", f"On call: {shift.person} ({shift.duty})")
    event.add("description", shift.layer)
    event.add("transp", "TRANSPARENT")
    return event
