"""By what a TAM is on duty, or for what one is passed over: facts, of which `bot/blocks` makes words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.domain.tams.identity import Role

# `kind` is what each is told apart by where it is stored; renaming the class leaves it alone.


@dataclass(frozen=True, slots=True)
class PostedHours:
    """The hours that the runbook posts, as it writes them, and the zone in which they are meant."""

    text: str
    zone: str
    kind: Literal["posted_hours"] = "posted_hours"


@dataclass(frozen=True, slots=True)
class ByLayer:
    """A layer of the schedule, by its name."""

    layer: str
    kind: Literal["layer"] = "layer"


@dataclass(frozen=True, slots=True)
class ByOverride:
    """An override of the schedule."""

    kind: Literal["override"] = "override"


@dataclass(frozen=True, slots=True)
class InPlaceOf:
    """Somebody covers for a TAM in the hours that are posted for that one."""

    name: str
    hours: PostedHours
    kind: Literal["in_place_of"] = "in_place_of"


@dataclass(frozen=True, slots=True)
class OnLeave:
    """An absence that `day` falls in, and its last day, unless it ends within a day."""

    day: date
    until: date | None
    kind: Literal["on_leave"] = "on_leave"


@dataclass(frozen=True, slots=True)
class GoneFromSlack:
    """An account that is deactivated, or that Slack does not know."""

    kind: Literal["gone"] = "gone"


@dataclass(frozen=True, slots=True)
class OnHoliday:
    """A holiday on a day that would be worked; the name is empty where nobody gave one."""

    day: date
    name: str
    kind: Literal["holiday"] = "holiday"


@dataclass(frozen=True, slots=True)
class OutsideHours:
    """A time that the posted hours leave out."""

    hours: PostedHours
    kind: Literal["outside_hours"] = "outside_hours"


@dataclass(frozen=True, slots=True)
class PersonAway:
    """A TAM who is one person and not on duty, for what, and from when they are again, if ever.

    `covered_by` names whoever is on duty then in their place.
    """

    role: Role
    name: str
    reason: OnLeave | GoneFromSlack | OnHoliday | OutsideHours
    back: datetime | None
    covered_by: str | None = None
    kind: Literal["person_away"] = "person_away"


@dataclass(frozen=True, slots=True)
class RoleVacant:
    """A TAM's role for which the schedule has nobody; who fills it next, and from when, if anybody."""

    role: Role
    name: str | None
    back: datetime | None
    kind: Literal["role_vacant"] = "role_vacant"


OnDutyBy = PostedHours | ByLayer | ByOverride | InPlaceOf
OffDuty = PersonAway | RoleVacant
