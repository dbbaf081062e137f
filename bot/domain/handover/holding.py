"""Who has a ticket, and the role to which it goes back after others filled in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.routing import Assignment
from bot.domain.tams import Role
from bot.domain.why import TakenByHand

TAMS: Final = (Role.PRIMARY, Role.SECONDARY)


@dataclass(frozen=True, slots=True)
class Holding:
    """Who has a ticket and since when; `home` is the role to which it goes back, if it left one."""

    role: Role
    name: str
    slack: str | None
    since: datetime
    home: Role | None = None


def home_of(held: Holding, given: Assignment) -> Role | None:
    """Return the role to which a ticket goes back after it was passed on from one who holds it."""
    left = held.role if held.role in TAMS else None
    home = held.home or left
    return None if given.role is home else home


def home_kept(home: Role | None, given: Assignment) -> Role | None:
    """Return the role to which a ticket still goes back once it is given to somebody: one who fills in."""
    return home if given.role is Role.PSE and isinstance(given.why, TakenByHand) else None
