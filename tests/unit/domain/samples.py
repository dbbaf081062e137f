"""A TAM's office and Partiful's team, with defaults for whatever a test is not about."""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.routing import Team
from bot.domain.sla import Priority, RunsOn, Target
from bot.domain.tams import Absence, Person, Role

EASTERN = "America/New_York"
OFFICE = "Mon-Fri 09:00-18:00"
KING_DAY = {date(2026, 1, 19): "Martin Luther King Jr. Day"}

P1 = Target(Priority.P1, "Business Critical", timedelta(hours=1), RunsOn.ALWAYS)
P2 = Target(Priority.P2, "Degraded Service", timedelta(hours=2), RunsOn.BUSINESS)
P3 = Target(Priority.P3, "General Issue", timedelta(hours=3), RunsOn.BUSINESS)
TARGETS = {Priority.P1: P1, Priority.P2: P2, Priority.P3: P3}


def at(text: str) -> datetime:
    """Return an instant given with its offset: at("2026-03-06T17:30-05:00")."""
    instant = datetime.fromisoformat(text)
    assert instant.tzinfo is not None
    return instant.astimezone(UTC)


def office(
    hours: str = OFFICE, zone: str = EASTERN, holidays: Collection[date] = (), away: Collection[str] = ()
) -> BusinessCalendar:
    """Return a calendar; `away` are absences written "start/end"."""
    absences = [(at(start), at(end)) for start, end in (one.split("/") for one in away)]
    return BusinessCalendar(zone, parse_week(hours), holidays, absences)


def tam(
    role: Role, name: str, absences: Collection[Absence] = (), calendar: BusinessCalendar | None = None
) -> Person:
    """Return a TAM who works the office's hours."""
    return Person(role, name, f"U0{name.split()[0].upper()}", OFFICE, calendar or office(), tuple(absences))


def team(
    primary_away: Collection[Absence] = (),
    secondary_away: Collection[Absence] = (),
    primary: BusinessCalendar | None = None,
    secondary: BusinessCalendar | None = None,
    alone: bool = False,
) -> Team:
    """Return Partiful's team, Cierra Simms first and Kirk McCalla second unless she is alone."""
    return Team(
        tam(Role.PRIMARY, "Cierra Simms", primary_away, primary),
        None if alone else tam(Role.SECONDARY, "Kirk McCalla", secondary_away, secondary),
        "Personalized Support Engineers",
        EASTERN,
    )


def whole(sentence: str) -> str:
    """Return the pattern that matches a sentence and nothing more."""
    return rf"\A{re.escape(sentence)}\Z"


def away(first: str, last: str, zone: str = EASTERN) -> Absence:
    """Return whole days off, both dates inclusive."""
    return Absence.of_days(date.fromisoformat(first), date.fromisoformat(last), zone)
