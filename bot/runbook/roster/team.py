"""The people who look after one account, as its file names them."""

from typing import Literal

from bot.runbook.holiday_dates import HolidayRule
from bot.runbook.roster.people import Days
from bot.runbook.roster.reach_rows import ReachRow
from bot.runbook.roster.schedules import ScheduleRow
from bot.runbook.values import Choice, Email, Hours, PersonKey, Row, UserGroupId, UserId, Zone


class Contact(Row):
    """Someone of the provider who looks after the account."""

    name: Choice
    slack: UserId | None = None
    email: Email | None = None


class ManagerRow(Contact):
    """The TAM manager."""

    reach: ReachRow = ReachRow()


class TamRow(Row):
    """A TAM with posted hours, named here or by a key of the provider's people; or several, by a schedule."""

    name: Choice | None = None
    slack: UserId | None = None
    email: Email | None = None
    person: PersonKey | None = None
    hours: Hours | None = None
    time_zone: Zone | None = None
    holidays: HolidayRule | None = None
    """Where the TAM has some otherwise than the account, all of them: the account's with the TAM's own."""
    schedule: ScheduleRow | None = None
    oncall_group: UserGroupId | None = None
    reach: ReachRow = ReachRow()


class TeamRow(Row):
    """The people who look after the account; only the primary TAM must be there."""

    primary: TamRow
    secondary: TamRow | None = None
    manager: ManagerRow | None = None
    account_executive: Contact | None = None


class AbsenceRow(Days):
    """Days on which a TAM does not work, both inclusive."""

    who: Literal["primary", "secondary"]
