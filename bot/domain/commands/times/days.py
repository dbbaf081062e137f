"""Days as people write them: 2026-03-06, Mar 6, 6 March 2026, Friday, tomorrow; never guessed from 03/04."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.domain.wording import day_words
from bot.errors import WrongInput

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\w)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\w)"
_YEAR = r"(?:,? ?(?P<year>(?:19|20)\d\d)(?!\d|:\d))?"
_ISO = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_MONTH_FIRST = re.compile(rf"{_MONTH} ?{_DAY}{_YEAR}")
_DAY_FIRST = re.compile(rf"(?:the )?{_DAY}(?: of| ?-)? ?{_MONTH}(?: ?-(?= ?(?:19|20)\d\d(?![\d:-])))?{_YEAR}")
_DASHED = re.compile(rf"(?P<day>\d{{1,2}})-{_MONTH}-(?P<year>(?:20)?\d\d)(?![\w-])")
_NUMBERS = re.compile(
    r"(?P<one>\d{1,2})(?:/(?P<two>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?"
    r"|\.(?P<two_>\d{1,2})\.(?P<year_>\d{4}|\d\d)?|-(?P<two__>\d{1,2})-(?P<year__>\d{4}))(?![\d/])"
)
_NAME_OF_DAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?)(?!\w)\.?"
)
_WEEKDAY = re.compile(rf"(?:on )?(?:(?P<which>this|coming|next) )?{_NAME_OF_DAY}")
_WEEKDAY_BEFORE = re.compile(rf"(?:on )?{_NAME_OF_DAY},? ")
_NEAR = re.compile(
    r"(?P<near>today|tonight|day after tomorrow|tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|yesterday)(?!\w)"
)
_NEAR_DAYS: Final = {"today": 0, "tonight": 0, "yesterday": -1, "day after tomorrow": 2}
_Form = tuple[re.Pattern[str], Callable[[re.Match[str], date], date]]
_LATELY: Final = timedelta(days=60)
_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day, and where the text goes on after it."""

    day: date
    end: int


def day_at(text: str, at: int, today: date, since: date | None = None) -> DayRead | None:
    """Read the day that a text names at a place; the text is folded, with single blanks.

    A day without a year is the coming one, or one that is not long past, as seen from `since` (today). Raises
    WrongInput for a day that does not exist or that may be two.
    """
    near = _NEAR.match(text, at)
    if near is not None:
        return DayRead(today + timedelta(days=_NEAR_DAYS.get(near["near"], 1)), near.end())
    weekday = _WEEKDAY_BEFORE.match(text, at)
    if weekday is not None:
        dated = _in_form(_DATES, text, weekday.end(), since or today)
        if dated is not None:
            return _agreed(weekday["weekday"], dated)
        numbers = _NUMBERS.match(text, weekday.end())
        told = _told_by(weekday["weekday"], numbers, since or today) if numbers else None
        if told is not None:
            return told
    return _in_form(_FORMS, text, at, since or today)


def _in_form(forms: Sequence[_Form], text: str, at: int, today: date) -> DayRead | None:
    for pattern, meaning in forms:
        found = pattern.match(text, at)
        if found is not None:
            try:
                return DayRead(meaning(found, today), found.end())
            except (ValueError, OverflowError):
                raise WrongInput(f"“{found[0].strip()}” names a day that does not exist.") from None
    return None


def _agreed(weekday: str, dated: DayRead) -> DayRead:
    """Return the day of "Wed, 4 Mar"; WrongInput if it is no Wednesday."""
    ahead = _WEEKDAYS.index(weekday[:3]) - dated.day.weekday()
    if not ahead:
        return dated
    meant = dated.day + timedelta(days=ahead)
    one, other = sorted((dated.day, meant))
    raise WrongInput(f"{dated.day} is a {dated.day:%A}, not a {meant:%A}. Write {one} or {other}.")


def _told_by(weekday: str, found: re.Match[str], today: date) -> DayRead | None:
    """Read "Wed 3/4": of two numbers the weekday tells which is the month."""
    one, two = int(found["one"]), int(found["two"] or found["two_"] or found["two__"])
    year = found["year"] or found["year_"] or found["year__"]
    for month, day in ((one, two), (two, one)):
        try:
            read = _dated(year, month, day, today)
        except ValueError:
            continue
        if read.weekday() == _WEEKDAYS.index(weekday[:3]):
            return DayRead(read, found.end())
    return None


def _iso(found: re.Match[str], today: date) -> date:
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _named_month(found: re.Match[str], today: date) -> date:
    month = MONTHS.index(found["month"][:3]) + 1
    return _dated(found["year"], month, int(found["day"]), today)


def _numbers(found: re.Match[str], today: date) -> date:
    """Read two numbers: which of them is the month must be plain."""
    one, two = int(found["one"]), int(found["two"] or found["two_"] or found["two__"])
    year = found["year"] or found["year_"] or found["year__"]
    if one == two or one > 12:
        return _dated(year, two, one, today)
    if two > 12:
        return _dated(year, one, two, today)
    raise WrongInput(_may_be(found[0], (_dated(year, one, two, today), _dated(year, two, one, today)), today))


def _weekday(found: re.Match[str], today: date) -> date:
    ahead = (_WEEKDAYS.index(found["weekday"][:3]) - today.weekday()) % 7
    coming = today + timedelta(days=ahead)
    if found["which"] != "next" or today.weekday() + ahead > 6:
        return coming
    following = coming + _WEEK
    if not ahead:
        return following
    raise WrongInput(_may_be(found[0], (coming, following), today))


def _dated(year: str | None, month: int, day: int, today: date) -> date:
    if year is not None:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in (today.year, today.year + 1):
        if _exists(candidate, month, day) and date(candidate, month, day) >= today - _LATELY:
            return date(candidate, month, day)
    return date(today.year, month, day)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _may_be(written: str, days: Sequence[date], today: date) -> str:
    one, other = (day_words(day, today) for day in days)
    return f"“{written.strip()}” may be {one} or {other}. Write {days[0]} or {days[1]}."


_DATES: Final[tuple[_Form, ...]] = (
    (_ISO, _iso),
    (_DASHED, _named_month),
    (_MONTH_FIRST, _named_month),
    (_DAY_FIRST, _named_month),
)
_FORMS: Final[tuple[_Form, ...]] = (
    *_DATES,
    (_COMPACT, _iso),
    (_NUMBERS, _numbers),
    (_WEEKDAY, _weekday),
)
