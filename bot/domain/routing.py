"""Who gets a ticket: the primary TAM in their hours, else the secondary in theirs, else the 24x7 PSE team."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.business_hours import AnyOf, BusinessCalendar, OpenHours, first_instant
from bot.domain.wording import clock_time, day_words, zone_word
from bot.domain.zones import FIRST_DAY, LAST, LAST_DAY, instant, local_day

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a person does not work, both inclusive, in the person's zone."""

    first: date
    last: date


class Role(StrEnum):
    """The roles that tickets are assigned to."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    PSE = "pse"

    @property
    def label(self) -> str:
        """Return the role as people read it."""
        return _LABELS[self]


_LABELS = {Role.PRIMARY: "primary TAM", Role.SECONDARY: "secondary TAM", Role.PSE: "24x7 PSE team"}


@dataclass(frozen=True)
class Person:
    """A TAM of an account, with posted hours (holidays out) and absences."""

    role: Role
    name: str
    slack: str | None
    hours_text: str
    posted: BusinessCalendar
    absences: tuple[Absence, ...]

    @property
    def duty(self) -> BusinessCalendar:
        """Return the posted hours without the absences."""
        return _duty(self.posted, self.absences)

    def absent_until(self, now: datetime) -> date | None:
        """Return the last day of the absence, or absences in a row, that `now` falls in; None if present."""
        last: date | None = None
        day = local_day(self.posted.zone, now)
        for absence in sorted(self.absences, key=lambda absence: absence.first):
            if absence.first <= day <= absence.last:
                last = absence.last
                day = min(last, LAST_DAY) + _DAY
        return last


@dataclass(frozen=True)
class Team:
    """The people who answer an account, and the zone in which its times are told.

    `contract_hours` are those of its business targets; None: whenever a TAM's posted hours are open.
    """

    primary: Person
    secondary: Person | None
    pse_name: str
    zone: str
    contract_hours: BusinessCalendar | None = None

    @property
    def tams(self) -> tuple[Person, ...]:
        """Return the TAMs in the order in which tickets are offered to them."""
        return (self.primary,) if self.secondary is None else (self.primary, self.secondary)

    @property
    def business(self) -> OpenHours:
        """Return the business clock: the contract's, else any TAM's posted hours, whoever is absent."""
        if self.contract_hours is not None:
            return self.contract_hours
        return _business(self.zone, tuple(tam.posted for tam in self.tams))

    def person(self, role: Role) -> Person | None:
        """Return who fills a role; None for the PSE team and for a vacant role."""
        return next((tam for tam in self.tams if tam.role is role), None)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who has a ticket, and the sentences that say why."""

    role: Role
    name: str
    slack: str | None
    why: tuple[str, ...]


def on_duty(team: Team, role: Role, now: datetime) -> bool:
    """Say whether the role is filled and working at `now`; the PSE team always is."""
    person = team.person(role)
    return role is Role.PSE if person is None else person.duty.is_open(now)


def role_on_duty(team: Team, now: datetime) -> Role:
    """Return the role that a ticket opened at `now` goes to."""
    return next((tam.role for tam in team.tams if tam.duty.is_open(now)), Role.PSE)


def route(team: Team, now: datetime) -> Assignment:
    """Assign a ticket at `now`, and say why it goes there and what happens next."""
    role = role_on_duty(team, now)
    person = team.person(role)
    why = _why(team, role, now)
    return Assignment(role, person.name if person else team.pse_name, person.slack if person else None, why)


def next_change(team: Team, now: datetime) -> datetime | None:
    """Return the next instant at which tickets go to another role; None if they never will."""
    if role_on_duty(team, now) is Role.PRIMARY:
        return team.primary.duty.next_change(now)
    changes = [tam.duty.next_change(now) for tam in team.tams]
    return min((change for change in changes if change is not None), default=None)


# A team is made anew whenever absences may have changed; its calendars' tables need not be.
@lru_cache(maxsize=512)
def _duty(posted: BusinessCalendar, absences: tuple[Absence, ...]) -> BusinessCalendar:
    return posted.minus([_away(absence, posted.zone) for absence in absences])


def _away(absence: Absence, zone: str) -> tuple[datetime, datetime]:
    away = first_instant(zone, max(absence.first, FIRST_DAY), "00:00")
    if absence.last >= LAST_DAY:
        return away, instant(LAST)
    return away, first_instant(zone, absence.last + _DAY, "00:00")


@lru_cache(maxsize=512)
def _business(zone: str, posted: tuple[BusinessCalendar, ...]) -> AnyOf:
    return AnyOf(zone, posted)


def _why(team: Team, role: Role, now: datetime) -> tuple[str, ...]:
    """Say the rule that applied, who was passed over and for what, and what happens next and when."""
    person = team.person(role)
    day = local_day(team.zone, now)
    time = f"{clock_time(now, team.zone, now)} on {day_words(day, day)}"
    if person is None:
        passed, rule = team.tams, f"No TAM is on duty at {time}, so the {role.label} has it."
    else:
        passed = team.tams[: team.tams.index(person)]
        rule = f"{person.name}, {role.label}, is on duty at {time} ({_hours(person, now)})."
    return (rule, *(_passed_over(team, tam, now) for tam in passed), _what_next(team, person, now))


def _passed_over(team: Team, tam: Person, now: datetime) -> str:
    """Say why a TAM did not get the ticket, and when that TAM is back."""
    today = local_day(tam.posted.zone, now)
    until = tam.absent_until(now)
    if until is not None:
        why = f"is absent through {day_words(until, today)}"
    elif today in tam.posted.holidays and tam.posted.works_on(today):
        name = tam.posted.holidays[today]
        why = f"is off: {day_words(today, today)} is a holiday{name and f' ({name})'}"
    else:
        why = f"is outside working hours ({_hours(tam, now)})"
    back = tam.duty.next_open(now)
    return f"{tam.name}, {tam.role.label}, {why}; {_back(back, team.zone, now)}."


def _back(back: datetime | None, zone: str, now: datetime) -> str:
    return "no return is planned" if back is None else f"back {clock_time(back, zone, now)}"


def _what_next(team: Team, person: Person | None, now: datetime) -> str:
    """Say when tickets go to somebody else, and to whom."""
    change = next_change(team, now)
    if change is None:
        return "Nothing is planned that would change this."
    at = clock_time(change, team.zone, now)
    to = _named(team, role_on_duty(team, change))
    if person is None or person.duty.is_open(change):
        return f"New tickets go to {to} from {at}."
    return f"On duty until {at}, then {to}; a nudge moves an unanswered ticket to whoever is on duty by then."


def _named(team: Team, role: Role) -> str:
    """Name who fills a role, for the middle of a sentence."""
    person = team.person(role)
    return f"the {role.label}" if person is None else person.name


def _hours(person: Person, now: datetime) -> str:
    return f"{person.hours_text} {zone_word(person.posted.zone, now)}"
