"""Have the files of the console's comments copied to Slack, below what shows the comment."""

from bot.blocks.messages.console import copied
from bot.domain.console.there import CommentThere
from bot.domain.keys import said, slots
from bot.domain.keys.slots import Slot
from bot.domain.permission import Actor
from bot.outbox.copying.copies import CommentPlace, CopyPlace, FileCopy, copy_file
from bot.steps import cards
from bot.steps.console import shown
from bot.steps.work import Work
from models.console.link import ConsoleLink
from models.ticket import Ticket


def slot(ticket: Ticket, comment: CommentThere) -> Slot | None:
    """Return the slot of what shows a comment in triage, if files follow it."""
    return slots.heard_comment(ticket.id, comment.id) if comment.files else None


def to_customer(work: Work, ticket: Ticket, comment: CommentThere, author: Actor) -> None:
    """Have a comment's files copied into the ticket's thread, if its customer sees anything there."""
    if ticket.stays_inside:
        return
    root = None if ticket.thread_ts else ticket.card_slot
    place = CopyPlace(ticket.channel, ticket.thread_ts, root, customers=ticket.id)
    _copy(work, ticket, comment, author, place, seen_by_customer(work, ticket))


def to_triage(work: Work, ticket: Ticket, comment: CommentThere, author: Actor) -> None:
    """Have a comment's files copied into the ticket's thread in triage, which no customer sees."""
    place = CopyPlace(ticket.triage_channel, None, ticket.triage_slot)
    _copy(work, ticket, comment, author, place, seen_by_staff(work, ticket))


def filed_with(work: Work, ticket: Ticket, first: CommentThere, author: Actor) -> None:
    """Have the files copied that a ticket was filed with in the console: its card has the words."""
    if not first.files:
        return
    names = [file.name for file in first.files]
    key, place = said.console_comment(first.id), slot(ticket, first)
    if ticket.private:
        post = copied.filed_with(names, seen_by_staff(work, ticket))
        cards.tell_triage(work, ticket, key, post, slot=place)
        to_triage(work, ticket, first, author)
    else:
        post = copied.filed_with(names, seen_by_customer(work, ticket))
        cards.tell_customer(work, ticket, key, post, slot=place)
        to_customer(work, ticket, first, author)


def seen_by_customer(work: Work, ticket: Ticket) -> str | None:
    """Return where the customer sees a ticket in the console."""
    link = ConsoleLink.of_ticket(work.session, ticket.id)
    return shown.customers_address(link) if link is not None else None


def seen_by_staff(work: Work, ticket: Ticket) -> str | None:
    """Return where staff see a ticket in the console."""
    link = ConsoleLink.of_ticket(work.session, ticket.id)
    return shown.staff_address(link) if link is not None else None


def _copy(
    work: Work, ticket: Ticket, comment: CommentThere, author: Actor, place: CopyPlace, seen_at: str | None
) -> None:
    if ticket.is_drill:
        return
    below, lane = slots.heard_comment(ticket.id, comment.id), slots.heard_files(ticket.id, comment.id)
    link = ConsoleLink.of_ticket(work.session, ticket.id)
    place_there = CommentPlace(link.console_id, comment.id) if link is not None else None
    for file in comment.files:
        copy = FileCopy(
            file.id,
            file.name,
            author.name,
            seen_at,
            place.thread_ts,
            place.thread_slot,
            customers=place.customers,
            place_there=place_there,
        )
        key = said.console_file(ticket.id, comment.id, file.id)
        copy_file(work.session, key, copy, place, below, lane, work.now)
