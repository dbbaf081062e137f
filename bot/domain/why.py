"""Why somebody has a ticket: facts, of which `bot/blocks` makes words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.domain.tams import OffDuty, OnDutyBy, Role

# `kind` is what each is told apart by where it is stored; renaming the class leaves it alone.


@dataclass(frozen=True, slots=True)
class OnDuty:
    """The TAM who is on duty, and by what."""

    role: Role
    name: str
    by: OnDutyBy


@dataclass(frozen=True, slots=True)
class NextChange:
    """When new tickets go to somebody else, and who that is: None is the 24x7 team.

    With `moves`, an unanswered ticket moves there too.
    """

    at: datetime
    to: str | None
    moves: bool


@dataclass(frozen=True, slots=True)
class Routed:
    """The rule gave it, at an instant: by who was on duty, who was passed over, and what would come next.

    Without a TAM on duty the 24x7 team has it; without a next change none is planned.
    """

    at: datetime
    on_duty: OnDuty | None
    passed_over: tuple[OffDuty, ...]
    following: NextChange | None
    kind: Literal["routed"] = "routed"


@dataclass(frozen=True, slots=True)
class OutsideOwnHours:
    """They were off duty; until when, if they come back at all, and the zone in which that is told."""

    until: datetime | None
    zone: str


@dataclass(frozen=True, slots=True)
class TakenByHand:
    """Somebody took it."""

    name: str
    off_duty: OutsideOwnHours | None = None
    kind: Literal["taken"] = "taken"


@dataclass(frozen=True, slots=True)
class GivenByHand:
    """Somebody gave it to somebody."""

    name: str
    by: str
    off_duty: OutsideOwnHours | None = None
    kind: Literal["given"] = "given"


@dataclass(frozen=True, slots=True)
class ShiftOver:
    """The shift of whoever had it has closed, and the next of the same role has it."""

    name: str
    kind: Literal["shift_over"] = "shift_over"


@dataclass(frozen=True, slots=True)
class BackOnDuty:
    """It was that role's when the shift closed, and the next shift has begun."""

    role: Role
    kind: Literal["back_on_duty"] = "back_on_duty"


@dataclass(frozen=True, slots=True)
class AsWritten:
    """It was kept in sentences, by a version before 0.1.0."""

    sentences: tuple[str, ...]
    kind: Literal["as_written"] = "as_written"


Why = Routed | TakenByHand | GivenByHand | ShiftOver | BackOnDuty | AsWritten
