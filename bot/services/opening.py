"""Open tickets: number, route, start the clock, post both cards; all in one transaction."""

from bot.blocks.answers import lists
from bot.blocks.kit.text import CUT_MARK
from bot.domain.keys import said
from bot.domain.permission import Action, Actor, require
from bot.services.service import ForPeople
from bot.steps import cards, ticket_lines
from bot.steps.new_ticket import NewTicket, Opened, fill_in, open_ticket
from models.queues.outbox import OutboxUrgency
from models.ticket import Ticket


class Opening(ForPeople):
    """Use cases that begin a ticket."""

    def open(self, new: NewTicket) -> Opened:
        """Open a ticket, or find the one that the same thing already opened.

        Raises NotAllowed for people who may not, Conflict when the thread has a live ticket.
        """
        return self.contested(lambda work: open_ticket(work, new))

    def complete(self, new: NewTicket) -> None:
        """Fill in what a ticket was opened without, Slack being unreadable then: its words, whose it is."""
        require(new.opened_by, Action.OPEN)
        with self.work() as work:
            known = Ticket.grown_from(work.session, new.origin_key)
            if known is not None:
                ticket = work.ticket(known.id)
                fill_in(work, ticket, new)
                cards.refresh(work, ticket)

    def tell_directly(self, ticket_id: int, actor: Actor) -> None:
        """Tell somebody directly, once, that their ticket stands: its card is where they don't look."""
        require(actor, Action.OPEN)
        with self.work() as work:
            post = lists.opened(ticket_lines.line(work, work.ticket(ticket_id)))
            work.say(
                post,
                key=said.opened_elsewhere(ticket_id),
                channel=actor.user,
                urgency=OutboxUrgency.ANSWER,
            )

    def keep_whole(self, ticket_id: int, actor: Actor, text: str) -> None:
        """Put a message back whole where a form had cut it to fit; what somebody rewrote stays theirs."""
        require(actor, Action.OPEN)
        with self.work() as work:
            ticket = work.ticket(ticket_id)
            kept = ticket.description.removesuffix(CUT_MARK)
            if kept != ticket.description and text.startswith(kept.rstrip()):
                ticket.description = text
                cards.refresh(work, ticket)
