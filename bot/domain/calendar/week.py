"""Weekly opening hours: reading them from text, checking them, laying them out by weekday."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from bot.domain.calendar.zones import DAY, time_of_day

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EXAMPLE = "write hours like “Mon-Fri 09:00-18:00”"

Week = Mapping[str, Sequence[tuple[str, str]]]
Span = tuple[int, int, bool]


def parse_week(text: str) -> dict[str, list[tuple[str, str]]]:
    """Read "Mon-Thu 09:00-12:00 13:00-18:00, Fri 09:00-15:00" or "always"; ValueError if unclear."""
    if text.strip().lower() == "always":
        return {day: [("00:00", "24:00")] for day in WEEKDAYS}
    week: dict[str, list[tuple[str, str]]] = {}
    days: list[str] = []
    timed = True
    for word in text.replace("–", "-").replace(",", " ").split():
        if word[0].isdigit():
            if not days:
                raise ValueError(f"“{text}” gives a time before any weekday; {_EXAMPLE}")
            _give(week, days, _interval(word))
            timed = True
        else:
            days = _days(word, text) if timed else days + _days(word, text)
            timed = False
    if not timed or not week:
        raise ValueError(f"“{text}” gives no hours; {_EXAMPLE}")
    return week


def _give(week: dict[str, list[tuple[str, str]]], days: Sequence[str], interval: tuple[str, str]) -> None:
    for day in days:
        week.setdefault(day, []).append(interval)


def _days(word: str, text: str) -> list[str]:
    first, dash, last = word.partition("-")
    start = _weekday(first, text)
    if not dash:
        return [WEEKDAYS[start]]
    length = (_weekday(last, text) - start) % 7 + 1
    return [WEEKDAYS[(start + step) % 7] for step in range(length)]


def _weekday(word: str, text: str) -> int:
    name = word.lower()
    for names in (WEEKDAYS, _FULL):
        if name in names:
            return names.index(name)
    raise ValueError(f"“{word}” in “{text}” isn't a weekday; {_EXAMPLE}")


def _interval(word: str) -> tuple[str, str]:
    start, _, end = word.partition("-")
    check_interval(start, end)
    return start, end


def check_interval(start: str, end: str) -> None:
    """Refuse, with ValueError, times that are no interval of a day or of a night."""
    first, last = time_of_day(start), time_of_day(end)
    if first == last:
        raise ValueError(f"“{start}-{end}” starts when it ends; for the whole day write 00:00-24:00")
    if first == DAY:
        raise ValueError(f"“{start}-{end}” starts at the end of the day; write 00:00 of the next")


def spans(week: Week) -> tuple[tuple[Span, ...], ...]:
    """Lay a week out as spans per weekday, in microseconds, and whether the shift starts that day.

    Raises ValueError for what isn't a weekday, and for a time of day that there isn't.
    """
    days: list[list[Span]] = [[] for _ in WEEKDAYS]
    for name, intervals in week.items():
        if name not in WEEKDAYS:
            raise ValueError(f"“{name}” isn't a weekday; use mon, tue, wed, thu, fri, sat, sun")
        index = WEEKDAYS.index(name)
        for start, end in intervals:
            check_interval(start, end)
            first, last = time_of_day(start), time_of_day(end)
            days[index].append((first, last if first < last else DAY, True))
            if 0 < last < first:
                days[(index + 1) % 7].append((0, last, False))
    return tuple(tuple(sorted(day)) for day in days)


def overlapping_day(week: Week) -> str | None:
    """Return the first weekday, such as "Mon", some moment of which a week names twice; None if none is."""
    for name, day in zip(WEEKDAYS, spans(week), strict=True):
        if any(later < end for (_, end, _), (later, _, _) in pairwise(day)):
            return name.capitalize()
    return None


def is_around_the_clock(week: tuple[tuple[Span, ...], ...]) -> bool:
    """Say whether spans leave no moment of any weekday closed."""
    for day in week:
        reached = 0
        for start, end, _ in day:
            if start > reached:
                return False
            reached = max(reached, end)
        if reached < DAY:
            return False
    return True
