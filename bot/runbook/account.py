"""One customer: what its file may hold, and the account that the file and its provider make together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from bot.domain.business_hours import BusinessCalendar, parse_week
from bot.domain.routing import Absence, Person, Role, Team
from bot.runbook.holiday_dates import HolidayRule
from bot.runbook.pin import PinRef
from bot.runbook.promises import Escalation, Notice, Pending, Sla
from bot.runbook.provider import Provider, Triage
from bot.runbook.values import (
    ChannelId,
    Choice,
    Day,
    Email,
    Hours,
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
    AfterValidator(matching(r"[A-Z][A-Z0-9]{1,19}", "is no prefix; write 2-20 capitals and digits")),
]


class Channel(Row):
    """The shared channel."""

    id: ChannelId
    name: Words


class Contact(Row):
    """Someone of the provider who looks after the account."""

    name: Choice
    slack: UserId | None = None
    email: Email | None = None


class Tam(Contact):
    """A TAM: a contact with posted hours, on the wall clock of a zone."""

    hours: Hours
    time_zone: Zone | None = None
    holidays: HolidayRule | None = None
    """Where the TAM has some otherwise than the account, all of them: the account's with the TAM's own."""


class TeamRow(Row):
    """The people who look after the account; only the primary TAM must be there."""

    primary: Tam
    secondary: Tam | None = None
    manager: Contact | None = None
    account_executive: Contact | None = None


class AbsenceRow(Row):
    """Days on which a TAM does not work, both inclusive."""

    who: Literal["primary", "secondary"]
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"to {self.last} lies before from {self.first}")
        return self


class AccountRow(Row):
    """What an account's file holds, with all that it takes over from the provider's."""

    name: Choice = Field(alias="account")
    site: Words | None = None
    prefix: Prefix | None = None
    channel: Channel
    workspaces: Workspaces
    requesters: tuple[UserId, ...] = ()
    pin: PinVariable | None = None
    time_zone: Zone | None = None
    triage: Triage | None = None
    team: TeamRow
    absences: tuple[AbsenceRow, ...] = ()
    sla: Sla
    pending: Pending = Pending()
    notice: Notice = Notice()
    escalation: Escalation
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
    time_zone: str
    triage_id: str | None
    site: str | None
    primary: Tam
    secondary: Tam | None
    manager: Contact | None
    account_executive: Contact | None
    sla: Sla
    pending: Pending
    notice: Notice
    escalation: Escalation
    holidays: Mapping[date, str] = field(repr=False, compare=False)
    """The days off, with their names; a TAM may have others."""
    _team: Team = field(repr=False, compare=False)
    _groups: frozenset[str] = field(repr=False)

    def team(self, extra: Mapping[Role, Sequence[Absence]] | None = None) -> Team:
        """Return who answers, with absences beyond those of the runbook."""
        if not extra:
            return self._team
        primary, secondary = (
            person and replace(person, absences=(*person.absences, *extra.get(person.role, ())))
            for person in (self._team.primary, self._team.secondary)
        )
        return replace(self._team, primary=primary or self._team.primary, secondary=secondary)

    def people(self) -> Iterator[Contact]:
        """Yield the people of the provider named in the account's file."""
        people = (self.primary, self.secondary, self.manager, self.account_executive)
        yield from (person for person in people if person)

    def staff_ids(self) -> set[str]:
        """Return the Slack users whom the runbook names as this account's staff; user groups not resolved."""
        return {person.slack for person in self.people() if person.slack} | self._groups


def prefix_of(key: str) -> str:
    """Return the prefix of ticket numbers that an account has unless its file gives another."""
    return re.sub(r"[^A-Z0-9]", "", key.upper())


def build(key: str, row: AccountRow, provider: Provider, pin: PinRef | None) -> Account:
    """Return the account that a checked file describes."""
    zone = row.time_zone or provider.time_zone
    own_triage = row.triage.id if row.triage else None
    holidays = row.holiday_rule.dates()
    return Account(
        key=key,
        name=row.name,
        prefix=row.prefix or prefix_of(key),
        channel=row.channel,
        workspaces=row.workspaces,
        requesters=row.requesters,
        pin=pin,
        time_zone=zone,
        triage_id=own_triage or provider.triage_id,
        site=row.site,
        primary=row.team.primary,
        secondary=row.team.secondary,
        manager=row.team.manager,
        account_executive=row.team.account_executive,
        sla=row.sla,
        pending=row.pending,
        notice=row.notice,
        escalation=row.escalation,
        holidays=holidays,
        _team=_team(row, provider, zone, holidays),
        _groups=frozenset((*provider.pse.members, *provider.support_management.members)),
    )


def _team(row: AccountRow, provider: Provider, zone: str, holidays: Mapping[date, str]) -> Team:
    absences: dict[str, list[Absence]] = {Role.PRIMARY: [], Role.SECONDARY: []}
    for absence in row.absences:
        absences[absence.who].append(Absence(absence.first, absence.last))

    def person(role: Role, tam: Tam) -> Person:
        off = tam.holidays.dates() if tam.holidays else holidays
        posted = BusinessCalendar(tam.time_zone or zone, parse_week(tam.hours), off)
        return Person(role, tam.name, tam.slack, tam.hours, posted, tuple(absences[role]))

    second = row.team.secondary
    return Team(
        primary=person(Role.PRIMARY, row.team.primary),
        secondary=person(Role.SECONDARY, second) if second else None,
        pse_name=provider.pse.name,
        zone=zone,
        contract_hours=_contract_hours(row.sla, zone, holidays),
    )


def _contract_hours(sla: Sla, zone: str, holidays: Mapping[date, str]) -> BusinessCalendar | None:
    named = sla.business_hours
    if named is None:
        return None
    return BusinessCalendar(named.time_zone or zone, parse_week(named.hours), holidays)
