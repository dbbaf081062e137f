"""Who gets a ticket: the primary TAM in their hours, else the secondary in theirs, else the 24x7 PSE team."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from bot.domain.business_hours import AnyOf, OpenHours
from bot.domain.tams import Absence, Announced, Cover, NamedPerson, Role, Tam
from bot.domain.why import NextChange, OnDuty, Routed, Why
from bot.domain.wording import TimeFormat, WallClock

__all__ = ["Absence", "Assignment", "Role", "Team", "keeps", "next_change", "role_on_duty", "route"]

CoversByRole = Mapping[Role, Sequence[Cover]]


@dataclass(frozen=True)
class Team:
    """The people who answer an account, and the zone in which its times are told.

    `contract_hours` are those of its business targets; None: whenever a TAM's posted hours are open.
    """

    primary: Tam
    secondary: Tam | None
    pse_name: str
    zone: str
    contract_hours: OpenHours | None = None
    time_format: TimeFormat = TimeFormat.HALVES

    @property
    def wall_clock(self) -> WallClock:
        """Return the clock on which the account's times are told."""
        return WallClock(self.zone, self.time_format)

    @property
    def tams(self) -> tuple[Tam, ...]:
        """Return the TAMs in the order in which tickets are offered to them."""
        return (self.primary,) if self.secondary is None else (self.primary, self.secondary)

    @property
    def business(self) -> OpenHours:
        """Return the business clock: the contract's, else any TAM's posted hours, whoever is absent."""
        if self.contract_hours is not None:
            return self.contract_hours
        return _business(self.zone, tuple(tam.posted for tam in self.tams))

    def announced(self, absences: Announced, covers: CoversByRole = MappingProxyType({})) -> "Team":
        """Return the team with what was announced later: absences by Slack user, covers by role."""
        primary, secondary = (
            tam and tam.announced(absences, covers.get(role, ()))
            for role, tam in ((Role.PRIMARY, self.primary), (Role.SECONDARY, self.secondary))
        )
        return replace(self, primary=primary or self.primary, secondary=secondary)

    def tam(self, role: Role) -> Tam | None:
        """Return who fills a role; None for the PSE team and for a vacant role."""
        return next((tam for tam in self.tams if tam.role is role), None)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who has a ticket, and why."""

    role: Role
    name: str
    slack: str | None
    why: Why


def keeps(team: Team, role: Role, slack: str | None, now: datetime) -> bool:
    """Say whether whoever has a ticket in a role is on duty at `now` still; whoever is no TAM always is."""
    tam = team.tam(role)
    if tam is None:
        return role not in (Role.PRIMARY, Role.SECONDARY)
    return tam.has(slack, now)


def role_on_duty(team: Team, now: datetime) -> Role:
    """Return the role that a ticket opened at `now` goes to."""
    return next((tam.role for tam in team.tams if tam.is_on(now)), Role.PSE)


def route(team: Team, now: datetime) -> Assignment:
    """Assign a ticket at `now`, with why it goes there and what happens next."""
    role = role_on_duty(team, now)
    tam = team.tam(role)
    holder = tam.holder(now) if tam else NamedPerson(team.pse_name, None)
    return Assignment(role, holder.name, holder.slack, _why(team, tam, now))


def next_change(team: Team, now: datetime) -> datetime | None:
    """Return the next instant at which tickets go to another role; None if they never will."""
    if role_on_duty(team, now) is Role.PRIMARY:
        return team.primary.next_change(now)
    return _earliest(tam.next_change(now) for tam in team.tams)


def _earliest(times: Iterable[datetime | None]) -> datetime | None:
    return min((time for time in times if time is not None), default=None)


@lru_cache(maxsize=512)
def _business(zone: str, posted: tuple[OpenHours, ...]) -> AnyOf:
    return AnyOf(zone, posted)


def _why(team: Team, tam: Tam | None, now: datetime) -> Routed:
    """Return the rule that applied, who was passed over and for what, and what happens next and when."""
    passed = team.tams if tam is None else team.tams[: team.tams.index(tam)]
    on_duty = OnDuty(tam.role, tam.holder(now).name, tam.on_duty_by(now)) if tam else None
    return Routed(now, on_duty, tuple(each.passed_over(now) for each in passed), _following(team, tam, now))


def _following(team: Team, tam: Tam | None, now: datetime) -> NextChange | None:
    """Return when tickets go to somebody else, and who that is."""
    at = _earliest((next_change(team, now), tam.until(now) if tam else None))
    if at is None:
        return None
    stays = tam is None or (tam.is_on(at) and tam.holder(at) == tam.holder(now))
    following = team.tam(role_on_duty(team, at))
    return NextChange(at, following.holder(at).name if following else None, moves=not stays)
