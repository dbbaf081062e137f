"""Where a ticket stands in the provider's console: its own counterpart, or that of one merged into it."""

from dataclasses import dataclass

from bot.domain.keys import slots
from bot.runbook.integrations.console import AccountBridgeRow
from bot.steps.work import Work
from models.console.link import ConsoleLink
from models.queues.outbox import MessageSlot, OutboxRow
from models.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A ticket of the console's, by the id of the ticket here that was filed as it."""

    filed: int
    link: ConsoleLink | None
    """None while we do not know its number."""

    @property
    def takes_words(self) -> bool:
        """Tell whether anything can be said about it there."""
        return self.link is None or self.link.ended is None


def bridge(work: Work, ticket: Ticket) -> AccountBridgeRow | None:
    """Return on what terms a ticket may go to the console; None where it stays here."""
    terms = work.account(ticket.account).console
    return terms if terms.is_bridged and not ticket.is_drill else None


def counterpart(work: Work, ticket: Ticket) -> Counterpart | None:
    """Return the ticket's counterpart, filed or being filed; None while there is none, or no bridge."""
    if bridge(work, ticket) is None:
        return None
    own = _own(work, ticket.id)
    if own is not None:
        return own
    merged = (_own(work, each.id) for each in Ticket.merged_in(work.session, ticket.id))
    return next((found for found in merged if found), None)


def open_to_words(work: Work, ticket: Ticket) -> Counterpart | None:
    """Return the same where something can be said about it."""
    found = counterpart(work, ticket)
    return found if found is not None and found.takes_words else None


def _own(work: Work, ticket_id: int) -> Counterpart | None:
    link = ConsoleLink.of_ticket(work.session, ticket_id)
    if link is not None:
        return Counterpart(ticket_id, link)
    slot = slots.console_ticket(ticket_id)
    under_way = OutboxRow.is_unsent(work.session, slot) or MessageSlot.at(work.session, slot) is not None
    return Counterpart(ticket_id, None) if under_way else None
