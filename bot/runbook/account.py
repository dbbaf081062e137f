"""One customer: what its file may hold, and the account that the file and its provider make together."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.routing import CoversByRole, Role, Team
from bot.domain.tams import Announced
from bot.domain.wording import TimeFormat, WallClock
from bot.runbook.holiday_dates import HolidayRule
from bot.runbook.integrations.console import AccountBridgeRow
from bot.runbook.pin import PinRef
from bot.runbook.promises import EscalationRules, Notice, Pending, Pings, Sla
from bot.runbook.provider import Provider, Triage
from bot.runbook.roster.known_callers import Callers, by_number
from bot.runbook.roster.reach_rows import ReachRow
from bot.runbook.roster.rotas import Rotas
from bot.runbook.roster.team import AbsenceRow, Contact, TeamRow
from bot.runbook.values import (
    ChannelId,
    Choice,
    PinVariable,
    Row,
    UserId,
    Words,
    Workspaces,
    Zone,
    matching,
)

Prefix = Annotated[
    str,
    AfterValidator(matching(r"[A-Z][A-Z0-9]{1,19}", "isn't a prefix; write 2-20 capitals and digits")),
]


class Channel(Row):
    """The shared channel."""

    id: ChannelId
    name: Words


class AccountRow(Row):
    """What an account's file holds, with all that it takes over from the provider's."""

    name: Choice = Field(alias="account")
    site: Words | None = None
    prefix: Prefix | None = None
    channel: Channel
    workspaces: Workspaces
    requesters: tuple[UserId, ...] = ()
    pin: PinVariable | None = None
    callers: Callers = ()
    time_zone: Zone | None = None
    time_format: TimeFormat = TimeFormat.HALVES
    triage: Triage | None = None
    team: TeamRow
    absences: tuple[AbsenceRow, ...] = ()
    sla: Sla
    pending: Pending = Pending()
    notice: Notice = Notice()
    escalation: EscalationRules
    pings: Pings = Pings()
    console: AccountBridgeRow = AccountBridgeRow()
    holiday_rule: HolidayRule = Field(default=HolidayRule(), alias="holidays")


@dataclass(frozen=True, slots=True)
class Account:
    """One customer with one shared channel."""

    key: str
    name: str
    prefix: str
    channel: Channel
    workspaces: tuple[str, ...]
    requesters: tuple[str, ...]
    pin: PinRef | None
    callers: Mapping[str, str] = field(repr=False)
    """Who of its people calls from which number; a number can be forged."""
    time_zone: str
    time_format: TimeFormat
    triage_id: str | None
    site: str | None
    manager: Contact | None
    account_executive: Contact | None
    sla: Sla
    pending: Pending
    notice: Notice
    escalation: EscalationRules
    pings: Pings
    console: AccountBridgeRow
    holidays: Mapping[date, str] = field(repr=False, compare=False)
    """The days off, with their names; a TAM may have others."""
    reach: Mapping[Role, ReachRow] = field(repr=False)
    """How those of its roles are reached; what the provider's teams say of themselves stands there."""
    oncall_groups: Mapping[Role, str] = field(repr=False)
    """The user groups that follow the schedules of its roles."""
    _tams: tuple[Contact, ...]
    _team: Team = field(repr=False, compare=False)
    _groups: frozenset[str] = field(repr=False)

    def team(self, absences: Announced | None = None, covers: CoversByRole | None = None) -> Team:
        """Return who answers, with absences (by Slack user) and covers beyond those of the runbook."""
        return self._team.announced(absences or {}, covers or {}) if absences or covers else self._team

    @property
    def wall_clock(self) -> WallClock:
        """Return the clock on which the account's people are told times."""
        return WallClock(self.time_zone, self.time_format)

    def people(self) -> Iterator[Contact]:
        """Yield the people of the provider named in the account's file."""
        people = (*self._tams, self.manager, self.account_executive)
        yield from (person for person in people if person)

    def staff_ids(self) -> set[str]:
        """Return the Slack users that the runbook names as this account's staff; user groups not resolved."""
        return {person.slack for person in self.people() if person.slack} | self._groups


def prefix_of(key: str) -> str:
    """Return the prefix of ticket numbers that an account has unless its file gives another."""
    return re.sub(r"[^A-Z0-9]", "", key.upper())


def build(key: str, row: AccountRow, provider: Provider, rotas: Rotas, pin: PinRef | None) -> Account:
    """Return the account that a checked file describes."""
    zone = row.time_zone or provider.time_zone
    own_triage = row.triage.id if row.triage else None
    holidays = row.holiday_rule.dates()
    team = rotas.team(row.team, row.absences, zone, holidays)
    contract = _contract_hours(row.sla, zone, holidays)
    team = replace(team, contract_hours=contract, time_format=row.time_format)
    return Account(
        key=key,
        name=row.name,
        prefix=row.prefix or prefix_of(key),
        channel=row.channel,
        workspaces=row.workspaces,
        requesters=row.requesters,
        pin=pin,
        callers=by_number(row.callers),
        time_zone=zone,
        time_format=row.time_format,
        triage_id=own_triage or provider.triage_id,
        site=row.site,
        manager=row.team.manager,
        account_executive=row.team.account_executive,
        sla=row.sla,
        pending=row.pending,
        notice=row.notice,
        escalation=row.escalation,
        pings=row.pings,
        console=row.console,
        holidays=holidays,
        reach=_reach(row.team),
        oncall_groups=_oncall_groups(row.team),
        _tams=_contacts(row.team, team),
        _team=team,
        _groups=frozenset((*provider.pse.members, *provider.support_management.members)),
    )


def _contract_hours(sla: Sla, zone: str, holidays: Mapping[date, str]) -> BusinessCalendar | None:
    named = sla.business_hours
    if named is None:
        return None
    return BusinessCalendar(named.time_zone or zone, parse_week(named.hours), holidays)


def _reach(row: TeamRow) -> dict[Role, ReachRow]:
    rows = {Role.PRIMARY: row.primary, Role.SECONDARY: row.secondary, Role.TAM_MANAGER: row.manager}
    return {role: named.reach for role, named in rows.items() if named}


def _oncall_groups(row: TeamRow) -> dict[Role, str]:
    rows = {Role.PRIMARY: row.primary, Role.SECONDARY: row.secondary}
    return {role: tam.oncall_group for role, tam in rows.items() if tam and tam.oncall_group}


def _contacts(row: TeamRow, team: Team) -> tuple[Contact, ...]:
    """Return the TAMs as people to turn to, those of a schedule included."""
    people = [named for tam in team.tams for named in tam.everybody()]
    emails = {tam.name: tam.email for tam in (row.primary, row.secondary) if tam}
    return tuple(Contact(name=one.name, slack=one.slack, email=emails.get(one.name)) for one in people)
