"""Durations as people write and read them."""

import re
from datetime import timedelta

_UNITS = {
    "m": timedelta(minutes=1),
    "min": timedelta(minutes=1),
    "minute": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "d": timedelta(days=1),
    "day": timedelta(days=1),
    "w": timedelta(weeks=1),
    "week": timedelta(weeks=1),
}
_PART = re.compile(r"(\d{1,6})\s*([a-z]+)\s*")
_BUSINESS_DAYS = re.compile(r"(\d{1,4})\s+business\s+days?", re.IGNORECASE)


def parse_duration(text: str) -> timedelta:
    """Read "15m", "1h", "2h 30m" or "7 days"; ValueError if it is none."""
    total = parse_wait(text)
    if not total:
        raise ValueError(f"“{text}” isn't a duration; write one like 15m, 1h or 7 days")
    return total


def parse_wait(text: str) -> timedelta:
    """Read a duration that may be none at all, as "0m"; ValueError if it is none."""
    rest = text.strip().lower()
    total = timedelta(0)
    at = 0
    while at < len(rest):
        part = _PART.match(rest, at)
        unit = _UNITS.get(part[2]) or _UNITS.get(part[2].removesuffix("s")) if part else None
        if part is None or unit is None:
            raise ValueError(f"“{text}” isn't a duration; write one like 15m, 1h or 7 days")
        total += int(part[1]) * unit
        at = part.end()
    if not at:
        raise ValueError(f"“{text}” isn't a duration; write one like 15m, 1h or 7 days")
    return total


def parse_business_days(text: str) -> int:
    """Read "5 business days"; ValueError if it is none."""
    match = _BUSINESS_DAYS.fullmatch(text.strip())
    if match is None or int(match[1]) == 0:
        raise ValueError(f"“{text}” isn't a number of business days; write one like “5 business days”")
    return int(match[1])


def in_words(duration: timedelta) -> str:
    """Say how long: "3 d 2 h", "1 h 5 min", "24 min", "under a minute"; the sign is the caller's to say."""
    minutes = abs(duration) // timedelta(minutes=1)
    days, hours = minutes // 1440, minutes // 60 % 24
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes % 60} min" if minutes % 60 else f"{hours} h"
    return f"{minutes} min" if minutes else "under a minute"
