"""What the Home tab of the support team's people shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.blocks.values.tickets import Answerer, TicketLine
from bot.domain.wording import WallClock


class DeskGroup(StrEnum):
    """Why a ticket is on somebody's desk; each is there once, for the first of these that holds."""

    ESCALATED = "escalated"
    OVERDUE = "overdue"
    YOURS = "yours"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class DeskTickets:
    """The tickets of one group, the soonest due first: the first of them, and how many there are."""

    group: DeskGroup
    tickets: tuple[TicketLine, ...]
    total: int


@dataclass(frozen=True, slots=True)
class AnswersNow:
    """Who answers an account's tickets now, and until when; None where that does not change."""

    account_name: str
    answers: Answerer
    until: datetime | None
    wall_clock: WallClock


@dataclass(frozen=True, slots=True)
class Desk:
    """All that waits for somebody of the support team."""

    user: str
    groups: tuple[DeskTickets, ...]
    on_call: tuple[AnswersNow, ...]
    more_accounts: int
    """So many accounts are left out of who is on call."""
    wall_clock: WallClock
    now: datetime
