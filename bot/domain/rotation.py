"""Who is on call at an instant, and when that changes."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.routing import Assignment, Team, next_change, route
from bot.domain.tams import Tam


@dataclass(frozen=True, slots=True)
class PersonNow:
    """How a TAM stands at an instant."""

    name: str
    hours: str
    open: bool
    absent_until: date | None
    next_open: datetime | None


@dataclass(frozen=True, slots=True)
class OnCallAt:
    """Who would get a ticket at an instant, and the next instant at which somebody else would."""

    at: datetime
    primary: PersonNow
    secondary: PersonNow | None
    now: Assignment
    next_change: datetime | None


def who_is_on_call(team: Team, at: datetime) -> OnCallAt:
    """Return who is on call at `at`, how each TAM stands, and when that changes."""
    secondary = None if team.secondary is None else _person_now(team.secondary, at)
    return OnCallAt(at, _person_now(team.primary, at), secondary, route(team, at), next_change(team, at))


def _person_now(tam: Tam, at: datetime) -> PersonNow:
    name = tam.holder(at).name
    away = tam.absence(at)
    until = away.through if away else None
    return PersonNow(name, tam.hours_text, tam.is_on(at), until, tam.back(at))
