"""Which rules by which events come again can be followed, and how many times following one takes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from math import prod
from typing import Final

MOST_TIMES: Final = 500_000
"""Of all series of a calendar, from their beginnings on: some seconds of work."""
_MOST_A_DAY = 24
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_PERIODS: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
"""In days."""
_DAYS = ("BYDAY", "BYMONTHDAY", "BYYEARDAY")


def fault_of_rule(rule: object) -> str | None:
    """Return in words why a rule cannot be followed, if so: the libraries would follow some for ever."""
    if not isinstance(rule, Mapping):
        return "its rule cannot be read"
    often = _first(rule, "FREQ").upper()
    if often in _TOO_OFTEN:
        return f"it comes {often.lower()}, which no shift does"
    if often not in _PERIODS or not _at_least_one(rule, "INTERVAL") or not _at_least_one(rule, "COUNT"):
        return "its rule cannot be read"
    if _times_a_day(rule) > _MOST_A_DAY:
        return "it comes more often than every hour, which no shift does"
    return None


def times_of_rule(rule: object, start: date | None, end: datetime) -> int:
    """Return how many times a rule has from its beginning until an instant, at the most."""
    if not isinstance(rule, Mapping) or start is None:
        return 0
    first = start.date() if isinstance(start, datetime) else start
    last = min([end.astimezone(UTC).date(), *(_day(one) for one in rule.get("UNTIL", []))])
    period = _PERIODS[_first(rule, "FREQ").upper()]
    every = period * int(_first(rule, "INTERVAL") or 1)
    times = (max((last - first).days, 0) // every + 1) * _days(rule, period) * _times_a_day(rule)
    return min(times, int(_first(rule, "COUNT") or times))


def _days(rule: Mapping[str, list[object]], period: int) -> int:
    """Return on how many days of a period it comes, at the most."""
    named = sum(len(rule.get(name, [])) for name in _DAYS)
    return (min(named, period) if period == _PERIODS["WEEKLY"] else period) if named else 1


def _times_a_day(rule: Mapping[str, list[object]]) -> int:
    return prod(len(rule.get(name, [])) or 1 for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))


def _at_least_one(rule: Mapping[str, list[object]], name: str) -> bool:
    number = _first(rule, name) or "1"
    return number.isdecimal() and int(number) >= 1


def _first(rule: Mapping[str, list[object]], name: str) -> str:
    return str(next(iter(rule.get(name, [])), ""))


def _day(moment: object) -> date:
    if isinstance(moment, datetime):
        return moment.date()
    return moment if isinstance(moment, date) else date.max
