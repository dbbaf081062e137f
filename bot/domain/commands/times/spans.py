"""Stretches of time as people write them: one day, a range of days, some hours of a day, until Friday."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from bot.domain.calendar.zones import local_day, local_time
from bot.domain.commands.times import clock_times, days
from bot.domain.commands.times.days import MONTHS
from bot.domain.commands.times.instants import Stamp, at_stamp, stamp_at
from bot.errors import WrongInput

_TO = re.compile(
    r" ?(?:\.{2,}|-+>?|=>|[→⇒➔➜]|/"
    r"|(?:and )?(?:until|untill|till?|through|thru|to|bis|up to|including)(?!\w)) ?"
)
_UNTIL = re.compile(r"(?:until|untill|till?|through|thru|to|up to)(?!\w) ?")
_FROM = re.compile(r"(?:from|since|between|starting|beginning)(?: on| at)?(?!\w) ?")
_WEEK = re.compile(r"(?:(?P<next>next)|this|(?:the )?rest of (?:this|the)) week(?!\w)")
_REST_OF_DAY = re.compile(r"(?:the )?rest of (?:the|this) day(?!\w)|(?:the )?rest of today(?!\w)")
_NOW = re.compile(r"(?:right )?now(?!\w)")
_COUNT = re.compile(
    r" ?(?:for )?(?:(?P<number>\d{1,3}) ?|(?P<word>an?|one|two|three) )"
    r"(?P<unit>day|d|week|w|hour|hr|h|minute|min|m)s?(?!\w)"
)
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_HOURS = re.compile(
    r"(?P<from>\d{1,2}(?:[:.h]\d\d)?) ?(?P<half>am|pm)?"
    r" ?(?:-|\.\.|/|to(?!\w)|until(?!\w)|till?(?!\w)|(?P<and>and)(?!\w)) ?"
    r"(?P<to>\d{1,2}(?:[:.h]\d\d)?) ?(?P<half_>am|pm)?(?![\w:/]|\.\d|-\d)"
)
_DAYS_OF_MONTH = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)? ?(?:-|\.\.|to|until|through) ?"
    r"(?=(?P<last>\d{1,2})(?:st|nd|rd|th)?\.? ?(?:of )?(?P<month>[a-z]{3}))"
)
_LAST_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\w|:\d|[/.-]\d|\.? ?(?:of )?(?:"
    + "|".join((*MONTHS, "am", "pm"))
    + r"))(?:,? ?(?P<year>20\d\d)(?![\d-]))?"
)
_ON = re.compile(r" ?(?:,|on|at)? ?")
_SAY_UNTIL_WHEN: Final = "Say until when: for example 2026-12-24..2026-12-27."
_DAY: Final = timedelta(days=1)
_NOON_S: Final = 12 * 3600


@dataclass(frozen=True, slots=True)
class WholeDays:
    """Days off, both included, in the zone of whoever is away."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of a day, or of several, off: half-open."""

    starts: datetime
    ends: datetime


Span = WholeDays | Hours


@dataclass(frozen=True)
class LocalClock:
    """The wall clock by which times are read."""

    zone: str
    now: datetime

    @cached_property
    def today(self) -> date:
        """Return the date that it shows."""
        return local_day(self.zone, self.now)

    def at(self, stamp: Stamp) -> datetime:
        """Return the instant of a stamp; of a day without a time, its beginning."""
        return at_stamp(stamp, self.zone, self.now)

    def end_of(self, day: date) -> datetime:
        """Return the end of a day."""
        return self.at(Stamp(day, 24 * 3600, None, 0))


def span_at(words: str, at: int, clock: LocalClock) -> tuple[Span, int] | None:
    """Read the stretch that a text names at a place, and where the text goes on; WrongInput if it is none."""
    for read in (_week, _rest_of_day, _hours_of_a_day, _until, _counted, _range):
        found = read(words, at, clock)
        if found is not None:
            return found
    return None


def _week(words: str, at: int, clock: LocalClock) -> tuple[Span, int] | None:
    found = _WEEK.match(words, at)
    if found is None:
        return None
    monday = clock.today - clock.today.weekday() * _DAY
    if found["next"]:
        return WholeDays(monday + 7 * _DAY, monday + 13 * _DAY), found.end()
    return WholeDays(clock.today, monday + 6 * _DAY), found.end()


def _rest_of_day(words: str, at: int, clock: LocalClock) -> tuple[Span, int] | None:
    found = _REST_OF_DAY.match(words, at)
    return (Hours(clock.now, clock.end_of(clock.today)), found.end()) if found else None


def _hours_of_a_day(words: str, at: int, clock: LocalClock) -> tuple[Span, int] | None:
    """Read `13:00-15:00 today`, `tomorrow 9-11`, `1-3pm`; bare numbers need the day beside them."""
    begin = _past(_FROM, words, at)
    day, end = _day_at(words, begin, clock)
    found = _HOURS.match(words, begin if day is None else _past(_FROM, words, _past(_ON, words, end)))
    if found is None or (day is not None and found.start() == end) or _are_days(words, found):
        return None
    zone, after = clock_times.zone_at(words, found.end()) or (None, found.end())
    if day is None:
        day, end = _day_at(words, _past(_ON, words, after), clock)
        after = after if day is None else end
    if day is None and not re.search("[:.h]", found["from"] + found["to"]) and not found["half_"]:
        return None
    starts, ends = (clock.at(Stamp(day, time, zone, 0)) for time in _times(found))
    return _checked(starts, ends), after


def _are_days(words: str, found: re.Match[str]) -> bool:
    """Tell whether "13 and 16" are two days, not hours: hours in plain numbers are *between* 13 and 16."""
    plain = found["from"].isdigit() and found["to"].isdigit() and not found["half_"]
    return bool(found["and"]) and plain and not words[: found.start()].endswith("between ")


def _until(words: str, at: int, clock: LocalClock) -> tuple[Span, int] | None:
    """Read `until Friday`, `until 15:00`: from today, from now on."""
    lead = _UNTIL.match(words, at)
    end = stamp_at(words, lead.end(), clock.today) if lead else None
    if end is None:
        return None
    if end.seconds is None and end.day is not None:
        return _whole(clock.today, end.day), end.end
    return _checked(clock.now, clock.at(end)), end.end


def _counted(words: str, at: int, clock: LocalClock) -> tuple[Span, int] | None:
    """Read `for 3 days`, `for 2 hours`, with `from Monday` behind it or from now on."""
    found = _COUNT.match(words, at)
    if found is None:
        return None
    lead = _FROM.match(words, _past(_ON, words, found.end()))
    start = stamp_at(words, lead.end(), clock.today) if lead else None
    end = found.end() if start is None else start.end
    return _lasting(found, start or Stamp(None, None, None, 0), clock), end


def _range(words: str, at: int, clock: LocalClock) -> tuple[Span, int] | None:
    """Read `A..B`, `A until B`, `A for 3 days`, `from 15:00`, or a day alone."""
    begin = _past(_FROM, words, at)
    of_month = _DAYS_OF_MONTH.match(words, begin)
    if of_month is not None and of_month["month"] in MONTHS:
        return _within_a_month(words, of_month, clock)
    start, end = _edge(words, begin, clock)
    if start is None:
        return None
    to, count = _TO.match(words, end), _COUNT.match(words, end)
    if to is not None:
        return _to(words, start, to.end(), clock)
    if count is not None:
        return _lasting(count, start, clock), count.end()
    if start.seconds is None and start.day is not None:
        if begin != at:
            raise WrongInput(_SAY_UNTIL_WHEN)
        return WholeDays(start.day, start.day), end
    if begin == at:
        raise WrongInput("Say from when until when: for example 13:00-15:00 today.")
    starts = clock.at(start)
    return Hours(starts, clock.end_of(local_day(clock.zone, starts))), end


def _edge(words: str, at: int, clock: LocalClock) -> tuple[Stamp | None, int]:
    """Read where a range begins."""
    now = _NOW.match(words, at)
    if now is not None:
        local = local_time(clock.zone, clock.now)
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        return Stamp(clock.today, seconds, None, now.end()), now.end()
    stamp = stamp_at(words, at, clock.today, offsets="t" in words[at : at + 12])
    return stamp, stamp.end if stamp else at


def _to(words: str, start: Stamp, at: int, clock: LocalClock) -> tuple[Span, int]:
    """Read where a range ends; a number alone is a day of the month in which it begins."""
    last = _LAST_DAY.match(words, at)
    if last is not None and start.day is not None and start.seconds is None:
        first = start.day.replace(day=1, year=int(last["year"] or start.day.year))
        return _whole(_day_of(first, start.day.day), _day_of(first, int(last["day"]))), last.end()
    found = stamp_at(words, at, clock.today, start.day)
    if found is None:
        raise WrongInput(
            f"“{words[at:]}” isn't a day or time to end with." if words[at:] else _SAY_UNTIL_WHEN
        )
    end = found if found.day is not None else replace(found, day=start.day)
    if start.seconds is None and end.seconds is None and start.day and end.day:
        return _whole(start.day, end.day), end.end
    ends = clock.at(end) if end.seconds is not None else clock.end_of(end.day or clock.today)
    return _checked(clock.at(start), ends), end.end


def _within_a_month(words: str, found: re.Match[str], clock: LocalClock) -> tuple[Span, int]:
    """Read `24-27 Dec`: the month stands behind the last day only."""
    end = stamp_at(words, found.end(), clock.today)
    if end is None or end.day is None:
        raise WrongInput(f"“{found[0]}{found['last']} {found['month']}” names no days.")
    return _whole(_day_of(end.day, int(found["first"])), end.day), end.end


def _lasting(found: re.Match[str], start: Stamp, clock: LocalClock) -> Span:
    count = _COUNTS[found["word"]] if found["word"] else int(found["number"])
    unit = found["unit"][0]
    if unit in "hm":
        starts = clock.at(start) if start.seconds is not None else clock.now
        return _checked(starts, starts + timedelta(minutes=count * 60 if unit == "h" else count))
    first = start.day or clock.today
    return _whole(first, first + (count * 7 if unit == "w" else count) * _DAY - _DAY)


def _times(found: re.Match[str]) -> tuple[int, int]:
    """Return both times of hours like `1-3pm`; the first takes the second's half of the day if it can.

    Hours of the night end on the next day: 22:00-02:00.
    """
    half, last = found["half"] or "", found["half_"] or ""
    to = clock_times.seconds_of(f"{found['to']}{last}")
    begin = clock_times.seconds_of(f"{found['from']}{half}")
    if last and not half and 3600 <= begin <= _NOON_S:
        later = clock_times.seconds_of(f"{found['from']}{last}")
        begin = later if later < to else begin
    return begin, (to + 2 * _NOON_S if to <= _NOON_S <= begin - _NOON_S // 2 else to)


def _day_at(words: str, at: int, clock: LocalClock) -> tuple[date | None, int]:
    found = days.day_at(words, at, clock.today)
    return (found.day, found.end) if found else (None, at)


def _day_of(month: date, day: int) -> date:
    try:
        return month.replace(day=day)
    except ValueError:
        raise WrongInput(f"“{day}” isn't a day of {month:%Y-%m}.") from None


def _whole(first: date, last: date) -> WholeDays:
    if last < first:
        raise WrongInput(f"{last} is before {first}. Write the first day, two dots, the last day.")
    return WholeDays(first, last)


def _checked(starts: datetime, ends: datetime) -> Hours:
    if ends <= starts:
        raise WrongInput("That ends before it begins. Write the beginning, two dots, the end.")
    return Hours(starts, ends)


def _past(pattern: re.Pattern[str], words: str, at: int) -> int:
    found = pattern.match(words, at)
    return found.end() if found else at
