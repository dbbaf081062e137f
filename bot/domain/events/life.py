"""Events of a ticket's life: opened, assigned, pending, solved, opened again."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.events.event import Event
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.domain.ticket import TicketOrigin
from bot.domain.why import Why


@dataclass(frozen=True)
class TicketOpened(Event):
    """It was opened, in one of the ways there are."""

    kind: ClassVar = "opened"
    origin: TicketOrigin
    priority: Priority


@dataclass(frozen=True)
class TicketAssigned(Event):
    """Somebody got it, and why."""

    kind: ClassVar = "assigned"
    role: Role
    name: str
    slack: str | None
    why: Why


@dataclass(frozen=True)
class PriorityChanged(Event):
    """It became more urgent, or less."""

    kind: ClassVar = "priority_changed"
    old: Priority
    new: Priority


@dataclass(frozen=True)
class SetPending(Event):
    """It waits for the customer."""

    kind: ClassVar = "pending"


@dataclass(frozen=True)
class CustomerReminded(Event):
    """The customer was told that it waits for them."""

    kind: ClassVar = "reminded"


@dataclass(frozen=True)
class TicketSolved(Event):
    """It was solved: by somebody, or by silence."""

    kind: ClassVar = "solved"
    closing: str = ""
    """What whoever solved it said to close it."""


@dataclass(frozen=True)
class TicketReopened(Event):
    """It was opened again."""

    kind: ClassVar = "reopened"


@dataclass(frozen=True)
class RepliedTooLate(Event):
    """The customer spoke when it was solved too long ago to open again."""

    kind: ClassVar = "replied_too_late"
    ts: str


@dataclass(frozen=True)
class FilingAsked(Event):
    """It is to be filed in the console: by the runbook's rule, or since somebody asked for it."""

    kind: ClassVar = "filing_asked"


@dataclass(frozen=True)
class FiledInConsole(Event):
    """Its number in the console was recorded, or (None) taken away."""

    kind: ClassVar = "filed_in_console"
    number: str | None
