"""Take in a word of the customer's: Pending ends, a clock starts if none runs."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.events.life import TicketSolved
from bot.domain.events.talk import CustomerReplied, CustomerThanked
from bot.domain.permission import Actor
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Change, Status, can_reopen, ends_pending
from bot.steps import cards, history, transitions
from bot.steps.console import told_standing
from bot.steps.deadlines import alarms_raised, clocks, evidence
from bot.steps.intake import intake_record
from bot.steps.people import assignment
from bot.steps.work import Work
from models.message import ChatMessage, TicketMessage
from models.ticket import Ticket
from models.ticket_event import TicketEvent


def is_stored(work: Work, channel: str, ts: str) -> bool:
    """Tell whether a message was taken in before."""
    chat = work.session.get(ChatMessage, (channel, ts))
    return chat is not None or TicketMessage.at(work.session, channel, ts) is not None


@dataclass(frozen=True)
class Word:
    """What the customer says, wherever they say it."""

    author: Actor
    at: datetime
    text: str
    """Plain."""
    name: str
    """What it is called there: a message of Slack's by its ts."""


def take_in(work: Work, ticket: Ticket, word: Word, *, asks: bool, too_late: bool) -> None:
    """Take in what the customer says: thanks, a question, or one that the ticket's end was the answer to.

    One on a ticket that is solved reopens it, or is offered a new one.
    """
    hear_ids(work, ticket, word.text)
    if not asks:
        thanked(work, ticket, word.author, word.at)
    elif too_late:
        note_word(work, ticket, word.author, word.at)
    elif ticket.status is not Status.SOLVED:
        customer_word(work, ticket, word.author, word.at)
    elif can_reopen(ticket.situation(escalated=False), word.at):
        transitions.reopen_ticket(work, ticket, Change.CUSTOMER_REPLY, word.author, word.at)
        alarms_raised.raise_again(work, ticket)
    else:
        transitions.offer_follow_up(work, ticket, word.name)


def customer_word(work: Work, ticket: Ticket, author: Actor, at: datetime) -> None:
    """Take a word of the customer's on an unsolved ticket: Pending ends, a clock starts if none runs."""
    note_word(work, ticket, author, at)
    if ticket.status is Status.PENDING and _ends_pending(ticket, at):
        transitions.end_pending(work, ticket)
    answered_since = ticket.last_staff_at is not None and ticket.last_staff_at >= at
    if work.account(ticket.account).sla.next_response and not answered_since:
        started = clocks.start(work, ticket, ClockKind.NEXT, at)
        if started is not None and ticket.priority is Priority.P1:
            assignment.reroute_if_off_duty(work, ticket, quietly=False)
    told_standing.waited_for(work, ticket)
    cards.refresh(work, ticket)


def was_said_before_solving(work: Work, ticket: Ticket, at: datetime) -> bool:
    """Tell whether words came late, to a ticket that somebody has solved since: they open and await nothing.

    What was said into the silence that solved a ticket opens it: there was none.
    """
    if ticket.status is not Status.SOLVED and at >= ticket.last_customer_at:
        return False
    solved = TicketEvent.latest(work.session, ticket.id, TicketSolved)
    if solved is None or at >= solved.at:
        return False
    by_silence = ticket.status is Status.SOLVED and solved.actor_user is None
    return not (by_silence and _ends_pending(ticket, at))


def note_word(work: Work, ticket: Ticket, author: Actor, at: datetime) -> None:
    """Take in that the customer said something; where the ticket stands, and its clock, stay."""
    ticket.last_customer_at = max(ticket.last_customer_at, at)
    history.record(work, ticket, CustomerReplied(at), author)


def await_what_was_asked_since(work: Work, ticket: Ticket, answered_at: datetime) -> None:
    """Start a clock for what was asked after an answer that came to us later than the question."""
    if ticket.last_customer_at <= answered_at or not work.account(ticket.account).sla.next_response:
        return
    told = (event.what for event in TicketEvent.of_ticket(work.session, ticket.id))
    asked = (what.at for what in told if isinstance(what, CustomerReplied) and what.at > answered_at)
    first = min(asked, default=None)
    if first is not None:
        clocks.start(work, ticket, ClockKind.NEXT, first)


def thanked(work: Work, ticket: Ticket, author: Actor, at: datetime) -> None:
    """Take in what asks for nothing: a solved ticket stays solved, a Pending one opens, no clock starts."""
    history.record(work, ticket, CustomerThanked(at), author)
    since = ticket.pending_since
    if ticket.status is Status.PENDING and (since is None or at >= since):
        transitions.end_pending(work, ticket)
        cards.refresh(work, ticket)


def _ends_pending(ticket: Ticket, at: datetime) -> bool:
    return ticket.pending_since is None or ends_pending(at, ticket.pending_since, ticket.last_staff_at)


def hear_ids(work: Work, ticket: Ticket, text: str) -> None:
    """Count the IDs that a customer's words hold as told; staff are told in time when their records end."""
    before = ticket.product, ticket.example_ids
    intake_record.hear(work, ticket, text)
    if (ticket.product, ticket.example_ids) != before:
        evidence.keep_up(work, ticket)
