"""Open tickets: number, route, start the clock, post both cards; all in one transaction."""

from bot.blocks.kit.text import CUT_MARK
from bot.services.service import Service
from bot.steps import cards
from bot.steps.new_ticket import NewTicket, Opened, open_ticket


class Opening(Service):
    """Use cases that begin a ticket."""

    def open(self, new: NewTicket) -> Opened:
        """Open a ticket, or find the one that the same thing already opened.

        Raises NotAllowed for people who may not, Conflict when the thread has a live ticket.
        """
        return self.contested(lambda work: open_ticket(work, new))

    def keep_whole(self, ticket_id: int, text: str) -> None:
        """Put a message back whole where a form had cut it to fit; what somebody rewrote stays theirs."""
        with self.work() as work:
            ticket = work.ticket(ticket_id)
            kept = ticket.description.removesuffix(CUT_MARK)
            if kept != ticket.description and text.startswith(kept.rstrip()):
                ticket.description = text
                cards.refresh(work, ticket)
