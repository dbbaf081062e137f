"""What a ticket's status and priority are called in the console, and what the console's mean here."""

from enum import StrEnum
from typing import Final

from bot.domain.sla import Priority
from bot.domain.ticket import Status


class ConsoleStatus(StrEnum):
    """Where a ticket stands in the console, in its own words."""

    NEW = "new"
    OPEN = "open"
    PENDING = "pending"
    HOLD = "hold"
    SOLVED = "solved"
    CLOSED = "closed"
    """Solved for good: nothing about it can be changed there any more."""


class ConsolePriority(StrEnum):
    """How urgent a ticket is in the console, in its own words."""

    URGENT = "urgent"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


_STATUS_THERE: Final = {
    Status.OPEN: ConsoleStatus.OPEN,
    Status.PENDING: ConsoleStatus.PENDING,
    Status.SOLVED: ConsoleStatus.SOLVED,
}
_STATUS_HERE: Final = {
    ConsoleStatus.NEW: Status.OPEN,
    ConsoleStatus.OPEN: Status.OPEN,
    ConsoleStatus.HOLD: Status.OPEN,  # waits for a third party: the customer still waits for us
    ConsoleStatus.PENDING: Status.PENDING,
    ConsoleStatus.SOLVED: Status.SOLVED,
    ConsoleStatus.CLOSED: Status.SOLVED,
}
_PRIORITY_THERE: Final = {
    Priority.P1: ConsolePriority.URGENT,
    Priority.P2: ConsolePriority.HIGH,
    Priority.P3: ConsolePriority.NORMAL,
}
_PRIORITY_HERE: Final = {
    ConsolePriority.URGENT: Priority.P1,
    ConsolePriority.HIGH: Priority.P2,
    ConsolePriority.NORMAL: Priority.P3,
    ConsolePriority.LOW: Priority.P3,
}


def status_there(status: Status) -> ConsoleStatus:
    """Return what the console calls a status."""
    return _STATUS_THERE[status]


def status_here(status: ConsoleStatus) -> Status:
    """Return what a status of the console's means here."""
    return _STATUS_HERE[status]


def priority_there(priority: Priority) -> ConsolePriority:
    """Return what the console calls a priority."""
    return _PRIORITY_THERE[priority]


def priority_here(priority: ConsolePriority) -> Priority:
    """Return what a priority of the console's means here."""
    return _PRIORITY_HERE[priority]
