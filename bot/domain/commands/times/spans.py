"""Stretches of time as people write them: one day, a range of days, some hours of a day, until Friday."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Final

from bot.domain.calendar.zones import local_day, local_time
from bot.domain.commands.times import clock_times, days
from bot.domain.commands.times.days import MONTHS
from bot.domain.commands.times.hours import HOURS, are_plain, are_times, both_ends
from bot.domain.commands.times.instants import Stamp, at_stamp, stamp_at
from bot.domain.commands.times.lengths import Length, length_at
from bot.errors import WrongInput

_TO = re.compile(
    r" ?(?:\.{2,}|-+>?|=>|[→⇒➔➜]|/"
    r"|(?:and )?(?:until|untill|till?|through|thru|to|bis|up to|including)(?!\w)) ?"
)
_UNTIL = re.compile(r"(?:until|untill|till?|through|thru|to|up to)(?!\w) ?")
_FROM = re.compile(r"(?:from|since|after|between|starting|beginning)(?: on| at)?(?!\w) ?")
_WEEK = re.compile(r"(?:(?P<next>next)|this|(?:the )?rest of (?:this|the)) week(?!\w)")
_REST_OF_DAY = re.compile(r"(?:the )?rest of (?:the|this) day(?!\w)|(?:the )?rest of today(?!\w)")
_NOW = re.compile(r"(?:right )?now(?!\w)")
_DAYS_OF_MONTH = re.compile(
    r"(?P<first>\d{1,2})(?:st|nd|rd|th)? ?(?:-|\.\.|to|until|through) ?"
    r"(?=(?P<last>\d{1,2})(?:st|nd|rd|th)?\.? ?(?:of )?(?P<month>[a-z]{3}))"
)
_LAST_DAY = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\w|:\d|[/.-]\d|(?:\.? ?(?:of )?|-)(?:"
    + "|".join((*MONTHS, "am", "pm"))
    + r"))(?:,? ?(?P<year>20\d\d)(?![\d-]))?"
)
_ON = re.compile(r" ?(?:,|on|at)? ?")
_SAY_WHEN: Final = "Say from when until when: for example 13:00-15:00 today."
_SAY_UNTIL_WHEN: Final = "Say until when: for example 2026-12-24..2026-12-27."
_DAY: Final = timedelta(days=1)
_OPENS = re.compile(r" ?(?:,|on|at)? ?(?:from|after|starting|beginning)(?: on| at)? ")
_DAY_S: Final = 24 * 3600


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


@dataclass(frozen=True, slots=True)
class SpanRead:
    """A stretch that was read, and where the text goes on after it."""

    span: Span
    end: int
    day: date | None = None
    """The day that was written beside hours."""
    is_behind: bool = False
    """Whether that day stands behind the hours: other hours before them may be of that day too."""
    is_week: bool = False
    """Whether a week was named by that word: days beside it may be days of it."""


@dataclass(frozen=True)
class LocalClock:
    """The wall clock by which times are read."""

    zone: str
    now: datetime
    day: date | None = None
    """The day of hours that name none: that of other hours beside them; None is today."""
    since: date | None = None
    """From when on "Friday" is looked for: a day that was named before it; None is today."""

    @cached_property
    def today(self) -> date:
        """Return the date that it shows."""
        return local_day(self.zone, self.now)

    def at(self, stamp: Stamp) -> datetime:
        """Return the instant of a stamp; of a day without a time, its beginning."""
        return at_stamp(replace(stamp, day=stamp.day or self.day), self.zone, self.now)

    def end_of(self, day: date) -> datetime:
        """Return the end of a day."""
        return self.at(Stamp(day, _DAY_S, None, 0))


def span_at(words: str, at: int, clock: LocalClock) -> SpanRead | None:
    """Read the stretch that a text names at a place; WrongInput if it is none."""
    for read in (_week, _rest_of_day, _hours_of_a_day, _until, _counted, _range):
        found = read(words, at, clock)
        if found is not None:
            return found
    return None


def _week(words: str, at: int, clock: LocalClock) -> SpanRead | None:
    found = _WEEK.match(words, at)
    if found is None:
        return None
    monday = clock.today - clock.today.weekday() * _DAY
    if found["next"]:
        return SpanRead(WholeDays(monday + 7 * _DAY, monday + 13 * _DAY), found.end(), is_week=True)
    return SpanRead(WholeDays(clock.today, monday + 6 * _DAY), found.end(), is_week=True)


def _rest_of_day(words: str, at: int, clock: LocalClock) -> SpanRead | None:
    found = _REST_OF_DAY.match(words, at)
    return SpanRead(Hours(clock.now, clock.end_of(clock.today)), found.end()) if found else None


def _hours_of_a_day(words: str, at: int, clock: LocalClock) -> SpanRead | None:
    """Read `13:00-15:00 today`, `tomorrow 9-11`, `1-3pm`; bare numbers need the day beside them."""
    begin = _past(_FROM, words, at)
    named, end = _day_at(words, begin, clock)
    found = HOURS.match(words, begin if named is None else _past(_FROM, words, _past(_ON, words, end)))
    if found is None or (named and found.start() == end) or not are_times(found, words):
        return None
    is_behind = named is None
    zone, after = clock_times.zone_at(words, found.end()) or (None, found.end())
    if is_behind:
        named, end = _day_at(words, _past(_ON, words, after), clock)
        behind = clock_times.named_zone_at(words, end) if named and zone is None else None
        zone, after = behind or (zone, end if named else after)
    if named is None and clock.day is None and are_plain(found):
        return None
    times = both_ends(found)
    if is_behind and named is not None and named != clock.today and times[1] > _DAY_S:
        raise WrongInput(_over_night(named))
    starts, ends = (clock.at(Stamp(named, time, zone, 0)) for time in times)
    return SpanRead(_checked(starts, ends), after, named, is_behind)


def _until(words: str, at: int, clock: LocalClock) -> SpanRead | None:
    """Read `until Friday`, `until 15:00`: from today, from now on."""
    lead = _UNTIL.match(words, at)
    end = stamp_at(words, lead.end(), clock.today) if lead else None
    if end is None:
        return None
    if end.seconds is None and end.day is not None:
        return SpanRead(_whole(clock.today, end.day), end.end)
    return SpanRead(_checked(clock.now, clock.at(end)), end.end)


def _counted(words: str, at: int, clock: LocalClock) -> SpanRead | None:
    """Read `for 3 days`, `for 2 hours`, with `from Monday` behind it or from now on."""
    length = length_at(words, at)
    if length is None:
        return None
    lead = _FROM.match(words, _past(_ON, words, length.end))
    if length.minutes and lead is None and _day_at(words, _past(_ON, words, length.end), clock)[0]:
        raise WrongInput(_SAY_WHEN)
    start = stamp_at(words, lead.end(), clock.today) if lead else None
    span = _lasting(length, start or Stamp(None, None, None, 0), clock)
    return SpanRead(span, length.end if start is None else start.end)


def _range(words: str, at: int, clock: LocalClock) -> SpanRead | None:
    """Read `A..B`, `A until B`, `A for 3 days`, `from 15:00`, or a day alone."""
    begin = _past(_FROM, words, at)
    of_month = _DAYS_OF_MONTH.match(words, begin)
    if of_month is not None and of_month["month"] in MONTHS:
        return _within_a_month(words, of_month, clock)
    start, end = _edge(words, begin, clock)
    if start is None:
        return None
    to, length = _TO.match(words, end), length_at(words, end)
    if to is not None:
        return _to(words, start, to.end(), clock)
    if length is not None:
        return SpanRead(_lasting(length, start, clock), length.end)
    is_open = begin != at or _OPENS.search(words, begin, end) is not None
    if start.seconds is None and start.day is not None:
        if is_open or words.startswith("tonight", begin):
            raise WrongInput(_SAY_UNTIL_WHEN if is_open else _SAY_WHEN)
        return SpanRead(WholeDays(start.day, start.day), end)
    if not is_open:
        raise WrongInput(_SAY_WHEN)
    starts = clock.at(start)
    return SpanRead(Hours(starts, clock.end_of(local_day(clock.zone, starts))), end, start.day)


def _edge(words: str, at: int, clock: LocalClock) -> tuple[Stamp | None, int]:
    """Read where a range begins: a day, a time, both, or `tomorrow from 13:00`."""
    now = _NOW.match(words, at)
    if now is not None:
        local = local_time(clock.zone, clock.now)
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        return Stamp(clock.today, seconds, None, now.end()), now.end()
    stamp = stamp_at(words, at, clock.today, clock.since, offsets="t" in words[at : at + 12])
    opens = _OPENS.match(words, stamp.end) if stamp and stamp.seconds is None else None
    time = clock_times.time_at(words, opens.end()) if opens else None
    if stamp is not None and time is not None:
        zone, end = clock_times.zone_at(words, time.end) or (None, time.end)
        return Stamp(stamp.day, time.seconds, zone, end), end
    return stamp, stamp.end if stamp else at


def _to(words: str, start: Stamp, at: int, clock: LocalClock) -> SpanRead:
    """Read where a range ends; a number alone is a day of the month in which it begins."""
    last = _LAST_DAY.match(words, at)
    if last is not None and start.day is not None and start.seconds is None:
        first = start.day.replace(day=1, year=int(last["year"] or start.day.year))
        return SpanRead(_whole(_day_of(first, start.day.day), _day_of(first, int(last["day"]))), last.end())
    end = stamp_at(words, at, clock.today, start.day)
    if end is None:
        raise WrongInput(
            f"“{words[at:]}” isn't a day or time to end with." if words[at:] else _SAY_UNTIL_WHEN
        )
    if start.seconds is None and end.seconds is None and start.day and end.day:
        return SpanRead(_whole(start.day, end.day), end.end)
    is_behind = start.day is None and end.day is not None and days.day_at(words, at, clock.today) is None
    if is_behind:
        start = replace(start, day=end.day)
        if end.day and (end.seconds or 0) <= (start.seconds or 0):
            raise WrongInput(_over_night(end.day))
    end = end if end.day is not None else replace(end, day=start.day)
    ends = clock.at(end) if end.seconds is not None else clock.end_of(end.day or clock.today)
    return SpanRead(_checked(clock.at(start), ends), end.end, start.day, is_behind)


def _within_a_month(words: str, found: re.Match[str], clock: LocalClock) -> SpanRead:
    """Read `24-27 Dec`: the month stands behind the last day only."""
    end = stamp_at(words, found.end(), clock.today)
    if end is None or end.day is None:
        raise WrongInput(f"“{found[0]}{found['last']} {found['month']}” names no days.")
    return SpanRead(_whole(_day_of(end.day, int(found["first"])), end.day), end.end)


def _lasting(length: Length, start: Stamp, clock: LocalClock) -> Span:
    if length.minutes:
        if start.day is not None and start.seconds is None:
            raise WrongInput(_SAY_WHEN)
        starts = clock.at(start) if start.seconds is not None else clock.now
        return _checked(starts, starts + timedelta(minutes=length.minutes))
    first = start.day or clock.today
    return _whole(first, first + length.days * _DAY - _DAY)


def _day_at(words: str, at: int, clock: LocalClock) -> tuple[date | None, int]:
    found = days.day_at(words, at, clock.today, clock.since)
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


def _over_night(day: date) -> str:
    """Return what to say of "10pm to 6am tomorrow"."""
    example = f"{day} 22:00..{day + _DAY} 06:00"
    return f"That may begin on {day} or the day before. Write each end with its day, for example {example}."


def _past(pattern: re.Pattern[str], words: str, at: int) -> int:
    found = pattern.match(words, at)
    return found.end() if found else at
