"""Make two tickets one, and two again: what each side of it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.events.life import PriorityChanged, SetPending
from bot.domain.events.merging import MergedInto, MergerUndone, TookIn
from bot.domain.events.talk import CustomerReplied
from bot.domain.merging import survival
from bot.domain.merging.survival import Stood
from bot.domain.permission import Actor, Side
from bot.domain.sla import ClockKind, Priority
from bot.domain.ticket import Change, Status
from bot.steps import history, status_mark
from bot.steps.console import filing
from bot.steps.deadlines import clocks, escalation_ladder, evidence, paging, pending
from bot.steps.deadlines.due_kinds import DueKind
from bot.steps.merging import merged_alarms, merged_clocks
from bot.steps.people import roster
from bot.steps.transitions import change
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.message import TicketMessage
from models.queues import due
from models.response_clock import ResponseClock
from models.ticket import Ticket
from models.ticket_event import TicketEvent


@dataclass(frozen=True)
class Pair:
    """The ticket that stays, and the one that becomes, or was, a part of it."""

    kept: Ticket
    other: Ticket


def merge(work: Work, pair: Pair, actor: Actor) -> TicketEvent:
    """Make one ticket a part of another; both are unsolved. Return the event that undoing goes by."""
    kept, other = pair.kept, pair.other
    stood = stands(work, kept), stands(work, other)
    moved, added = merged_alarms.move(work, other, kept, actor)
    change(work, other, Change.MERGE)
    status_mark.show_all(work, other, Status.SOLVED, kept.status)  # its message shows how the whole stands
    other.merged_into = kept.id
    due.cancel(work.session, other.id, tuple(DueKind), work.now)
    paging.end_with_ticket(work, other)
    clock = merged_clocks.join(work, kept, other, stood, actor)
    examples = _join_facts(work, kept, other, stood)
    event = TookIn(
        other=other.id,
        number=other.number,
        kept=stood[0],
        merged=stood[1],
        last_staff_at=kept.last_staff_at,
        last_customer_at=kept.last_customer_at,
        clock=clock,
        examples=examples,
        moved=moved,
        added=added,
    )
    _set_priority(work, kept, survival.higher_priority(*stood), actor)
    if kept.status is Status.PENDING and stood[1].status is Status.OPEN:
        change(work, kept, Change.CUSTOMER_REPLY)
        kept.pending_since = None
    history.record(work, other, MergedInto(kept.number), actor)
    recorded = history.record(work, kept, event, actor)
    _page_on(work, kept, moved, other)
    evidence.keep_up(work, kept)
    filing.file_if_wanted(work, kept)
    return recorded


def undo(work: Work, pair: Pair, event: TicketEvent, took: TookIn, actor: Actor) -> None:
    """Make the two tickets two again, each as it stood; what has happened since stays where it was said."""
    kept, other = pair.kept, pair.other
    status_mark.show_all(work, other, kept.status, Status.SOLVED)
    other.merged_into = None
    change(work, other, Change.UNDO_MERGER)
    _give_facts_back(kept, took)
    merged_clocks.take_apart(work, kept, other, (took.kept, took.merged), took.clock, actor)
    merged_alarms.give_back(work, other, kept, took)
    if kept.priority is survival.higher_priority(took.kept, took.merged):
        _set_priority(work, kept, took.kept.priority, actor)
    answered = merged_clocks.answered_at(work.session.get(ResponseClock, took.clock) if took.clock else None)
    if answered is not None:
        other.last_staff_at = max(other.last_staff_at or answered, answered)
    heard = _await_what_was_said(work, pair, event)
    if not heard:
        _wait_again(work, other, took.merged)
    if not _has_spoken(work, kept, event):
        _wait_again(work, kept, took.kept)
    history.record(work, other, MergerUndone(kept.number), actor)
    _page_on(work, other, took.moved, kept)
    history.record(work, kept, MergerUndone(other.number), actor)
    evidence.keep_up(work, kept)
    evidence.keep_up(work, other)


def stands(work: Work, ticket: Ticket) -> Stood:
    """Return how a ticket stands, as far as a merger changes it."""
    return Stood(
        status=ticket.status,
        priority=ticket.priority,
        pending_since=ticket.pending_since,
        reminded_at=ticket.reminded_at,
        last_staff_at=ticket.last_staff_at,
        last_customer_at=ticket.last_customer_at,
        happened_at=ticket.happened_at,
        console_number=ticket.console_number,
        clock=merged_clocks.running_clock(work, ticket),
    )


def _page_on(work: Work, ticket: Ticket, moved: Sequence[int], giver: Ticket) -> None:
    """Have those reached about what a ticket has got from another who do not look at Slack."""
    paging.about_answer(work, ticket, roster.assignee_to_ping(work, ticket))
    for alarm in Escalation.open_of_ticket(work.session, ticket.id):
        if alarm.id in moved:
            told = escalation_ladder.first_told(work, ticket)
            paging.about_escalation(work, ticket, told, alarm.id, giver)


def _set_priority(work: Work, ticket: Ticket, priority: Priority, actor: Actor) -> None:
    """Change the priority; the running clock keeps the end that it has."""
    if ticket.priority is not priority:
        history.record(work, ticket, PriorityChanged(ticket.priority, priority), actor)
        ticket.priority = priority


def _join_facts(work: Work, kept: Ticket, other: Ticket, stood: tuple[Stood, Stood]) -> tuple[str, ...]:
    """Give a ticket what only the other tells; return the example IDs that are new to it."""
    kept.last_staff_at, kept.last_customer_at = survival.last_words(*stood, work.now)
    kept.happened_at = kept.happened_at or other.happened_at
    kept.console_number = kept.console_number or other.console_number
    known = {each.casefold() for each in kept.example_ids}
    new = tuple(each for each in other.example_ids if each.casefold() not in known)
    kept.example_ids = [*kept.example_ids, *new]
    return new


def _give_facts_back(kept: Ticket, took: TookIn) -> None:
    """Take away what came with the other ticket; what was said since stays."""
    if kept.last_staff_at == took.last_staff_at:
        kept.last_staff_at = took.kept.last_staff_at
    if kept.last_customer_at == took.last_customer_at:
        kept.last_customer_at = took.kept.last_customer_at
    if kept.happened_at == took.merged.happened_at:
        kept.happened_at = took.kept.happened_at
    if kept.console_number == took.merged.console_number:
        kept.console_number = took.kept.console_number
    kept.example_ids = [each for each in kept.example_ids if each not in took.examples]


def _wait_again(work: Work, ticket: Ticket, stood: Stood) -> None:
    """Have a ticket that was Pending wait for its customer again, from the same day on."""
    if stood.status is not Status.PENDING or ticket.status is not Status.OPEN:
        return
    change(work, ticket, Change.SET_PENDING)
    ticket.pending_since, ticket.reminded_at = stood.pending_since, stood.reminded_at
    history.record(work, ticket, SetPending(), TAM_BOT)
    pending.schedule(work, ticket)


def _await_what_was_said(work: Work, pair: Pair, event: TicketEvent) -> bool:
    """Have a ticket await what was asked in its own thread while it was merged; tell whether anything was."""
    kept, other = pair.kept, pair.other
    asked = set(_replies_since(work, kept, event))
    own = [
        said.posted_at
        for said in TicketMessage.of_ticket(work.session, other.id)
        if said.side is Side.CUSTOMER and said.posted_at in asked
    ]
    if not own:
        return False
    other.last_customer_at = max(other.last_customer_at, *own)
    open_ones = [at for at in own if kept.last_staff_at is None or at > kept.last_staff_at]
    if open_ones and work.account(other.account).sla.next_response:
        clocks.start(work, other, ClockKind.NEXT, min(open_ones))
    return True


def _has_spoken(work: Work, ticket: Ticket, event: TicketEvent) -> bool:
    return bool(_replies_since(work, ticket, event))


def _replies_since(work: Work, ticket: Ticket, event: TicketEvent) -> Sequence[datetime]:
    events = TicketEvent.of_ticket(work.session, ticket.id)
    told = (later.what for later in events if later.id > event.id)
    return [what.at for what in told if isinstance(what, CustomerReplied)]
