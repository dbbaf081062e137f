"""A ticket's two cards: what they show, posting them once, and keeping them up to date."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.blocks.messages import cards as blocks
from bot.blocks.messages import merged
from bot.blocks.messages.duty import drills
from bot.blocks.values import (
    CardClock,
    CardReport,
    EscalationLine,
    IntakeFacts,
    Post,
    Recipient,
    TicketCard,
    TicketLine,
)
from bot.domain.business_hours import OpenHours
from bot.domain.events.drill import DrillEnded
from bot.domain.events.merging import MergedInto, TicketsLinked
from bot.domain.events.timing import HeldBack, PingHeldBack
from bot.domain.keys import said
from bot.domain.keys.said import TicketKey
from bot.domain.keys.slots import Slot
from bot.domain.merging.survival import can_be_undone
from bot.domain.sla import Outcome, Priority
from bot.steps import choices, history, ticket_lines
from bot.steps.console import shown, told_standing
from bot.steps.intake import intake_facts
from bot.steps.people import reach, roster
from bot.steps.work import TAM_BOT, Work
from models.escalation import Escalation
from models.queues.outbox import MessageSlot, OutboxUrgency
from models.response_clock import ResponseClock
from models.ticket import Ticket
from models.ticket_event import TicketEvent
from models.ticket_intake import TicketIntake


def publish(work: Work, ticket: Ticket, clock: ResponseClock, told: TicketIntake | None) -> None:
    """Post both cards of a new ticket: the customers' in the ticket's thread, the staff's in triage.

    What is private has the staff's alone. `told` is what was entered in a form that asked for it.
    """
    line = ticket_lines.line_of_new(work, ticket, clock)
    facts = _card(work, ticket, clock, None, line, intake_facts.facts_of_new(work, ticket, told))
    staff = blocks.staff_card(facts, told_to=pinged(work, ticket))
    slot, triage_slot = ticket.card_slot, ticket.triage_slot
    say = partial(
        work.say,
        account=ticket.account,
        urgency=OutboxUrgency.ALARM if ticket.priority is Priority.P1 else OutboxUrgency.ANSWER,
    )
    if not ticket.private:
        customers = blocks.customer_card(facts)
        say(customers, key=said.posting(slot), channel=ticket.channel, thread_ts=ticket.thread_ts, slot=slot)
    say(staff, key=said.posting(triage_slot), channel=ticket.triage_channel, slot=triage_slot)


def pinged(work: Work, ticket: Ticket) -> tuple[Recipient, ...]:
    """Return who a message for the assignee pings; record a ping that is held back, with why."""
    found = roster.assignee_to_ping(work, ticket)
    if not found:
        history.record_all(work, ticket, [(PingHeldBack(HeldBack.OUTSIDE_HOURS), TAM_BOT)])
    return reach.reached(work, found)


def refresh(work: Work, ticket: Ticket) -> None:
    """Have both cards, and the console, show the ticket as it stands now; edits still waiting give way."""
    work.session.flush()
    told_standing.follow(work, ticket)
    if ticket.merged_into is not None:
        _show_merged(work, ticket)
        return
    if ticket.is_drill:
        _show_drill(work, ticket)
        return
    facts = card(work, ticket)
    customers = {} if ticket.private else {ticket.card_slot: blocks.customer_card(facts)}
    work.reword_all({**customers, ticket.triage_slot: blocks.staff_card(facts)})


def whole(work: Work, ticket: Ticket) -> TicketCard:
    """Gather what the cards show, and what only those are told who want all of it."""
    linked = tuple(ticket_lines.line(work, other) for other in linked_to(work, ticket))
    return replace(card(work, ticket), linked=linked)


def linked_to(work: Work, ticket: Ticket) -> tuple[Ticket, ...]:
    """Return the tickets that this one was linked to, or what these are a part of by now."""
    events = TicketEvent.of_kinds(work.session, ticket.id, (TicketsLinked,))
    found = (work.peek(event.what.other) for event in events if isinstance(event.what, TicketsLinked))
    return tuple({other.id: other for other in found if other.id != ticket.id}.values())


def _show_merged(work: Work, ticket: Ticket) -> None:
    """Have both cards say what the ticket is a part of."""
    own, whole = ticket_lines.line(work, ticket), ticket_lines.line(work, work.peek(ticket.id))
    event = TicketEvent.latest(work.session, ticket.id, MergedInto)
    undoable = event is not None and can_be_undone(event.at, work.now)
    staff = merged.card(own, whole, for_staff=True, can_be_undone=undoable)
    customers = {} if ticket.private else {ticket.card_slot: merged.card(own, whole, for_staff=False)}
    work.reword_all({**customers, ticket.triage_slot: staff})


def _show_drill(work: Work, ticket: Ticket) -> None:
    """Have a drill's card say that it waits, or how it ended."""
    line, event = ticket_lines.line(work, ticket), TicketEvent.latest(work.session, ticket.id, DrillEnded)
    what = event.what if event else None
    if isinstance(what, DrillEnded):
        post = drills.over(line, what.by, timedelta(seconds=what.after_seconds))
    else:
        post = drills.card(line)
    work.reword(ticket.triage_slot, post)


def tell_customer(
    work: Work,
    ticket: Ticket,
    key: TicketKey,
    post: Post,
    *,
    slot: Slot | None = None,
    urgency: OutboxUrgency = OutboxUrgency.NEWS,
) -> None:
    """Say something in the ticket's thread, once: `key` names what is said, `slot` where it stands.

    Of a drill nothing is said there, nor of what is private: it has no customer here.
    """
    if ticket.stays_inside:
        return
    work.say(
        post,
        key=said.to_customer(ticket.id, key),
        channel=ticket.channel,
        slot=slot,
        thread_ts=ticket.thread_ts,
        thread_slot=None if ticket.thread_ts else ticket.card_slot,
        urgency=urgency,
        account=ticket.account,
    )


def tell_every_thread(work: Work, ticket: Ticket, key: TicketKey, post: Post) -> None:
    """Say something in the ticket's thread, and in those of the tickets that are a part of it, once."""
    for each in (ticket, *Ticket.merged_in(work.session, ticket.id)):
        tell_customer(work, each, key, post)


def tell_triage(
    work: Work,
    ticket: Ticket,
    key: TicketKey,
    post: Post,
    *,
    slot: Slot | None = None,
    urgency: OutboxUrgency = OutboxUrgency.NEWS,
) -> None:
    """Say something in the ticket's triage thread, once: `key` names what is said, `slot` where it stands."""
    work.say(
        post,
        key=said.to_triage(ticket.id, key),
        channel=ticket.triage_channel,
        slot=slot,
        thread_slot=ticket.triage_slot,
        urgency=urgency,
        account=ticket.account,
    )


def card(work: Work, ticket: Ticket) -> TicketCard:
    """Gather everything that the ticket's cards show."""
    clock = ResponseClock.latest(work.session, ticket.id)
    running = clock if clock is not None and clock.stopped_at is None else None
    escalation = _escalation(work, ticket)
    escalated = escalation is not None and escalation.acknowledged_by_name is None
    line = ticket_lines.line_with(work, ticket, running, escalated=escalated)
    return _card(work, ticket, clock, escalation, line, intake_facts.facts(work, ticket))


def _card(
    work: Work,
    ticket: Ticket,
    clock: ResponseClock | None,
    escalation: EscalationLine | None,
    line: TicketLine,
    intake: IntakeFacts,
) -> TicketCard:
    account = work.account(ticket.account)
    return TicketCard(
        line=line,
        account_key=account.key,
        account_name=account.name,
        report=_report(work, ticket),
        clock=_clock(work, ticket, clock),
        console=shown.console(work, ticket),
        intake=intake,
        pending_since=ticket.pending_since,
        solved_at=ticket.solved_at,
        escalation=escalation,
        why=ticket.why,
        urgent=choices.urgent(account.sla),
        can_call=bool(work.runbook.provider.phones),
    )


def _report(work: Work, ticket: Ticket) -> CardReport:
    return CardReport(
        type=ticket.type,
        product_name=work.runbook.provider.product(ticket.product).name,
        description=ticket.description,
        requester_name=ticket.requester_name,
        opened_at=ticket.opened_at,
        originated=ticket.origin,
        happened_at=ticket.happened_at,
        example_ids=tuple(ticket.example_ids),
    )


def _clock(work: Work, ticket: Ticket, latest: ResponseClock | None) -> CardClock:
    sla = work.account(ticket.account).sla
    promised = choices.priority(sla, ticket.priority)
    if latest is None:
        return CardClock(promised)
    if latest.stopped_at is None:
        hours = roster.clock_hours(work, ticket.account, sla.targets[ticket.priority])
        return CardClock(promised, latest.kind, _opens_at(latest, hours))
    answered = latest.outcome in (Outcome.MET, Outcome.MISSED)
    return CardClock(promised, answered_at=latest.stopped_at if answered else None)


def thread_ts(work: Work, ticket: Ticket) -> str | None:
    """Return the ts of the ticket's thread; None while its card is still to be posted."""
    if ticket.thread_ts:
        return ticket.thread_ts
    posted = MessageSlot.at(work.session, ticket.card_slot)
    return posted.ts if posted else None


def _opens_at(clock: ResponseClock, hours: OpenHours) -> datetime | None:
    opens = hours.next_open(clock.started_at)
    return opens if opens is not None and opens > clock.started_at else None


def _escalation(work: Work, ticket: Ticket) -> EscalationLine | None:
    latest = Escalation.shown_of_ticket(work.session, ticket.id)
    if latest is None:
        return None
    return EscalationLine(latest.reason, latest.raised_by_name, latest.raised_at, latest.acknowledged_by_name)
