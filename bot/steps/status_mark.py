"""The emoji by which the message that a ticket grew from shows how it stands."""

from bot.blocks.kit import ids
from bot.domain.ticket import Status
from bot.outbox import enqueue
from bot.steps.work import Work
from models.ticket import Ticket


def show_all(work: Work, ticket: Ticket, before: Status, status: Status) -> None:
    """Mark the messages of a ticket and of all that was merged into it with a status instead of another."""
    for each in (ticket, *Ticket.merged_in(work.session, ticket.id)):
        show(work, each, before, status)


def show(work: Work, ticket: Ticket, before: Status | None, status: Status | None = None) -> None:
    """Mark the message with the ticket's status, or the one given, instead of the one `before`.

    A card of ours needs no mark.
    """
    if ticket.thread_ts is not None:
        enqueue.mark(
            work.session,
            channel=ticket.channel,
            ts=ticket.thread_ts,
            name=ids.STATUS_MARKS[status or ticket.status],
            instead_of=ids.STATUS_MARKS[before] if before else None,
            now=work.now,
        )
