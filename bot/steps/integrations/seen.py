"""What programs are told: accounts, tickets, events, and who is on call, as the API's document describes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import Status, TicketType

Facts = dict[str, Any]  # what an event of one kind holds; the document names no shape for it


@dataclass(frozen=True, slots=True)
class AccountSeen:
    """One customer."""

    key: str
    name: str
    prefix: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class AccountsSeen:
    """The customers that a token shows."""

    data: tuple[AccountSeen, ...]


@dataclass(frozen=True, slots=True)
class AssigneeSeen:
    """Who has a ticket."""

    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class TicketSeen:
    """A ticket as it stands; `due_at` is when the awaited answer is due, null where none is awaited.

    One that is `private` was filed in the console, and its customer is told of it nowhere else.
    """

    id: int
    key: str
    account: str
    type: TicketType
    product: str
    priority: Priority
    status: Status
    subject: str
    description: str
    requester: str
    assignee: AssigneeSeen
    escalated: bool
    overdue: bool
    due_at: datetime | None
    opened_at: datetime
    pending_since: datetime | None
    solved_at: datetime | None
    merged_into: str | None
    console_number: str | None
    private: bool
    link: str | None


@dataclass(frozen=True, slots=True)
class TicketPage:
    """Tickets, the oldest first; `next_cursor` leads to those after them, null at the end."""

    data: tuple[TicketSeen, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class EventSeen:
    """One thing that happened to a ticket; `facts` depend on its kind."""

    id: int
    kind: str
    at: datetime
    ticket: str
    account: str
    actor: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class EventPage:
    """Events, the oldest first; a page may be empty and not the last.

    `next_cursor` leads on, null where nothing is left; `last` is the id to go on after once there is more.
    """

    data: tuple[EventSeen, ...]
    next_cursor: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class AnswererSeen:
    """Who answers at an instant."""

    role: Role
    name: str


@dataclass(frozen=True, slots=True)
class TamSeen:
    """How a TAM stands at an instant."""

    name: str
    hours: str
    open: bool
    absent_until: date | None
    next_open: datetime | None


@dataclass(frozen=True, slots=True)
class TeamSeen:
    """The 24x7 team, and who of it is on call by name."""

    name: str
    person: str | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class OnCallSeen:
    """Who is on call at an instant, and when tickets go to somebody else."""

    account: str
    at: datetime
    now: AnswererSeen
    primary: TamSeen
    secondary: TamSeen | None
    pse: TeamSeen
    next_change: datetime | None
