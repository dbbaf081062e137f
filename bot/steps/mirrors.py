"""Show the customer's thread in triage, message by message; what asks for nothing can be said to ask."""

from datetime import datetime

from bot.blocks.kit import ids
from bot.blocks.messages import mirror
from bot.blocks.values import FileLink, Post, Recipient, Reply
from bot.domain.keys import said, slots
from bot.domain.permission import Side
from bot.domain.sla import Priority
from bot.domain.ticket import Status
from bot.outbox import enqueue
from bot.steps import cards
from bot.steps.people import reach, roster
from bot.steps.work import Work
from models.message import TicketMessage
from models.queues.outbox import MessageSlot, OutboxRow, OutboxUrgency
from models.response_clock import ResponseClock
from models.ticket import Ticket


def show(work: Work, ticket: Ticket, stored: TicketMessage, *, asks: bool = True) -> None:
    """Show a reply in the ticket's triage thread; where it asks for nothing, staff can say that it does.

    Of one that is deleted already it is said that there was one.
    """
    if stored.deleted_at is not None:
        _tell_deleted(work, ticket, stored)
        return
    to: tuple[Recipient, ...] = ()
    if asks and stored.side is Side.CUSTOMER and is_news_on_a_p1(work, ticket, stored.posted_at):
        to = assignee(work, ticket)
    offered = None if asks or _is_awaited(work, ticket) else ids.needs_answer_value(ticket.id, stored.ts)
    clock = work.wall_clock(ticket.account)
    post = mirror.mirrored(as_reply(work, ticket, stored), clock, work.now, told_to=to, needs_answer=offered)
    if not to and offered is None and _added_to_waiting(work, ticket, stored, post):
        return
    cards.tell_triage(
        work,
        ticket,
        said.reply(stored.ts),
        post,
        slot=slots.mirror(ticket.id, stored.ts),
        urgency=OutboxUrgency.of_ping(to),
    )


def _added_to_waiting(work: Work, ticket: Ticket, stored: TicketMessage, post: Post) -> bool:
    """Show a reply in the post of an earlier one, if that is the last word of the thread and waits."""
    waiting = enqueue.last_waiting(work.session, ticket.triage_slot)
    if waiting is None or not slots.is_mirror(waiting.slot):
        return False
    both = mirror.together(Post(waiting.text, waiting.blocks), post)
    if both is None or not enqueue.say_more(work.session, waiting, text=both.text, blocks=both.blocks):
        return False
    stored.shown_in = waiting.slot
    return True


def withdraw_offer(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    """Take the button away from a mirror whose message is awaited an answer by now."""
    post = mirror.mirrored(as_reply(work, ticket, stored), work.wall_clock(ticket.account), work.now)
    work.reword(slots.mirror(ticket.id, stored.ts), post)


def take_back(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    """Have a message that was deleted shown no longer, wherever triage has its words, and say so."""
    gone = _as_it_reads_now(work, ticket, stored)
    for number in {ticket.id, stored.ticket_id}:  # before and after a merger
        slot = slots.mirror(number, stored.ts)
        posted = {shown.slot for shown in MessageSlot.beginning(work.session, slot)}
        for shown in (posted | {*OutboxRow.unsent_slots(work.session, slot)}) - {stored.shown_in}:
            work.reword(slots.Slot(shown), gone)
    if stored.shown_in is not None:
        work.reword(slots.Slot(stored.shown_in), _whole_post(work, ticket, stored.shown_in))
    _tell_deleted(work, ticket, stored)


def _whole_post(work: Work, ticket: Ticket, slot: str) -> Post:
    """Return a post as its messages read now, those that were deleted among them."""
    shown = TicketMessage.of_post(work.session, slot)
    return mirror.in_one([_as_it_reads_now(work, ticket, each, beside=len(shown) - 1) for each in shown])


def _tell_deleted(work: Work, ticket: Ticket, stored: TicketMessage) -> None:
    cards.tell_triage(work, ticket, said.deleted(stored.ts), _as_it_reads_now(work, ticket, stored))


def _as_it_reads_now(work: Work, ticket: Ticket, stored: TicketMessage, beside: int = 0) -> Post:
    reply, clock = as_reply(work, ticket, stored), work.wall_clock(ticket.account)
    if stored.deleted_at is not None:
        return mirror.deleted(reply, clock, work.now)
    return mirror.mirrored(reply, clock, work.now, edited=stored.edited_at is not None, beside=beside)


def as_reply(work: Work, ticket: Ticket, stored: TicketMessage) -> Reply:
    """Return a stored message as triage shows it."""
    files = tuple(FileLink(file.get("name") or "a file", file.get("permalink")) for file in stored.files)
    own = ticket if stored.ticket_id == ticket.id else work.session.get(Ticket, stored.ticket_id)
    link = work.permalink(stored.channel, stored.ts, own.thread_ts if own else None)
    from_staff = stored.side in (Side.STAFF, Side.COLLEAGUE)
    return Reply(stored.author_name, stored.text, stored.posted_at, from_staff, files, link)


def assignee(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return who is pinged by a word of the customer's that can't wait for a nudge."""
    return reach.reached(work, roster.assignee_recipients(work, ticket))


def is_news_on_a_p1(work: Work, ticket: Ticket, at: datetime) -> bool:
    """Tell whether the customer of an answered P1 speaks again: a nudge would come half an hour late."""
    answered = ticket.last_staff_at is not None and ticket.last_staff_at >= at
    urgent = ticket.priority is Priority.P1 and ticket.status is not Status.SOLVED
    return urgent and not answered and not _is_awaited(work, ticket)


def _is_awaited(work: Work, ticket: Ticket) -> bool:
    return ResponseClock.running(work.session, ticket.id) is not None
