"""Times of day as people write them: 17:30, 5:30 pm, 17h30, noon, 24:00; with a zone or without."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.errors import WrongInput

_HALF = r"(?: ?(?P<half>am|pm|a\.m\.?|p\.m\.?)(?![\w]))?"
_FULL = re.compile(
    rf"(?P<hour>\d{{1,2}})(?::|(?P<odd>[.h]))(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{{1,9}})?)?(?!\d){_HALF}"
    r"(?: ?h(?:rs?)?(?!\w))?"
)
_HOUR = re.compile(r"(?P<hour>\d{1,2})(?: ?(?P<half>am|pm|a\.m\.?|p\.m\.?)| ?(?:h|o'?clock|uhr))(?!\w)")
_MILITARY = re.compile(
    r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?P<sure> ?h(?:rs?|ours)?(?!\w))?(?![\d:./-])"
)
_BARE = re.compile(r"(?P<hour>\d{1,2})(?![\d:./]|st|nd|rd|th|-\d)(?!\w)")
_NOON = re.compile(r"(?:noon|midday)(?!\w)")
_MIDNIGHT = re.compile(r"midnight(?!\w)")
_OFFSET = re.compile(
    r" ?(?:(?:utc|gmt)? ?(?P<sign>[+-]) ?(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?(?!\d)"
    r"(?: \([a-z ]{1,30}\))?|z(?!\w))"
)
_ZONE = re.compile(r" ?\(?(?P<zone>[a-z]{2,4})\)?(?!\w)")
_ZONES: Final = {
    word: zone
    for zone, words in {
        "UTC": "utc gmt",
        "America/New_York": "et est edt",
        "America/Chicago": "ct cst cdt",
        "America/Denver": "mt mst mdt",
        "America/Los_Angeles": "pt pst pdt",
        "Europe/London": "bst",
        "Europe/Lisbon": "wet west",
        "Europe/Berlin": "cet cest",
        "Europe/Helsinki": "eet eest",
        "Asia/Tokyo": "jst",
        "Australia/Sydney": "aest aedt",
    }.items()
    for word in words.split()
}
_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True)
class TimeRead:
    """A time of day in seconds since midnight (24:00 is the end of the day), and where the text goes on."""

    seconds: int
    end: int


def time_at(text: str, at: int, *, bare: bool = False) -> TimeRead | None:
    """Read the time that a text names at a place; the text is folded, with single blanks.

    `bare`: a number alone is an hour, as in "tomorrow 9". Raises WrongInput for a time that no clock shows.
    """
    if _MIDNIGHT.match(text, at):
        raise WrongInput("“midnight” begins a day and ends one. Write 00:00 or 24:00, with the date.")
    noon = _NOON.match(text, at)
    if noon is not None:
        return TimeRead(_DAY_S // 2, noon.end())
    for pattern in (_FULL, _HOUR, *((_MILITARY, _BARE) if bare else (_MILITARY,))):
        found = pattern.match(text, at)
        if found is not None and _is_meant(found):
            return TimeRead(_seconds(found), found.end())
    return None


def seconds_of(text: str) -> int:
    """Return the seconds since midnight of a text that is a time, or an hour alone; WrongInput for 25:00."""
    return _seconds(next(filter(None, (form.fullmatch(text) for form in (_FULL, _HOUR, _BARE)))))


def zone_at(text: str, at: int) -> tuple[str | timedelta, int] | None:
    """Read the offset or the zone that a text names at a place, and where the text goes on.

    Raises WrongInput for an offset that there isn't.
    """
    offset = _OFFSET.match(text, at)
    if offset is not None:
        ahead = timedelta(hours=int(offset["hours"] or 0), minutes=int(offset["minutes"] or 0))
        if ahead >= timedelta(days=1) or int(offset["minutes"] or 0) > 59:
            raise WrongInput(f"“{offset[0].strip()}” isn't an offset from UTC. Write one like -05:00.")
        return (-ahead if offset["sign"] == "-" else ahead), offset.end()
    return named_zone_at(text, at)


def named_zone_at(text: str, at: int) -> tuple[str, int] | None:
    """Read a zone's name, as `zone_at` does: behind a day, "-13" is no offset but another day."""
    named = _ZONE.match(text, at)
    return (_ZONES[named["zone"]], named.end()) if named and named["zone"] in _ZONES else None


def _is_meant(found: re.Match[str]) -> bool:
    """Tell a time from a year: "2026" alone is no 20:26."""
    groups = found.groupdict()
    return "sure" not in groups or bool(groups["sure"]) or groups["hour"] not in ("19", "20")


def _seconds(found: re.Match[str]) -> int:
    groups = found.groupdict()
    hour, minute, second = (int(groups.get(part) or 0) for part in ("hour", "minute", "second"))
    half = (groups.get("half") or "")[:1]
    fits = 1 <= hour <= 12 if half else hour < 24 or (hour == 24 and minute == second == 0)
    if not fits or minute > 59 or second > 59:
        raise WrongInput(f"“{found[0].strip()}” isn't a time of day. Write one like 17:30 or 5:30 pm.")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 3600 + minute * 60 + second
