"""Read calendars as PagerDuty, Opsgenie, Grafana OnCall, Google and Outlook write them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import recurring_ical_events
from icalendar import Calendar, Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from bot.errors import WrongInput

LARGEST: Final = 4_000_000
MOST_EVENTS: Final = 2_000
LONGEST_WINDOW: Final = timedelta(days=90)
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_NOT_AWAY = ("FREE", "WORKINGELSEWHERE")
_MAIL = re.compile(r"\A(?:mailto:)?([^\s@]+@[^\s@]+)\Z", re.I)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: who it is about by mail or in its words, and its time; whole days have no time of day."""

    summary: str
    mails: frozenset[str]
    start: datetime | date
    end: datetime | date
    shows_free: bool = False
    """Whether Outlook shows whoever it is about as there."""


@dataclass(frozen=True, slots=True)
class CalendarRead:
    """The events of a window in order of time, and in words what of the calendar cannot be used."""

    entries: tuple[CalendarEvent, ...]
    refused: tuple[str, ...]


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
            if entry is not None and len(found) < MOST_EVENTS:
                found.append(entry)
    ordered = sorted(set(found), key=lambda one: (_instant(one.start, zone), one.summary))
    return CalendarRead(tuple(ordered), tuple(dict.fromkeys(refused)))


def _calendars(content: bytes) -> list[Component]:
    if len(content) > LARGEST:
        raise WrongInput(f"The calendar is larger than {LARGEST // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongInput("The calendar isn't UTF-8 text.") from None
    if "BEGIN:VCALENDAR" not in text.upper():
        raise WrongInput("That isn't a calendar: it has no BEGIN:VCALENDAR.")
    try:
        return list(Calendar.from_ical(text, multiple=True))
    except (ValueError, IndexError, KeyError) as error:
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
        often = [str(one).upper() for one in rule.get("FREQ", [])] if isinstance(rule, Mapping) else []
        if any(one in _TOO_OFTEN for one in often):
            return f"it comes {often[0].lower()}, which no shift does"
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        value = event.get(name)
        zone = value.params.get("TZID") if value is not None and hasattr(value, "params") else None
        moment = _moment(value)
        if value is not None and moment is None:
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
        newest: dict[str, Component] = {}
        for part in parts:
            at = str(_moment(part.get("DTSTART")))
            if at not in newest or _sequence(part) >= _sequence(newest[at]):
                newest[at] = part
        stale = [part for part in parts if all(part is not one for one in newest.values())]
        calendar.subcomponents = [
            one for one in calendar.subcomponents if all(one is not each for each in stale)
        ]
        ordered = sorted(newest.values(), key=lambda part: "RRULE" not in part)
        for number, part in enumerate(ordered[1:] if uid else ordered, 1):
            part.pop("UID", None)
            part.add("UID", f"{uid}#{number}")


def _occurrences(
    calendar: Component, window: tuple[datetime, datetime], refused: list[str]
) -> Iterator[Component]:
    start, end = window[0].astimezone(UTC), min(window[1], window[0] + LONGEST_WINDOW).astimezone(UTC)
    try:
        query = recurring_ical_events.of(calendar, skip_bad_series=True)
        events = list(query.between(start, end))
    except (ValueError, KeyError, TypeError, AttributeError, ZoneInfoNotFoundError) as error:
        raise WrongInput(f"The calendar cannot be read: {_first_line(error)}.") from None
    if len(events) > MOST_EVENTS:
        refused.append(f"Only the first {MOST_EVENTS} of {len(events)} events are taken.")
    yield from events[:MOST_EVENTS]


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
    if _instant(end, zone) <= _instant(start, zone):
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
    return " ".join(str(event.get("SUMMARY", "")).split())[:150] or "An event without a name"


def _is_zone(name: str) -> bool:
    with suppress(ValueError, ZoneInfoNotFoundError, OSError):
        ZoneInfo(name)
        return True
    return False


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:150].rstrip(".")
