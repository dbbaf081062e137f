"""A ticket and its surroundings as they stood at each event of its history."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.decisions import NotKnown
from bot.domain.events.event import Event
from bot.domain.events.life import PriorityChanged, TicketAssigned, TicketOpened
from bot.domain.events.timing import ClockEvent
from bot.domain.routing import Role
from bot.domain.sla import Priority
from bot.runbook import Runbook
from bot.steps.recomputed import books
from bot.steps.work import Work
from models.roster_change import RosterChange
from models.ticket import Ticket
from models.ticket_event import TicketEvent


@dataclass(frozen=True)
class Then:
    """An event, the transaction as it would see what was known then, and the ticket before the event."""

    event: TicketEvent
    work: Work
    ticket: Ticket
    clock: ClockEvent | None
    """The last event of the clock before this one."""

    @property
    def what(self) -> Event:
        """Return what happened."""
        return self.event.what


def events(work: Work, ticket: Ticket) -> Iterator[tuple[TicketEvent, Then | NotKnown]]:
    """Yield the ticket's events, each with what was known then, or why that is not known."""
    state, clock = _State(ticket.priority), None
    for event in TicketEvent.of_ticket(work.session, ticket.id):
        what, book = event.what, books.of_version(work.session, event.runbook_version)
        if isinstance(book, Runbook) and ticket.account in book.accounts:
            yield event, Then(event, _work(work, event, book), state.ticket(ticket), clock)
        else:
            yield event, NotKnown.RUNBOOK_NOT_KEPT if isinstance(book, Runbook) else book
        state = state.after(what)
        clock = what if isinstance(what, ClockEvent) else clock


def _work(work: Work, event: TicketEvent, book: Runbook) -> Work:
    version = event.roster_version
    if version is None:  # by a version of ours that did not record it
        version = RosterChange.version_at(work.session, event.at)
    return Work(work.session, book, event.at, work.workspace_url, roster_version=version)


@dataclass(frozen=True)
class _State:
    """What of a ticket decides who is pinged."""

    priority: Priority
    role: Role = Role.PSE
    name: str = ""
    slack: str | None = None

    def after(self, what: Event) -> "_State":
        match what:
            case TicketOpened(priority=priority) | PriorityChanged(new=priority):
                return _State(priority, self.role, self.name, self.slack)
            case TicketAssigned(role, name, slack):
                return _State(self.priority, role, name, slack)
            case _:
                return self

    def ticket(self, now: Ticket) -> Ticket:
        """Return the ticket as it was; it belongs to no session, so nothing of it is stored."""
        return Ticket(
            id=now.id,
            account=now.account,
            number=now.number,
            priority=self.priority,
            assignee_role=self.role,
            assignee_name=self.name,
            assignee_slack=self.slack,
        )
