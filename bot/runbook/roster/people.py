"""The provider's people, each named once, the days on which they are away, and those who answer as one."""

from typing import Self

from pydantic import Field, model_validator

from bot.runbook.holiday_dates import HolidayRule
from bot.runbook.roster.reach_rows import ReachRow
from bot.runbook.roster.schedules import ScheduleRow
from bot.runbook.values import (
    Choice,
    Day,
    Email,
    PersonKey,
    PhoneVariable,
    Row,
    UserGroupId,
    UserId,
    Words,
    Zone,
)


class PersonRow(Row):
    """Somebody of the provider, for schedules and teams to name by key."""

    name: Choice
    slack: UserId | None = None
    email: Email | None = None
    phone: PhoneVariable | None = None
    time_zone: Zone | None = None
    holidays: HolidayRule | None = None
    reach: ReachRow = ReachRow()
    """In place of what the role says."""


class Days(Row):
    """Days, both inclusive."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"to {self.last} lies before from {self.first}")
        return self


class PersonDays(Days):
    """Days on which a person does not work, in the person's zone."""

    who: PersonKey


class Group(Row):
    """People who answer as one: by a schedule, else a Slack user group, or members listed by id."""

    name: Words
    usergroup: UserGroupId | None = None
    members: tuple[UserId, ...] = ()
    schedule: ScheduleRow | None = None
    oncall_group: UserGroupId | None = None
    """The user group whose members are kept equal to who is on call."""
    reach: ReachRow = ReachRow()


People = dict[PersonKey, PersonRow]
