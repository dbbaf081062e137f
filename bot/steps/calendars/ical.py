"""Read calendars as PagerDuty, Opsgenie, Grafana OnCall, Google and Outlook write them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import recurring_ical_events
from icalendar import Calendar, Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.errors import WrongInput
from bot.steps.calendars.calendar_events import LARGEST, LONGEST_WINDOW, CalendarEvent, CalendarRead
from bot.steps.calendars.rules import MOST_TIMES, fault_of_rule, times_of_rule

MOST_EVENTS: Final = 2_000
_YEARS: Final = range(1900, 3000)
_NOT_AWAY = ("FREE", "WORKINGELSEWHERE")
_MAIL = re.compile(r"\A(?:mailto:)?([^\s@]+@[^\s@]+)\Z", re.I)
_BRACKET = re.compile(r"^(BEGIN|END):", re.I | re.M)
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError)
"""What the libraries raise for what they cannot read: of zones even that it is a folder."""


def read_calendar(content: bytes, window: tuple[datetime, datetime], zone: str) -> CalendarRead:
    """Return the events that touch a window of at most 90 days; `zone` is that of times that name none.

    Raises WrongInput for what is no calendar.
    """
    refused: list[str] = []
    found: list[CalendarEvent] = []
    for calendar in _calendars(content):
        _name_zones(calendar, zone, refused)
        _leave_out(calendar, refused)
        _tell_apart(calendar)
        for event in _occurrences(calendar, window, refused):
            entry = _entry(event, zone, refused)
            if entry is not None:
                found.append(entry)
    ordered = sorted(set(found), key=lambda one: (_instant(one.start, zone), one.summary))
    if len(ordered) > MOST_EVENTS:
        refused.append(f"Only the first {MOST_EVENTS} of {len(ordered)} events are taken.")
    return CalendarRead(tuple(ordered[:MOST_EVENTS]), tuple(dict.fromkeys(refused)))


def _calendars(content: bytes) -> list[Component]:
    if len(content) > LARGEST:
        raise WrongInput(f"The calendar is larger than {LARGEST // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongInput("The calendar isn't UTF-8 text.") from None
    if "BEGIN:VCALENDAR" not in text.upper():
        raise WrongInput("That isn't a calendar: it has no BEGIN:VCALENDAR.")
    brackets = Counter(found[1].upper() for found in _BRACKET.finditer(text))
    if brackets["BEGIN"] != brackets["END"]:
        raise WrongInput("The calendar is cut off: not everything in it that begins has an end.")
    try:
        return list(Calendar.from_ical(text, multiple=True))
    except OSError:  # of a zone whose name is a folder's
        raise WrongInput("The calendar cannot be read: a zone that it names is none.") from None
    except _UNREADABLE as error:
        raise WrongInput(f"The calendar cannot be read: {_first_line(error)}.") from None


def _name_zones(calendar: Component, zone: str, refused: list[str]) -> None:
    """Have the calendar's own zone be one that is known: Windows's names are, in the library, not."""
    named = calendar.get("X-WR-TIMEZONE")
    if named is None:
        return
    known = WINDOWS_TO_OLSON.get(str(named).strip(), str(named).strip())
    del calendar["X-WR-TIMEZONE"]
    if _is_zone(known):
        calendar.add("X-WR-TIMEZONE", known)
    else:
        refused.append(f"The calendar's zone “{named}” is unknown; {zone} is taken for it.")


def _leave_out(calendar: Component, refused: list[str]) -> None:
    """Take out what would come too often, and what has a zone that nobody knows."""
    kept: list[Component] = []
    zones = {str(one.get("TZID")) for one in calendar.walk("VTIMEZONE")}
    for part in calendar.subcomponents:
        fault = _fault(part, zones) if part.name == "VEVENT" else None
        if fault is None:
            kept.append(part)
        else:
            refused.append(f"“{_words(part)}” is left out: {fault}.")
    calendar.subcomponents = kept


def _fault(event: Component, zones: set[str]) -> str | None:
    for rule in _several(event.get("RRULE")):
        if fault := fault_of_rule(rule):
            return fault
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        value = event.get(name)
        zone = value.params.get("TZID") if value is not None and hasattr(value, "params") else None
        moment = _moment(value)
        if value is not None and (moment is None or moment.year not in _YEARS):
            return f"its {name} cannot be read"
        if zone and isinstance(moment, datetime) and moment.tzinfo is None and str(zone) not in zones:
            return f"its zone “{zone}” is unknown"
    if "DTSTART" not in event:
        return "it has no beginning"
    start = _moment(event.get("DTSTART"))
    if isinstance(start, datetime) and "DTEND" not in event and "DURATION" not in event:
        return "it has no end"
    return None


def _tell_apart(calendar: Component) -> None:
    """Give each series a UID of its own: of two events of one UID the library would lose one.

    Of an event that stands twice at one time the newest counts.
    """
    groups: dict[str, list[Component]] = defaultdict(list)
    for part in calendar.walk("VEVENT"):
        if "RECURRENCE-ID" not in part:
            groups[str(part.get("UID", ""))].append(part)
    for uid, parts in groups.items():
        newest: dict[str, int] = {}
        for part in parts:
            at = str(_moment(part.get("DTSTART")))
            newest[at] = max(_sequence(part), newest.get(at, 0))
        stale = [
            part for part in parts if uid and _sequence(part) < newest[str(_moment(part.get("DTSTART")))]
        ]
        calendar.subcomponents = [
            one for one in calendar.subcomponents if all(one is not each for each in stale)
        ]
        kept = [part for part in parts if all(part is not each for each in stale)]
        ordered = sorted(kept, key=lambda part: "RRULE" not in part)
        for number, part in enumerate(ordered[1:] if uid else ordered, 1):
            part.pop("UID", None)
            part.add("UID", f"{uid}#{number}")


def _occurrences(
    calendar: Component, window: tuple[datetime, datetime], refused: list[str]
) -> Iterator[Component]:
    """Yield what comes in the window, series by series: one that cannot be read costs no other."""
    start, end = window[0].astimezone(UTC), min(window[1], window[0] + LONGEST_WINDOW).astimezone(UTC)
    times = 0
    for series in _each_series(calendar):
        event = series.walk("VEVENT")[0]
        times += sum(
            times_of_rule(rule, _moment(event.get("DTSTART")), end) for rule in _several(event.get("RRULE"))
        )
        if times > MOST_TIMES:
            raise WrongInput("The calendar's series have too many times to count.")
        try:
            yield from list(recurring_ical_events.of(series).between(start, end))
        except _UNREADABLE:
            refused.append(f"“{_words(event)}” is left out: its times cannot be read.")


def _each_series(calendar: Component) -> Iterator[Component]:
    """Yield a calendar of each series alone, with the zones of the whole."""
    series: dict[str, list[Component]] = defaultdict(list)
    shared: list[Component] = []
    for part in calendar.subcomponents:
        (series[str(part.get("UID", ""))] if part.name == "VEVENT" else shared).append(part)
    zones = [part for part in shared if part.name == "VTIMEZONE"]
    for parts in series.values():
        alone = Calendar(calendar)
        alone.subcomponents = [*zones, *sorted(parts, key=lambda part: "RECURRENCE-ID" in part)]
        yield alone


def _entry(event: Component, zone: str, refused: list[str]) -> CalendarEvent | None:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    start, end = _moment(event.get("DTSTART")), _moment(event.get("DTEND"))
    if start is None:
        return None
    if end is None:
        lasts = _moment_span(event)
        end = start + lasts if lasts else start + timedelta(days=1)
    if isinstance(start, datetime):
        start, end = _aware(start, zone), _aware(_as_datetime(end), zone)
    if end.year not in _YEARS or _instant(end, zone) <= _instant(start, zone):
        refused.append(f"“{_words(event)}” is left out: it has no end.")
        return None
    shown = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper()
    return CalendarEvent(_words(event), _mails(event), start, end, shown in _NOT_AWAY)


def _moment_span(event: Component) -> timedelta | None:
    lasts = event.get("DURATION")
    span = getattr(lasts, "dt", None)
    return span if isinstance(span, timedelta) else None


def _mails(event: Component) -> frozenset[str]:
    found = (_MAIL.match(str(one).strip()) for one in _several(event.get("ATTENDEE")))
    return frozenset(one[1].casefold() for one in found if one)


def _moment(value: object) -> datetime | date | None:
    with suppress(ValueError, TypeError):  # of a property that is broken
        moment = getattr(value, "dt", None)
        return moment if isinstance(moment, date) else None
    return None


def _aware(moment: datetime, zone: str) -> datetime:
    return moment.replace(tzinfo=ZoneInfo(zone)) if moment.tzinfo is None else moment


def _as_datetime(moment: datetime | date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001


def _instant(moment: datetime | date, zone: str) -> datetime:
    return _aware(_as_datetime(moment), zone).astimezone(UTC)


def _several(value: object) -> list[object]:
    """Return what a property holds, once or several times."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _sequence(event: Component) -> int:
    with suppress(ValueError, TypeError):
        return int(event.get("SEQUENCE", 0))
    return 0


def _words(event: Component) -> str:
    first = next(iter(_several(event.get("SUMMARY"))), "")
    return " ".join(str(first).split())[:150] or "An event without a name"


def _is_zone(name: str) -> bool:
    with suppress(ValueError, ZoneInfoNotFoundError, OSError):
        ZoneInfo(name)
        return True
    return False


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:150].rstrip(".")
