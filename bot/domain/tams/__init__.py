"""The people who answer: one person in their hours, or several who take turns by a schedule."""

from bot.domain.tams.absence import FOR_EVER, Absence
from bot.domain.tams.cover import Cover, Covers
from bot.domain.tams.duty import (
    ByLayer,
    ByOverride,
    GoneFromSlack,
    InPlaceOf,
    OffDuty,
    OnDutyBy,
    OnHoliday,
    OnLeave,
    OutsideHours,
    PersonAway,
    PostedHours,
    RoleVacant,
)
from bot.domain.tams.identity import Member, NamedPerson, Role
from bot.domain.tams.person import Person
from bot.domain.tams.rota import Rota
from bot.domain.tams.scheduled import ScheduledTam
from bot.domain.tams.tam import Announced, Tam
from bot.domain.tams.turn import Turn

__all__ = [
    "FOR_EVER",
    "Absence",
    "Announced",
    "ByLayer",
    "ByOverride",
    "Cover",
    "Covers",
    "GoneFromSlack",
    "InPlaceOf",
    "Member",
    "NamedPerson",
    "OffDuty",
    "OnDutyBy",
    "OnHoliday",
    "OnLeave",
    "OutsideHours",
    "Person",
    "PersonAway",
    "PostedHours",
    "Role",
    "RoleVacant",
    "Rota",
    "ScheduledTam",
    "Tam",
    "Turn",
]
