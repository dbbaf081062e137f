"""Instants as people write them, in a zone: 17:30, tomorrow 9, Mon 10:00, 2026-03-06 17:30, in 2 hours."""

import html
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bot.domain.calendar.zones import first_instant, local_day
from bot.domain.calendar.zones import instant_at as from_epoch
from bot.domain.commands.characters import folded
from bot.domain.commands.times import clock_times, days
from bot.errors import WrongInput

_LONGEST: Final = 300
"""No way to write an instant, or days off, is longer."""
_SLACK_DATE = re.compile(r"<!date\^(\d{1,12})\^[^<>]*>")
_ENTITY = re.compile(r"<([^<>|]{1,300})(?:\|([^<>]{0,300}))?>")
_STYLE = re.compile(r"[*_~`\"]+|(?<!\w)'|'(?!\w)")
_LEAD = re.compile(r"(?:at |on |@ ?|from |since )*")
_GLUE = re.compile(r"(?: ?, ?| at | on | @ ?|t(?=\d)| )")
_TWO_TIMES = re.compile(r"\d{1,2}(?::\d\d)? ?(?:am|pm)? ?- ?\d")
_YEAR_BEHIND = re.compile(r",? (?P<year>20\d\d)(?![\d:-])")
_RELATIVE = re.compile(
    r"(?:in |\+ ?)(?P<count>\d{1,4}|an?|one) ?(?P<unit>m|min|mins|minutes?|h|hrs?|hours?|d|days?|w|weeks?)"
    r"(?: from now)?"
)
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_NOW: Final = frozenset({"now", "right now"})
_HOUR_ALONE = re.compile(r"(?:at )?(\d{1,2})")
_FORMS: Final = "Write 2026-03-06 17:30, 17:30 for today, or 2026-03-06T17:30-05:00."


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day and a time, as far as they were given, and where the text goes on after them."""

    day: date | None
    seconds: int | None
    """The time of day, since midnight."""
    zone: str | timedelta | None
    end: int


def words_of(text: str) -> str:
    """Return Slack's text as this module and its neighbours read it: folded, no marks, single blanks."""
    shown = _SLACK_DATE.sub(lambda found: _iso_utc(int(found[1])), text[:_LONGEST])
    shown = _ENTITY.sub(lambda found: found[2] or found[1], shown)
    return " ".join(_STYLE.sub(" ", folded(html.unescape(shown))).split())


def typed_instant(text: str, zone: str, now: datetime) -> datetime:
    """Read an instant; without an offset or a zone it is the wall clock's of `zone`. Raises WrongInput.

    Returns an aware datetime.
    """
    words = words_of(text).rstrip(" .,!?;")
    if len(text) > _LONGEST:
        raise WrongInput(_no_time(text))
    if words in _NOW:
        return now
    relative = _RELATIVE.fullmatch(words)
    if relative is not None:
        return _later(now, relative)
    begin = _lead(words)
    stamp = stamp_at(words, begin, local_day(zone, now))
    if stamp is None or stamp.seconds is None or stamp.end != len(words):
        raise WrongInput(_unclear(words, stamp) or _no_time(text))
    if stamp.day is None and _TWO_TIMES.match(words, begin):
        raise WrongInput(
            f"“{words[begin:]}” may be two times, or one with its offset from UTC. "
            f"Write one time, or its date too: {local_day(zone, now)}T17:30-05:00."
        )
    return at_stamp(stamp, zone, now)


def stamp_at(
    words: str, at: int, today: date, since: date | None = None, *, offsets: bool = True
) -> Stamp | None:
    """Read a day, a time, or both in either order, at a place.

    `since`: see `days.day_at`. `offsets`: whether "-15:00" is an offset from UTC, not the end of some hours.
    """
    day = days.day_at(words, at, today, since)
    if day is None:
        return _time_first(words, at, today, since, offsets)
    glue = _GLUE.match(words, day.end)
    time = clock_times.time_at(words, glue.end(), bare=True) if glue else None
    if time is None:
        return Stamp(day.day, None, None, day.end)
    return _with_year(words, _zoned(words, day.day, time, offsets))


def at_stamp(stamp: Stamp, zone: str, now: datetime) -> datetime:
    """Return the instant of a stamp that has a time; without a day it is today's.

    Raises WrongInput for what lies beyond the calendar.
    """
    seconds = stamp.seconds or 0
    if isinstance(stamp.zone, timedelta):
        day = stamp.day or (now + stamp.zone).date()
        try:
            midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
            return midnight + timedelta(seconds=seconds) - stamp.zone
        except OverflowError:
            raise WrongInput(f"{day} is too far away.") from None
    zone = stamp.zone or zone
    day = stamp.day or local_day(zone, now)
    minutes, second = divmod(seconds, 60)
    days_on, minutes = divmod(minutes, 24 * 60) if minutes > 24 * 60 else (0, minutes)
    try:
        day += timedelta(days=days_on)
        whole = first_instant(zone, day, f"{minutes // 60:02}:{minutes % 60:02}")
    except (ValueError, OverflowError):
        raise WrongInput(f"{day} is too far away.") from None
    return whole + timedelta(seconds=second)


def _time_first(words: str, at: int, today: date, since: date | None, offsets: bool) -> Stamp | None:
    time = clock_times.time_at(words, at)
    if time is None:
        return None
    stamp = _zoned(words, None, time, offsets)
    glue = _GLUE.match(words, stamp.end)
    day = days.day_at(words, glue.end(), today, since) if glue else None
    if day is None:
        return stamp
    named = clock_times.named_zone_at(words, day.end) if stamp.zone is None else None
    zone, end = named or (stamp.zone, day.end)
    return Stamp(day.day, stamp.seconds, zone, end)


def _with_year(words: str, stamp: Stamp) -> Stamp:
    """Read the year that stands last: "Wed Mar 4 10:00:00 EST 2026"."""
    year = _YEAR_BEHIND.match(words, stamp.end)
    if year is None or stamp.day is None:
        return stamp
    try:
        return replace(stamp, day=stamp.day.replace(year=int(year["year"])), end=year.end())
    except ValueError:
        raise WrongInput(f"{year['year']} has no {stamp.day:%B} {stamp.day.day}.") from None


def _zoned(words: str, day: date | None, time: clock_times.TimeRead, offsets: bool) -> Stamp:
    is_sign = words[time.end : time.end + 2].strip()[:1] in ("-", "+")
    zone = clock_times.zone_at(words, time.end) if offsets or not is_sign else None
    if zone is None:
        return Stamp(day, time.seconds, None, time.end)
    return Stamp(day, time.seconds, zone[0], zone[1])


def _lead(words: str) -> int:
    found = _LEAD.match(words)
    return found.end() if found else 0


def _later(now: datetime, found: re.Match[str]) -> datetime:
    count = int(found["count"]) if found["count"].isdigit() else 1
    return now + timedelta(**{_UNITS[found["unit"][0]]: count})


def _iso_utc(seconds: int) -> str:
    try:
        return f"{from_epoch(seconds * 1_000_000):%Y-%m-%dT%H:%M:%S}Z"
    except OverflowError:
        return ""


def _unclear(words: str, stamp: Stamp | None) -> str | None:
    """Return what to say of an hour that may be two, and of a day without a time."""
    alone = _HOUR_ALONE.fullmatch(words)
    if alone is not None and 1 <= int(alone[1]) <= 12:
        hour = int(alone[1]) % 12
        return f"“{alone[1]}” may be morning or evening. Write {hour:02}:00 or {hour + 12:02}:00."
    if stamp is not None and stamp.seconds is None and stamp.end == len(words):
        return f"“{words}” is a day. Write the time too: {stamp.day} 17:30."
    return None


def _no_time(text: str) -> str:
    shown = " ".join(html.unescape(text).split())[:40]
    return f"“{shown}” isn't a time. {_FORMS}" if shown else f"Say which time. {_FORMS}"
