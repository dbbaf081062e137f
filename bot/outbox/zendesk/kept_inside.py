"""Whether the console's words may still go where they were to go: their ticket may be private by now."""

from bot.domain.keys import slots
from models.console.link import ConsoleLink
from models.queues.outbox import Method
from models.queues.outbox_queue import Claim
from models.store.database import Database
from models.ticket import Ticket


class KeptInside:
    """Looks right before words leave; of all that is not the console's nothing is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_kept(self, claim: Claim) -> bool:
        """Tell whether a comment of the console's was to go to a channel that may not see it any more."""
        ticket_id = slots.ticket_heard(claim.slot) if claim.method is Method.POST else None
        if ticket_id is None:
            return False
        with self._database.read() as session:
            link, ticket = ConsoleLink.of_ticket(session, ticket_id), session.get(Ticket, ticket_id)
            if link is None or ticket is None:
                return False
            # What was private from the start has no other channel than triage.
            return link.private and not ticket.private and claim.channel == ticket.channel
