"""How instants, days and names are written for people."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.domain.calendar.zones import local_day, local_time

# A New Yorker says ET all year; EST in July would be wrong and EDT is what nobody writes.
_AMERICAN = {
    "America/New_York": "ET",
    "America/Detroit": "ET",
    "US/Eastern": "ET",
    "America/Chicago": "CT",
    "US/Central": "CT",
    "America/Denver": "MT",
    "America/Boise": "MT",
    "US/Mountain": "MT",
    "America/Los_Angeles": "PT",
    "US/Pacific": "PT",
}
_NUMERIC = re.compile(r"([+-])(\d\d)(\d\d)?")


class TimeFormat(StrEnum):
    """How people write the time of day."""

    HALVES = "12h"
    WHOLE_DAY = "24h"


@dataclass(frozen=True, slots=True)
class WallClock:
    """The clock on the wall of those who are told a time: of a zone, with AM and PM or up to 23:59."""

    zone: str
    format: TimeFormat = TimeFormat.HALVES

    def day(self, instant: datetime) -> date:
        """Return the date that it shows at an instant."""
        return local_day(self.zone, instant)


def clock_time(instant: datetime, clock: WallClock, now: datetime) -> str:
    """Write "12:00 PM ET", or "Mon, Mar 9, 9:00 AM ET" when that is another local date than `now`."""
    day, today = clock.day(instant), clock.day(now)
    time = _time(instant, clock)
    return time if day == today else f"{day_words(day, today)}, {time}"


def moment(instant: datetime, clock: WallClock) -> str:
    """Write "Mon, Mar 9, 9:00 AM ET", whatever day it is."""
    day = clock.day(instant)
    return f"{day_words(day, day)}, {_time(instant, clock)}"


def _time(instant: datetime, clock: WallClock) -> str:
    local, word = local_time(clock.zone, instant), zone_word(clock.zone, instant)
    if clock.format is TimeFormat.WHOLE_DAY:
        return f"{local.hour:02}:{local.minute:02} {word}"
    half = "AM" if local.hour < 12 else "PM"
    return f"{local.hour % 12 or 12}:{local.minute:02} {half} {word}"


def day_words(day: date, today: date) -> str:
    """Write "Mon, Mar 9", with the year when it is not this one."""
    words = f"{_WEEKDAYS[day.weekday()]}, {_MONTHS[day.month - 1]} {day.day}"
    return words if day.year == today.year else f"{words}, {day.year}"


# strftime's names follow the process's locale; ours are English wherever the bot runs.
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def zone_word(zone_name: str, instant: datetime) -> str:
    """Name a zone as people do: ET, CT, MT, PT in the United States, else its abbreviation at `instant`."""
    if zone_name in _AMERICAN:
        return _AMERICAN[zone_name]
    word = local_time(zone_name, instant).tzname() or zone_name
    numeric = _NUMERIC.fullmatch(word)
    if numeric is None:
        return word
    minutes = f":{numeric[3]}" if numeric[3] else ""
    return f"UTC{numeric[1]}{int(numeric[2])}{minutes}"
