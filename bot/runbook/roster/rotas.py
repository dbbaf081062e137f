"""From rows of the runbook to people who answer: the schedules with their people, and an account's team."""

from collections.abc import Mapping
from datetime import date

from bot.domain.business_hours import AnyOf, BusinessCalendar, parse_week
from bot.domain.calendar.open_table import OpenTable
from bot.domain.routing import Team
from bot.domain.schedules import Schedule, away
from bot.domain.tams import Absence, Member, Person, Role, Rota, ScheduledTam, Tam
from bot.runbook.provider import Provider
from bot.runbook.roster.people import Days, Group, PersonRow
from bot.runbook.roster.schedules import ScheduleRow
from bot.runbook.roster.team import AbsenceRow, TamRow, TeamRow


class Rotas:
    """What the provider's people make of schedules and TAMs; built once for a runbook."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        self._people = {
            key: Member(row.name, row.slack, row.time_zone or provider.time_zone)
            for key, row in provider.people.items()
        }
        self._away: dict[str, OpenTable] | None = None

    def rota(self, row: ScheduleRow, zone: str) -> Rota:
        """Return a schedule with its people; `zone` is that of layers which name none."""
        if self._away is None:
            self._away = {key: self._table(key, person) for key, person in self._provider.people.items()}
        schedule = Schedule(row.built_layers(zone), row.built_overrides(), self._away)
        return Rota(schedule, self._people)

    def of_group(self, group: Group) -> Rota | None:
        """Return the schedule of a group that has one."""
        return self.rota(group.schedule, self._provider.time_zone) if group.schedule else None

    def team(
        self, row: TeamRow, absences: tuple[AbsenceRow, ...], zone: str, holidays: Mapping[date, str]
    ) -> Team:
        """Return who answers an account; `holidays` are the account's."""
        found: dict[Role, Tam] = {}
        for role, tam in ((Role.PRIMARY, row.primary), (Role.SECONDARY, row.secondary)):
            if tam is not None:
                own = tuple(days for days in absences if days.who == role)
                off = tam.holidays.dates() if tam.holidays else holidays
                found[role] = (
                    self._scheduled(role, tam.schedule, zone, off)
                    if tam.schedule
                    else self._person(role, tam, own, zone, off)
                )
        return Team(found[Role.PRIMARY], found.get(Role.SECONDARY), self._provider.pse.name, zone)

    def _person(
        self, role: Role, row: TamRow, own: tuple[Days, ...], zone: str, holidays: Mapping[date, str]
    ) -> Person:
        person = self._provider.people[row.person] if row.person else None
        named = person or row
        own_zone = row.time_zone or (person and person.time_zone) or zone
        posted = BusinessCalendar(own_zone, parse_week(row.hours or ""), holidays)
        days = own + (self._days_off(row.person) if row.person else ())
        absences = tuple(Absence.of_days(one.first, one.last, own_zone) for one in days)
        return Person(role, named.name or "", named.slack, row.hours or "", posted, absences)

    def _scheduled(
        self, role: Role, row: ScheduleRow, zone: str, holidays: Mapping[date, str]
    ) -> ScheduledTam:
        weeks = [BusinessCalendar(place, parse_week(hours), holidays) for hours, place in row.weeks(zone)]
        return ScheduledTam(role, self.rota(row, zone), row.hours_text, AnyOf(zone, weeks))

    def _table(self, key: str, person: PersonRow) -> OpenTable:
        zone = self._people[key].zone
        holidays = person.holidays.dates() if person.holidays else {}
        days = [(one.first, one.last) for one in self._days_off(key)] + [(day, day) for day in holidays]
        absences = (Absence.of_days(first, last, zone) for first, last in days)
        return away((one.start, one.end) for one in absences)

    def _days_off(self, key: str) -> tuple[Days, ...]:
        return tuple(one for one in self._provider.absences if one.who == key)
