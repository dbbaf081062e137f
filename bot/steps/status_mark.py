"""The emoji by which the message that a ticket grew from shows how it stands."""

from bot.blocks.kit import ids
from bot.domain.ticket import Status
from bot.outbox import enqueue
from bot.steps.work import Work
from models.ticket import Ticket


def show(work: Work, ticket: Ticket, before: Status | None) -> None:
    """Mark the message with the ticket's status instead of the one `before`; a card of ours needs no mark."""
    if ticket.thread_ts is not None:
        enqueue.mark(
            work.session,
            channel=ticket.channel,
            ts=ticket.thread_ts,
            name=ids.STATUS_MARKS[ticket.status],
            instead_of=ids.STATUS_MARKS[before] if before else None,
            now=work.now,
        )
