"""Time zones by name, where their offsets change, and the first instant of a wall-clock time."""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import ZoneInfo

# zoneinfo prefers the machine's zone files to the tzdata wheel, and those may be years older. Two machines
# must never disagree about a deadline, so only the wheel, whose version is pinned, may answer.
zoneinfo.reset_tzpath(to=())
ZoneInfo.clear_cache()

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL = EPOCH.toordinal()
SECOND = 1_000_000
DAY = 86_400 * SECOND
_PROBE = DAY // 2  # no zone has ever changed its offset twice within half a day


def microseconds(t: datetime) -> int:
    """Return the microseconds from the epoch to `t`; refuse a naive datetime with ValueError."""
    try:
        since = t - EPOCH
    except TypeError:
        raise ValueError(f"{t.isoformat()} has no UTC offset, so it names no instant") from None
    return since.days * DAY + since.seconds * SECOND + since.microseconds


def instant_at(us: int) -> datetime:
    """Return the instant `us` microseconds after the epoch, in UTC."""
    return EPOCH + timedelta(microseconds=us)


# The calendar ends a little before datetime does, so that looking around an instant never leaves it.
FIRST_DAY, LAST_DAY = date(2, 1, 10), date(9998, 12, 20)
FIRST = (FIRST_DAY.toordinal() - EPOCH_ORDINAL) * DAY
LAST = (LAST_DAY.toordinal() - EPOCH_ORDINAL) * DAY


def zone(name: str) -> ZoneInfo:
    """Return the IANA zone called `name`; ValueError if there is none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        meant = _nearest(name)
        advice = f"did you mean {meant}?" if meant else "write one like America/New_York"
        raise ValueError(f"“{name}” isn't a time zone; {advice}") from None


def _nearest(name: str) -> str | None:
    """Return the zone that somebody meant who wrote its city only, or its name a little wrong."""
    known = {each.lower(): each for each in sorted(zoneinfo.available_timezones()) if "/" in each}
    cities = {key.rpartition("/")[2]: each for key, each in known.items()}
    wanted = "_".join(name.lower().split())
    if wanted in cities:
        return cities[wanted]
    near = get_close_matches(wanted, known, n=1, cutoff=0.9)
    return known[near[0]] if near else None


def offset_at(name: str, us: int) -> int:
    """Return the zone's offset from UTC at an instant, in microseconds."""
    local = instant_at(us).astimezone(zone(name)).replace(tzinfo=UTC)
    return microseconds(local) - us


@lru_cache(maxsize=4096)
def _changes_in(name: str, year: int) -> tuple[int, ...]:
    """Return the instants of a UTC year at which the zone's offset changes."""
    first = microseconds(datetime(year, 1, 1, tzinfo=UTC))
    after = microseconds(datetime(year + 1, 1, 1, tzinfo=UTC))
    changes = []
    before = offset_at(name, first)
    for probe in range(first + _PROBE, after + 1, _PROBE):
        now = offset_at(name, probe)
        if now != before:
            changes.append(_first_with(name, now, probe - _PROBE, probe))
            before = now
    return tuple(changes)


def _first_with(name: str, offset: int, low: int, high: int) -> int:
    """Return the first whole second after `low`, up to `high`, at which the zone has `offset`."""
    while high - low > SECOND:
        middle = (low + high) // 2 // SECOND * SECOND
        if offset_at(name, middle) == offset:
            high = middle
        else:
            low = middle
    return high


def pieces(name: str, low: int, high: int) -> Iterator[tuple[int, int, int]]:
    """Cut [low, high) where the zone's offset changes; yield each piece with its offset, in microseconds."""
    start = low
    for year in range(instant_at(low).year, instant_at(high).year + 1):
        for change in _changes_in(name, year):
            if start < change < high:
                yield start, change, offset_at(name, start)
                start = change
    yield start, high, offset_at(name, start)


def first_at_or_past(name: str, wall: int) -> int:
    """Return the first instant at which the wall clock shows `wall` (local microseconds) or more."""
    # Four days back no clock shows as much yet, even where a zone once crossed the date line.
    for start, end, offset in pieces(name, wall - 4 * DAY, wall + 4 * DAY):
        candidate = max(start, wall - offset)
        if candidate < end:
            return candidate
    raise AssertionError("no zone is four days behind UTC")  # pragma: no cover


def first_instant(name: str, day: date, time: str) -> datetime:
    """Return the first instant whose wall clock in zone `name` is at or past `day`, `time` ("HH:MM").

    Raises ValueError for a day that the calendar does not reach, and for a time that there isn't.
    """
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} is out of range: the calendar runs from {FIRST_DAY} to {LAST_DAY}")
    wall = (day.toordinal() - EPOCH_ORDINAL) * DAY + time_of_day(time)
    return instant_at(first_at_or_past(name, wall))


def time_of_day(text: str) -> int:
    """Return "HH:MM" ("00:00" to "24:00") as microseconds since midnight; ValueError otherwise."""
    hours, colon, minutes = text.partition(":")
    plain = text.isascii() and hours.isdigit() and len(hours) <= 2 and minutes.isdigit() and len(minutes) == 2
    if not (colon and plain) or int(minutes) > 59 or int(hours) * 60 + int(minutes) > 24 * 60:
        raise ValueError(f"“{text}” isn't a time of day; write one like 09:00")
    return (int(hours) * 60 + int(minutes)) * 60 * SECOND


def local_time(name: str, t: datetime) -> datetime:
    """Return `t` as the wall clock of zone `name` shows it; refuse a naive datetime with ValueError."""
    return instant_at(microseconds(t)).astimezone(zone(name))


def local_day(name: str, t: datetime) -> date:
    """Return the date that the wall clock of zone `name` shows at `t`."""
    return local_time(name, t).date()
