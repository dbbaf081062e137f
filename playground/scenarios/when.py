"""When a step happens: at a time on the wall of the scenario's zone, or after a while."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_INSTANT = re.compile(r"(?:([A-Za-z]{3})[a-z]*,? )?(\d{4}-\d\d-\d\d)[ T](\d?\d:\d\d(?::\d\d)?)")
_NEXT = re.compile(r"(?:([A-Za-z]{3})[a-z]* )?(\d?\d:\d\d(?::\d\d)?)")
_SPAN = re.compile(r"(\d+(?:\.\d+)?) ?(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?|w|weeks?)\b")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours"}
_DAYS_IN = {"d": 1, "w": 7}


@dataclass(frozen=True, slots=True)
class When:
    """A date with a time, a time of the next such day, or a while from now."""

    day: date | None = None
    weekday: int | None = None
    clock: time | None = None
    days: int = 0
    after: timedelta | None = None

    def from_now(self, now: datetime, zone: ZoneInfo) -> datetime:
        """Return the instant meant, seen from now; whole days are counted on the wall's clock."""
        here = now.astimezone(zone)
        if self.after is not None:
            later = datetime.combine(here.date() + timedelta(days=self.days), here.time(), zone)
            return (later if self.days else now).astimezone(UTC) + self.after
        assert self.clock is not None
        if self.day is not None:
            return datetime.combine(self.day, self.clock, zone)
        for ahead in range(8):
            found = datetime.combine(here.date() + timedelta(days=ahead), self.clock, zone)
            if found >= now and self.weekday in (None, found.weekday()):
                return found
        raise AssertionError("a week has every weekday")


def instant(text: str) -> When:
    """Read "2026-03-03 10:00", "Tue 2026-03-03 10:00", "Mon 09:00" or "09:00"; ValueError for others."""
    if found := _INSTANT.fullmatch(text):
        day = date.fromisoformat(found[2])
        if found[1] and _weekday(found[1]) != day.weekday():
            raise ValueError(f"{day} isn't a {found[1]}")
        return When(day=day, clock=_clock(found[3]))
    if found := _NEXT.fullmatch(text):
        return When(weekday=_weekday(found[1]) if found[1] else None, clock=_clock(found[2]))
    raise ValueError(f"{text!r} isn't a time; write 2026-03-03 10:00, Mon 09:00 or 09:00")


def span(text: str) -> When:
    """Read "50 min", "2 h 30 min", "5 days"; ValueError for others."""
    found = _SPAN.findall(text)
    if not found or _SPAN.sub("", text).strip():
        raise ValueError(f"{text!r} isn't a length of time; write 50 min, 2 h or 5 days")
    days = sum(int(float(n) * _DAYS_IN[unit[0]]) for n, unit in found if unit[0] in _DAYS_IN)
    rest = [timedelta(**{_UNITS[unit[0]]: float(n)}) for n, unit in found if unit[0] in _UNITS]
    return When(days=days, after=sum(rest, timedelta()))


def _weekday(text: str) -> int:
    if text.lower() not in _DAYS:
        raise ValueError(f"{text} isn't a day of the week; write Mon, Tue, Wed, Thu, Fri, Sat or Sun")
    return _DAYS.index(text.lower())


def _clock(text: str) -> time:
    return time.fromisoformat(text.rjust(5, "0") if text.count(":") == 1 else text.rjust(8, "0"))
